package pipeline

import (
	"context"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
	"naskh/shingle"
)

// signing turns one text after another into what candidate search knows of it:
// band keys, a sketch of the signature and a sample of the shingles. One serves
// one goroutine; it allocates nothing once warm.
type signing struct {
	run       *run
	shingles  []uint64
	signature []uint64
	scratch   []uint64
	keys      []uint32
	sample    []uint32
	sampler   cluster.Sampler
	record    []byte
}

func (r *run) newSigning() *signing {
	return &signing{run: r, signature: make([]uint64, r.opts.Perms)}
}

// sign makes the signs record of a text, valid until the next call, and tells
// how many shingles it samples. A short text has neither.
//
// The record is the sketch, one byte a position; the band keys, four a band; the
// sampled shingles, four each.
func (s *signing) sign(words []shingle.Word, wide int) (record []byte, sampled int) {
	r := s.run
	s.shingles = shingle.AppendShingles(s.shingles[:0], words, shingle.Size(r.opts.ShingleSize, len(words), wide))
	if s.short() {
		return nil, 0
	}
	r.signer.Sign(s.signature, s.shingles)
	s.keys = r.bands.AppendBandKeys(s.keys[:0], s.signature)
	s.sample = s.sampler.Append(s.sample[:0], s.shingles)
	s.record = shingle.AppendSketch(s.record[:0], s.signature)
	s.record = append(s.record, asBytes(s.keys)...)
	s.record = append(s.record, asBytes(s.sample)...)
	return s.record, len(s.sample)
}

// short reports whether fewer than MinShingles of the shingles are distinct. The
// first few decide it for most texts.
func (s *signing) short() bool {
	least := s.run.opts.MinShingles
	for n := min(len(s.shingles), 3*least); ; n = len(s.shingles) {
		set := append(s.scratch[:0], s.shingles[:n]...)
		s.scratch = set
		if len(shingle.MakeSet(set, &s.sampler.Scratch)) >= least {
			return false
		}
		if n == len(s.shingles) {
			return true
		}
	}
}

// trim signs the articles that lost lines once more.
func (r *run) trim(ctx context.Context) error {
	type trimmer struct {
		loader
		*signing
		counter
		out spillWriter
	}
	all, err := workers(ctx, r, len(r.articles), 256, func() *trimmer {
		return &trimmer{loader: loader{run: r}, signing: r.newSigning(), counter: counter{f: r.frequency}, out: spillWriter{s: r.signSpill}}
	}, func(w *trimmer, i int) error {
		a := &r.articles[i]
		if !a.trimmed {
			return nil
		}
		all, _, err := w.whole(&a.stored)
		if err != nil {
			return err
		}
		w.remove(all)
		words, wide, err := w.body(&a.stored)
		if err != nil {
			return err
		}
		w.add(words)
		a.hash = xxhash.Sum64(asBytes(words))
		a.units = int32(len(words))
		return a.keepSigns(&w.out, w.signing, words, wide)
	})
	if err != nil {
		return err
	}
	for _, w := range all {
		w.counter.flush()
		if err := w.out.flush(); err != nil {
			return err
		}
	}
	return nil
}

// keepSigns signs the words of a and spills the record.
func (a *article) keepSigns(out *spillWriter, s *signing, words []shingle.Word, wide int) error {
	record, sampled := s.sign(words, wide)
	a.short, a.sampled = record == nil, int32(sampled)
	if a.short {
		return nil
	}
	var err error
	a.signs, err = out.append(record)
	return err
}

// eachSigns reads the signs record of every node's first article, in the order
// of the article table, from Jobs goroutines. visit may add to what its goroutine
// has found so far; take gets that from time to time.
func (r *run) eachSigns(ctx context.Context, visit func(found []uint64, node uint32, record []byte) []uint64, take func(found []uint64)) error {
	type worker struct {
		window spillWindow
		found  []uint64
	}
	size := r.opts.Perms + 4*r.bands.Bands
	all, err := workers(ctx, r, len(r.articles), 4096, func() *worker {
		return &worker{window: spillWindow{s: r.signSpill}}
	}, func(w *worker, i int) error {
		a := &r.articles[i]
		if !a.leads {
			return nil
		}
		record, err := w.window.view(a.signs, size+4*int(a.sampled))
		if err != nil {
			return err
		}
		if w.found = visit(w.found, uint32(a.node), record); len(w.found) > 1<<14 {
			take(w.found)
			w.found = w.found[:0]
		}
		return nil
	})
	for _, w := range all {
		if len(w.found) > 0 {
			take(w.found)
		}
	}
	return err
}
