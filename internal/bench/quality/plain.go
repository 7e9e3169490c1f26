package main

import (
	"fmt"
	"sync"

	"naskh/shingle"
)

// measure is a plain score of two texts.
type measure struct {
	name    string
	set     func(f *folder, text string) shingle.Set
	compare func(shared, a, b int) float64 // from the sizes of the intersection and the sets
}

var measures = []measure{
	{"word Jaccard", func(f *folder, t string) shingle.Set { return f.distinct(t) }, shingle.JaccardOf},
	{"3-word Jaccard", func(f *folder, t string) shingle.Set { return f.shingles(t, 3) }, shingle.JaccardOf},
	{"3-word containment", func(f *folder, t string) shingle.Set { return f.shingles(t, 3) }, shingle.ContainmentOf},
	{"5-letter Jaccard", func(f *folder, t string) shingle.Set { return f.characters(t, 5) }, shingle.JaccardOf},
}

// negligible is the score below which, in sets that hold all pairs of their
// articles, a pair that is no copy is left out: no best threshold lies there.
const negligible = 0.002

// score gives every pair of the set the measure, on jobs goroutines.
func (m *measure) score(s *set, jobs int) []judged {
	texts := make([]shingle.Set, len(s.articles))
	inParallel(jobs, len(texts), func() func(int) {
		var f folder
		return func(i int) { texts[i] = m.set(&f, s.articles[i].Text) }
	})
	all := make([]judged, len(s.pairs))
	judge := func(i, shared int) {
		p := &s.pairs[i]
		all[i] = judged{m.compare(shared, len(texts[p.a]), len(texts[p.b])), p.same}
	}
	if !s.complete {
		for i, p := range s.pairs {
			judge(i, shingle.Shared(texts[p.a], texts[p.b]))
		}
		return all
	}
	for i, p := range s.pairs {
		all[i].same = p.same
	}
	overlaps(texts, func(o overlap) { judge(s.at(o.a, o.b), o.shared) })
	kept := all[:0]
	for _, p := range all {
		if p.same || p.score >= negligible {
			kept = append(kept, p)
		}
	}
	return kept
}

// cell shows the best F1 of a measure on the set, its threshold, and the F1 of
// thresholds tuned on other pairs.
func (m *measure) cell(s *set, jobs int) (string, error) {
	scored := m.score(s, jobs)
	held := crossTuned(scored)
	threshold, best := tune(scored)
	if s.complete && threshold < negligible {
		return "", fmt.Errorf("%s on %s: the best threshold is %g: scores below %g were left out", m.name, s.name, threshold, negligible)
	}
	return fmt.Sprintf("%.3f at %.2f (%.3f)", best.f1(), threshold, held.f1()), nil
}

// inParallel calls do(0…n-1) from jobs goroutines, each with a do of its own.
func inParallel(jobs, n int, worker func() func(int)) {
	var wait sync.WaitGroup
	for j := range jobs {
		do := worker()
		wait.Go(func() {
			for i := n * j / jobs; i < n*(j+1)/jobs; i++ {
				do(i)
			}
		})
	}
	wait.Wait()
}
