package report

import (
	"cmp"
	"slices"
	"strings"
)

// membersBlock holds the members of some clusters: the clusters one after the
// other as indexBlock.priority has them, the members of each in the model's
// order. How many belong to which cluster is in the index.
type membersBlock struct {
	Site   []int32  `json:"site"`  // into the index's sites
	Title  []int    `json:"title"` // into the cluster's titles
	Files  []string `json:"files"`
	File   []int    `json:"file"` // empty, like Pos, where places are left out
	Pos    []int64  `json:"pos"`
	Date   []int64  `json:"date"` // seconds from the cluster's first, -1 where none
	Night  []int    `json:"night"`
	Sim    []int64  `json:"sim"` // asWeakest for the weakest join's
	Con    []int64  `json:"con"` // in ten-thousandths, as shown
	Rel    []int    `json:"rel"`
	Words  []int32  `json:"words"` // of other members than the representative: more than it has
	Drop   []int32  `json:"drop"`  // lines dropped as furniture
	Inside []int    `json:"embed"` // 1: embedded in another page
}

// asWeakest stands for the similarity of a cluster's weakest join, which is
// that of most: clusters of two have one.
const asWeakest = -1

// newMembers fills the block of some clusters of x, which begin at offset in
// the model.
func newMembers(m *Model, x *indexBlock, offset int, clusters []int) *membersBlock {
	b := &membersBlock{Files: []string{}, File: []int{}, Pos: []int64{}}
	sites, nights, files := places(x.Sites), places(x.Nights), map[string]int{}
	for _, i := range clusters {
		titles := places(strings.Split(x.titles[i], "\n"))
		members := m.Clusters[offset+i].Members
		for _, mem := range members {
			a, h := m.Article(mem.Article), m.Head(mem.Article)
			if x.Run.Places {
				f, ok := files[h.File]
				if !ok {
					f = len(b.Files)
					files[h.File] = f
					b.Files = append(b.Files, h.File)
				}
				b.File = append(b.File, f)
				b.Pos = append(b.Pos, h.Position)
			}
			b.Site = append(b.Site, int32(sites[a.Site]))
			b.Title = append(b.Title, titles[shownTitle(h.Title, a.ID)])
			b.Night = append(b.Night, nights[a.FirstNight])
			b.Date = append(b.Date, x.sinceFirst(i, &a))
			b.Sim = append(b.Sim, orWeakest(millionths(mem.Similarity), x.Weakest[i]))
			b.Con = append(b.Con, millionths(mem.Containment)/100)
			b.Rel = append(b.Rel, relationBits[mem.Relation])
			b.Words = append(b.Words, a.Words)
			b.Drop = append(b.Drop, h.Dropped)
			b.Inside = append(b.Inside, bit(a.Embedded))
		}
		words := b.Words[len(b.Words)-len(members):]
		for k := range words[1:] {
			words[k+1] -= words[0]
		}
	}
	return b
}

func (x *indexBlock) sinceFirst(i int, a *Article) int64 {
	if a.Date.IsZero() {
		return -1
	}
	return seconds(a.Date) - x.First[i] - x.Epoch
}

func orWeakest(sim, weakest int64) int64 {
	if sim == weakest {
		return asWeakest
	}
	return sim
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func places(list []string) map[string]int {
	p := make(map[string]int, len(list))
	for i, s := range list {
		p[s] = i
	}
	return p
}

// mergesBlock holds the joins of all clusters one after the other, size-1 a
// cluster: the two members, counted inside the cluster, and the similarity.
// Joins that stand on an excerpt are listed again with their containment.
type mergesBlock struct {
	A        []int32 `json:"a"`
	B        []int32 `json:"b"`
	H        []int64 `json:"h"` // asWeakest for the weakest
	Excerpts []int   `json:"x"` // places in A, B and H
	Contain  []int64 `json:"c"` // of each of Excerpts
}

func newMerges(m *Model, threshold float64, from, to int) *mergesBlock {
	b := &mergesBlock{A: []int32{}, B: []int32{}, H: []int64{}, Excerpts: []int{}, Contain: []int64{}}
	for i := from; i < to; i++ {
		c := &m.Clusters[i]
		local := make(map[int32]int32, len(c.Members))
		for k, mem := range c.Members {
			local[mem.Article] = int32(k)
		}
		for _, g := range joins(c) {
			if g.Similarity < threshold {
				if p := pairBetween(m, g.A, g.B); p != nil && p.Relation == "excerpt" {
					b.Excerpts = append(b.Excerpts, len(b.A))
					b.Contain = append(b.Contain, millionths(p.Containment))
				}
			}
			b.A = append(b.A, local[g.A])
			b.B = append(b.B, local[g.B])
			b.H = append(b.H, orWeakest(millionths(g.Similarity), millionths(c.Weakest)))
		}
	}
	return b
}

// pairBetween finds the verified pair of two members, nil where there is none.
func pairBetween(m *Model, a, b int32) *Pair {
	id := func(i int32) string { return m.Article(i).ID }
	if id(a) > id(b) {
		a, b = b, a
	}
	idA, idB := id(a), id(b)
	at, found := slices.BinarySearchFunc(m.Pairs, Pair{}, func(p, _ Pair) int {
		if c := cmp.Compare(id(p.A), idA); c != 0 {
			return c
		}
		return cmp.Compare(id(p.B), idB)
	})
	if !found {
		return nil
	}
	return &m.Pairs[at]
}

// joins returns the cluster's merge list. A list of another length than
// members-1 cannot be replayed; each member then hangs on the representative.
func joins(c *Cluster) []Merge {
	if len(c.Merges) == len(c.Members)-1 {
		return c.Merges
	}
	var star []Merge
	for _, mem := range c.Members[1:] {
		star = append(star, Merge{c.Members[0].Article, mem.Article, mem.Similarity})
	}
	return star
}

// idsBlock holds the cluster ids, which only links and the opened cluster
// need: a blank between two, without the c that all begin with.
type idsBlock struct {
	IDs string `json:"ids"`
}

func newIDs(m *Model, from, to int) *idsBlock {
	var b strings.Builder
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(' ')
		}
		b.WriteString(strings.TrimPrefix(m.Clusters[i].ID, "c"))
	}
	return &idsBlock{b.String()}
}
