package main

import (
	"context"
	"fmt"
	"io"
)

// scores prints, for each labelled set, the best plain scores and naskh.
func (l *lab) scores(ctx context.Context, w io.Writer) error {
	t := table{head: []string{"set", "question", "copies", "others"}, left: 2}
	for _, m := range measures {
		t.head = append(t.head, m.name)
	}
	t.head = append(t.head, "naskh P", "R", "F1")
	row := func(s *set, question string, o *outcome) error {
		same := 0
		for _, p := range s.pairs {
			if p.same {
				same++
			}
		}
		cells := []any{s.name, question, same, len(s.pairs) - same}
		for i := range measures {
			cell, err := measures[i].cell(s, l.jobs)
			if err != nil {
				return err
			}
			cells = append(cells, cell)
		}
		c := s.judge(o)
		t.add(append(cells, f3(c.precision()), f3(c.recall()), f3(c.f1()))...)
		return nil
	}

	gold, err := l.gold()
	if err != nil {
		return err
	}
	o, err := l.goldOutcome(ctx)
	if err != nil {
		return err
	}
	if err := row(gold.only("near_dup", "template", "boilerplate"), "near-duplicate", o); err != nil {
		return err
	}
	if err := row(gold.only("near_dup", "contained", "template", "boilerplate"), "same text, whole or part", o); err != nil {
		return err
	}
	for i := range sets {
		s, err := l.set(i)
		if err != nil {
			return err
		}
		if o, err = l.naskh.run(ctx, s.inputs); err != nil {
			return err
		}
		if err := row(s, questions[s.name], o); err != nil {
			return err
		}
		if s.name == "clough_stevenson" {
			if err := row(s.only("cut", "light", "non"), "copied or lightly revised", o); err != nil {
				return err
			}
		}
	}
	fmt.Fprintln(w, "Best F1 of each plain score with its threshold, tuned on the same pairs; in brackets with thresholds")
	fmt.Fprintln(w, "tuned on four fifths and judged on the rest. naskh with its default flags: two articles in one cluster.")
	fmt.Fprintln(w)
	t.write(w)
	return nil
}

// questions says what the labels of a set ask.
var questions = map[string]string{
	"telegram_pairs":       "paraphrase: same event",
	"clough_stevenson":     "any use of the source, paraphrase too",
	"onestopenglish":       "paraphrase: same article, three levels",
	"extractor_variants":   "same page, other extractor",
	"minhash_articles2500": "planted near-duplicate",
}
