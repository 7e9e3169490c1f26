package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"naskh/shingle"
)

const (
	// shortWords is the length in words below which an article counts apart.
	shortWords = 60
	// leastWords is the length below which nothing is planted: cut in half it
	// could not be compared at all.
	leastWords = 12
	// plantedOriginals is how many originals of each length get copies.
	plantedOriginals = 150
	quickOriginals   = 40
	// ownCopy is the Jaccard or containment similarity from which two originals
	// that naskh joins are copies of each other in the set itself.
	ownCopy = 0.4
)

// planted is one language's articles with the copies planted in them.
type planted struct {
	language
	articles  []article // originals first
	originals int
	long      []int // originals that have copies
	short     []int
}

// languages prints recall and false pairs by language.
func (l *lab) languages(ctx context.Context, w io.Writer) error {
	t := table{head: []string{"language", "articles", "originals copied"}, left: 1}
	t.head = append(t.head, kinds...)
	t.head = append(t.head, "recall", "precision", "false", "own copies", "of these excerpts")
	for _, lang := range languages {
		p, err := l.plant(lang)
		if err != nil {
			return err
		}
		name := filepath.Join(l.naskh.temp, "planted-"+lang.code+".jsonl")
		if err := writeArticles(name, p.articles); err != nil {
			return err
		}
		o, err := l.naskh.run(ctx, []string{name})
		if err != nil {
			return err
		}
		j := p.joined(o)
		if len(p.long) > 0 {
			p.row(&t, o, lang.code, p.long, &j)
		}
		if len(p.short) > 0 {
			p.row(&t, o, lang.code+", under 60 words", p.short, nil)
		}
		for _, f := range j.falsePairs {
			fmt.Fprintf(l.log, "%s: false pair %s and %s\n", lang.code, p.articles[f[0]].ID, p.articles[f[1]].ID)
		}
	}
	fmt.Fprintln(w, "Copies planted into real articles, one of each kind for every original chosen; found: copy and original")
	fmt.Fprintln(w, "stand in one cluster. False: pairs of different originals that stand, or whose copies stand, in one cluster")
	fmt.Fprintf(w, "though they share less than %.1f of the shorter text's shingles; with more the set holds a copy of its own.\n\n", ownCopy)
	t.write(w)
	return nil
}

// plant reads a language and adds the copies.
func (l *lab) plant(lang language) (*planted, error) {
	p := &planted{language: lang}
	for _, f := range lang.files {
		all, err := readArticles(filepath.Join(l.data, "multilingual", f+".jsonl.gz"))
		if err != nil {
			return nil, err
		}
		for _, a := range all {
			if lang.lang == "" || a.Lang == lang.lang {
				p.articles = append(p.articles, a)
			}
		}
	}
	if lang.digest > 0 {
		half := len(p.articles) / 2
		p.articles = append(digests(p.articles[:half], lang.digest), p.articles[half:]...)
	}
	p.articles = slices.DeleteFunc(p.articles, func(a article) bool { return strings.TrimSpace(a.Text) == "" })
	p.originals = len(p.articles)
	most := plantedOriginals
	if l.quick {
		most = quickOriginals
	}
	// By hash: the choice does not depend on the order of the file.
	order := make([]int, p.originals)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Compare(hashOf(p.articles[a].ID), hashOf(p.articles[b].ID))
	})
	for _, i := range order {
		switch n := lang.length(p.articles[i].Text); {
		case n >= shortWords && len(p.long) < most:
			p.long = append(p.long, i)
		case n >= leastWords && n < shortWords && len(p.short) < most:
			p.short = append(p.short, i)
		}
	}
	plant := planter{language: lang, articles: p.articles[:p.originals:p.originals]}
	for _, i := range slices.Concat(p.long, p.short) {
		for kind := range kinds {
			p.articles = append(p.articles, plant.copyOf(&p.articles[i], kind))
		}
	}
	return p, nil
}

// digests joins every n entries of one site to an article of three entries a
// paragraph: their texts, or their titles where they have no text.
func digests(entries []article, n int) []article {
	var out []article
	for from := 0; from+n <= len(entries); from += n {
		d := article{ID: "digest:" + entries[from].ID, Title: entries[from].Title, Date: entries[from].Date, Source: "digests"}
		for i, e := range entries[from : from+n] {
			text := e.Text
			if text == "" {
				text = e.Title
			}
			switch {
			case i == 0:
			case i%3 == 0:
				d.Text += "\n"
			default:
				d.Text += " "
			}
			d.Text += strings.TrimRight(text, ".") + "."
		}
		out = append(out, d)
	}
	return out
}

func hashOf(id string) uint64 { return xxhash.Sum64String(id) }

// row adds the figures of the chosen originals, and of all pairs in clusters
// where j is given.
func (p *planted) row(t *table, o *outcome, name string, chosen []int, j *joined) {
	cells := []any{name, p.originals, len(chosen)}
	var found, all int
	for kind := range kinds {
		n := 0
		for _, i := range chosen {
			if id := p.articles[i].ID; o.together(id, id+"/"+kinds[kind]) {
				n++
			}
		}
		cells = append(cells, percent(n, len(chosen)))
		found, all = found+n, all+len(chosen)
	}
	cells = append(cells, percent(found, all))
	if j == nil {
		t.add(append(cells, "", "", "", "")...)
		return
	}
	t.add(append(cells, percent(j.right, j.right+j.wrong), len(j.falsePairs), j.own, j.excerpts)...)
}

// joined are the pairs inside clusters.
type joined struct {
	right, wrong  int        // pairs of articles: of one original, of different ones that are no copies
	falsePairs    [][2]int32 // the different originals of wrong
	own, excerpts int        // pairs of originals that are copies in the set itself, and those below Jaccard .4
}

func (p *planted) joined(o *outcome) (j joined) {
	at := index(p.articles)
	sets := map[int32]shingle.Set{}
	var f folder
	original := func(id string) (int32, bool) {
		for _, k := range kinds {
			id = strings.TrimSuffix(id, "/"+k)
		}
		i, ok := at[id]
		if ok && sets[i] == nil {
			sets[i] = f.shingles(p.articles[i].Text, 3)
		}
		return i, ok
	}
	seen := map[[2]int32]bool{}
	for _, members := range o.members {
		for i, x := range members {
			a, okA := original(x)
			for _, y := range members[i+1:] {
				b, okB := original(y)
				if !okA || !okB {
					continue // an embedded article
				}
				if a == b {
					j.right++
					continue
				}
				pair := [2]int32{min(a, b), max(a, b)}
				isOwn := shingle.Containment(sets[a], sets[b]) >= ownCopy
				if !isOwn {
					j.wrong++
				}
				switch {
				case seen[pair]:
				case !isOwn:
					j.falsePairs = append(j.falsePairs, pair)
				default:
					j.own++
					if shingle.Jaccard(sets[a], sets[b]) < ownCopy {
						j.excerpts++
					}
				}
				seen[pair] = true
			}
		}
	}
	return j
}
