package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// counts are the outcomes of yes-or-no decisions.
type counts struct{ hit, wrong, missed int }

// count adds one decision.
func (c *counts) count(said, right bool) {
	switch {
	case said && right:
		c.hit++
	case said:
		c.wrong++
	case right:
		c.missed++
	}
}

func (c *counts) add(d counts) {
	c.hit, c.wrong, c.missed = c.hit+d.hit, c.wrong+d.wrong, c.missed+d.missed
}

// precision is 1 where nothing was said.
func (c counts) precision() float64 { return share(c.hit, c.hit+c.wrong, 1) }

// recall is 1 where there was nothing to find.
func (c counts) recall() float64 { return share(c.hit, c.hit+c.missed, 1) }

// f1 is the harmonic mean of precision and recall, 2·hit/(2·hit+wrong+missed).
func (c counts) f1() float64 { return share(2*c.hit, 2*c.hit+c.wrong+c.missed, 1) }

func share(part, whole int, empty float64) float64 {
	if whole == 0 {
		return empty
	}
	return float64(part) / float64(whole)
}

// judged is one labelled pair with a score.
type judged struct {
	score float64
	same  bool
}

// tune returns the threshold with the highest F1 for "score ≥ threshold" and
// its counts; of equal ones the highest threshold. It sorts pairs.
func tune(pairs []judged) (threshold float64, best counts) {
	slices.SortFunc(pairs, func(a, b judged) int { return cmp.Compare(b.score, a.score) })
	c := counts{}
	for _, p := range pairs {
		if p.same {
			c.missed++
		}
	}
	threshold, best = 2, c // a threshold nothing reaches
	for i, p := range pairs {
		if p.same {
			c.hit++
			c.missed--
		} else {
			c.wrong++
		}
		if last := i+1 == len(pairs) || pairs[i+1].score < p.score; last && c.f1() > best.f1() {
			threshold, best = p.score, c
		}
	}
	return threshold, best
}

// at counts the decisions of "score ≥ threshold".
func at(pairs []judged, threshold float64) (c counts) {
	for _, p := range pairs {
		c.count(p.score >= threshold, p.same)
	}
	return c
}

const folds = 5

// crossTuned is tune with 5-fold cross-validation: each fifth of the pairs is
// judged with the threshold tuned on the others. Pairs of each label are dealt
// to the folds in turn, so the order of pairs decides, and nothing else.
func crossTuned(pairs []judged) (c counts) {
	var dealt [folds][]judged
	turn := map[bool]int{}
	for _, p := range pairs {
		dealt[turn[p.same]%folds] = append(dealt[turn[p.same]%folds], p)
		turn[p.same]++
	}
	for held := range dealt {
		var rest []judged
		for f := range dealt {
			if f != held {
				rest = append(rest, dealt[f]...)
			}
		}
		threshold, _ := tune(rest)
		c.add(at(dealt[held], threshold))
	}
	return c
}

// spread returns the standard deviation of F1 over 1,000 resamples of the
// decisions (bootstrap; Efron 1979), with a fixed seed: what a difference must
// exceed to be more than the choice of pairs.
func spread(said, right []bool) float64 {
	const rounds = 1000
	r := rand.New(rand.NewPCG(1, 2))
	var sum, squares float64
	for range rounds {
		var c counts
		for range said {
			i := r.IntN(len(said))
			c.count(said[i], right[i])
		}
		sum += c.f1()
		squares += c.f1() * c.f1()
	}
	mean := sum / rounds
	return math.Sqrt(max(0, squares/rounds-mean*mean))
}
