package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
	"naskh/report"
	"naskh/shingle"
)

// group is one cluster while it is built.
type group struct {
	nodes    []uint32
	articles []int32 // representative first
	id       string
	tree     []cluster.Edge // between nodes
}

// link makes the clusters: groups of nodes under the linkage, and nodes of
// several articles that no pair joins. A template pair of about the same day is
// known to be no copy, which speaks against joining the groups it lies between; one
// of another day may be a late copy and counts as if it had not been compared.
func (r *run) link(pairs []verified) {
	var edges []cluster.Edge
	for i := range pairs {
		v := &pairs[i]
		switch {
		case r.joins(v):
			edges = append(edges, cluster.Edge{A: v.A, B: v.B, Similarity: v.containment, Jaccard: v.jaccard})
		case v.relation == template && r.apart(v.Pair) < gateApart:
			edges = append(edges, cluster.Edge{A: v.A, B: v.B, Similarity: 0})
		}
	}
	labels := cluster.Link(len(r.nodes), edges, r.opts.Linkage, r.crowded())
	members := make([]uint64, len(labels))
	for i, label := range labels {
		members[i] = uint64(label)<<32 | uint64(i)
	}
	slices.Sort(members)
	inside := map[uint32][]cluster.Edge{}
	for i := range pairs {
		if v := &pairs[i]; r.joins(v) && labels[v.A] == labels[v.B] {
			inside[labels[v.A]] = append(inside[labels[v.A]], cluster.Edge{A: v.A, B: v.B, Similarity: v.jaccard})
		}
	}
	for together := range cluster.Buckets(members) {
		g := group{}
		for _, m := range together {
			g.nodes = append(g.nodes, uint32(m))
			g.articles = append(g.articles, r.copies(uint32(m))...)
		}
		if len(g.articles) > 1 {
			g.tree = spanning(g.nodes, inside[uint32(together[0]>>32)])
			r.order(&g)
			r.linked = append(r.linked, g)
		}
	}
}

// crowdedShare is the share of its bands, as a divisor, that lie in capped buckets where
// a node was compared with few of the nodes like it. One is no sign: a paragraph that
// stands on many pages fills the bucket of a band, and the others still tell the pages
// apart. Measured on stories of 5,000 texts and on chains of pages.
const crowdedShare = 3

// crowded tells the nodes of whose pairs only a part was ever compared, nil where there are
// none.
func (r *run) crowded() []bool {
	if r.crowding == nil {
		return nil
	}
	out := make([]bool, len(r.nodes))
	for i, n := range r.crowding {
		out[i] = crowdedShare*int(n) >= r.bands.Bands
	}
	return out
}

// spanning is the maximum spanning tree over the nodes of one group.
func spanning(nodes []uint32, edges []cluster.Edge) []cluster.Edge {
	at := make(map[uint32]uint32, len(nodes))
	for i, n := range nodes {
		at[n] = uint32(i)
	}
	local := make([]cluster.Edge, len(edges))
	for i, e := range edges {
		local[i] = cluster.Edge{A: at[e.A], B: at[e.B], Similarity: e.Similarity}
	}
	tree := cluster.SpanningTree(local, len(nodes))
	for i, e := range tree {
		tree[i].A, tree[i].B = nodes[e.A], nodes[e.B]
	}
	return tree
}

// order puts the representative first: the earliest stated date or the longest
// text, then the lowest id; missing dates come last.
func (r *run) order(g *group) {
	best := slices.MinFunc(g.articles, func(x, y int32) int {
		a, b := &r.articles[x], &r.articles[y]
		if r.opts.KeepLongest {
			return r.orByID(cmp.Or(cmp.Compare(b.units, a.units), compareDates(a.date, b.date)), x, y)
		}
		return r.orByID(compareDates(a.date, b.date), x, y)
	})
	i := slices.Index(g.articles, best)
	g.articles[0], g.articles[i] = g.articles[i], g.articles[0]
}

func compareDates(a, b int64) int {
	if (a == noDate) != (b == noDate) {
		return cmp.Compare(b, a) // noDate is the smallest number and comes last
	}
	return cmp.Compare(a, b)
}

