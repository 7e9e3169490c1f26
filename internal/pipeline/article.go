package pipeline

import (
	"encoding/binary"
	"math"
	"slices"
	"unsafe"

	"naskh/shingle"
)

// article is what stays in memory of one article: what is asked for in no order. 56
// bytes without a pointer, so that a million of them are no work for the garbage
// collector.
type article struct {
	at       int64      // of the words record in run.texts, behind which the text record stands
	date     int64      // Unix seconds, noDate where there is none
	id       arenaPlace // in run.ids
	head     place      // of its head record, in run.headsRead
	wordsLen int32      // in bytes
	textLen  int32      // in bytes
	site     int32
	node     int32 // of the text in the graph; -1 for a short article
	units    int32 // folded words of the body after furniture
	sampled  int32 // shingles
	details  place // its detail, in run.details
	embedded bool  // it stands in another article's page
	trimmed  bool  // furniture was dropped
	leads    bool  // it is the first member of its node
	counted  bool  // its words stand in the word frequencies
}

// textAt is the offset of the text record.
func (a *article) textAt() int64 { return a.at + (int64(a.wordsLen)+7)&^7 }

// detail is what stages that go through all articles read of one.
type detail struct {
	position int64
	hash     uint64 // of the folded words after furniture
	titled   uint64 // of the folded title, 0 where it has none
	marks    place  // of the marks record: hash and least shingle of each line
	signs    place  // of the signs record; long articles only
	samples  place  // of the sampled shingles, 4 bytes each
	lists    place  // of the lists record
	file     int32
	lines    int32
	listed   int32 // headlines in the page's related lists; main articles only
	short    bool
}

// detailWindow reads details, in the order of the articles with few calls; one serves
// one goroutine.
type detailWindow struct{ spillWindow }

func (r *run) detailWindow() detailWindow { return detailWindow{spillWindow{s: r.details}} }

// of returns the detail of an article, valid until the next call.
func (w *detailWindow) of(a *article) (*detail, error) {
	b, err := w.view(a.details.offset(), int(unsafe.Sizeof(detail{})))
	if err != nil {
		return nil, err
	}
	return (*detail)(unsafe.Pointer(unsafe.SliceData(b))), nil
}

// bytes views a detail as the bytes it stands in.
func (d *detail) bytes() []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(d)), int(unsafe.Sizeof(*d)))
}

// eachArticle visits all articles with their details, in the order of the table.
func (r *run) eachArticle(visit func(i int, a *article, d *detail) error) error {
	window := r.detailWindow()
	for i := range r.articles {
		a := &r.articles[i]
		d, err := window.of(a)
		if err == nil {
			err = visit(i, a, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

const noDate = math.MinInt64

// line is one body line of an article.
type line struct {
	words []shingle.Word
	wide  int
	hash  uint64 // with numbers and the title masked
}

// The words record of an article holds the number of lines in 8 bytes; for each
// line the number of its units and how many of them are wide, 4 bytes each, and
// its masked hash; then all units, packed, 4 bytes each.

// encodeWords appends the words record of lines to dst.
func encodeWords(dst []byte, lines []line) []byte {
	dst = binary.NativeEndian.AppendUint64(dst, uint64(len(lines)))
	for _, l := range lines {
		dst = binary.NativeEndian.AppendUint64(dst, uint64(len(l.words))|uint64(l.wide)<<32)
		dst = binary.NativeEndian.AppendUint64(dst, l.hash)
	}
	for _, l := range lines {
		at := len(dst)
		dst = slices.Grow(dst, 4*len(l.words))[:at+4*len(l.words)]
		packed := asNumbers[uint32](dst[at:])
		for i, w := range l.words {
			packed[i] = w.Pack()
		}
	}
	return dst
}

// decodeWords appends the units of a words record to words and its lines, which
// share their memory, to lines.
func decodeWords(record []byte, words []shingle.Word, lines []line) ([]shingle.Word, []line) {
	n := int(binary.NativeEndian.Uint64(record))
	head, packed := asNumbers[uint64](record[8:8+16*n]), asNumbers[uint32](record[8+16*n:])
	words = slices.Grow(words, len(packed))
	for _, p := range packed {
		words = append(words, shingle.Unpack(p))
	}
	rest := words[len(words)-len(packed):]
	for i := range n {
		k := int(uint32(head[2*i]))
		lines = append(lines, line{words: rest[:k:k], wide: int(head[2*i] >> 32), hash: head[2*i+1]})
		rest = rest[k:]
	}
	return words, lines
}

// appendStrings encodes strings as lengths and bytes.
func appendStrings(dst []byte, s ...string) []byte {
	for _, v := range s {
		dst = binary.AppendUvarint(dst, uint64(len(v)))
		dst = append(dst, v...)
	}
	return dst
}

// decodeStrings is the inverse; the strings share the memory of b.
func decodeStrings(b []byte) []string {
	var out []string
	for len(b) > 0 {
		s, rest, ok := firstString(b)
		if !ok {
			break
		}
		out = append(out, unsafe.String(unsafe.SliceData(s), len(s)))
		b = rest
	}
	return out
}

// loader reads articles back; one serves one goroutine.
type loader struct {
	run     *run
	record  []byte
	lines   []line
	words   []shingle.Word
	dropped []bool
	scratch []uint64
}

// whole returns the units of an article with its furniture, and how many are
// wide. They are valid until the next call.
func (l *loader) whole(a *article) (words []shingle.Word, wide int, err error) {
	l.record = slices.Grow(l.record[:0], int(a.wordsLen))[:a.wordsLen]
	if err := l.run.texts.read(l.record, a.at); err != nil {
		return nil, 0, err
	}
	l.words, l.lines = decodeWords(l.record, l.words[:0], l.lines[:0])
	for _, ln := range l.lines {
		wide += ln.wide
	}
	return l.words, wide, nil
}

// body returns the units of an article after furniture, and how many are wide.
// They are valid until the next call.
func (l *loader) body(a *article) (words []shingle.Word, wide int, err error) {
	words, wide, err = l.whole(a)
	if err == nil && a.trimmed {
		words, wide = l.rest(a)
	}
	return words, wide, err
}

// rest drops the furniture from what whole read last.
func (l *loader) rest(a *article) (words []shingle.Word, wide int) {
	l.findDropped(a.site)
	words = l.words[:0]
	for i, ln := range l.lines {
		if !l.dropped[i] {
			words = append(words, ln.words...) // never ahead of what it reads
			wide += ln.wide
		}
	}
	return words, wide
}

// findDropped marks the lines read last that are furniture.
func (l *loader) findDropped(site int32) {
	l.dropped = l.run.furniture.dropped(l.dropped, site, len(l.lines), func(i int) uint64 { return l.lines[i].hash })
}

// droppedLines counts the lines that findDropped marked.
func (l *loader) droppedLines() (n int) {
	for _, is := range l.dropped {
		if is {
			n++
		}
	}
	return n
}

// textOf returns the paragraphs of an article as they were scraped, furniture lines
// included.
func (r *run) textOf(a *article) ([]string, error) {
	buf := make([]byte, a.textLen)
	if err := r.texts.read(buf, a.textAt()); err != nil {
		return nil, err
	}
	return decodeStrings(buf), nil
}

// firstString splits the first string of appendStrings off b.
func firstString(b []byte) (s, rest []byte, ok bool) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return nil, nil, false
	}
	return b[k : k+int(n)], b[k+int(n):], true
}
