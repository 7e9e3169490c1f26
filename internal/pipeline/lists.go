package pipeline

import (
	"cmp"
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

// form is one spelling of a headline, or several that fold alike.
type form struct {
	hash    uint64
	texts   map[string]int
	units   []uint32 // distinct words, renumbered
	numbers []uint32 // those of units that are numbers
}

// listed is one page with a related list.
type listed struct {
	article int32
	forms   []uint32 // distinct, in increasing order
	groups  []uint32 // headline groups after furniture
}

// lists reads the related lists back, groups their headlines and then the lists.
func (r *run) groupLists() error {
	pages, forms, err := r.readLists()
	if err != nil || len(pages) == 0 {
		return err
	}
	groupOf, groups := r.groupHeadlines(forms)
	for i := range pages {
		p := &pages[i]
		for _, f := range p.forms {
			p.groups = append(p.groups, groupOf[f])
		}
		slices.Sort(p.groups)
		p.groups = slices.Compact(p.groups)
	}
	r.dropListFurniture(pages)
	r.headlines(pages, forms, groups)
	r.joinLists(pages)
	return nil
}

// readLists returns the pages with a related list and the distinct forms, by
// hash.
func (r *run) readLists() ([]listed, []form, error) {
	var pages []listed
	type occurrence struct {
		hash uint64
		page int
		text string
	}
	var all []occurrence
	var words shingle.Words
	var fold headlineFolder
	for i := range r.articles {
		a := &r.articles[i]
		if a.listed == 0 {
			continue
		}
		buf := make([]byte, a.listsLen)
		if err := r.lists.read(buf, a.lists); err != nil {
			return nil, nil, err
		}
		for _, h := range decodeStrings(buf) {
			if hash := fold.hash(&words, h); hash != 0 {
				all = append(all, occurrence{hash, len(pages), h})
			}
		}
		pages = append(pages, listed{article: int32(i)})
	}
	slices.SortFunc(all, func(a, b occurrence) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.page, b.page)) })
	var forms []form
	number := map[uint64]uint32{}
	for _, o := range all {
		if n := len(forms); n == 0 || forms[n-1].hash != o.hash {
			f := form{hash: o.hash, texts: map[string]int{}}
			fold.units, _ = words.Append(fold.units[:0], bareHeadline(o.text))
			for _, u := range fold.units {
				k, ok := number[uint64(u)]
				if !ok {
					k = uint32(len(number))
					number[uint64(u)] = k
				}
				f.units = append(f.units, k)
				if u.Number() {
					f.numbers = append(f.numbers, k)
				}
			}
			slices.Sort(f.units)
			f.units = slices.Compact(f.units)
			forms = append(forms, f)
		}
		at := uint32(len(forms) - 1)
		forms[at].texts[o.text]++
		if p := &pages[o.page]; len(p.forms) == 0 || p.forms[len(p.forms)-1] != at {
			p.forms = append(p.forms, at)
		}
	}
	return pages, forms, nil
}

// groupHeadlines joins forms of similar words and returns the group of each
// form, and the forms of each group.
func (r *run) groupHeadlines(forms []form) (of []uint32, groups [][]uint32) {
	sets := make([][]uint32, len(forms))
	for i, f := range forms {
		sets[i] = slices.Clone(f.units) // the join renumbers them
	}
	u := cluster.NewUnionFind(len(forms))
	cluster.JaccardJoin(sets, r.opts.HeadlineSim, func(p cluster.JoinPair) {
		if a, b := forms[p.A].numbers, forms[p.B].numbers; within(a, b) || within(b, a) {
			u.Union(p.A, p.B)
		}
	})
	of = make([]uint32, len(forms))
	at := map[uint32]uint32{}
	for i := range forms {
		root := u.Find(uint32(i))
		g, ok := at[root]
		if !ok {
			g = uint32(len(groups))
			at[root] = g
			groups = append(groups, nil)
		}
		of[i] = g
		groups[g] = append(groups[g], uint32(i))
	}
	return of, groups
}

// within reports whether every number of a stands in b: "12 dead" is no
// spelling of "17 dead".
func within(a, b []uint32) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
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

// headlines writes the headline groups into the model.
func (r *run) headlines(pages []listed, forms []form, groups [][]uint32) {
	titled := map[uint64]int32{} // title hash → article with the lowest id
	for i := range r.articles {
		a := &r.articles[i]
		if a.titled == 0 {
			continue
		}
		if j, ok := titled[a.titled]; !ok || a.id < r.articles[j].id {
			titled[a.titled] = int32(i)
		}
	}
	carriers := make([][]int32, len(groups))
	for _, p := range pages {
		for _, g := range p.groups {
			carriers[g] = append(carriers[g], p.article)
		}
	}
	type numbered struct {
		report.Headline
		group uint32
	}
	var out []numbered
	for g, members := range groups {
		if len(carriers[g]) == 0 {
			continue
		}
		h := numbered{Headline: report.Headline{Article: -1, Lists: len(carriers[g])}, group: uint32(g)}
		least, most := uint64(0), 0
		for i, f := range members {
			h.Variants += len(forms[f].texts)
			for text, n := range forms[f].texts {
				if n > most || n == most && text < h.Headline.Headline {
					h.Headline.Headline, most = text, n
				}
			}
			if i == 0 || forms[f].hash < least {
				least = forms[f].hash
			}
			if a, ok := titled[forms[f].hash]; ok && (h.Article < 0 || r.articles[a].id < r.articles[h.Article].id) {
				h.Article = a
			}
		}
		h.ID = fmt.Sprintf("h%016x", least)
		sites := map[int32]bool{}
		for _, a := range carriers[g] {
			sites[r.articles[a].site] = true
		}
		h.Sites = len(sites)
		if h.Article >= 0 {
			h.Cluster = r.clusterOf[h.Article]
			h.Article = r.index(h.Article)
		}
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b numbered) int { return cmp.Or(cmp.Compare(b.Lists, a.Lists), cmp.Compare(a.ID, b.ID)) })
	r.headlineAt = map[uint32]int32{}
	for i, h := range out {
		r.model.Headlines = append(r.model.Headlines, h.Headline)
		r.headlineAt[h.group] = int32(i)
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
	u := cluster.NewUnionFind(len(order))
	cluster.JaccardJoin(sets, r.opts.RelatedSim, func(p cluster.JoinPair) { u.Union(p.A, p.B) })
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
