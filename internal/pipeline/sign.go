package pipeline

import (
	"cmp"
	"context"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
	"naskh/shingle"
)

// signing turns one text after another into what candidate search knows of it:
// band keys, a sketch of the signature and a sample of the shingles. One serves
// one goroutine; it allocates nothing once warm.
type signing struct {
	shingler
	shingles  []uint64
	signature []uint64
	scratch   []uint64
	keys      []uint32
	sample    []uint32
	sampler   cluster.Sampler
	record    []byte
}

func (r *run) newSigning() *signing {
	return &signing{shingler: shingler{r: r}, signature: make([]uint64, r.opts.Perms)}
}

// sign makes the signs record of a text and its sample, valid until the next
// call. A short text has neither. The record is the sketch and the band keys,
// four bytes each.
func (s *signing) sign(words []shingle.Word, wide int, paragraphs []string) (record []byte, sample []uint32) {
	r := s.r
	units, k := s.units(words, wide, paragraphs)
	s.shingles = shingle.AppendShingles(s.shingles[:0], units, k)
	s.sample = s.sampler.Append(s.sample[:0], s.shingles)
	if len(s.sample) < r.opts.MinShingles && s.short() {
		return nil, nil
	}
	r.signer.Sign(s.signature, s.shingles)
	s.keys = r.bands.AppendBandKeys(s.keys[:0], s.signature)
	s.record = shingle.AppendSketch(s.record[:0], s.signature)
	s.record = append(s.record, asBytes(s.keys)...)
	return s.record, s.sample
}

// short reports whether fewer than MinShingles of the shingles are distinct. For most
// texts the sample tells.
func (s *signing) short() bool {
	s.scratch = append(s.scratch[:0], s.shingles...)
	return len(shingle.MakeSet(s.scratch, &s.sampler.Scratch)) < s.r.opts.MinShingles
}

// trim signs the articles that lost lines once more.
func (r *run) trim(ctx context.Context) error {
	type trimmer struct {
		loader
		*signing
		counter
		details              detailWindow
		signsOut, samplesOut spillWriter
	}
	all, err := workers(ctx, r, len(r.articles), 256, func() *trimmer {
		return &trimmer{loader: loader{run: r}, signing: r.newSigning(), counter: counter{f: r.frequency}, details: r.detailWindow(), signsOut: spillWriter{s: r.signs}, samplesOut: spillWriter{s: r.samples}}
	}, func(w *trimmer, i int) error {
		a := &r.articles[i]
		if !a.trimmed {
			return nil
		}
		all, _, err := w.whole(a)
		if err != nil {
			return err
		}
		if a.counted {
			w.remove(all)
		}
		words, wide := w.rest(a)
		w.add(words)
		a.counted = true
		a.units = int32(len(words))
		paragraphs, err := w.paragraphs(a)
		if err != nil {
			return err
		}
		d, err := w.details.of(a)
		if err != nil {
			return err
		}
		d.hash = xxhash.Sum64(asBytes(words))
		if err := d.keepSigns(a, &w.signsOut, &w.samplesOut, w.signing, words, wide, paragraphs); err != nil {
			return err
		}
		return cmp.Or(r.details.write(d.bytes(), a.details.offset()), r.setDropped(a, w.droppedLines()))
	})
	if err != nil {
		return err
	}
	for _, w := range all {
		w.counter.flush()
		if err := cmp.Or(w.signsOut.flush(), w.samplesOut.flush()); err != nil {
			return err
		}
	}
	return nil
}

// keepSigns signs the words of a and spills record and sample.
func (d *detail) keepSigns(a *article, signs, samples *spillWriter, s *signing, words []shingle.Word, wide int, paragraphs []string) (err error) {
	record, sample := s.sign(words, wide, paragraphs)
	d.short, a.sampled = record == nil, int32(len(sample))
	if d.short {
		return nil
	}
	if d.signs, err = signs.put(record); err != nil {
		return err
	}
	d.samples, err = samples.put(asBytes(sample))
	return err
}

// eachSigns reads the signs record of every node's first article, in the order
// of the article table, from Jobs goroutines.
func (r *run) eachSigns(ctx context.Context, visit func(node uint32, record []byte)) error {
	_, err := eachNode(ctx, r, func() *spillWindow { return &spillWindow{s: r.signs} }, func(w *spillWindow, a *article, d *detail) error {
		record, err := w.view(d.signs.offset(), shingle.SketchBytes(r.opts.Perms)+4*r.bands.Bands)
		if err == nil {
			visit(uint32(a.node), record)
		}
		return err
	})
	return err
}
