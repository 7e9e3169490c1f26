package main

import (
	"testing"
)

func TestTuneFindsTheBestThreshold(t *testing.T) {
	// Sorted by score: + + - + - -. F1 after 1…6 pairs: 2/4, 4/5, 4/6, 6/7, 6/8, 6/9.
	pairs := []judged{{.9, true}, {.1, false}, {.5, true}, {.8, true}, {.6, false}, {.3, false}}
	threshold, c := tune(pairs)
	if threshold != .5 || c != (counts{hit: 3, wrong: 1}) {
		t.Errorf("threshold %g, %+v; want .5 with 3 hits and 1 wrong", threshold, c)
	}
	if got := at(pairs, .7); got != (counts{hit: 2, missed: 1}) {
		t.Errorf("at .7: %+v", got)
	}
	// Equal scores are accepted or refused together.
	if threshold, c := tune([]judged{{.5, true}, {.5, false}, {.5, false}}); threshold != .5 || c != (counts{hit: 1, wrong: 2}) {
		t.Errorf("equal scores: threshold %g, %+v", threshold, c)
	}
}

func TestCrossTunedJudgesHeldOutPairs(t *testing.T) {
	// One pair of each kind in each fold; in the last fold they are the wrong way
	// round, and a threshold tuned on the other four must get both wrong.
	var pairs []judged
	for fold := range folds {
		high, low := true, false
		if fold == folds-1 {
			high, low = low, high
		}
		pairs = append(pairs, judged{.9, high}, judged{.1, low})
	}
	if c := crossTuned(pairs); c != (counts{hit: 4, wrong: 1, missed: 1}) {
		t.Errorf("%+v, want 4 hits, 1 wrong, 1 missed", c)
	}
}

func TestCountsWithoutPairs(t *testing.T) {
	if c := (counts{}); c.precision() != 1 || c.recall() != 1 || c.f1() != 1 {
		t.Errorf("nothing said, nothing to find: %g %g %g", c.precision(), c.recall(), c.f1())
	}
	if c := (counts{hit: 6, wrong: 2, missed: 4}); c.precision() != .75 || c.recall() != .6 || c.f1() != 12./18 {
		t.Errorf("%g %g %g", c.precision(), c.recall(), c.f1())
	}
}

func TestSpreadOfACoin(t *testing.T) {
	// F1 of all-positive pairs of which half are found: its standard deviation
	// over resamples is near that of 2p/(1+p) with p binomial: .888·√(p(1-p)/n).
	said, right := make([]bool, 400), make([]bool, 400)
	for i := range said {
		said[i], right[i] = i%2 == 0, true
	}
	if s := spread(said, right); s < .018 || s > .027 {
		t.Errorf("%g, want about .022", s)
	}
	if s := spread(right, right); s != 0 {
		t.Errorf("%g where every answer is right", s)
	}
}

func TestCrossChosenPicksOnFourFolds(t *testing.T) {
	gold := &set{}
	right, wrong := &figures{}, &figures{}
	for i := range 20 {
		label := []string{"near_dup", "template"}[i%2]
		gold.pairs = append(gold.pairs, labelled{label: label})
		right.gold = append(right.gold, label == "near_dup")
		wrong.gold = append(wrong.gold, label == "template")
	}
	held, chosen := crossChosen(gold, []*figures{wrong, right}, near)
	if held != (counts{hit: 10}) || chosen != [folds]int{1, 1, 1, 1, 1} {
		t.Errorf("held-out %+v, chosen %v", held, chosen)
	}
	if _, chosen = crossChosen(gold, []*figures{right, right}, near); chosen != [folds]int{} {
		t.Errorf("of equal settings not the first: %v", chosen)
	}
}
