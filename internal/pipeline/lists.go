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
	list    place    // its lists record
	forms   []uint32 // distinct, in increasing order
	groups  []uint32 // headline groups after furniture
}

// relatedLists are the related lists of all pages, their headlines in groups, and what
// lists belong together.
type relatedLists struct {
	pages  []listed
	forms  []form
	titled []int32 // see run.titles
	groups headlineGroups
	joined []joinedList // by set, then page
}

// joinedList is one page's list, if any headline is left on it.
type joinedList struct {
	hash uint64 // of its headlines
	page int32
	set  uint32 // its number among the different lists, then the group it is in
}

// findLists reads the related lists back, groups their headlines and then the lists. It
// needs nothing of the clusters, and they nothing of it.
func (r *run) findLists(ctx context.Context) (*relatedLists, error) {
	l := &relatedLists{}
	parts, pages, err := r.mentions(ctx)
	if err != nil || len(pages) == 0 {
		return l, err
	}
	l.pages = pages
	if l.forms, err = r.forms(ctx, parts, pages); err != nil {
		return nil, err
	}
	if l.titled, err = r.titles(ctx, l.forms); err != nil {
		return nil, err
	}
	sets, err := r.formWords(ctx, l.forms)
	if err != nil {
		return nil, err
	}
	var groupOf []uint32
	groupOf, l.groups = r.groupHeadlines(sets)
	sets = nil
	for i := range pages {
		p := &pages[i]
		for j, f := range p.forms {
			p.forms[j] = groupOf[f]
		}
		p.groups, p.forms = p.forms, nil
		slices.Sort(p.groups)
		p.groups = slices.Compact(p.groups)
	}
	r.dropListFurniture(pages, len(l.groups.ends))
	l.joined = r.joinLists(pages)
	return l, nil
}

// headlineGroups are groups of forms, numbered by their first forms.
type headlineGroups struct {
	forms []uint32 // group by group, in increasing order
	ends  []uint32 // of the groups in forms
}

func (g *headlineGroups) of(group uint32) []uint32 {
	from := uint32(0)
	if group > 0 {
		from = g.ends[group-1]
	}
	return g.forms[from:g.ends[group]]
}

// groupHeadlines joins forms of similar words, which it reorders, and returns the group
// of each form and the forms of each group.
func (r *run) groupHeadlines(words [][]uint32) (of []uint32, groups headlineGroups) {
	numbers := map[uint32][]uint32{} // of the forms that have any
	for i, set := range words {
		if n := numbersOf(set); len(n) > 0 {
			numbers[uint32(i)] = n
		}
	}
	u, capped := cluster.JaccardGroups(words, r.opts.HeadlineSim, func(x, y uint32) bool {
		a, b := numbers[x], numbers[y]
		return within(a, b) || within(b, a)
	})
	r.cap("headline", capped)
	of = make([]uint32, len(words))
	at := make([]uint32, len(words)) // of a root, the smallest member: its group
	for i := range of {
		root := u.Find(uint32(i))
		if root == uint32(i) {
			at[i] = uint32(len(groups.ends))
			groups.ends = append(groups.ends, 0)
		}
		of[i] = at[root]
		groups.ends[of[i]]++
	}
	next := at[:len(groups.ends)] // where each group's next form goes
	sum := uint32(0)
	for g, n := range groups.ends {
		next[g] = sum
		sum += n
		groups.ends[g] = sum
	}
	groups.forms = make([]uint32, len(words))
	for i, g := range of {
		groups.forms[next[g]] = uint32(i)
		next[g]++
	}
	return of, groups
}

// dropListFurniture takes headlines that stand on too many of a site's lists
// out of them.
func (r *run) dropListFurniture(pages []listed, groups int) {
	bySite := r.bySite(pages)
	carried := make([]int32, groups) // lists of the site at hand
	for from := 0; from < len(bySite); {
		to := from
		site := r.articles[pages[bySite[from]].article].site
		for to < len(bySite) && r.articles[pages[bySite[to]].article].site == site {
			to++
		}
		lists := bySite[from:to]
		from = to
		if len(lists) < listsFrom {
			continue
		}
		var seen []uint32
		for _, i := range lists {
			for _, g := range pages[i].groups {
				if carried[g] == 0 {
					seen = append(seen, g)
				}
				carried[g]++
			}
		}
		for _, i := range lists {
			pages[i].groups = slices.DeleteFunc(pages[i].groups, func(g uint32) bool {
				return float64(carried[g]) > r.opts.HeadlineMost*float64(len(lists))
			})
		}
		for _, g := range seen {
			carried[g] = 0
		}
	}
}

// bySite lists the pages by site.
func (r *run) bySite(pages []listed) []uint32 {
	rows := make([]uint64, len(pages)) // site, page
	for i := range rows {
		rows[i] = uint64(r.articles[pages[i].article].site)<<32 | uint64(i)
	}
	var scratch []uint64
	cluster.SortKeys(rows, &scratch)
	order := make([]uint32, len(rows))
	for i, row := range rows {
		order[i] = uint32(row)
	}
	return order
}

// joinLists groups the lists by exact Jaccard similarity. Equal lists collapse
// first; groups are connected components.
func (r *run) joinLists(pages []listed) (lists []joinedList) {
	for i := range pages {
		if groups := pages[i].groups; len(groups) > 0 {
			lists = append(lists, joinedList{hash: xxhash.Sum64(asBytes(groups)), page: int32(i)})
		}
	}
	slices.SortFunc(lists, func(a, b joinedList) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.page, b.page)) })
	var sets [][]uint32
	for i := range lists {
		if i == 0 || lists[i].hash != lists[i-1].hash {
			sets = append(sets, slices.Clone(pages[lists[i].page].groups)) // the join reorders them
		}
		lists[i].set = uint32(len(sets) - 1)
	}
	u, capped := cluster.JaccardGroups(sets, r.opts.RelatedSim, nil)
	r.cap("list", capped)
	for i := range lists {
		lists[i].set = u.Find(lists[i].set)
	}
	slices.SortFunc(lists, func(a, b joinedList) int { return cmp.Or(cmp.Compare(a.set, b.set), cmp.Compare(a.page, b.page)) })
	return lists
}

// writeLists writes the headline groups and the groups of lists into the model.
func (r *run) writeLists(ctx context.Context, l *relatedLists) error {
	if len(l.pages) == 0 {
		return nil
	}
	if err := r.headlines(ctx, l); err != nil {
		return err
	}
	var members []int32
	for i, list := range l.joined {
		members = append(members, list.page)
		if i+1 < len(l.joined) && l.joined[i+1].set == list.set {
			continue
		}
		if len(members) > 1 {
			r.model.Lists = append(r.model.Lists, r.listGroup(l.pages, members))
		}
		members = members[:0]
	}
	slices.SortFunc(r.model.Lists, func(a, b report.ListGroup) int {
		return cmp.Or(cmp.Compare(len(b.Pages), len(a.Pages)), cmp.Compare(a.ID, b.ID))
	})
	return nil
}

func (r *run) listGroup(pages []listed, members []int32) report.ListGroup {
	slices.SortFunc(members, func(x, y int32) int {
		a, b := &pages[x], &pages[y]
		return r.orByID(cmp.Compare(len(b.groups), len(a.groups)), a.article, b.article)
	})
	head := pages[members[0]].groups
	h := xxhash.New()
	h.WriteString(r.id(pages[members[0]].article))
	for _, g := range head {
		h.WriteString("\n" + r.model.Headlines[r.headlineAt[g]].ID())
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
