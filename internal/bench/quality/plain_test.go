package main

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"naskh/shingle"
)

func TestOverlapsAgainstAllPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	sets := make([]shingle.Set, 60)
	for i := range sets {
		for e := range uint64(40) {
			if r.IntN(6) == 0 {
				sets[i] = append(sets[i], e)
			}
		}
	}
	var got []overlap
	overlaps(sets, func(o overlap) { got = append(got, o) })
	var want []overlap
	for a := range sets {
		for b := a + 1; b < len(sets); b++ {
			n := 0
			for _, e := range sets[a] {
				if slices.Contains(sets[b], e) {
					n++
				}
			}
			if n > 0 {
				want = append(want, overlap{int32(a), int32(b), n})
			}
		}
	}
	slices.SortFunc(got, func(x, y overlap) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	if !slices.Equal(got, want) {
		t.Errorf("%d pairs, want %d", len(got), len(want))
	}
}

func TestMeasuresOfTwoTexts(t *testing.T) {
	// Folded words of a: one two three four five; of b: three four five six.
	a, b := "One, two three four five.", "three four FIVE six"
	want := map[string]float64{"word Jaccard": 3. / 6, "3-word Jaccard": 1. / 4, "3-word containment": 1. / 2,
		// Runs of five characters: 19 of "one two three four five", 15 of "three
		// four five six", in common those of "three four five": 11.
		"5-letter Jaccard": 11. / 23}
	for _, m := range measures {
		var f folder
		x, y := m.set(&f, a), m.set(&f, b)
		if got := m.compare(shingle.Shared(x, y), len(x), len(y)); got != want[m.name] {
			t.Errorf("%s: %g, want %g", m.name, got, want[m.name])
		}
	}
}

// Sets of all pairs are scored by way of an inverted index, others pair by pair.
func TestCompleteSetsScoreLikeListedOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	s := &set{}
	group := map[string]string{}
	for i := range 30 {
		var words []string
		for range 20 {
			words = append(words, string(rune('a'+r.IntN(8))))
		}
		id := strconv.Itoa(i)
		s.articles = append(s.articles, article{ID: id, Text: strings.Join(words, " ")})
		group[id] = strconv.Itoa(i / 3)
	}
	s.allPairs(group)
	listed := *s
	listed.complete = false
	for i := range measures {
		got, want := measures[i].score(s, 2), measures[i].score(&listed, 2)
		want = slices.DeleteFunc(want, func(p judged) bool { return !p.same && p.score < negligible })
		if !slices.Equal(got, want) || len(want) < 100 {
			t.Errorf("%s: %d scores, want %d", measures[i].name, len(got), len(want))
		}
	}
}
