package shingle

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAppendShingles(t *testing.T) {
	power := func(n int) uint64 {
		p := uint64(1)
		for range n {
			p *= rollBase
		}
		return p
	}
	// naive is the formula, each shingle by itself.
	naive := func(words []Word, k int) (list []uint64) {
		k = min(k, len(words))
		for i := 0; i+k <= len(words) && k > 0; i++ {
			sum := uint64(0)
			for j, w := range words[i : i+k] {
				sum += uint64(w) * power(k-1-j)
			}
			list = append(list, Mix(sum))
		}
		return list
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.Map(rapid.Uint64(), func(v uint64) Word { return Word(v) }), 0, 40).Draw(t, "words")
		k := rapid.IntRange(1, 12).Draw(t, "k")
		got := AppendShingles([]uint64{5}, words, k)
		if want := append([]uint64{5}, naive(words, k)...); !slices.Equal(got, want) {
			t.Errorf("k=%d: got %x, want %x", k, got, want)
		}
	})
}

func TestOrderOfWordsCounts(t *testing.T) {
	a, b := AppendShingles(nil, []Word{2, 4, 6}, 3), AppendShingles(nil, []Word{6, 4, 2}, 3)
	if a[0] == b[0] {
		t.Error("a shingle and its reverse have one hash")
	}
	if c := AppendShingles(nil, []Word{4, 2, 6}, 3); c[0] == a[0] {
		t.Error("a shingle and a shuffled one have one hash")
	}
	// Pairs of small numbers give as many hashes as there are pairs.
	var all []uint64
	for i := range Word(300) {
		for j := range Word(300) {
			all = AppendShingles(all, []Word{i, j}, 2)
		}
	}
	if n := len(MakeSet(all, new([]uint64))); n != 300*300 {
		t.Errorf("%d hashes of %d ordered pairs", n, 300*300)
	}
}

func TestSize(t *testing.T) {
	for _, c := range []struct {
		kind                 Kind
		k, units, wide, want int
	}{
		{ByWord, 3, 10, 0, 3}, {ByWord, 3, 10, 10, 3},
		{ByChar, 3, 10, 0, 15}, {ByChar, 3, 10, 5, 15}, {ByChar, 3, 10, 6, 6}, {ByChar, 1, 9, 9, 2},
	} {
		if got := c.kind.Size(c.k, c.units, c.wide); got != c.want {
			t.Errorf("%d.Size(%d, %d, %d) = %d, want %d", c.kind, c.k, c.units, c.wide, got, c.want)
		}
	}
}

// drawValues makes values that are spread, bunched, or both, with repeats.
func drawValues(t *rapid.T, name string) []uint64 {
	n := rapid.IntRange(0, 400).Draw(t, name)
	shift := rapid.IntRange(0, 63).Draw(t, "shift")
	high := rapid.Uint64().Draw(t, "high")
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	values := make([]uint64, n)
	for i := range values {
		values[i] = random.Uint64() >> shift
		if rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
			values[i] = high + uint64(random.IntN(n))
		}
	}
	return values
}

func TestSetsAsMaps(t *testing.T) {
	var scratch []uint64
	rapid.Check(t, func(t *rapid.T) {
		sets, maps := [2]Set{}, [2]map[uint64]bool{}
		for k := range 2 {
			values := drawValues(t, "values")
			if k == 1 {
				values = append(values, sets[0][:rapid.IntRange(0, len(sets[0])).Draw(t, "common")]...)
			}
			maps[k] = map[uint64]bool{}
			for _, v := range values {
				maps[k][v] = true
			}
			sets[k] = MakeSet(values, &scratch)
			if !slices.IsSorted(sets[k]) || len(sets[k]) != len(maps[k]) {
				t.Fatalf("no set: %x", sets[k])
			}
			for _, v := range sets[k] {
				if !maps[k][v] {
					t.Fatalf("%x was not given", v)
				}
			}
		}
		shared := 0
		for v := range maps[0] {
			if maps[1][v] {
				shared++
			}
		}
		a, b := sets[0], sets[1]
		if got := Shared(a, b); got != shared || got != Shared(b, a) {
			t.Errorf("Shared is %d and %d, want %d", got, Shared(b, a), shared)
		}
		union, smaller := len(a)+len(b)-shared, min(len(a), len(b))
		if got := Jaccard(a, b); union > 0 && got != float64(shared)/float64(union) || union == 0 && got != 0 {
			t.Errorf("Jaccard is %v, want %d/%d", got, shared, union)
		}
		if got := Containment(a, b); smaller > 0 && got != float64(shared)/float64(smaller) || smaller == 0 && got != 0 {
			t.Errorf("Containment is %v, want %d/%d", got, shared, smaller)
		}
	})
}

func TestSharedOfUnlikeSizes(t *testing.T) {
	large := make(Set, 1000)
	for i := range large {
		large[i] = uint64(3 * i)
	}
	for _, c := range []struct {
		small Set
		want  int
	}{{nil, 0}, {Set{0}, 1}, {Set{1}, 0}, {Set{2997}, 1}, {Set{5000}, 0}, {Set{0, 1, 3, 2997, 2998}, 3}} {
		if got := Shared(c.small, large); got != c.want {
			t.Errorf("Shared(%v) = %d, want %d", c.small, got, c.want)
		}
	}
}

// Values that all but a few fall into one bucket must not make MakeSet
// quadratic: they would take minutes.
func TestMakeSetOfBunchedValues(t *testing.T) {
	const n = 240_000
	for name, value := range map[string]func(i uint64) uint64{
		"falling":    func(i uint64) uint64 { return n - i },
		"top bits":   func(i uint64) uint64 { return Mix(i) | 0xFFFFFF<<40 },
		"two heaps":  func(i uint64) uint64 { return i&1<<63 | Mix(i)>>40 },
		"in bunches": func(i uint64) uint64 { return i%(n/24)<<44 | Mix(i)>>44 },
		"one value":  func(uint64) uint64 { return 7 },
	} {
		t.Run(name, func(t *testing.T) {
			values := make([]uint64, n)
			for i := range values {
				values[i] = value(uint64(i))
			}
			if s := MakeSet(values, new([]uint64)); !slices.IsSorted(s) || len(s) == 0 {
				t.Error("not in order")
			}
		})
	}
}