// name gives every cluster its id: c and XXH64 over the representative's folded
// words, one blank between two, a newline, and its date.
func (r *run) name(ctx context.Context) error {
	type worker struct {
		words shingle.Words
		text  []byte
	}
	if _, err := workers(ctx, r, len(r.linked), 64, func() *worker { return &worker{} }, func(w *worker, i int) error {
		g := &r.linked[i]
		a := &r.articles[g.articles[0]]
		paragraphs, err := r.kept(a)
		if err != nil {
			return err
		}
		w.text = w.text[:0]
		for _, p := range paragraphs {
			w.words.Each(p, func(unit []byte, _ bool) {
				if len(w.text) > 0 {
					w.text = append(w.text, ' ')
				}
				w.text = append(w.text, unit...)
			})
		}
		w.text = append(w.text, "\n"+rfc3339(a.date)...)
		g.id = fmt.Sprintf("c%016x", xxhash.Sum64(w.text))
		return nil
	}); err != nil {
		return err
	}
	slices.SortFunc(r.linked, func(a, b group) int {
		return r.orByID(cmp.Compare(a.id, b.id), a.articles[0], b.articles[0])
	})
	for i := 1; i < len(r.linked); i++ {
		base := r.linked[i-1].id
		for n := 2; i < len(r.linked) && r.linked[i].id == base; n++ {
			r.linked[i].id = fmt.Sprintf("%s-%d", base, n)
			i++
		}
	}
	return nil
}

func rfc3339(date int64) string {
	if date == noDate {
		return ""
	}
	return time.Unix(date, 0).UTC().Format(time.RFC3339)
}

// figureTexts is how many texts figures has in memory: pairs that were not compared
// before are few.
const figureTexts = 64

// figures compares the nodes of every group with the node of its
// representative: for each group one result a node, in the order of its nodes.
func (r *run) figures(ctx context.Context, known []verified) ([][]verified, error) {
	all := make([][]verified, len(r.linked))
	_, err := workers(ctx, r, len(r.linked), 64, func() *verifier { return newVerifier(r, figureTexts) }, func(v *verifier, i int) error {
		g := &r.linked[i]
		head := uint32(r.articles[g.articles[0]].node)
		all[i] = make([]verified, len(g.nodes))
		for j, n := range g.nodes {
			p := cluster.Pair{A: min(n, head), B: max(n, head)}
			if n == head {
				all[i][j] = verified{jaccard: 1, containment: 1, relation: identical}
				continue
			}
			if at, ok := slices.BinarySearchFunc(known, p, func(k verified, p cluster.Pair) int {
				return cmp.Or(cmp.Compare(k.A, p.A), cmp.Compare(k.B, p.B))
			}); ok {
				all[i][j] = known[at]
				continue
			}
			var err error
			if all[i][j], err = v.compare(p); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// members fills the report's rows of one cluster, given the figures of its nodes
// against the representative.
func (r *run) members(g *group, figures []verified) report.Cluster {
	c := report.Cluster{ID: g.id, Weakest: 1, Members: make([]report.Member, 0, len(g.articles)), Merges: make([]report.Merge, 0, len(g.articles)-1)}
	of := make(map[int32]*verified, len(g.nodes))
	for i, n := range g.nodes {
		of[int32(n)] = &figures[i]
	}
	for i, a := range g.articles {
		m := report.Member{Article: r.index(a), Similarity: 1, Containment: 1}
		if i > 0 {
			f := of[r.articles[a].node]
			m.Similarity, m.Containment, m.Relation = f.jaccard, f.containment, string(f.relation)
		}
		c.Members = append(c.Members, m)
	}
	rest := c.Members[1:]
	slices.SortFunc(rest, func(x, y report.Member) int {
		return r.orByID(cmp.Compare(y.Similarity, x.Similarity), r.modeled[x.Article], r.modeled[y.Article])
	})
	r.merges(&c, g)
	c.Earliest = r.earliest(g)
	return c
}

// merges fills the joins of a cluster: equal texts first, then the spanning tree
// between nodes.
func (r *run) merges(c *report.Cluster, g *group) {
	for _, n := range g.nodes {
		same := r.copies(n)
		for _, m := range same[1:] {
			c.Merges = append(c.Merges, report.Merge{A: r.index(same[0]), B: r.index(m), Similarity: 1})
		}
	}
	for _, e := range g.tree {
		c.Merges = append(c.Merges, report.Merge{A: r.index(r.first(e.A)), B: r.index(r.first(e.B)), Similarity: e.Similarity})
	}
	slices.SortStableFunc(c.Merges, func(x, y report.Merge) int { return cmp.Compare(y.Similarity, x.Similarity) })
	if n := len(c.Merges); n > 0 {
		last := c.Merges[n-1]
		c.Weakest, c.WeakestA, c.WeakestB = last.Similarity, last.A, last.B
	}
}

// earliest is the member with the strictly earliest stated date, -1 where dates
// are missing or tie.
func (r *run) earliest(g *group) int32 {
	least, best, ties := int64(math.MaxInt64), int32(-1), 0
	for _, a := range g.articles {
		d := r.articles[a].date
		if d == noDate {
			return -1
		}
		switch {
		case d < least:
			least, best, ties = d, a, 1
		case d == least:
			ties++
		}
	}
	if ties != 1 {
		return -1
	}
	return r.index(best)
}
