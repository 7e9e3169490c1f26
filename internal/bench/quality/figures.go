package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"naskh/shingle"
)

// weakContainment is the containment of 3-word shingles below which two
// articles in one cluster have next to nothing in common.
const weakContainment = 0.2

// figures are what one setting of flags gives.
type figures struct {
	gold        []bool // by pair of arabic_gold: one cluster
	fullLargest int
	weak, pairs int // pairs inside clusters of the five days, and the weak ones
	daysLargest int
	nights      []nightScore
}

// measure runs naskh with the flags over all real days, the five days and the
// generated nights. Equal flags are run once.
func (l *lab) measure(ctx context.Context, flags ...string) (*figures, error) {
	key := strings.Join(flags, " ")
	if f := l.measured[key]; f != nil {
		return f, nil
	}
	start := time.Now()
	f := &figures{}
	if l.hasData() {
		if err := l.measureReal(ctx, f, flags); err != nil {
			return nil, err
		}
	}
	nights, err := l.nights(ctx)
	if err != nil {
		return nil, err
	}
	for _, n := range nights {
		o, err := l.naskh.run(ctx, []string{n.input}, flags...)
		if err != nil {
			return nil, err
		}
		f.nights = append(f.nights, n.score(o))
	}
	fmt.Fprintf(l.log, "measured %q in %.0f s\n", key, time.Since(start).Seconds())
	l.measured[key] = f
	return f, nil
}

func (l *lab) measureReal(ctx context.Context, f *figures, flags []string) error {
	gold, err := l.gold()
	if err != nil {
		return err
	}
	var o *outcome
	if len(flags) == 0 {
		o, err = l.goldOutcome(ctx)
	} else {
		o, err = l.naskh.run(ctx, l.full(), flags...)
	}
	if err != nil {
		return err
	}
	for _, p := range gold.pairs {
		f.gold = append(f.gold, o.together(gold.articles[p.a].ID, gold.articles[p.b].ID))
	}
	f.fullLargest = o.largest()
	if o, err = l.naskh.run(ctx, []string{l.days()}, flags...); err != nil {
		return err
	}
	f.daysLargest = o.largest()
	f.weak, f.pairs, err = l.weak(o)
	return err
}

// weak counts the pairs inside clusters of the five days and those of them
// whose whole texts have hardly a shingle in common.
func (l *lab) weak(o *outcome) (weak, pairs int, err error) {
	if l.dayTexts == nil {
		days, err := readArticles(l.days())
		if err != nil {
			return 0, 0, err
		}
		l.dayTexts, l.daySets = map[string]string{}, map[string]shingle.Set{}
		for _, a := range days {
			l.dayTexts[a.ID] = a.Text
		}
	}
	var f folder
	for _, members := range o.members {
		var sets []shingle.Set
		for _, id := range members {
			text, ok := l.dayTexts[id]
			if !ok {
				continue // an embedded article: no record of its own
			}
			if l.daySets[id] == nil {
				l.daySets[id] = f.shingles(text, 3)
			}
			sets = append(sets, l.daySets[id])
		}
		for i, a := range sets {
			for _, b := range sets[i+1:] {
				pairs++
				if shingle.Containment(a, b) < weakContainment {
					weak++
				}
			}
		}
	}
	return weak, pairs, nil
}

// labelCounts returns how many gold pairs with one of the labels are in one
// cluster, and how many there are.
func (f *figures) labelCounts(gold *set, labels ...string) (merged, all int) {
	for i, p := range gold.pairs {
		for _, label := range labels {
			if p.label == label {
				all++
				if f.gold[i] {
					merged++
				}
			}
		}
	}
	return merged, all
}

// near and same are the two questions put to the gold pairs: positives, and
// template and boilerplate as the others. Partial pairs are in neither.
func near(label string) (asked, positive bool) {
	return label == "near_dup" || label == "template" || label == "boilerplate", label == "near_dup"
}

func same(label string) (asked, positive bool) {
	asked, positive = near(label)
	return asked || label == "contained", positive || label == "contained"
}

// decisions returns naskh's answers and the right ones to a question.
func (f *figures) decisions(gold *set, question func(string) (bool, bool)) (said, right []bool) {
	for i, p := range gold.pairs {
		if asked, positive := question(p.label); asked {
			said, right = append(said, f.gold[i]), append(right, positive)
		}
	}
	return said, right
}

// goldCounts counts the answers to a question.
func (f *figures) goldCounts(gold *set, question func(string) (bool, bool)) (c counts) {
	said, right := f.decisions(gold, question)
	for i := range said {
		c.count(said[i], right[i])
	}
	return c
}
