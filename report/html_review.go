package report

import (
	"cmp"
	"math"
	"slices"
)

const (
	reviewPairs = 50
	apartPairs  = 1000
)

// reviewBlock holds the pairs an editor is asked about. There is no score in
// it: a judgement that has seen the score is no independent one.
type reviewBlock struct {
	Pairs []reviewPair `json:"pairs"`
}

type reviewPair struct {
	A reviewArticle `json:"a"`
	B reviewArticle `json:"b"`
}

type reviewArticle struct {
	ID    string `json:"id"`
	Site  string `json:"site"`
	Title string `json:"title"`
	Date  int64  `json:"date"`
	Text  string `json:"text"`
}

// newReview picks the pairs nearest to the threshold, each article at most
// twice, and puts them in an order that says nothing about their scores.
func newReview(m *Model, threshold float64, texts bool) (*reviewBlock, error) {
	b := &reviewBlock{Pairs: []reviewPair{}}
	for _, p := range borderline(m, threshold) {
		pair := reviewPair{reviewOf(m, p.A), reviewOf(m, p.B)}
		for _, side := range []struct {
			a int32
			r *reviewArticle
		}{{p.A, &pair.A}, {p.B, &pair.B}} {
			if !texts {
				continue
			}
			var err error
			if side.r.Text, _, err = readText(m, side.a); err != nil {
				return nil, err
			}
		}
		b.Pairs = append(b.Pairs, pair)
	}
	slices.SortFunc(b.Pairs, func(x, y reviewPair) int {
		return cmp.Or(cmp.Compare(shuffleKey(x), shuffleKey(y)), cmp.Compare(x.A.ID, y.A.ID), cmp.Compare(x.B.ID, y.B.ID))
	})
	return b, nil
}

func borderline(m *Model, threshold float64) []*Pair {
	near := make([]*Pair, 0, len(m.Pairs))
	for i := range m.Pairs {
		if p := &m.Pairs[i]; p.Relation != "identical" {
			near = append(near, p)
		}
	}
	distance := func(p *Pair) float64 { return math.Abs(p.Jaccard - threshold) }
	slices.SortStableFunc(near, func(x, y *Pair) int { return cmp.Compare(distance(x), distance(y)) })
	used := map[int32]int{}
	var picked, spare []*Pair
	for _, p := range near {
		if len(picked) == reviewPairs {
			break
		}
		if used[p.A] >= 2 || used[p.B] >= 2 {
			if len(spare) < reviewPairs {
				spare = append(spare, p)
			}
			continue
		}
		used[p.A]++
		used[p.B]++
		picked = append(picked, p)
	}
	missing := reviewPairs - len(picked)
	return append(picked, spare[:min(missing, len(spare))]...)
}

func reviewOf(m *Model, i int32) reviewArticle {
	a := m.Article(i)
	r := reviewArticle{ID: a.ID, Site: a.Site, Title: m.shownTitle(i)}
	if !a.Date.IsZero() {
		r.Date = seconds(a.Date)
	}
	return r
}

// shuffleKey is FNV-1a over both ids: the same order in every run.
func shuffleKey(p reviewPair) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range []string{p.A.ID, "\x00", p.B.ID} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	return h
}

// apartBlock lists the most similar verified pairs that stand in different
// clusters or in none, with the reason where there is one.
type apartBlock struct {
	Pairs []apartPair `json:"pairs"`
	All   int         `json:"all"` // how many there are
}

type apartPair struct {
	A        reviewArticle `json:"a"`
	B        reviewArticle `json:"b"`
	ClusterA int32         `json:"ca"` // place in the index, -1 where none
	ClusterB int32         `json:"cb"`
	Jaccard  int64         `json:"j"`
	Relation string        `json:"rel"`
	Reason   string        `json:"reason"`
}

func newApart(m *Model) *apartBlock {
	n := 0
	if m.Source != nil {
		n = m.Known()
	}
	of := make([]int32, n)
	for i := range of {
		of[i] = -1
	}
	for i := range m.Clusters {
		for _, mem := range m.Clusters[i].Members {
			of[mem.Article] = int32(i)
		}
	}
	var apart []*Pair
	for i := range m.Pairs {
		if p := &m.Pairs[i]; of[p.A] != of[p.B] || of[p.A] < 0 {
			apart = append(apart, p)
		}
	}
	slices.SortStableFunc(apart, func(x, y *Pair) int { return cmp.Compare(y.Jaccard, x.Jaccard) })
	b := &apartBlock{Pairs: []apartPair{}, All: len(apart)}
	for _, p := range apart[:min(apartPairs, len(apart))] {
		b.Pairs = append(b.Pairs, apartPair{
			A: reviewOf(m, p.A), B: reviewOf(m, p.B), ClusterA: of[p.A], ClusterB: of[p.B],
			Jaccard: millionths(p.Jaccard), Relation: p.Relation, Reason: p.Reason,
		})
	}
	return b
}
