package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"naskh/report"
)

// headlines writes the headline groups into the model.
func (r *run) headlines(ctx context.Context, pages []listed, forms []form, groups [][]uint32) error {
	titled := r.titles(forms)
	type row struct {
		report.Headline
		group uint32
	}
	lists, sites := r.carriers(pages, len(groups))
	rows := make([]row, 0, len(groups))
	for g := range groups {
		if lists[g] > 0 {
			rows = append(rows, row{group: uint32(g), Headline: report.Headline{Lists: int(lists[g]), Sites: int(sites[g]), Article: -1}})
		}
	}
	type worker struct{ buf []byte }
	text := func(w *worker, f *form) (string, error) {
		w.buf = slices.Grow(w.buf[:0], int(f.size))[:f.size]
		err := r.lists.read(w.buf, f.at)
		return string(w.buf), err
	}
	if _, err := workers(ctx, r, len(rows), 256, func() *worker { return &worker{} }, func(w *worker, i int) error {
		h := &rows[i]
		most := int32(0)
		for _, n := range groups[h.group] {
			f := &forms[n]
			h.Variants += int(f.variants)
			if f.count >= most {
				t, err := text(w, f)
				if err != nil {
					return err
				}
				if f.count > most || t < h.Headline.Headline {
					h.Headline.Headline, most = t, f.count
				}
			}
			if a, ok := titled[f.hash]; ok && (h.Article < 0 || r.articles[a].id < r.articles[h.Article].id) {
				h.Article = a
			}
		}
		h.ID = fmt.Sprintf("h%016x", forms[groups[h.group][0]].hash) // forms are in the order of their hashes
		return nil
	}); err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(b.Lists, a.Lists), cmp.Compare(a.ID, b.ID)) })
	r.headlineAt = make([]int32, len(groups))
	r.model.Headlines = make([]report.Headline, len(rows))
	for i := range rows {
		h := &rows[i]
		if h.Article >= 0 {
			h.Cluster = r.clusterID(h.Article)
			h.Article = r.index(h.Article)
		}
		r.model.Headlines[i] = h.Headline
		r.headlineAt[h.group] = int32(i)
	}
	return nil
}

// titles finds, for each form that is an article's title, the article with the
// lowest id.
func (r *run) titles(forms []form) map[uint64]int32 {
	found := map[uint64]int32{}
	for i := range r.articles {
		a := &r.articles[i]
		if a.titled == 0 {
			continue
		}
		if _, is := slices.BinarySearchFunc(forms, a.titled, func(f form, hash uint64) int { return cmp.Compare(f.hash, hash) }); !is {
			continue
		}
		if j, ok := found[a.titled]; !ok || a.id < r.articles[j].id {
			found[a.titled] = int32(i)
		}
	}
	return found
}

// carriers counts the lists and the sites that carry each headline group.
func (r *run) carriers(pages []listed, groups int) (lists, sites []int32) {
	lists, sites = make([]int32, groups), make([]int32, groups)
	bySite := make([]uint64, 0, len(pages)) // site<<32 | page
	for i, p := range pages {
		bySite = append(bySite, uint64(r.articles[p.article].site)<<32|uint64(i))
	}
	slices.Sort(bySite)
	last := make([]int32, groups) // the site that was counted last, plus 1
	for _, row := range bySite {
		site := int32(row>>32) + 1
		for _, g := range pages[uint32(row)].groups {
			lists[g]++
			if last[g] != site {
				last[g] = site
				sites[g]++
			}
		}
	}
	return lists, sites
}
