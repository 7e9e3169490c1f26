package pipeline

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
	"naskh/shingle"
)

// A node is one text: all articles with the same words after furniture. Bands,
// pairs and clusters are made of nodes, so a thousand equal pages cost as much
// as one. Nodes are numbered by text hash, then id, which depends on neither
// the order of files nor the number of workers.
type node struct {
	members  []int32 // articles by id
	from, to int64   // stated dates, noDate where none has one
	shingles int32
	units    int32
}

// first is the member with the lowest id.
func (n *node) first() int32 { return n.members[0] }

// trim recomputes the text hash of the articles that lost lines.
func (r *run) trim(ctx context.Context) error {
	return r.parallel(ctx, len(r.articles), func(l *loader, i int) error {
		a := &r.articles[i]
		if !a.trimmed {
			return nil
		}
		words, _, err := l.body(a)
		if err != nil {
			return err
		}
		a.hash = xxhash.Sum64(asBytes(wordNumbers(words)))
		a.units = int32(len(words))
		return nil
	})
}

// collapse makes the nodes: articles long enough, by equal text. With a window,
// equal texts whose dates lie farther apart are nodes of their own; without
// same-site, so are those of different sites.
func (r *run) collapse(ctx context.Context) error {
	if err := r.parallel(ctx, len(r.articles), func(l *loader, i int) error {
		a := &r.articles[i]
		a.shingles = math.MaxInt32
		long, err := l.longEnough(a)
		if err != nil || long {
			return err
		}
		set, _, err := l.set(a, l.values[:0])
		if err != nil {
			return err
		}
		l.values = set
		a.shingles = int32(len(set))
		return nil
	}); err != nil {
		return err
	}
	order := make([]int32, 0, len(r.articles))
	for i := range r.articles {
		a := &r.articles[i]
		a.node = -1
		if int(a.shingles) < r.opts.MinShingles {
			r.short++
			continue
		}
		order = append(order, int32(i))
	}
	window := r.opts.window()
	slices.SortFunc(order, func(x, y int32) int {
		a, b := &r.articles[x], &r.articles[y]
		c := cmp.Compare(a.hash, b.hash)
		if c == 0 && !r.opts.SameSite {
			c = cmp.Compare(a.site, b.site)
		}
		if c == 0 && window >= 0 {
			c = cmp.Compare(a.date, b.date)
		}
		return cmp.Or(c, cmp.Compare(a.id, b.id))
	})
	for _, i := range order {
		a := &r.articles[i]
		if n := len(r.nodes); n > 0 {
			last := &r.nodes[n-1]
			b := &r.articles[last.members[0]]
			if a.hash == b.hash && a.units == b.units && (r.opts.SameSite || a.site == b.site) &&
				(window < 0 || last.from == noDate || a.date-last.from <= window) {
				last.members = append(last.members, i)
				if a.date != noDate {
					if last.from == noDate {
						last.from = a.date
					}
					last.to = a.date
				}
				continue
			}
		}
		r.nodes = append(r.nodes, node{members: []int32{i}, from: a.date, to: a.date, units: a.units})
	}
	for i := range r.nodes {
		n := &r.nodes[i]
		if window >= 0 {
			slices.SortFunc(n.members, func(x, y int32) int { return cmp.Compare(r.articles[x].id, r.articles[y].id) })
		}
		if window < 0 {
			n.from, n.to = noDate, noDate
		}
		for _, m := range n.members {
			r.articles[m].node = int32(i)
		}
	}
	return nil
}

// signed is what candidate search knows of the nodes.
type signed struct {
	bands   cluster.BandKeys
	sketch  []byte // Perms bytes a node
	samples [][]uint64
	sampled []int32 // samples of a node
}

// signing is one worker of sign.
type signing struct {
	loader
	signature []uint64
	sample    []uint32
	parts     [samplePartitions][]uint64
	distinct  []uint64
}

