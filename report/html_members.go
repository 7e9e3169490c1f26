package report

import (
	"cmp"
	"slices"
	"strings"
)

// membersBlock holds the members of some clusters one after the other, in the
// model's order; how many belong to which cluster is in the index.
type membersBlock struct {
	ID     []string `json:"id"`
	Site   []int32  `json:"site"`  // into the index's sites
	Title  []int    `json:"title"` // into the cluster's titles
	URL    []string `json:"url"`   // "" where none, "=" where it is the id
	Files  []string `json:"files"`
	File   []int    `json:"file"` // empty, like Pos, where places are left out
	Pos    []int64  `json:"pos"`
	Date   []int64  `json:"date"` // seconds, 0 where none
	Night  []int    `json:"night"`
	Sim    []int64  `json:"sim"`
	Con    []int64  `json:"con"`
	Rel    []int    `json:"rel"`
	Words  []int32  `json:"words"`
	Drop   []int32  `json:"drop"`  // lines dropped as furniture
	Inside []int    `json:"embed"` // 1: embedded in another page
}

// newMembers fills the block of the clusters [from,to) of x, which begin at
// offset in the model.
func newMembers(m *Model, x *indexBlock, offset, from, to int) *membersBlock {
	b := &membersBlock{Files: []string{}, File: []int{}, Pos: []int64{}}
	sites, nights, files := places(x.Sites), places(x.Nights), map[string]int{}
	for i := from; i < to; i++ {
		titles := places(strings.Split(x.Titles[i], "\n"))
		for _, mem := range m.Clusters[offset+i].Members {
			a := &m.Members[mem.Article]
			b.add(a, mem)
			if x.Run.Places {
				f, ok := files[a.File]
				if !ok {
					f = len(b.Files)
					files[a.File] = f
					b.Files = append(b.Files, a.File)
				}
				b.File = append(b.File, f)
				b.Pos = append(b.Pos, a.Position)
			}
			b.Site = append(b.Site, int32(sites[a.Site]))
			b.Title = append(b.Title, titles[shownTitle(a)])
			b.Night = append(b.Night, nights[a.FirstNight])
		}
	}
	return b
}

func (b *membersBlock) add(a *Article, mem Member) {
	url := a.URL
	if url == a.ID && url != "" {
		url = "="
	}
	date := int64(0)
	if !a.Date.IsZero() {
		date = a.Date.Unix()
	}
	inside := 0
	if a.Embedded {
		inside = 1
	}
	b.ID = append(b.ID, a.ID)
	b.URL = append(b.URL, url)
	b.Date = append(b.Date, date)
	b.Sim = append(b.Sim, millionths(mem.Similarity))
	b.Con = append(b.Con, millionths(mem.Containment))
	b.Rel = append(b.Rel, relationBits[mem.Relation])
	b.Words = append(b.Words, a.Words)
	b.Drop = append(b.Drop, a.Dropped)
	b.Inside = append(b.Inside, inside)
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
	H        []int64 `json:"h"`
	Excerpts []int   `json:"x"` // places in A, B and H
	Contain  []int64 `json:"c"` // of each of Excerpts
}

func newMerges(m *Model, from, to int) *mergesBlock {
	b := &mergesBlock{A: []int32{}, B: []int32{}, H: []int64{}, Excerpts: []int{}, Contain: []int64{}}
	threshold := keyOf(m).Threshold
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
			b.H = append(b.H, millionths(g.Similarity))
		}
	}
	return b
}

// pairBetween finds the verified pair of two members, nil where there is none.
func pairBetween(m *Model, a, b int32) *Pair {
	if m.Members[a].ID > m.Members[b].ID {
		a, b = b, a
	}
	at, found := slices.BinarySearchFunc(m.Pairs, Pair{A: a, B: b}, func(p, want Pair) int {
		return cmp.Or(cmp.Compare(m.Members[p.A].ID, m.Members[want.A].ID), cmp.Compare(m.Members[p.B].ID, m.Members[want.B].ID))
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

// idsBlock holds the cluster ids, which only links and the opened cluster need.
type idsBlock struct {
	IDs []string `json:"ids"`
}

func newIDs(m *Model, from, to int) *idsBlock {
	b := &idsBlock{IDs: []string{}}
	for i := from; i < to; i++ {
		b.IDs = append(b.IDs, m.Clusters[i].ID)
	}
	return b
}
