package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"naskh/internal/bench/corpus"
)

// nightOf is a generated night whose copies are known.
type nightOf struct {
	name    string
	input   string
	cluster map[string]string // id → true cluster
	kind    map[string]string // id → orig, copy, template, event or single
	events  [][2]string       // pairs on one event that are no copies
}

// generated makes a night with internal/bench/corpus.
func generated(folder string, documents int, seed uint64) (*nightOf, error) {
	c, err := corpus.New(corpus.Spec{Documents: documents, Seed: seed, Words: 300, Sites: 40, Copies: 0.2, Hard: 0.02})
	if err != nil {
		return nil, err
	}
	n := &nightOf{
		name: fmt.Sprintf("gencorpus %d", seed), input: filepath.Join(folder, fmt.Sprintf("generated-%d.jsonl", seed)),
		cluster: map[string]string{}, kind: map[string]string{},
	}
	f, err := os.Create(n.input)
	if err != nil {
		return nil, err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	var line []byte
	first := map[uint32]string{}
	for i := range c.Len() {
		line = c.AppendJSON(line[:0], i)
		if _, err := w.Write(line); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		cluster, kind, pair := c.Label(i)
		id := corpus.ID(i)
		n.cluster[id], n.kind[id] = strconv.Itoa(int(cluster)), kind.String()
		if kind == corpus.Event {
			if a, ok := first[pair]; ok {
				n.events = append(n.events, [2]string{a, id})
			}
			first[pair] = id
		}
	}
	return n, errors.Join(w.Flush(), f.Close())
}

// scripted makes a night with make_corpus.py of the data folder.
func scripted(ctx context.Context, python, script, folder string, documents, seed int) (*nightOf, error) {
	out := filepath.Join(folder, fmt.Sprintf("scripted-%d", seed))
	cmd := exec.CommandContext(ctx, python, script, "--n", strconv.Itoa(documents), "--seed", strconv.Itoa(seed), "--out", out)
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", cmd, err, text)
	}
	n := &nightOf{
		name: fmt.Sprintf("make_corpus %d", seed), input: filepath.Join(out, "docs.jsonl"),
		cluster: map[string]string{}, kind: map[string]string{},
	}
	err := readRows(filepath.Join(out, "labels.csv"), []string{"id", "cluster", "kind"}, func(r []string) {
		n.cluster[r[0]], n.kind[r[0]] = r[1], r[2]
	})
	if err != nil {
		return nil, err
	}
	return n, readRows(filepath.Join(out, "pairs.csv"), []string{"a", "b", "kind"}, func(r []string) {
		if r[2] == "event" {
			n.events = append(n.events, [2]string{r[0], r[1]})
		}
	})
}

// nightScore is how an outcome fits a night.
type nightScore struct {
	counts         // over all pairs of documents
	templates  int // pairs of one series in one cluster
	events     int // pairs on one event in one cluster
	eventPairs int
}

// score counts pairs: a pair is right when both documents have one true
// cluster, found when they stand in one cluster of the outcome.
func (n *nightOf) score(o *outcome) nightScore {
	s := nightScore{eventPairs: len(n.events)}
	pairs := func(m int) int { return m * (m - 1) / 2 }
	truth := map[string]int{}
	for _, c := range n.cluster {
		truth[c]++
	}
	all := 0
	for _, m := range truth {
		all += pairs(m)
	}
	for _, members := range o.members {
		right := map[string]int{}
		templates, known := 0, 0
		for _, id := range members {
			c, ok := n.cluster[id]
			if !ok {
				continue // an embedded article: no document of its own
			}
			known++
			right[c]++
			if n.kind[id] == "template" {
				templates++
			}
		}
		hits := 0
		for _, m := range right {
			hits += pairs(m)
		}
		s.hit += hits
		s.wrong += pairs(known) - hits
		s.templates += pairs(templates)
	}
	s.missed = all - s.hit
	for _, e := range n.events {
		if o.together(e[0], e[1]) {
			s.events++
		}
	}
	return s
}