// sign computes band keys, sketch and sample of every node, and how many texts
// each word stands in.
func (r *run) sign(ctx context.Context) error {
	signer, err := shingle.NewSigner(r.opts.Perms, r.opts.Seed)
	if err != nil {
		return &UsageError{err.Error()}
	}
	n := len(r.nodes)
	s := &r.signed
	s.bands = cluster.BandKeys{Bands: r.bands, Keys: make([]uint32, n*r.bands.Bands)}
	s.sketch = make([]byte, n*r.opts.Perms)
	s.sampled = make([]int32, n)
	r.frequency = newFrequency()
	all, err := workers(ctx, r, n, 256, func() *signing {
		return &signing{loader: loader{run: r}, signature: make([]uint64, r.opts.Perms)}
	}, func(w *signing, i int) error {
		nd := &r.nodes[i]
		set, words, err := w.set(&r.articles[nd.first()], w.values[:0])
		if err != nil {
			return err
		}
		w.values = set
		nd.shingles = int32(len(set))
		signer.Sign(w.signature, set)
		r.bands.AppendBandKeys(s.bands.Keys[i*r.bands.Bands:i*r.bands.Bands], w.signature)
		shingle.AppendSketch(s.sketch[i*r.opts.Perms:i*r.opts.Perms], w.signature)
		w.sample = cluster.AppendSample(w.sample[:0], set)
		s.sampled[i] = int32(len(w.sample))
		for _, v := range w.sample {
			p := v >> (32 - samplePartitionBits)
			w.parts[p] = append(w.parts[p], uint64(v)<<32|uint64(i))
		}
		w.distinct = append(w.distinct[:0], wordNumbers(words)...)
		for _, x := range shingle.MakeSet(w.distinct, &w.scratch) {
			r.frequency.add(x)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.samples = make([][]uint64, samplePartitions)
	for _, w := range all {
		for p, rows := range w.parts {
			s.samples[p] = append(s.samples[p], rows...)
		}
	}
	for i := range r.articles {
		if a := &r.articles[i]; a.node >= 0 {
			a.shingles = r.nodes[a.node].shingles
		}
	}
	return nil
}

const (
	samplePartitionBits = 4
	samplePartitions    = 1 << samplePartitionBits
)

// frequency counts the texts a word stands in: a count-min sketch with two rows
// (Cormode, Muthukrishnan 2005). It never counts too low; what it counts too
// much is the texts of other words in both of a word's cells. 32 MiB.
type frequency struct{ rows [2][]atomic.Uint32 }

const frequencyBits = 22

func newFrequency() *frequency {
	f := &frequency{}
	for i := range f.rows {
		f.rows[i] = make([]atomic.Uint32, 1<<frequencyBits)
	}
	return f
}

func (f *frequency) cells(word uint64) (a, b uint64) {
	return word >> (64 - frequencyBits), word * 0x9E3779B97F4A7C15 >> (64 - frequencyBits)
}

func (f *frequency) add(word uint64) {
	a, b := f.cells(word)
	f.rows[0][a].Add(1)
	f.rows[1][b].Add(1)
}

func (f *frequency) of(word uint64) int {
	a, b := f.cells(word)
	return int(min(f.rows[0][a].Load(), f.rows[1][b].Load()))
}

// parallel calls do for 0…n-1 from Jobs goroutines, each with a loader of its
// own, and tells the progress. It returns the first error.
func (r *run) parallel(ctx context.Context, n int, do func(l *loader, i int) error) error {
	_, err := workers(ctx, r, n, 256, func() *loader { return &loader{run: r} }, do)
	return err
}

// workers calls do for 0…n-1 from Jobs goroutines, each with a worker of its own
// from newWorker, batch numbers at a time, and tells the progress. It returns
// the workers and the first error.
func workers[W any](ctx context.Context, r *run, n, batch int, newWorker func() W, do func(w W, i int) error) ([]W, error) {
	var next atomic.Int64
	var wait sync.WaitGroup
	all := make([]W, r.opts.Jobs)
	errs := make([]error, r.opts.Jobs)
	for j := range all {
		all[j] = newWorker()
		wait.Go(func() {
			for from := int(next.Add(int64(batch))) - batch; from < n && errs[j] == nil; from = int(next.Add(int64(batch))) - batch {
				errs[j] = ctx.Err()
				to := min(n, from+batch)
				for i := from; i < to && errs[j] == nil; i++ {
					errs[j] = do(all[j], i)
				}
				r.progress.Add(int64(to - from))
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// longEnough reports whether the beginning of an article alone has enough
// distinct shingles, which spares most articles the whole set.
func (l *loader) longEnough(a *article) (bool, error) {
	words, wide, err := l.body(a)
	if err != nil {
		return false, err
	}
	k := shingle.Size(l.run.opts.ShingleSize, len(words), wide)
	l.values = shingle.AppendShingles(l.values[:0], words[:min(len(words), 3*l.run.opts.MinShingles+k)], k)
	l.values = shingle.MakeSet(l.values, &l.scratch)
	return len(words) > k && len(l.values) >= l.run.opts.MinShingles, nil
}
