package main

import (
	"fmt"
	"path/filepath"
)

// labelled is a pair of articles, by index, that somebody judged.
type labelled struct {
	a, b  int32
	same  bool
	label string
}

// set is a labelled set.
type set struct {
	name     string
	articles []article
	pairs    []labelled
	complete bool     // pairs are all pairs of articles, in order
	inputs   []string // files that naskh reads; gold: all days around the pairs
}

// loader reads sets below the data folder.
type loader struct{ data string }

// sets names every set that is not gold with what reads its labels.
var sets = []struct {
	name string
	read func(s *set, at map[string]int32, folder string) error
}{
	{"telegram_pairs", func(s *set, at map[string]int32, folder string) error {
		return s.listed(at, filepath.Join(folder, "pairs.csv"), "id1", "id2", "label", func(label string) bool { return label == "1" })
	}},
	{"clough_stevenson", func(s *set, at map[string]int32, folder string) error {
		return s.listed(at, filepath.Join(folder, "pairs.csv"), "answer", "source", "category", func(label string) bool { return label != "non" })
	}},
	{"onestopenglish", grouped},
	{"extractor_variants", grouped},
	{"minhash_articles2500", func(s *set, at map[string]int32, folder string) error {
		group := map[string]string{}
		err := readRows(filepath.Join(folder, "pairs.csv"), []string{"id1", "id2"}, func(r []string) {
			group[r[0]], group[r[1]] = r[0], r[0]
		})
		s.allPairs(group)
		return err
	}},
}

// set reads one of sets.
func (l loader) set(i int) (*set, error) {
	folder := filepath.Join(l.data, sets[i].name)
	s := &set{name: sets[i].name, inputs: []string{filepath.Join(folder, "articles.jsonl.gz")}}
	var err error
	if s.articles, err = readArticles(s.inputs[0]); err != nil {
		return nil, err
	}
	return s, sets[i].read(s, index(s.articles), folder)
}

// readGold reads arabic_gold. Its pairs are judged inside one run over full.
func (l loader) readGold() (*set, error) {
	folder := filepath.Join(l.data, "arabic_gold")
	s := &set{name: "arabic_gold", inputs: l.full()}
	var err error
	if s.articles, err = readArticles(filepath.Join(folder, "articles.jsonl")); err != nil {
		return nil, err
	}
	return s, s.listed(index(s.articles), filepath.Join(folder, "pairs.csv"), "id1", "id2", "label",
		func(label string) bool { return label == "near_dup" || label == "contained" })
}

// full names the files of all real days.
func (l loader) full() []string {
	return []string{filepath.Join(l.data, "full", "ant2.jsonl.gz"), filepath.Join(l.data, "full", "saudinewsnet.jsonl.gz")}
}

// days names the file of five real days.
func (l loader) days() string {
	return filepath.Join(l.data, "saudinewsnet_0806_0810", "articles.jsonl.gz")
}

func index(articles []article) map[string]int32 {
	at := make(map[string]int32, len(articles))
	for i := range articles {
		at[articles[i].ID] = int32(i)
	}
	return at
}

// listed reads pairs that a file lists.
func (s *set) listed(at map[string]int32, name, a, b, label string, same func(string) bool) error {
	var unknown error
	err := readRows(name, []string{a, b, label}, func(r []string) {
		x, okX := at[r[0]]
		y, okY := at[r[1]]
		if !okX || !okY {
			unknown = fmt.Errorf("%s: %s or %s is no article of the set", name, r[0], r[1])
			return
		}
		s.pairs = append(s.pairs, labelled{x, y, same(r[2]), r[2]})
	})
	if err != nil {
		return err
	}
	return unknown
}

// grouped reads labels.csv: all pairs of articles are labelled.
func grouped(s *set, _ map[string]int32, folder string) error {
	group := map[string]string{}
	err := readRows(filepath.Join(folder, "labels.csv"), []string{"id", "cluster"}, func(r []string) { group[r[0]] = r[1] })
	s.allPairs(group)
	return err
}

// allPairs makes every pair of articles a labelled one; articles of no group
// are copies of nothing.
func (s *set) allPairs(group map[string]string) {
	s.complete = true
	for a := range s.articles {
		x := group[s.articles[a].ID]
		for b := a + 1; b < len(s.articles); b++ {
			s.pairs = append(s.pairs, labelled{int32(a), int32(b), x != "" && x == group[s.articles[b].ID], ""})
		}
	}
}

// at is the place of a pair, a < b, in pairs where these are complete.
func (s *set) at(a, b int32) int {
	n, x := len(s.articles), int(a)
	return x*(2*n-x-1)/2 + int(b-a) - 1
}

// only keeps the pairs whose label is one of labels.
func (s *set) only(labels ...string) *set {
	keep := map[string]bool{}
	for _, l := range labels {
		keep[l] = true
	}
	c := *s
	c.pairs, c.complete = nil, false
	for _, p := range s.pairs {
		if keep[p.label] {
			c.pairs = append(c.pairs, p)
		}
	}
	return &c
}

// judge counts what an outcome says of the pairs.
func (s *set) judge(o *outcome) (c counts) {
	for _, p := range s.pairs {
		c.count(o.together(s.articles[p.a].ID, s.articles[p.b].ID), p.same)
	}
	return c
}
