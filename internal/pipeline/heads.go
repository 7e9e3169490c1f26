package pipeline

import (
	"context"
	"encoding/binary"

	"naskh/cluster"
)

// A head record is a number and the size of what follows, 4 bytes each. Of an article the
// number is that of its lines dropped as furniture, and there follow its file and position,
// varints, its title and its URL; of a headline there follows its text.

func appendHead(dst []byte, number int, body []byte) []byte {
	dst = binary.NativeEndian.AppendUint32(dst, uint32(number))
	dst = binary.NativeEndian.AppendUint32(dst, uint32(len(body)))
	return append(dst, body...)
}

// viewHead returns the head record at a place, valid until the next call.
func (w *spillWindow) viewHead(at place) ([]byte, error) {
	head, err := w.view(at.offset(), 8)
	if err != nil {
		return nil, err
	}
	return w.view(at.offset(), 8+int(binary.NativeEndian.Uint32(head[4:])))
}

// headWriter writes the head records of articles; one serves one goroutine.
type headWriter struct {
	out          spillWriter
	body, record []byte
}

func (w *headWriter) put(d *detail, title, url string) (place, error) {
	w.body = binary.AppendUvarint(w.body[:0], uint64(d.file))
	w.body = binary.AppendUvarint(w.body, uint64(d.position))
	w.body = appendStrings(w.body, title, url)
	w.record = appendHead(w.record[:0], 0, w.body)
	return w.out.put(w.record)
}

// setDropped writes the number of dropped lines into an article's head record.
func (r *run) setDropped(a *article, lines int) error {
	return r.headsRead.write(binary.NativeEndian.AppendUint32(nil, uint32(lines)), a.head.offset())
}

// heads copies the head records of the report's articles and gives the model its source.
func (r *run) heads(ctx context.Context) error {
	s := &source{run: r, articles: make([]article, len(r.modeled))}
	for i, m := range r.modeled {
		s.articles[i] = r.articles[m]
	}
	var err error
	s.headAt, err = r.copyHeads(ctx, len(s.articles), r.headsRead, func(i int) place { return s.articles[i].head },
		func(w *spillWindow, i int, dst []byte) ([]byte, error) {
			record, err := w.viewHead(s.articles[i].head)
			return append(dst, record...), err
		})
	s.windows.New = func() any { return &spillWindow{s: r.headsOf} }
	r.model.Source = s
	return err
}

// copyHeads writes n head records to the file of the report, in order, and returns where
// they stand. get appends the i-th to dst, which it makes of what stands in the file from,
// at(i). They are read in the order of these places, block by block, for there are many of
// them, each small.
func (r *run) copyHeads(ctx context.Context, n int, from *spill, at func(i int) place, get func(w *spillWindow, i int, dst []byte) ([]byte, error)) ([]place, error) {
	type worker struct {
		window         spillWindow
		order, scratch []uint64 // place, number in the block
		records        []byte
		ends           [][2]int // of each in records, 0, 0 where it is not there
		out            spillWriter
	}
	size := min(r.opts.headBlock(), n/(2*r.opts.Jobs)+1)
	places := make([]place, n)
	all, err := workers(ctx, r, (n+size-1)/size, 1, func() *worker {
		return &worker{window: spillWindow{s: from}, ends: make([][2]int, size), out: spillWriter{s: r.headsOf}}
	}, func(w *worker, block int) (err error) {
		first := block * size
		places := places[first:min(n, first+size)]
		w.order, w.records = w.order[:0], w.records[:0]
		for i := range places {
			w.order = append(w.order, uint64(at(first+i))<<32|uint64(i))
		}
		cluster.SortKeys(w.order, &w.scratch)
		clear(w.ends)
		for _, o := range w.order {
			if len(w.records) > size*headBytes {
				break
			}
			i, begin := int(uint32(o)), len(w.records)
			if w.records, err = get(&w.window, first+i, w.records); err != nil {
				return err
			}
			w.ends[i] = [2]int{begin, len(w.records)}
		}
		for i := range places {
			e := w.ends[i]
			record := w.records[e[0]:e[1]]
			if len(record) == 0 {
				if record, err = get(&w.window, first+i, nil); err != nil {
					return err
				}
			}
			if places[i], err = w.out.put(record); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return places, flush(all, func(w *worker) *spillWriter { return &w.out })
}
