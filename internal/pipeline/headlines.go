package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"math/bits"
	"slices"

	"naskh/report"
)

// headlines writes the headline groups into the model: most lists first, then by
// the lowest hash of a form, which the id is made of.
func (r *run) headlines(ctx context.Context, l *relatedLists) (err error) {
	forms, groups := l.forms, &l.groups
	lists, sites := r.carriers(l.pages, len(groups.ends))
	order := make([]uint32, 0, len(lists))
	for g := range lists {
		if lists[g] > 0 {
			order = append(order, uint32(g)) // groups are in the order of their first form, forms of their hashes
		}
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(lists[b], lists[a]) })
	r.model.Headlines = make([]report.Headline, len(order))
	r.headlineAt = make([]int32, len(lists))
	most := make([]uint32, len(order)) // the first of each group's forms with the most mentions
	for i, g := range order {
		r.headlineAt[g] = int32(i)
		all := groups.of(g)
		h := report.Headline{Hash: forms[all[0]].hash, Lists: lists[g], Sites: sites[g], Article: -1, Cluster: -1}
		most[i] = all[0]
		for _, n := range all {
			h.Variants += forms[n].variants
			if forms[n].count > forms[most[i]].count {
				most[i] = n
			}
			if a := l.titled[n]; a >= 0 && (h.Article < 0 || r.byID(a, h.Article) < 0) {
				h.Article = a
			}
		}
		if h.Article >= 0 {
			h.Cluster = r.clusterOf[h.Article] - 1
			h.Article = r.index(h.Article)
		}
		r.model.Headlines[i] = h
	}
	r.headlineTexts, err = r.copyHeads(ctx, len(order), r.lists, func(i int) place { return forms[most[i]].text.place() },
		func(w *spillWindow, i int, dst []byte) ([]byte, error) {
			f := &forms[most[i]]
			text, err := w.view(f.text.offset(), f.text.size())
			if err != nil {
				return dst, err
			}
			from := len(dst)
			dst = appendHead(dst, 0, text)
			for _, n := range groups.of(order[i]) {
				if o := &forms[n]; n > most[i] && o.count == f.count {
					if text, err = r.headlineText(o.text, nil); err != nil {
						return dst, err
					}
					if bytes.Compare(text, dst[from+8:]) < 0 {
						dst = appendHead(dst[:from], 0, text)
					}
				}
			}
			return dst, nil
		})
	return err
}

// titles finds for each form the article with the lowest id of those whose title it is,
// -1 where there is none.
func (r *run) titles(ctx context.Context, forms []form) ([]int32, error) {
	type titled struct{ form, article int32 }
	type worker struct {
		details detailWindow
		found   []titled
	}
	all, err := workers(ctx, r, len(r.articles), 4096, func() *worker { return &worker{details: r.detailWindow()} }, func(w *worker, i int) error {
		d, err := w.details.of(&r.articles[i])
		if err != nil || d.titled == 0 {
			return err
		}
		hash := d.titled
		// Hashes are spread evenly, so the place is near this share of the forms.
		near, _ := bits.Mul64(hash, uint64(len(forms)))
		from, to := max(0, int(near)-titleReach), min(len(forms), int(near)+titleReach)
		if from > 0 && forms[from].hash > hash || to < len(forms) && forms[to].hash <= hash {
			from, to = 0, len(forms)
		}
		if at, is := slices.BinarySearchFunc(forms[from:to], hash, func(f form, hash uint64) int { return cmp.Compare(f.hash, hash) }); is {
			w.found = append(w.found, titled{int32(from + at), int32(i)})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	first := make([]int32, len(forms))
	for i := range first {
		first[i] = -1
	}
	for _, w := range all {
		for _, t := range w.found {
			if f := &first[t.form]; *f < 0 || r.byID(t.article, *f) < 0 {
				*f = t.article
			}
		}
	}
	return first, nil
}

// titleReach is how far a hash mostly lies from its share of the forms: about
// three standard deviations, √n/2 at most, of four million forms.
const titleReach = 3_000

// carriers counts the lists and the sites that carry each headline group.
func (r *run) carriers(pages []listed, groups int) (lists, sites []int32) {
	lists, sites = make([]int32, groups), make([]int32, groups)
	last := make([]int32, groups) // the site that was counted last, plus 1
	for _, i := range r.bySite(pages) {
		site := r.articles[pages[i].article].site + 1
		for _, g := range pages[i].groups {
			lists[g]++
			if last[g] != site {
				last[g] = site
				sites[g]++
			}
		}
	}
	return lists, sites
}
