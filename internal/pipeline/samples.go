package pipeline

import (
	"cmp"
	"context"
	"math"

	"naskh/cluster"
)

// sampled adds the pairs that share sampled shingles.
func (c *candidates) sampled(ctx context.Context) error {
	r := c.run
	sizes := make([]int32, len(r.nodes))
	var failed error
	parts := func(yield func([]uint64) bool) { failed = c.samples(ctx, sizes, yield) }
	index, err := cluster.NewSampleIndex(len(r.nodes), parts)
	if err := cmp.Or(failed, err); err != nil {
		return err
	}
	c.cap("sample", index.Capped)
	type worker struct {
		counter cluster.SampleCounter
		found   []uint64
	}
	all, err := workers(ctx, r, len(r.nodes), 1024, func() *worker { return &worker{} }, func(w *worker, a int) error {
		index.Shared(uint32(a), &w.counter, func(b uint32, shared int) {
			size := min(sizes[a], sizes[b])
			if p := (cluster.Pair{A: uint32(a), B: b}); sharedEnough(shared, size, r.opts.Containment) && r.near(p) {
				w.found = append(w.found, pairKey(p))
			}
		})
		if len(w.found) > 1<<16 {
			c.add(w.found)
			w.found = w.found[:0]
		}
		return nil
	})
	for _, w := range all {
		c.add(w.found)
	}
	return err
}

// sharedEnough reports whether two texts, the shorter with so many sampled shingles, may have
// the containment k by those that they share: not 3 standard deviations below the mean.
func sharedEnough(shared int, size int32, k float64) bool {
	if shared < cluster.SampleShared && size > cluster.SampleMin {
		return false
	}
	m := float64(size)
	return float64(shared) >= k*m-3*math.Sqrt(m*k*(1-k))
}

// mostParts bounds the parts: with more of them their buffers would hold more than they
// save.
const mostParts = 1024

// samples yields the sampled shingles of all nodes as sorted rows of shingle<<32 | node,
// in parts by shingle, and fills sizes with the number of each node's. More than one part
// goes through a temporary file.
func (c *candidates) samples(ctx context.Context, sizes []int32, yield func([]uint64) bool) (err error) {
	r := c.run
	total := 0
	for i := range r.nodes {
		sizes[i] = r.articles[r.first(uint32(i))].sampled
		total += int(sizes[i])
	}
	p := partition{parts: make([]part, min(mostParts, total/r.opts.sampleRows()+1))}
	if len(p.parts) > 1 {
		if p.spill, err = newSpill(r.temp, "parts"); err != nil {
			return err
		}
		defer p.spill.Close()
	} else {
		p.parts[0].rows = make([]uint64, 0, total)
	}
	type worker struct {
		samples spillWindow
		rows    partWriter
	}
	all, err := eachNode(ctx, r, func() *worker {
		return &worker{samples: spillWindow{s: r.samples}, rows: p.writer()}
	}, func(w *worker, a *article, d *detail) error {
		record, err := w.samples.view(d.samples.offset(), 4*int(a.sampled))
		if err != nil {
			return err
		}
		for _, v := range asNumbers[uint32](record) {
			if err := w.rows.add(v, uint32(a.node)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, w := range all {
		if err := w.rows.flush(); err != nil {
			return err
		}
	}
	return p.eachSorted(min(r.opts.Jobs, mostSorters), yield)
}
