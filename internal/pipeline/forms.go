package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"slices"
	"unsafe"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
	"naskh/shingle"
)

// The lists record of a page holds its length in 8 bytes, then its headlines one after the other: the hash
// of the headline's words, its length in bytes, its text, filled up to a
// multiple of 8.

// list spills the headlines of a page.
func (w *reader) list(a *row, headlines []string) error {
	w.bytes = append(w.bytes[:0], 0, 0, 0, 0, 0, 0, 0, 0)
	for _, h := range headlines {
		hash := w.heads.hash(&w.words, h)
		if hash == 0 {
			continue
		}
		w.bytes = binary.NativeEndian.AppendUint64(w.bytes, hash)
		w.bytes = binary.NativeEndian.AppendUint64(w.bytes, uint64(len(h)))
		w.bytes = append(w.bytes, h...)
		for len(w.bytes)%8 != 0 {
			w.bytes = append(w.bytes, 0)
		}
		a.listed++
	}
	if a.listed == 0 {
		return nil
	}
	binary.NativeEndian.PutUint64(w.bytes, uint64(len(w.bytes)))
	var err error
	a.lists, err = w.listsOut.put(w.bytes)
	return err
}

// mention is one headline on one list.
type mention struct {
	hash uint64 // of its words
	at   textPlace
	text uint32 // hash of the headline as it stands
	page int32
}

// textPlace is where a headline's text stands in the spill of lists: its offset,
// a multiple of 8, shifted by 25, and its length in the lower 28 bits.
type textPlace uint64

const placeBytes = 1<<28 - 1 // the longest headline; what is longer is cut

func newTextPlace(offset int64, size int) textPlace {
	return textPlace(offset)<<25 | textPlace(min(size, placeBytes))
}

func (p textPlace) place() place  { return place(p >> 28) }
func (p textPlace) offset() int64 { return int64(p >> 28 << 3) }
func (p textPlace) size() int     { return int(p & placeBytes) }

// headlineText reads a text into buf, which it may grow.
func (r *run) headlineText(p textPlace, buf []byte) ([]byte, error) {
	buf = slices.Grow(buf[:0], p.size())[:p.size()]
	return buf, r.lists.read(buf, p.offset())
}

// form is one headline, in however many spellings that fold alike.
type form struct {
	hash     uint64
	text     textPlace // its most frequent text, then the lowest
	variants int32     // different texts
	count    int32     // mentions of that text
}

