package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"naskh/cluster"
	"naskh/shingle"
)

const (
	gateNames    = 5    // rarest words of a text that the names gate looks at
	gateKnown    = 2    // of these, the most that may stand in the other text
	gateNameRuns = 2    // texts a rare word must stand in: a typing error stands in one
	gatePlaces   = 3    // places where another name must stand at least
	gateSlots    = 0.05 // share of the common places that these must be at least
	gateRare     = 100  // a name stands in fewer than one of this many texts
)

// namesDiffer is the gate of names: of each text's 5 rarest words that occur in
// another text too, at most 2 stand in the other text, both ways; and of the
// places before or behind the same two words, at least one in twenty has another
// rare word. Words count by their light stems. In runs too small for word
// frequencies this gate stays open.
//
// The second half is what a story told anew does not pass: alone, the first hit
// 369 pairs of 62,555 articles, half of them copies.
func (v *verifier) namesDiffer(p cluster.Pair, a, b *text) (string, error) {
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
	if stemsA.in(stemsB) > gateKnown || stemsB.in(stemsA) > gateKnown {
		return "", nil
	}
	differ, agree := 0, 0
	eachFrame(wordFrames(a.words), wordFrames(b.words), func(x, y []framed) {
		for _, i := range x {
			for _, j := range y {
				if i.word == j.word || stemsA.of[i.word] == stemsB.of[j.word] {
					agree++
					return
				}
			}
		}
		if v.named(x) && v.named(y) {
			differ++
		}
	})
	if differ < gatePlaces || float64(differ) < gateSlots*float64(differ+agree) {
		return "", nil
	}
	return fmt.Sprintf("names differ: %s / %s", strings.Join(stemsA.rare, " "), strings.Join(stemsB.rare, " ")), nil
}

// named reports whether one of the words is rare.
func (v *verifier) named(words []framed) bool {
	for _, f := range words {
		if v.run.frequency.of(f.word)*gateRare < len(v.run.nodes) {
			return true
		}
	}
	return false
}

// wordFrames returns the words of a text framed by the two before, and again by
// the two behind.
func wordFrames(words []shingle.Word) []framed {
	var out []framed
	for i, w := range words {
		if i >= 2 {
			out = append(out, framed{frameOf(words[i-2], words[i-1]) &^ 1, uint64(w)})
		}
		if i+2 < len(words) {
			out = append(out, framed{frameOf(words[i+1], words[i+2]) | 1, uint64(w)})
		}
	}
	return sortFrames(out)
}

// rarest returns the rarest words of a text that stand in another one too.
func (v *verifier) rarest(t *text) []uint64 {
	if t.rare != nil {
		return t.rare
	}
	var best [gateNames]rareWord
	n := 0
	for _, w := range t.units {
		if shingle.Word(w).Number() {
			continue
		}
		x := rareWord{w, v.run.frequency.of(w)}
		if x.df < gateNameRuns || n == gateNames && !x.rarer(best[n-1]) {
			continue
		}
		n = min(n+1, gateNames)
		at := n - 1
		for ; at > 0 && x.rarer(best[at-1]); at-- {
			best[at] = best[at-1]
		}
		best[at] = x
	}
	t.rare = v.numbers.lend(n)
	for i, x := range best[:n] {
		t.rare[i] = x.word
	}
	return t.rare
}

// rareWord is a word and the number of texts it stands in.
type rareWord struct {
	word uint64
	df   int
}

func (x rareWord) rarer(y rareWord) bool { return x.df < y.df || x.df == y.df && x.word < y.word }

func known(words, units []uint64) int {
	n := 0
	for _, w := range words {
		if _, ok := slices.BinarySearch(units, w); ok {
			n++
		}
	}
	return n
}
