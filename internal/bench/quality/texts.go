package main

import (
	"math"

	"github.com/cespare/xxhash/v2"

	"naskh/shingle"
)

// folder turns texts into sets; one serves one goroutine.
type folder struct {
	words   shingle.Words
	units   []shingle.Word
	scratch []uint64
	joined  []byte
	ends    []int
}

// shingles is the set of k-shingles of a text as it stands, folded by naskh's
// rules; k counts words, or pairs of characters.
func (f *folder) shingles(text string, k int) shingle.Set {
	var wide int
	f.units, wide = f.words.Append(f.units[:0], text)
	k = shingle.ByWord.Size(k, len(f.units), wide)
	return shingle.MakeSet(shingle.AppendShingles(nil, f.units, k), &f.scratch)
}

// distinct is the set of folded words (or character pairs) of a text.
func (f *folder) distinct(text string) shingle.Set {
	f.units, _ = f.words.Append(f.units[:0], text)
	set := make([]uint64, len(f.units))
	for i, u := range f.units {
		set[i] = uint64(u)
	}
	return shingle.MakeSet(set, &f.scratch)
}

// characters is the set of runs of n characters in the folded words of a text,
// joined by blanks.
func (f *folder) characters(text string, n int) shingle.Set {
	f.joined, f.ends = f.joined[:0], f.ends[:0]
	f.words.Each(text, func(unit []byte, _ bool) {
		if len(f.joined) > 0 {
			f.joined = append(f.joined, ' ')
		}
		f.joined = append(f.joined, unit...)
	})
	for i := range string(f.joined) {
		f.ends = append(f.ends, i)
	}
	f.ends = append(f.ends, len(f.joined))
	var set []uint64
	for i := 0; i+n < len(f.ends); i++ {
		set = append(set, xxhash.Sum64(f.joined[f.ends[i]:f.ends[i+n]]))
	}
	if len(set) == 0 && len(f.joined) > 0 {
		set = append(set, xxhash.Sum64(f.joined))
	}
	return shingle.MakeSet(set, &f.scratch)
}

// frequencies counts in how many of the texts each word stands.
type frequencies struct {
	texts int
	of    map[uint64]int
}

func (f *folder) frequencies(all []article) frequencies {
	df := frequencies{texts: len(all), of: map[uint64]int{}}
	for i := range all {
		for _, w := range f.distinct(all[i].Text) {
			df.of[w]++
		}
	}
	return df
}

// weighted is the weighted containment of two word sets: the weight of the
// shared words over that of the lighter set, a word weighing ln((N+1)/df).
func (df *frequencies) weighted(a, b shingle.Set) float64 {
	weigh := func(s shingle.Set) (sum float64) {
		for _, w := range s {
			sum += df.weight(w)
		}
		return sum
	}
	least := min(weigh(a), weigh(b))
	if least <= 0 {
		return 1
	}
	in := map[uint64]bool{}
	for _, w := range a {
		in[w] = true
	}
	shared := 0.0
	for _, w := range b {
		if in[w] {
			shared += df.weight(w)
		}
	}
	return shared / least
}

func (df *frequencies) weight(w uint64) float64 {
	return math.Log(float64(df.texts+1) / float64(max(1, df.of[w])))
}