// mentions reads the lists of all pages, in parts by headline hash, each sorted
// by hash, then text, and the pages that have a list, by article.
func (r *run) mentions(ctx context.Context) (parts [][]mention, pages []listed, err error) {
	all := 0
	var sizes []int32
	r.siteLists = make([]int64, len(r.sites))
	if err := r.eachArticle(func(i int, a *article, d *detail) error {
		if d.listed > 0 {
			r.siteLists[a.site]++
			pages = append(pages, listed{article: int32(i), list: d.lists})
			sizes = append(sizes, d.listed)
			all += int(d.listed)
		}
		return nil
	}); err != nil {
		return nil, nil, err
	}
	room := make([]uint32, all)
	for i, n := range sizes {
		pages[i].forms, room = room[:0:n], room[n:]
	}
	type worker struct {
		window spillWindow
		parts  [formParts][]mention
	}
	readers, err := workers(ctx, r, len(pages), 256, func() *worker {
		return &worker{window: spillWindow{s: r.lists}}
	}, func(w *worker, page int) error {
		list := pages[page].list.offset()
		record, err := w.window.view(list, 8)
		if err == nil {
			record, err = w.window.view(list, int(binary.NativeEndian.Uint64(record)))
		}
		if err != nil {
			return err
		}
		for at := 8; at < len(record); {
			hash, size := binary.NativeEndian.Uint64(record[at:]), int(binary.NativeEndian.Uint64(record[at+8:]))
			text := uint32(xxhash.Sum64(record[at+16 : at+16+size]))
			part := hash >> (64 - formBits)
			w.parts[part] = append(w.parts[part], mention{hash, newTextPlace(list+int64(at)+16, size), text, int32(page)})
			at += 16 + (size+7)&^7
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	parts = make([][]mention, formParts)
	_, err = workers(ctx, r, formParts, 1, func() struct{} { return struct{}{} }, func(_ struct{}, i int) error {
		n := 0
		for _, w := range readers {
			n += len(w.parts[i])
		}
		parts[i] = make([]mention, 0, n)
		for _, w := range readers {
			parts[i] = append(parts[i], w.parts[i]...)
			w.parts[i] = nil
		}
		slices.SortFunc(parts[i], func(a, b mention) int {
			return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.text, b.text), cmp.Compare(a.page, b.page), cmp.Compare(a.at, b.at))
		})
		return nil
	})
	return parts, pages, err
}

const (
	formBits  = 6
	formParts = 1 << formBits
)

// forms finds the different headlines of the mentions, in the order of their
// hashes, and gives each page those of its list.
func (r *run) forms(ctx context.Context, parts [][]mention, pages []listed) ([]form, error) {
	starts := make([]int, len(parts)+1) // of each part's forms
	for i, all := range parts {
		starts[i+1] = starts[i]
		for j := range all {
			if j == 0 || all[j].hash != all[j-1].hash {
				starts[i+1]++
			}
		}
	}
	forms := make([]form, starts[len(parts)])
	type worker struct{ text, least []byte }
	_, err := workers(ctx, r, len(parts), 1, func() *worker { return &worker{} }, func(w *worker, i int) (err error) {
		all := parts[i]
		next := forms[starts[i]:]
		for from := 0; from < len(all); {
			f := &next[0]
			next = next[1:]
			f.hash = all[from].hash
			for read := false; from < len(all) && all[from].hash == f.hash; {
				m, first := all[from], from
				for from < len(all) && all[from].hash == f.hash && all[from].text == m.text {
					from++
				}
				f.variants++
				switch n := int32(from - first); {
				case n > f.count:
					f.text, f.count, read = m.at, n, false
				case n == f.count: // the lower text counts
					if !read {
						if w.least, err = r.headlineText(f.text, w.least); err != nil {
							return err
						}
						read = true
					}
					if w.text, err = r.headlineText(m.at, w.text); err != nil {
						return err
					}
					if bytes.Compare(w.text, w.least) < 0 {
						w.text, w.least = w.least, w.text
						f.text = m.at
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	form := -1
	for i, all := range parts {
		for j, m := range all {
			if j == 0 || m.hash != all[j-1].hash {
				form++
			}
			if p := &pages[m.page]; len(p.forms) == 0 || p.forms[len(p.forms)-1] != uint32(form) {
				p.forms = append(p.forms, uint32(form))
			}
		}
		parts[i] = nil
	}
	return forms, nil
}

// formWords gives the distinct words of each form: 31 bits of the hash, the lowest set
// in numbers. It reads their texts in the order of the places.
func (r *run) formWords(ctx context.Context, forms []form) ([][]uint32, error) {
	order := make([]uint64, len(forms)) // place, form
	for i := range forms {
		order[i] = uint64(forms[i].text.offset())>>3<<32 | uint64(i)
	}
	var scratch []uint64
	cluster.SortKeys(order, &scratch)
	type worker struct {
		window spillWindow
		words  shingle.Words
		units  []shingle.Word
		room   []uint32
	}
	sets := make([][]uint32, len(forms))
	_, err := workers(ctx, r, len(forms), 4096, func() *worker {
		return &worker{window: spillWindow{s: r.lists}}
	}, func(w *worker, i int) error {
		form := uint32(order[i])
		text := forms[form].text
		b, err := w.window.view(text.offset(), text.size())
		if err != nil {
			return err
		}
		w.units, _ = w.words.Append(w.units[:0], bareHeadline(unsafe.String(unsafe.SliceData(b), len(b))))
		if len(w.units) > len(w.room) {
			w.room = make([]uint32, max(1<<14, len(w.units)))
		}
		set := w.room[:0:len(w.units)]
		w.room = w.room[len(w.units):]
		for _, u := range w.units {
			n := uint32(u>>33) << 1
			if u.Number() {
				n |= 1
			}
			set = append(set, n)
		}
		slices.Sort(set)
		sets[form] = slices.Compact(set)
		return nil
	})
	return sets, err
}

// numbersOf lists the numbers among the words of a form.
func numbersOf(words []uint32) (numbers []uint32) {
	for _, u := range words {
		if u&1 != 0 {
			numbers = append(numbers, u)
		}
	}
	return numbers
}

// within reports whether every number of a stands in b: "12 dead" is no
// spelling of "17 dead".
func within(a, b []uint32) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}
