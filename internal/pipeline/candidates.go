package pipeline

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"naskh/cluster"
	"naskh/shingle"
)

// candidates finds the pairs of nodes that are worth an exact comparison: those
// that share a band and whose sketches do not rule out the threshold, and those
// that share enough sampled shingles for an excerpt. Both filters leave more
// than three standard deviations of room.
func (r *run) candidates(ctx context.Context) ([]cluster.Pair, error) {
	s := &r.signed
	members := make([]uint32, len(r.nodes))
	for i := range members {
		members[i] = uint32(i)
	}
	perms := r.opts.Perms
	least := leastEqual(r.opts.Threshold, perms)
	sketch := func(i uint32) []byte { return s.sketch[int(i)*perms : (int(i)+1)*perms] }

	var mu sync.Mutex
	var pairs []uint64
	collect := func(found []uint64, capped cluster.Capped, name string) {
		mu.Lock()
		defer mu.Unlock()
		pairs = append(pairs, found...)
		if capped.Buckets > 0 {
			r.capped[name+"_buckets"] += capped.Buckets
			r.capped[name+"_members"] += capped.Members
		}
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range r.opts.Jobs {
		wait.Go(func() {
			var scratch cluster.Scratch
			for band := int(next.Add(1)) - 1; band < r.bands.Bands && ctx.Err() == nil; band = int(next.Add(1)) - 1 {
				var found []uint64
				capped := s.bands.BandPairs(band, members, &scratch, func(p cluster.Pair) {
					if shingle.SketchEqual(sketch(p.A), sketch(p.B)) >= least && r.near(p) {
						found = append(found, uint64(p.A)<<32|uint64(p.B))
					}
				})
				collect(found, capped, "band")
				r.progress.Add(1)
			}
		})
	}
	wait.Wait()
	s.bands.Keys = nil

	if r.opts.Excerpts {
		var scratch cluster.Scratch
		index := cluster.NewSampleIndex(len(r.nodes), s.samples, &scratch)
		s.samples = nil
		collect(nil, index.Capped, "sample")
		next.Store(0)
		for range r.opts.Jobs {
			wait.Go(func() {
				var counter cluster.SampleCounter
				var found []uint64
				const batch = 1024
				for from := int(next.Add(batch)) - batch; from < len(r.nodes) && ctx.Err() == nil; from = int(next.Add(batch)) - batch {
					for a := from; a < min(len(r.nodes), from+batch); a++ {
						index.Shared(uint32(a), &counter, func(b uint32, shared int) {
							m := float64(min(s.sampled[a], s.sampled[b]))
							c := r.opts.Containment
							if float64(shared) >= c*m-3*math.Sqrt(m*c*(1-c)) && r.near(cluster.Pair{A: uint32(a), B: b}) {
								found = append(found, uint64(a)<<32|uint64(b))
							}
						})
					}
				}
				collect(found, cluster.Capped{}, "sample")
			})
		}
		wait.Wait()
	}
	s.samples, s.sketch = nil, nil
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var buf []uint64
	cluster.SortUint64(pairs, &buf)
	pairs = slices.Compact(pairs)
	out := make([]cluster.Pair, len(pairs))
	for i, p := range pairs {
		out[i] = cluster.Pair{A: uint32(p >> 32), B: uint32(p)}
	}
	return out, nil
}

// leastEqual is the number of equal sketch positions below which a pair at
// threshold lies with probability below 1 in 2,000: the mean, with chance
// agreements of bytes, less 3.5 standard deviations.
func leastEqual(threshold float64, perms int) int {
	p := threshold + (1-threshold)/256
	n := float64(perms)
	return max(0, int(math.Floor(n*p-3.5*math.Sqrt(n*p*(1-p)))))
}

// near reports whether the dates and sites of two nodes let them pair.
func (r *run) near(p cluster.Pair) bool {
	a, b := &r.nodes[p.A], &r.nodes[p.B]
	if !r.opts.SameSite && r.articles[a.first()].site == r.articles[b.first()].site {
		return false
	}
	w := r.opts.window()
	if w < 0 || a.from == noDate || b.from == noDate {
		return true
	}
	return max(a.from-b.to, b.from-a.to) <= w
}
