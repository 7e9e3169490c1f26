package main

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"naskh/shingle"
)

// whyCSV says of labelled pairs that naskh got wrong why it did: one line a
// pair, written after reading both texts.
//
//go:embed why.csv
var whyCSV []byte

// mistakes is how many pairs the table shows.
const mistakes = 10

// wrong prints pairs of arabic_gold that naskh gets wrong: copies apart first,
// then others together, then ambiguous ones together.
func (l *lab) wrong(ctx context.Context, w io.Writer) error {
	gold, err := l.gold()
	if err != nil {
		return err
	}
	o, err := l.goldOutcome(ctx)
	if err != nil {
		return err
	}
	why, err := reasons()
	if err != nil {
		return err
	}
	around, err := l.around(gold)
	if err != nil {
		return err
	}
	verified := byArticles(o.pairs)
	t := table{head: []string{"pair", "label", "naskh", "J", "C", "weighted", "days apart", "relation", "why"}, left: 9}
	all := 0
	for _, kind := range []struct {
		labels   string
		together bool
	}{{"near_dup contained", false}, {"template boilerplate", true}, {"partial", true}} {
		for _, p := range gold.pairs {
			a, b := gold.articles[p.a], gold.articles[p.b]
			if !strings.Contains(kind.labels, p.label) || o.together(a.ID, b.ID) != kind.together {
				continue
			}
			if all++; len(t.rows) == mistakes {
				continue
			}
			if a.ID > b.ID {
				a, b = b, a
			}
			said := "apart"
			if kind.together {
				said = "together"
			}
			j, c, weighted := around.compare(a, b)
			t.add(a.ID+"<br>"+b.ID, p.label, said, f3(j), f3(c), f3(weighted), around.apart(a, b), verified.relation(a.ID, b.ID), why[[2]string{a.ID, b.ID}])
		}
	}
	fmt.Fprintf(w, "%d of %d labelled pairs are judged otherwise than labelled, partial pairs in one cluster among them; the first %d:\n",
		all, len(gold.pairs), len(t.rows))
	fmt.Fprintln(w, "copies apart, then others together, then partial ones. J, C: Jaccard and containment of 3-word shingles of")
	fmt.Fprintln(w, "the texts as they stand; weighted: containment of words weighted by rarity over all real days.")
	fmt.Fprintln(w)
	t.write(w)
	return nil
}

// verifiedPairs are the rows of pairs.csv. A row stands for all articles with
// the same words as its own.
type verifiedPairs struct {
	rows   map[[2]string]pairRow
	lowest map[string]string // article → lowest id with its words
}

func byArticles(rows []pairRow) verifiedPairs {
	v := verifiedPairs{map[[2]string]pairRow{}, map[string]string{}}
	for _, r := range rows {
		v.rows[[2]string{r.a, r.b}] = r
		if r.relation == "identical" {
			v.lowest[r.b] = min(r.a, cmp.Or(v.lowest[r.b], r.a))
		}
	}
	return v
}

// relation returns what naskh said of two articles, with its reason; none where
// it said nothing.
func (v *verifiedPairs) relation(a, b string) string {
	r, ok := v.rows[[2]string{a, b}]
	if !ok {
		a, b = cmp.Or(v.lowest[a], a), cmp.Or(v.lowest[b], b)
		if r, ok = v.rows[[2]string{min(a, b), max(a, b)}]; !ok {
			return "none"
		}
	}
	if r.reason == "" {
		return r.relation
	}
	return r.relation + ": " + r.reason
}

// reasons reads why.csv.
func reasons() (map[[2]string]string, error) {
	rows, err := csv.NewReader(bytes.NewReader(whyCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("why.csv: %w", err)
	}
	why := map[[2]string]string{}
	for _, r := range rows[1:] {
		why[[2]string{min(r[0], r[1]), max(r[0], r[1])}] = r[2]
	}
	return why, nil
}

// surroundings are what the days around the gold pairs tell of them.
type surroundings struct {
	folder
	frequencies
	dates map[string]string
}

func (l *lab) around(gold *set) (*surroundings, error) {
	s := &surroundings{dates: map[string]string{}}
	wanted := index(gold.articles)
	var all []article
	for _, name := range l.full() {
		days, err := readArticles(name)
		if err != nil {
			return nil, err
		}
		all = append(all, days...)
		for _, a := range days {
			if _, ok := wanted[a.ID]; ok {
				s.dates[a.ID] = a.Date
			}
		}
	}
	s.frequencies = s.folder.frequencies(all)
	return s, nil
}

// compare returns the figures of two articles.
func (s *surroundings) compare(a, b article) (jaccard, containment, weighted float64) {
	x, y := s.shingles(a.Text, 3), s.shingles(b.Text, 3)
	return shingle.Jaccard(x, y), shingle.Containment(x, y), s.weighted(s.distinct(a.Text), s.distinct(b.Text))
}

// apart returns the days between the dates of two articles, or a dash.
func (s *surroundings) apart(a, b article) string {
	x, errX := day(s.dates[a.ID])
	y, errY := day(s.dates[b.ID])
	if errX != nil || errY != nil {
		return "–"
	}
	return fmt.Sprintf("%.0f", math.Abs(x.Sub(y).Hours()/24))
}

// day reads the dates of the real days.
func day(s string) (t time.Time, err error) {
	for _, layout := range []string{time.DateTime, time.RFC1123, time.RFC1123Z} {
		if t, err = time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return t, err
}
