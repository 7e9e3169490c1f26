package pipeline

import (
	"sync"
	"sync/atomic"

	"naskh/cluster"
)

// partition splits rows of two 32-bit numbers, the first spread evenly, into parts
// by the first. A single part stays in memory; several stand in a spill.
type partition struct {
	spill *spill
	mu    sync.Mutex
	parts []part
}

type part struct {
	rows   []uint64
	stored []extent
}

// extent is a record of rows in the spill.
type extent struct {
	at   int64
	rows int
}

// partRows is how many rows of a part a writer collects.
const partRows = 1 << 11

// partWriter adds rows to a partition; one serves one goroutine.
type partWriter struct {
	p   *partition
	out spillWriter
	buf [][]uint64 // by part
}

func (p *partition) writer() partWriter {
	return partWriter{p: p, out: spillWriter{s: p.spill}, buf: make([][]uint64, len(p.parts))}
}

func (w *partWriter) add(first, second uint32) error {
	i := int(uint64(first) * uint64(len(w.buf)) >> 32)
	if w.buf[i] = append(w.buf[i], uint64(first)<<32|uint64(second)); len(w.buf[i]) < partRows {
		return nil
	}
	return w.flushPart(i)
}

func (w *partWriter) flushPart(i int) error {
	e := extent{rows: len(w.buf[i])}
	if w.p.spill != nil {
		var err error
		if e.at, err = w.out.append(asBytes(w.buf[i])); err != nil {
			return err
		}
	}
	w.p.mu.Lock()
	defer w.p.mu.Unlock()
	if part := &w.p.parts[i]; w.p.spill != nil {
		part.stored = append(part.stored, e)
	} else {
		part.rows = append(part.rows, w.buf[i]...)
	}
	w.buf[i] = w.buf[i][:0]
	return nil
}

func (w *partWriter) flush() error {
	for i, rows := range w.buf {
		if len(rows) > 0 {
			if err := w.flushPart(i); err != nil {
				return err
			}
		}
	}
	return w.out.flush()
}

// eachSorted yields the rows of one part after the other, sorted, while the next ones are
// read and sorted by sorters. They are valid until the next ones.
func (p *partition) eachSorted(sorters int, yield func(rows []uint64) bool) error {
	largest := 0
	for i := range p.parts {
		largest = max(largest, p.parts[i].storedRows())
	}
	type result struct {
		rows []uint64
		err  error
	}
	results := make([]chan result, len(p.parts))
	for i := range results {
		results[i] = make(chan result, 1)
	}
	free := make(chan []uint64, sorters+1) // memory for a part, nil before it is first used
	for range cap(free) {
		free <- nil
	}
	stop := make(chan struct{})
	var next atomic.Int64
	var wait sync.WaitGroup
	defer wait.Wait()
	defer close(stop)
	for range sorters {
		wait.Go(func() {
			var scratch []uint64
			for {
				var rows []uint64
				select {
				case rows = <-free:
				case <-stop:
					return
				}
				i := int(next.Add(1)) - 1
				if i >= len(p.parts) {
					return
				}
				if rows == nil {
					rows = make([]uint64, 0, largest)
				}
				rows, err := p.read(rows, i)
				cluster.SortRows(rows, &scratch)
				results[i] <- result{rows, err}
			}
		})
	}
	for _, result := range results {
		r := <-result
		if r.err != nil {
			return r.err
		}
		if !yield(r.rows) {
			return nil
		}
		free <- r.rows[:0]
	}
	return nil
}

func (p *part) storedRows() (n int) {
	for _, e := range p.stored {
		n += e.rows
	}
	return n
}

// read returns the rows of part i, in dst, which has the room, where they were spilled.
func (p *partition) read(dst []uint64, i int) ([]uint64, error) {
	if p.spill == nil {
		return p.parts[i].rows, nil
	}
	for _, e := range p.parts[i].stored {
		from := len(dst)
		dst = dst[:from+e.rows]
		if err := p.spill.read(asBytes(dst[from:]), e.at); err != nil {
			return nil, err
		}
	}
	return dst, nil
}
