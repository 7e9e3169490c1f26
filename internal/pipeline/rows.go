package pipeline

import (
	"cmp"
	"math/bits"
	"slices"
	"unsafe"
)

// A row is an article of the table while the dumps are read. Rows wait in a
// temporary file: each worker writes those of one file and chunk together, a
// stretch, and gather reads the stretches in the order of the input.
type row struct {
	article
	detail
	content uint64 // hash of the words of all the record's articles, titles aside
}

type stretch struct {
	position int64 // of its first record
	at       int64 // offset in the spill
	file     int32
	rows     int32
	worker   int32
}

// rowWriter writes rows; one serves one goroutine.
type rowWriter struct {
	out       spillWriter
	rows      []row
	stretches []stretch
}

// record begins a record of the given file and returns the number of its first
// row.
func (w *rowWriter) record(file int32) (first int, err error) {
	if len(w.rows) > 0 && w.rows[0].file != file {
		err = w.end()
	}
	return len(w.rows), err
}

func (w *rowWriter) add(r row) { w.rows = append(w.rows, r) }

// endRecord ends the record whose first row has that number.
func (w *rowWriter) endRecord(first int) {
	content := uint64(0)
	for i := range w.rows[first:] {
		content = bits.RotateLeft64(content*0x9E3779B97F4A7C15, 7) ^ w.rows[first+i].hash
	}
	for i := range w.rows[first:] {
		w.rows[first+i].content = content
	}
}

// end ends the stretch.
func (w *rowWriter) end() error {
	if len(w.rows) == 0 {
		return nil
	}
	at, err := w.out.append(rowBytes(w.rows))
	w.stretches = append(w.stretches, stretch{position: w.rows[0].position, at: at, file: w.rows[0].file, rows: int32(len(w.rows))})
	w.rows = w.rows[:0]
	return err
}

func rowBytes(rows []row) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(rows))), len(rows)*int(unsafe.Sizeof(row{})))
}

// table reads the rows of all workers back in the order of the input: into the table of
// articles, the file of details, and the content hashes, which it returns. sites maps
// each worker's numbers of sites to those of the run.
func (r *run) table(workers []*reader, sites [][]int32) (content []uint64, err error) {
	var all []stretch
	n := 0
	for i, w := range workers {
		for _, s := range w.rows.stretches {
			s.worker = int32(i)
			all = append(all, s)
			n += int(s.rows)
		}
	}
	slices.SortFunc(all, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.position, b.position))
	})
	r.articles = make([]article, 0, n)
	content = make([]uint64, 0, n)
	var rows []row
	details := spillWriter{s: r.details}
	for _, s := range all {
		rows = slices.Grow(rows[:0], int(s.rows))[:s.rows]
		if err := r.rowsOf.read(rowBytes(rows), s.at); err != nil {
			return nil, err
		}
		for i := range rows {
			row := &rows[i]
			row.site = sites[s.worker][row.site]
			if row.details, err = details.put(row.detail.bytes()); err != nil {
				return nil, err
			}
			r.articles = append(r.articles, row.article)
			content = append(content, row.content)
		}
	}
	return content, cmp.Or(details.flush(), r.drop(&r.rowsOf))
}
