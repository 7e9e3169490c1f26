package main

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
	"naskh/shingle"
)

// fewShingles is --min-shingles: shorter articles are never compared.
const fewShingles = 5

// pool is the different texts of the five days, and which pairs of them are to
// be found.
type pool struct {
	ids  []string // lowest id of each text
	sets []shingle.Set
	want [3]map[uint64]bool // by class
}

var classes = [3]string{"Jaccard ≥ .4", "containment ≥ .5", "excerpts"}

// candidates prints how many of the pairs that exist each method compares, and
// how many comparisons that takes.
func (l *lab) candidates(ctx context.Context, w io.Writer) error {
	days, err := readArticles(l.days())
	if err != nil {
		return err
	}
	p := newPool(days)
	t := table{head: []string{"method"}}
	for i, c := range classes {
		t.head = append(t.head, fmt.Sprintf("%s (%d)", c, len(p.want[i])))
	}
	t.head = append(t.head, "pairs an article")
	row := func(name string, pairs map[uint64]bool) {
		cells := []any{name}
		for i := range classes {
			hit := 0
			for pair := range p.want[i] {
				if pairs[pair] {
					hit++
				}
			}
			cells = append(cells, fmt.Sprintf("%.4f", share(hit, len(p.want[i]), 1)))
		}
		t.add(append(cells, fmt.Sprintf("%.1f", float64(len(pairs))/float64(len(p.sets))))...)
	}

	found, chosen, err := l.verified(ctx, days, p)
	if err != nil {
		return err
	}
	bands, err := p.bands(chosen)
	if err != nil {
		return err
	}
	sample, err := p.sample()
	if err != nil {
		return err
	}
	row(fmt.Sprintf("bands %d×%d, as chosen", chosen.Bands, chosen.Rows), bands)
	row("sample of shingles", sample)
	for pair := range sample {
		bands[pair] = true
	}
	row("both", bands)
	row("naskh: verified pairs in pairs.csv", found)
	for _, b := range []cluster.Bands{{Bands: 64, Rows: 2}, {Bands: 42, Rows: 3}, {Bands: 32, Rows: 4}} {
		pairs, err := p.bands(b)
		if err != nil {
			return err
		}
		row(fmt.Sprintf("bands %d×%d", b.Bands, b.Rows), pairs)
	}

	fmt.Fprintf(w, "%d records of five days, %d different texts of at least %d shingles. The pairs to find come from an\n", len(days), len(p.sets), fewShingles)
	fmt.Fprintln(w, "inverted index over all shingles, so none is missing. Excerpts: containment .6 to .9 at Jaccard .1 to .3.")
	fmt.Fprintln(w, "Pairs an article: those that would be compared, before naskh's sketches and dates rule some out; in the row of")
	fmt.Fprintln(w, "naskh those that it reports.")
	fmt.Fprintln(w)
	t.write(w)
	return nil
}

func newPool(articles []article) *pool {
	p := &pool{}
	for i := range p.want {
		p.want[i] = map[uint64]bool{}
	}
	sorted := slices.Clone(articles)
	slices.SortFunc(sorted, func(a, b article) int { return cmp.Compare(a.ID, b.ID) })
	var f folder
	seen := map[uint64]bool{}
	var buf []byte
	for _, a := range sorted {
		set := f.shingles(a.Text, 3)
		buf = buf[:0]
		for _, u := range f.units {
			buf = binary.LittleEndian.AppendUint64(buf, uint64(u))
		}
		if h := xxhash.Sum64(buf); len(set) >= fewShingles && !seen[h] {
			seen[h] = true
			p.ids, p.sets = append(p.ids, a.ID), append(p.sets, set)
		}
	}
	overlaps(p.sets, func(o overlap) {
		j := shingle.JaccardOf(o.shared, len(p.sets[o.a]), len(p.sets[o.b]))
		c := shingle.ContainmentOf(o.shared, len(p.sets[o.a]), len(p.sets[o.b]))
		for i, in := range [3]bool{j >= 0.4, c >= 0.5, c >= 0.6 && c <= 0.9 && j >= 0.1 && j <= 0.3} {
			if in {
				p.want[i][pairKey(uint32(o.a), uint32(o.b))] = true
			}
		}
	})
	return p
}

func pairKey(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

// bands returns the pairs that share a band.
func (p *pool) bands(b cluster.Bands) (map[uint64]bool, error) {
	signer, err := shingle.NewSigner(128, 1)
	if err != nil {
		return nil, err
	}
	k := cluster.BandKeys{Bands: b}
	signature := make([]uint64, signer.Perms())
	members := make([]uint32, len(p.sets))
	for i, s := range p.sets {
		signer.Sign(signature, s)
		k.Keys = b.AppendBandKeys(k.Keys, signature)
		members[i] = uint32(i)
	}
	var scratch cluster.Scratch
	pairs := map[uint64]bool{}
	for band := range b.Bands {
		k.BandPairs(band, members, &scratch, func(c cluster.Pair) { pairs[pairKey(c.A, c.B)] = true })
	}
	return pairs, nil
}

// sample returns the pairs that share sampled shingles.
func (p *pool) sample() (map[uint64]bool, error) {
	var rows []uint64
	var sampler cluster.Sampler
	var values []uint32
	sizes := make([]int, len(p.sets))
	for i, s := range p.sets {
		values = sampler.Append(values[:0], s)
		sizes[i] = len(values)
		for _, v := range values {
			rows = append(rows, uint64(v)<<32|uint64(i))
		}
	}
	slices.Sort(rows)
	x, err := cluster.NewSampleIndex(len(p.sets), slices.Values([][]uint64{rows}))
	if err != nil {
		return nil, err
	}
	var counter cluster.SampleCounter
	pairs := map[uint64]bool{}
	for a := range p.sets {
		x.Shared(uint32(a), &counter, func(b uint32, shared int) {
			if shared >= cluster.SampleShared || min(sizes[a], sizes[b]) <= cluster.SampleMin {
				pairs[pairKey(uint32(a), b)] = true
			}
		})
	}
	return pairs, nil
}

// verified runs naskh over the bare texts (no titles, dates, furniture or
// sections, so that they are the texts compared here) with the weighted
// containment as good as off, and returns the pairs it reports and its bands.
func (l *lab) verified(ctx context.Context, articles []article, p *pool) (map[uint64]bool, cluster.Bands, error) {
	bare := make([]article, len(articles))
	for i, a := range articles {
		bare[i] = article{ID: a.ID, Text: a.Text}
	}
	name := filepath.Join(l.naskh.temp, "bare.jsonl")
	if err := writeArticles(name, bare); err != nil {
		return nil, cluster.Bands{}, err
	}
	o, err := l.naskh.run(ctx, []string{name}, "--no-split", "--keep-furniture", "--weighted-containment", "0.000001")
	if err != nil {
		return nil, cluster.Bands{}, err
	}
	at := map[string]uint32{}
	for i, id := range p.ids {
		at[id] = uint32(i)
	}
	pairs := map[uint64]bool{}
	for _, r := range o.pairs {
		a, okA := at[r.a]
		b, okB := at[r.b]
		if okA && okB {
			pairs[pairKey(min(a, b), max(a, b))] = true
		}
	}
	return pairs, cluster.Bands{Bands: o.info.Parameters.Bands, Rows: o.info.Parameters.Rows}, nil
}
