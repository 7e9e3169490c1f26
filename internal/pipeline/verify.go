package pipeline

import (
	"context"
	"fmt"
	"math"
	"slices"

	"naskh/cluster"
	"naskh/shingle"
)

// relation names what a verified pair is; the values are those of the CSV.
type relation string

const (
	identical     relation = "identical"
	template      relation = "template"
	nearDuplicate relation = "near-duplicate"
	excerpt       relation = "excerpt"
	indirect      relation = "indirect"
)

// verified is a pair of nodes with its exact figures.
type verified struct {
	cluster.Pair
	jaccard, containment, weighted float64
	relation                       relation // indirect: none holds
	reason                         string
}

// joins reports whether the pair may join clusters.
func (r *run) joins(v *verified) bool {
	switch v.relation {
	case identical, nearDuplicate:
		return true
	case excerpt:
		return r.opts.Excerpts
	case template:
		return r.opts.Templates
	}
	return false
}

// text is what verification needs of one node. Its vocabulary is made when a
// pair first needs it, which most pairs do not.
type text struct {
	words   []shingle.Word
	set     shingle.Set
	units   []uint64  // distinct words, in increasing order
	weights []float64 // of units
	weight  float64   // their sum
	rare    []uint64  // see rarest
}

// verifier compares pairs of nodes; one serves one goroutine. The texts it has
// read stand in memory of its own until that is full, then it begins anew.
type verifier struct {
	loader
	shingler
	texts   map[uint32]*text
	words   slab[shingle.Word]
	numbers slab[uint64]
	weights slab[float64]
	made    slab[text]
	found   []verified
	places  []uint32 // of found in the pairs
}

// slab lends pieces of one array until all are given back at once.
type slab[T any] struct {
	all  []T
	used int
}

func newSlab[T any](n int) slab[T] { return slab[T]{all: make([]T, n)} }

// lend returns n elements, whatever they hold; beyond the array new ones.
func (s *slab[T]) lend(n int) []T {
	if s.used += n; s.used > len(s.all) {
		return make([]T, n)
	}
	return s.all[s.used-n : s.used : s.used]
}

func (s *slab[T]) full() bool { return s.used > len(s.all)*7/8 }

// newVerifier makes a verifier with memory for about as many texts.
func newVerifier(r *run, texts int) *verifier {
	texts = min(texts, len(r.nodes)+2)
	return &verifier{
		loader: loader{run: r}, shingler: shingler{r: r}, texts: map[uint32]*text{},
		words: newSlab[shingle.Word](350 * texts), numbers: newSlab[uint64](600 * texts), weights: newSlab[float64](250 * texts), made: newSlab[text](texts * 8 / 7),
	}
}

// makeRoom forgets the texts when the memory for them is nearly used up.
func (v *verifier) makeRoom() {
	if v.words.full() || v.numbers.full() || v.weights.full() || v.made.full() {
		clear(v.texts)
		v.words.used, v.numbers.used, v.weights.used, v.made.used = 0, 0, 0, 0
	}
}

func (v *verifier) text(i uint32) (*text, error) {
	if t := v.texts[i]; t != nil {
		return t, nil
	}
	r := v.run
	a := &r.articles[r.first(i)]
	words, wide, err := v.body(a)
	if err != nil {
		return nil, err
	}
	t := &v.made.lend(1)[0]
	*t = text{words: v.words.lend(len(words))}
	copy(t.words, words)
	paragraphs, err := v.paragraphs(a)
	if err != nil {
		return nil, err
	}
	units, k := v.units(words, wide, paragraphs)
	t.set = shingle.MakeSet(shingle.AppendShingles(v.numbers.lend(len(units))[:0], units, k), &v.scratch)
	v.texts[i] = t
	return t, nil
}

// vocabulary makes the distinct words of a text and their weights.
func (v *verifier) vocabulary(t *text) {
	if t.units != nil {
		return
	}
	t.units = v.numbers.lend(len(t.words))
	copy(t.units, asNumbers[uint64](asBytes(t.words)))
	t.units = shingle.MakeSet(t.units, &v.scratch)
	t.weights = v.weights.lend(len(t.units))
	for i, w := range t.units {
		t.weights[i] = v.run.weight(w)
		t.weight += t.weights[i]
	}
}

// leastWeight is the weight of words that stand in more than a fifth of the texts.
// Without it the words of a story that fills the night would weigh nothing, and
// each edit of it much.
const leastWeight = 1.5

// weight is the weight of a word: ln((N+1)/df), N texts, df of them with it. In
// runs too small to know what is rare each word has 1 more, for there a word of
// two texts that are copies counts as common.
func (r *run) weight(word uint64) float64 {
	w := r.logTexts - logarithm(max(1, r.frequency.of(word)))
	if len(r.nodes) < gateTexts {
		w++
	}
	return max(w, leastWeight)
}

// logarithm is the natural logarithm of n: nearly all words stand in few texts.
func logarithm(n int) float64 {
	if n < len(logarithms) {
		return logarithms[n]
	}
	return math.Log(float64(n))
}

var logarithms = func() (t [1 << 15]float64) {
	for i := range t {
		t[i] = math.Log(float64(i))
	}
	return t
}()

