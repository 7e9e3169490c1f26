package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
	"naskh/report"
	"naskh/shingle"
)

// listsFrom is the number of lists of a site from which a headline can be
// furniture.
const listsFrom = 20

// listed is one page with a related list.
type listed struct {
	article int32
	forms   []uint32 // distinct, in increasing order
	groups  []uint32 // headline groups after furniture
}

// groupLists reads the related lists back, groups their headlines and then the
// lists.
func (r *run) groupLists(ctx context.Context) error {
	parts, pages, err := r.mentions(ctx)
	if err != nil || len(pages) == 0 {
		return err
	}
	forms, err := r.forms(ctx, parts, pages)
	if err != nil {
		return err
	}
	groupOf, groups := r.groupHeadlines(forms)
	for i := range pages {
		p := &pages[i]
		for j, f := range p.forms {
			p.forms[j] = groupOf[f]
		}
		p.groups, p.forms = p.forms, nil
		slices.Sort(p.groups)
		p.groups = slices.Compact(p.groups)
	}
	r.dropListFurniture(pages)
	if err := r.headlines(ctx, pages, forms, groups); err != nil {
		return err
	}
	r.joinLists(pages)
	return nil
}

// groupHeadlines joins forms of similar words and returns the group of each
// form, and the forms of each group.
func (r *run) groupHeadlines(forms []form) (of []uint32, groups [][]uint32) {
	sets := make([][]uint32, len(forms))
	numbers := map[uint32][]uint32{} // of the forms that have any
	for i := range forms {
		if n := forms[i].numbers(); len(n) > 0 {
			numbers[uint32(i)] = n
		}
		sets[i], forms[i].units = forms[i].units, nil // the join renumbers them
	}
	u, capped := cluster.JaccardGroups(sets, r.opts.HeadlineSim, func(x, y uint32) bool {
		a, b := numbers[x], numbers[y]
		return within(a, b) || within(b, a)
	})
	r.cap("headline", capped)
	of = make([]uint32, len(forms))
	at := make([]uint32, len(forms)) // of a root: its group, plus 1
	for i := range forms {
		root := u.Find(uint32(i))
		if at[root] == 0 {
			groups = append(groups, nil)
			at[root] = uint32(len(groups))
		}
		of[i] = at[root] - 1
		groups[of[i]] = append(groups[of[i]], uint32(i))
	}
	return of, groups
}

// dropListFurniture takes headlines that stand on too many of a site's lists
// out of them.
func (r *run) dropListFurniture(pages []listed) {
	lists := make([]int, len(r.sites))
	type key struct{ site, group uint32 }
	carried := map[key]int{}
	for _, p := range pages {
		site := r.articles[p.article].site
		lists[site]++
		for _, g := range p.groups {
			carried[key{uint32(site), g}]++
		}
	}
	for i := range pages {
		p := &pages[i]
		site := r.articles[p.article].site
		if lists[site] < listsFrom {
			continue
		}
		p.groups = slices.DeleteFunc(p.groups, func(g uint32) bool {
			return float64(carried[key{uint32(site), g}]) > r.opts.HeadlineMost*float64(lists[site])
		})
	}
}

// joinLists groups the lists by exact Jaccard similarity. Equal lists collapse
// first; groups are connected components.
func (r *run) joinLists(pages []listed) {
	byHash := map[uint64][]int{}
	var order []uint64
	for i, p := range pages {
		if len(p.groups) == 0 {
			continue
		}
		h := xxhash.New()
		for _, g := range p.groups {
			h.Write([]byte{byte(g), byte(g >> 8), byte(g >> 16), byte(g >> 24)})
		}
		k := h.Sum64()
		if byHash[k] == nil {
			order = append(order, k)
		}
		byHash[k] = append(byHash[k], i)
	}
	sets := make([][]uint32, len(order))
	for i, k := range order {
		sets[i] = slices.Clone(pages[byHash[k][0]].groups)
	}
	u, capped := cluster.JaccardGroups(sets, r.opts.RelatedSim, nil)
	r.cap("list", capped)
	components := map[uint32][]int{}
	for i, k := range order {
		root := u.Find(uint32(i))
		components[root] = append(components[root], byHash[k]...)
	}
	for _, members := range components {
		if len(members) > 1 {
			r.model.Lists = append(r.model.Lists, r.listGroup(pages, members))
		}
	}
	slices.SortFunc(r.model.Lists, func(a, b report.ListGroup) int {
		return cmp.Or(cmp.Compare(len(b.Pages), len(a.Pages)), cmp.Compare(a.ID, b.ID))
	})
}

func (r *run) listGroup(pages []listed, members []int) report.ListGroup {
	slices.SortFunc(members, func(x, y int) int {
		a, b := &pages[x], &pages[y]
		return cmp.Or(cmp.Compare(len(b.groups), len(a.groups)), cmp.Compare(r.articles[a.article].id, r.articles[b.article].id))
	})
	head := pages[members[0]].groups
	h := xxhash.New()
	h.WriteString(r.articles[pages[members[0]].article].id)
	for _, g := range head {
		h.WriteString("\n" + r.model.Headlines[r.headlineAt[g]].ID)
	}
	out := report.ListGroup{ID: fmt.Sprintf("r%016x", h.Sum64())}
	for _, m := range members {
		p := &pages[m]
		shared := 0
		for _, g := range p.groups {
			if _, ok := slices.BinarySearch(head, g); ok {
				shared++
			}
		}
		row := report.ListPage{
			Article: r.index(p.article), Headlines: len(p.groups), Shared: shared,
			Similarity: shingle.JaccardOf(shared, len(p.groups), len(head)),
		}
		for _, g := range p.groups {
			row.Entries = append(row.Entries, r.headlineAt[g])
		}
		slices.Sort(row.Entries)
		out.Pages = append(out.Pages, row)
	}
	return out
}
