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

// keptBlock says of how many clusters, in the order of their priority, a page
// has ids and addresses.
type keptBlock struct {
	Addresses int `json:"addresses"`
}

// addresses writes the ids and addresses of the clusters of x, which begin at
// from in the model, as far as the budget goes.
func (h *htmlWriter) addresses(w *countingWriter, x *indexBlock, from int, budget int64) (keptBlock, error) {
	works := func(yield func(func() (packedBlock, error)) bool) {
		for k := range x.Chunks {
			b := block{fmt.Sprintf("a%d", k), h.level(), func() (any, error) { return newAddresses(h.m, x, from, x.chunk(k)), nil }}
			if !yield(b.pack) {
				return
			}
		}
	}
	kept, number := keptBlock{}, 0
	err := inOrder(h.crew, works, func(p packedBlock) (bool, error) {
		if budget -= int64(len(p.text)); budget < 0 {
			return false, nil
		}
		kept.Addresses += len(x.chunk(number))
		number++
		return true, p.write(w)
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
