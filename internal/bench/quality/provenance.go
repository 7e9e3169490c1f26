package main

import (
	"context"
	"fmt"
	"io"
)

// provenance prints what the other tables were made with.
func (l *lab) provenance(ctx context.Context, w io.Writer) error {
	nights, err := l.nights(ctx)
	if err != nil {
		return err
	}
	o, err := l.naskh.run(ctx, []string{nights[0].input})
	if err != nil {
		return err
	}
	mode := ""
	if l.quick {
		mode = ", with -quick"
	}
	fmt.Fprintf(w, "Made by `make quality`%s, naskh %s.\n\n", mode, o.info.Version)
	t := table{head: []string{"data", "used for", "articles", "labelled pairs"}, left: 2}
	if l.hasData() {
		if err := l.dataRows(&t); err != nil {
			return err
		}
	}
	for _, n := range nights {
		t.add("night of "+n.name, "defaults, ablation", len(n.cluster), fmt.Sprintf("all; %d on one event", len(n.events)))
	}
	t.write(w)
	return nil
}

// dataRows adds a row for each set of the data folder.
func (l *lab) dataRows(t *table) error {
	gold, err := l.gold()
	if err != nil {
		return err
	}
	count := map[string]int{}
	for _, p := range gold.pairs {
		count[p.label]++
	}
	t.add("arabic_gold", "scores, defaults, ablation, wrong", len(gold.articles),
		fmt.Sprintf("%d near_dup, %d contained, %d partial, %d template, %d boilerplate",
			count["near_dup"], count["contained"], count["partial"], count["template"], count["boilerplate"]))
	for _, days := range []struct {
		name, use string
		files     []string
	}{{"full: all real days", "the run around arabic_gold", l.full()}, {"saudinewsnet_0806_0810: five days", "weak pairs, candidates", []string{l.days()}}} {
		n := 0
		for _, f := range days.files {
			all, err := readArticles(f)
			if err != nil {
				return err
			}
			n += len(all)
		}
		t.add(days.name, days.use, n, "–")
	}
	for i := range sets {
		s, err := l.set(i)
		if err != nil {
			return err
		}
		pairs := fmt.Sprint(len(s.pairs))
		if s.complete {
			pairs = "all pairs"
		}
		t.add(s.name, "scores", len(s.articles), pairs)
	}
	n := 0
	for _, lang := range languages {
		p, err := l.plant(lang)
		if err != nil {
			return err
		}
		n += p.originals
	}
	t.add("multilingual", "languages", n, "–")
	return nil
}
