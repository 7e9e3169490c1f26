package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"naskh/cluster"
	"naskh/shingle"
)

const (
	gateNumbers  = 3     // distinct numbers a text must have for the numbers gate
	gateNames    = 5     // rarest words of a text that the names gate looks at
	gateKnown    = 2     // of these, the most that may stand in the other text
	gateTexts    = 2_000 // texts from which word frequencies are reliable
	gateNameRuns = 2     // texts a rare word must stand in: a typing error stands in one
)

// template tells why two similar texts are the same form with other facts, or
// returns "".
//
// Numbers: both have at least 3 different numbers and share less than a third
// of the fewer. Names: of each text's 5 rarest words that occur in another text
// too, at most 2 stand in the other text, both ways; in runs too small for word
// frequencies this gate stays open.
func (v *verifier) template(p cluster.Pair, a, b *text) (string, error) {
	na, nb, shared := numbers(a.units, b.units)
	if na >= gateNumbers && nb >= gateNumbers && 3*shared < min(na, nb) {
		return fmt.Sprintf("numbers differ: %d and %d, %d shared", na, nb, shared), nil
	}
	if len(v.run.nodes) < gateTexts {
		return "", nil
	}
	rareA, rareB := v.rarest(a), v.rarest(b)
	if len(rareA) < gateNames || len(rareB) < gateNames || known(rareA, b.units) > gateKnown || known(rareB, a.units) > gateKnown {
		return "", nil
	}
	stemsA, err := v.stems(p.A, rareA)
	if err != nil {
		return "", err
	}
	stemsB, err := v.stems(p.B, rareB)
	if err != nil {
		return "", err
	}
	ab, ba := stemsA.in(stemsB), stemsB.in(stemsA)
	if ab > gateKnown || ba > gateKnown {
		return "", nil
	}
	return fmt.Sprintf("names differ: %s / %s", strings.Join(stemsA.words, " "), strings.Join(stemsB.words, " ")), nil
}

// numbers counts the distinct numbers of two sorted word sets.
func numbers(a, b []uint64) (na, nb, shared int) {
	for _, w := range a {
		if shingle.Word(w).Number() {
			na++
			if _, ok := slices.BinarySearch(b, w); ok {
				shared++
			}
		}
	}
	for _, w := range b {
		if shingle.Word(w).Number() {
			nb++
		}
	}
	return na, nb, shared
}

// rarest returns the rarest words of a text that stand in another one too.
func (v *verifier) rarest(t *text) []uint64 {
	if t.rare != nil {
		return t.rare
	}
	type rare struct {
		word uint64
		df   int
	}
	var all []rare
	for _, w := range t.units {
		if shingle.Word(w).Number() {
			continue
		}
		if df := v.run.frequency.of(w); df >= gateNameRuns {
			all = append(all, rare{w, df})
		}
	}
	slices.SortFunc(all, func(x, y rare) int { return cmp.Or(cmp.Compare(x.df, y.df), cmp.Compare(x.word, y.word)) })
	out := make([]uint64, 0, gateNames)
	for _, x := range all[:min(len(all), gateNames)] {
		out = append(out, x.word)
	}
	t.rare = out
	return out
}

func known(words, units []uint64) int {
	n := 0
	for _, w := range words {
		if _, ok := slices.BinarySearch(units, w); ok {
			n++
		}
	}
	return n
}
