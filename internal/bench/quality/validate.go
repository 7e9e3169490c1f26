package main

import (
	"context"
	"fmt"
	"io"
)

// validate prints what the choice of flags is worth on pairs that did not take
// part in it, and how much the pairs drawn move the figures.
//
// The gold pairs are dealt to five folds, each label in turn. The setting with
// the highest F1 on four folds (of equal ones the first in the table, so the
// defaults where they are among the best) judges the fifth. Settings that chain
// are not up for choice: the gold pairs, drawn apart from each other, do not see
// what becomes of large clusters.
func (l *lab) validate(ctx context.Context, w io.Writer, settings []setting) error {
	t := table{head: []string{"question", "F1 of the defaults", "± (bootstrap)", "F1 of the best row", "F1 when chosen by 5-fold cross-validation", "chosen"}}
	var all []*figures
	var choosable []setting
	for i, s := range settings {
		f, err := l.measure(ctx, s.flags...)
		if err != nil {
			return err
		}
		if i > 0 && f.chains() {
			fmt.Fprintf(w, "Not up for choice, with more than %.0f %% weak pairs: %s.\n", 100*mostWeak, s.name)
			continue
		}
		all, choosable = append(all, f), append(choosable, s)
	}
	fmt.Fprintln(w)
	for _, q := range []struct {
		name string
		ask  func(string) (bool, bool)
	}{{"near", near}, {"same", same}} {
		said, right := all[0].decisions(l.goldSet, q.ask)
		best, at := counts{}, 0
		for i, f := range all {
			if c := f.goldCounts(l.goldSet, q.ask); i == 0 || c.f1() > best.f1() {
				best, at = c, i
			}
		}
		held, chosen := crossChosen(l.goldSet, all, q.ask)
		t.add(q.name, f3(all[0].goldCounts(l.goldSet, q.ask).f1()), f3(spread(said, right)),
			f3(best.f1())+" "+choosable[at].name, f3(held.f1()), picks(choosable, chosen))
	}
	t.write(w)
	return nil
}

// mostWeak is the share of weak pairs inside clusters from which a setting
// chains articles that have nothing in common.
const mostWeak = 0.03

func (f *figures) chains() bool { return float64(f.weak) > mostWeak*float64(f.pairs) }

// crossChosen returns the counts of the held-out folds and the setting chosen
// for each.
func crossChosen(gold *set, all []*figures, ask func(string) (asked, positive bool)) (held counts, chosen [folds]int) {
	fold := make([]int, len(gold.pairs))
	turn := map[string]int{}
	for i, p := range gold.pairs {
		fold[i] = turn[p.label] % folds
		turn[p.label]++
	}
	on := func(f *figures, in func(fold int) bool) (c counts) {
		for i, p := range gold.pairs {
			if asked, positive := ask(p.label); asked && in(fold[i]) {
				c.count(f.gold[i], positive)
			}
		}
		return c
	}
	for out := range folds {
		best := -1.0
		for i, f := range all {
			if x := on(f, func(n int) bool { return n != out }).f1(); x > best {
				best, chosen[out] = x, i
			}
		}
		held.add(on(all[chosen[out]], func(n int) bool { return n == out }))
	}
	return held, chosen
}

// picks names the settings chosen and how often.
func picks(settings []setting, chosen [folds]int) string {
	times := map[int]int{}
	for _, c := range chosen {
		times[c]++
	}
	out := ""
	for i, s := range settings {
		if times[i] > 0 {
			if out != "" {
				out += ", "
			}
			out += fmt.Sprintf("%d× %s", times[i], s.name)
		}
	}
	return out
}