// verify compares all candidate pairs exactly and returns those with a
// relation, by A, then B.
func (r *run) verify(ctx context.Context, pairs []cluster.Pair) ([]verified, error) {
	r.logTexts = math.Log(float64(len(r.nodes) + 1))
	order, tile := r.byNeighbours(pairs)
	all, err := workers(ctx, r, len(pairs), 2048, func() *verifier { return newVerifier(r, 2*tile) }, func(v *verifier, i int) error {
		result, err := v.compare(pairs[order[i]])
		if err == nil && result.relation != indirect {
			v.found = append(v.found, result)
			v.places = append(v.places, order[i])
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var rows []uint64 // place in pairs, which are in order; number in found, one worker's behind the other's
	for _, v := range all {
		for _, place := range v.places {
			rows = append(rows, uint64(place)<<32|uint64(len(rows)))
		}
	}
	var scratch []uint64
	cluster.SortKeys(rows, &scratch)
	out := make([]verified, len(rows))
	for i, row := range rows {
		n := int(uint32(row))
		for _, v := range all {
			if n < len(v.found) {
				out[i] = v.found[n]
				break
			}
			n -= len(v.found)
		}
	}
	r.series(out)
	return out, nil
}

// excerptShared is the number of shingles an excerpt shares at least: in a text of
// ten words one stock phrase is half of it.
const excerptShared = 8

// compare computes the figures of one pair and the first relation that holds.
func (v *verifier) compare(p cluster.Pair) (verified, error) {
	r := v.run
	out := verified{Pair: p, relation: indirect}
	v.makeRoom()
	a, err := v.text(p.A)
	if err != nil {
		return out, err
	}
	b, err := v.text(p.B)
	if err != nil {
		return out, err
	}
	shared := shingle.Shared(a.set, b.set)
	out.jaccard = shingle.JaccardOf(shared, len(a.set), len(b.set))
	out.containment = shingle.ContainmentOf(shared, len(a.set), len(b.set))
	similar := out.jaccard >= r.opts.Threshold
	if !similar && (out.containment < r.opts.Containment || shared < excerptShared) {
		return out, nil
	}
	v.vocabulary(a)
	v.vocabulary(b)
	out.weighted = weightedContainment(a, b)
	if slices.Equal(a.words, b.words) {
		out.relation = identical
		return out, nil
	}
	if !similar && out.weighted < r.opts.Weighted {
		return out, nil
	}
	reason, err := v.template(&out, a, b)
	switch {
	case err != nil:
		return out, err
	case reason != "":
		out.relation, out.reason = template, reason
	case similar:
		out.relation = nearDuplicate
	default:
		out.relation = excerpt
		out.reason = fmt.Sprintf("%.0f%% of the shorter text stands in the longer", 100*out.containment)
	}
	return out, nil
}

// weightedContainment is the weight of the shared distinct words over that of
// the lighter text's, in [0,1].
func weightedContainment(a, b *text) float64 {
	shared := 0.0
	for i, j := 0, 0; i < len(a.units) && j < len(b.units); {
		switch x, y := a.units[i], b.units[j]; {
		case x == y:
			shared += a.weights[i]
			i++
			j++
		case x < y:
			i++
		default:
			j++
		}
	}
	least := min(a.weight, b.weight)
	if least <= 0 {
		return 1 // every word stands in every text: rarity says nothing
	}
	return min(1, shared/least)
}

// byNeighbours puts pairs with the same texts near each other, so that each text
// is read about once: those of one component of the candidate graph, and in a
// large component the pairs between so many of its texts and as many others, a tile.
// It returns the order and the texts on one side of a tile.
func (r *run) byNeighbours(pairs []cluster.Pair) (order []uint32, side int) {
	u := cluster.NewUnionFind(len(r.nodes))
	for _, p := range pairs {
		u.Union(p.A, p.B)
	}
	size := make([]uint32, len(r.nodes)) // of a root's component
	largest := uint32(0)
	for i := range u {
		root := u.Find(uint32(i))
		size[root]++
		largest = max(largest, size[root])
	}
	side = r.opts.tileSide(int(largest), len(pairs))
	rows := make([]uint64, len(pairs)) // component<<32 | pair
	for i, p := range pairs {
		rows[i] = uint64(u.Find(p.A))<<32 | uint64(i)
	}
	var scratch []uint64
	cluster.SortKeys(rows, &scratch)
	order = make([]uint32, 0, len(rows))
	for component := range cluster.Buckets(rows) {
		if n := uint64(size[component[0]>>32]); n > 2*uint64(side) {
			// Node numbers are hashes in order, so a component lies evenly among them.
			tile := func(node uint32) uint64 { return uint64(node) * n / uint64(len(r.nodes)) / uint64(side) }
			for i, row := range component {
				p := pairs[uint32(row)]
				component[i] = (tile(p.A)<<16|tile(p.B))<<32 | uint64(uint32(row))
			}
			cluster.SortUint64(component, &scratch)
		}
		for _, row := range component {
			order = append(order, uint32(row))
		}
	}
	return order, side
}
