package pipeline

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"

	"naskh/cluster"
	"naskh/shingle"
)

// candidates finds the pairs of nodes that are worth an exact comparison: those
// that share a band and whose sketches do not rule out the threshold, and those
// that share enough sampled shingles for an excerpt. Both filters leave more
// than three standard deviations of room.
//
// Memory: a sketch and 36 bytes a node for the first, then about 16
// bytes a sampled shingle that several nodes have for the second.
func (r *run) candidates(ctx context.Context) (found []cluster.Pair, failed error) {
	c := &candidates{run: r}
	if r.opts.Frugal() {
		unpark, err := r.frequency.park(r.temp)
		if err != nil {
			return nil, err
		}
		defer func() { failed = errors.Join(failed, unpark()) }()
	}
	if err := c.banded(ctx); err != nil {
		return nil, err
	}
	r.collect() // the keys and sketches go before the samples come
	if r.opts.Excerpts {
		if err := c.sampled(ctx); err != nil {
			return nil, err
		}
	}
	c.compact()
	r.collect()
	out := make([]cluster.Pair, len(c.pairs))
	for i, p := range c.pairs {
		out[i] = cluster.Pair{A: uint32(p >> 32), B: uint32(p)}
	}
	return out, nil
}

// candidates collects pairs from many goroutines.
type candidates struct {
	run     *run
	mu      sync.Mutex
	pairs   []uint64 // A<<32 | B, the first sorted ones without repeats
	sorted  int
	scratch []uint64
}

func pairKey(p cluster.Pair) uint64 { return uint64(p.A)<<32 | uint64(p.B) }

// add takes pairs, dropping repeats whenever there are twice as many as after the
// last time.
func (c *candidates) add(pairs []uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pairs = append(c.pairs, pairs...)
	if len(c.pairs) > max(1<<20, 2*c.sorted) {
		c.compact()
	}
}

func (c *candidates) compact() {
	cluster.SortUint64(c.pairs, &c.scratch)
	c.pairs = slices.Compact(c.pairs)
	c.sorted = len(c.pairs)
}

func (c *candidates) cap(what string, capped cluster.Capped) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.run.cap(what, capped)
}

// bandGroup is the number of bands whose keys stand in memory at a time, 36 bytes a
// node. It is a constant because the pairs found in capped buckets depend on it: one
// that shares an earlier band of the group is left to that.
const bandGroup = 9

// banded adds the pairs that share a band.
func (c *candidates) banded(ctx context.Context) error {
	r := c.run
	perms, n := r.opts.Perms, len(r.nodes)
	size := shingle.SketchBytes(perms)
	sketches := make([]byte, n*size)
	sketch := func(i uint32) []byte { return sketches[int(i)*size : (int(i)+1)*size] }
	if err := r.eachSigns(ctx, func(node uint32, record []byte) { copy(sketch(node), record) }); err != nil {
		return err
	}
	members := make([]uint32, n)
	for i := range members {
		members[i] = uint32(i)
	}
	least := leastEqual(r.opts.Threshold, perms)
	var keys []uint32
	for first := 0; first < r.bands.Bands; first += bandGroup {
		group := cluster.BandKeys{Bands: cluster.Bands{Bands: min(bandGroup, r.bands.Bands-first), Rows: r.bands.Rows}}
		width := group.Bands.Bands
		keys = slices.Grow(keys[:0], n*width)[:n*width]
		group.Keys = keys
		if err := r.eachSigns(ctx, func(node uint32, record []byte) {
			copy(asBytes(keys[int(node)*width:int(node+1)*width]), record[size+4*first:])
		}); err != nil {
			return err
		}
		if _, err := workers(ctx, r, width, 1, func() *cluster.Scratch { return &cluster.Scratch{} }, func(scratch *cluster.Scratch, band int) error {
			var found []uint64
			c.cap("band", group.BandPairs(band, members, scratch, func(p cluster.Pair) {
				if shingle.SketchEqual(sketch(p.A), sketch(p.B), perms) >= least && r.near(p) {
					found = append(found, pairKey(p))
				}
			}))
			c.add(found)
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// leastEqual is the number of equal sketch positions below which a pair at
// threshold lies with probability below 1 in 2,000: the mean, with chance
// agreements of sketches, less 3.5 standard deviations.
func leastEqual(threshold float64, perms int) int {
	p := threshold + (1-threshold)/4
	n := float64(perms)
	return max(0, int(math.Floor(n*p-3.5*math.Sqrt(n*p*(1-p)))))
}

// near reports whether the dates and sites of two nodes let them pair.
func (r *run) near(p cluster.Pair) bool {
	if !r.opts.SameSite && r.articles[r.first(p.A)].site == r.articles[r.first(p.B)].site {
		return false
	}
	w := r.opts.window()
	if w < 0 {
		return true
	}
	a, b := r.dates(p.A), r.dates(p.B)
	if a.from == noDate || b.from == noDate {
		return true
	}
	return max(a.from-b.to, b.from-a.to) <= w
}
