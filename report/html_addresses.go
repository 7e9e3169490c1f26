package report

import (
	"cmp"
	"fmt"
	"slices"
)

// addressesBlock holds ids and addresses of the members of some clusters, in
// the order of the block of members with the same number, but for one thing:
// sites follow each other, which packs them smaller.
type addressesBlock struct {
	ID  []string `json:"id"`
	URL []string `json:"url"` // "" where none, "=" where it is the id
}

// keptBlock says of how many clusters a page has ids and addresses: the first in
// the order of their priority, but for those that take too much room.
type keptBlock struct {
	Addresses int `json:"addresses"`
}

// addresses writes the ids and addresses of the clusters of x, which begin at
// from in the model, as far as the budget goes.
func (h *htmlWriter) addresses(w *countingWriter, x *indexBlock, from int, budget int64) (keptBlock, error) {
	type packed struct {
		packedBlock
		clusters int
	}
	works := func(yield func(func() (packed, error)) bool) {
		for k := range x.Chunks {
			clusters := x.chunk(k)
			b := block{fmt.Sprintf("a%d", k), h.level(), func() (any, error) { return newAddresses(h.m, x, from, clusters), nil }}
			if !yield(func() (packed, error) {
				p, err := b.pack()
				return packed{p, len(clusters)}, err
			}) {
				return
			}
		}
	}
	var kept keptBlock
	err := asTheyFit(h.crew, works, budget, func(p packed) int64 { return int64(len(p.text)) }, func(p packed) error {
		kept.Addresses += p.clusters
		return p.write(w)
	})
	return kept, err
}

// chunk lists the clusters of a block of members.
func (x *indexBlock) chunk(k int) []int {
	end := len(x.priority)
	if k+1 < len(x.Chunks) {
		end = x.Chunks[k+1]
	}
	return x.priority[x.Chunks[k]:end]
}

func newAddresses(m *Model, x *indexBlock, offset int, clusters []int) *addressesBlock {
	type address struct {
		site    int
		id, url string
	}
	var all []address
	sites := places(x.Sites)
	for _, i := range clusters {
		for _, mem := range m.Clusters[offset+i].Members {
			a, url := m.Article(mem.Article), m.Head(mem.Article).URL
			if url == a.ID && url != "" {
				url = "="
			}
			all = append(all, address{sites[a.Site], a.ID, url})
		}
	}
	slices.SortStableFunc(all, func(a, b address) int { return cmp.Compare(a.site, b.site) })
	ids, urls := make([]string, len(all)), make([]string, len(all))
	for k, a := range all {
		ids[k], urls[k] = a.id, a.url
	}
	return &addressesBlock{x.words.addresses(ids), x.words.addresses(urls)}
}
