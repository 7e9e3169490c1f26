package pipeline

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"naskh/internal/dump"
	"naskh/report"
	"naskh/shingle"
)

// index returns the number of an article in the report, giving it the next where
// it has none.
func (r *run) index(article int32) int32 {
	if i := r.rows[article]; i > 0 {
		return i - 1
	}
	r.modeled = append(r.modeled, article)
	r.rows[article] = int32(len(r.modeled))
	return r.rows[article] - 1
}

// kept returns the paragraphs of an article after furniture.
func (r *run) kept(a *article) ([]string, error) {
	paragraphs, err := r.textOf(a)
	if err != nil || !a.trimmed {
		return paragraphs, err
	}
	l := loader{run: r}
	if _, _, err := l.whole(a); err != nil {
		return nil, err
	}
	l.findDropped(a.site)
	var words shingle.Words
	var units []shingle.Word
	at := 0
	return slices.DeleteFunc(paragraphs, func(p string) bool {
		if units, _ = words.Append(units[:0], p); len(units) == 0 {
			return false // no line of its own in the words record
		}
		at++
		return l.dropped[at-1]
	}), nil
}

// groups makes the clusters of the verified pairs and the groups of related lists, beside
// each other where there is room, and writes them into the model.
func (r *run) groups(ctx context.Context, pairs []verified) error {
	var lists *relatedLists
	findLists := func() (err error) {
		lists, err = r.findLists(ctx)
		return err
	}
	makeClusters := func() error {
		r.link(pairs)
		if err := r.name(ctx); err != nil {
			return err
		}
		return r.clusters(ctx, pairs)
	}
	if err := r.both(makeClusters, findLists); err != nil {
		return err
	}
	return r.fill(ctx, lists)
}

// clusters writes clusters and pairs into the model.
func (r *run) clusters(ctx context.Context, pairs []verified) error {
	r.rows, r.clusterOf = make([]int32, len(r.articles)), make([]int32, len(r.articles))
	figures, err := r.figures(ctx, pairs)
	if err != nil {
		return err
	}
	r.model.Clusters = make([]report.Cluster, 0, len(r.linked))
	for i := range r.linked {
		r.model.Clusters = append(r.model.Clusters, r.members(&r.linked[i], figures[i]))
	}
	slices.SortFunc(r.model.Clusters, func(a, b report.Cluster) int {
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)), cmp.Compare(a.ID, b.ID))
	})
	for i := range r.model.Clusters {
		for _, m := range r.model.Clusters[i].Members {
			r.clusterOf[r.modeled[m.Article]] = int32(i + 1)
		}
	}
	r.pairs(pairs)
	r.frequency, r.nodes, r.byNode, r.spans, r.linked = nil, nil, nil, nil, nil // the report needs none
	return nil
}

// fill writes the rest of the model: lists, singles, counts, sites and furniture.
func (r *run) fill(ctx context.Context, lists *relatedLists) error {
	if err := r.writeLists(ctx, lists); err != nil {
		return err
	}
	if r.opts.Singletons {
		for i := range r.articles {
			if r.clusterOf[i] == 0 {
				r.model.Singles = append(r.model.Singles, r.index(int32(i)))
			}
		}
		slices.SortFunc(r.model.Singles, r.byModelID)
	}
	r.shorts()
	if err := r.heads(ctx); err != nil {
		return err
	}
	r.counts()
	r.siteCounts()
	if err := r.furnitureRows(); err != nil {
		return err
	}
	for s := 0; s <= 20; s++ {
		x := float64(s) / 20
		r.model.Curve = append(r.model.Curve, report.CurvePoint{Similarity: x, Probability: r.bands.Curve(x)})
	}
	r.model.Capped, r.model.Warnings, r.model.DateIssues = r.capped, r.warnings, r.badDates
	return nil
}

// pairs writes the verified pairs: one row for each further article of a text,
// with the text's lowest id, and one row for each pair of texts.
func (r *run) pairs(pairs []verified) {
	r.model.Pairs = make([]report.Pair, 0, len(r.byNode)-len(r.nodes)+len(pairs))
	add := func(a, b int32, v *verified) {
		x, y := r.index(a), r.index(b)
		if r.byID(a, b) > 0 {
			x, y = y, x
		}
		r.model.Pairs = append(r.model.Pairs, report.Pair{
			A: x, B: y, Jaccard: v.jaccard, Containment: v.containment, Weighted: v.weighted,
			Relation: string(v.relation), Reason: v.reason,
		})
	}
	same := &verified{jaccard: 1, containment: 1, weighted: 1, relation: identical}
	for n := range r.nodes {
		texts := r.copies(uint32(n))
		for _, m := range texts[1:] {
			add(texts[0], m, same)
		}
	}
	for i := range pairs {
		v := &pairs[i]
		add(r.first(v.A), r.first(v.B), v)
	}
	r.sortPairs()
}

// sortPairs puts the pairs in the order of the ids. It compares the ids of articles, of
// which there are fewer.
func (r *run) sortPairs() {
	pairs := r.model.Pairs
	order := slices.Clone(r.modeled)
	r.sortByID(order)
	rank := make([]uint32, len(order))
	for i, a := range order {
		rank[r.rows[a]-1] = uint32(i)
	}
	slices.SortFunc(pairs, func(p, q report.Pair) int {
		return cmp.Or(cmp.Compare(rank[p.A], rank[q.A]), cmp.Compare(rank[p.B], rank[q.B]))
	})
}

// byModelID compares two articles, by their numbers in the report, by their ids.
func (r *run) byModelID(a, b int32) int { return r.byID(r.modeled[a], r.modeled[b]) }

// siteOf is the site of an article by its number in the report.
func (r *run) siteOf(i int32) string { return r.sites[r.articles[r.modeled[i]].site] }

func (r *run) counts() {
	m := &r.model
	m.Records = report.Records{
		OK: r.pages, Rejected: r.rejectCount, DuplicateID: r.duplicateIDs, Versions: r.versions,
		Read: r.pages + r.rejectCount + r.duplicateIDs,
	}
	m.Articles = report.ArticleCounts{All: int64(len(r.articles)), Embedded: r.embedded, Short: r.short}
	for _, c := range m.Clusters {
		m.Articles.Duplicates += int64(len(c.Members) - 1)
	}
	m.Articles.Unique = m.Articles.All - m.Articles.Short - m.Articles.Duplicates
}

// siteCounts counts by site and by pair of sites.
func (r *run) siteCounts() {
	sites := make([]report.Site, len(r.sites))
	for i, n := range r.sites {
		sites[i].Site, sites[i].Lists = n, r.siteLists[i]
	}
	for i := range r.articles {
		a := &r.articles[i]
		sites[a.site].Articles++
		if r.clusterOf[i] > 0 {
			sites[a.site].InClusters++
		}
	}
	at := map[string]int{}
	for i, s := range r.sites {
		at[s] = i
	}
	type pair struct{ a, b string }
	shared := map[pair]*report.SitePair{}
	for i := range r.model.Clusters {
		c := &r.model.Clusters[i]
		var names []string
		for _, m := range c.Members {
			names = append(names, r.siteOf(m.Article))
		}
		slices.Sort(names)
		names = slices.Compact(names)
		first := ""
		if c.Earliest >= 0 {
			first = r.siteOf(c.Earliest)
			sites[at[first]].First++
		}
		for x, a := range names {
			for _, b := range names[x+1:] {
				p := shared[pair{a, b}]
				if p == nil {
					p = &report.SitePair{A: a, B: b}
					shared[pair{a, b}] = p
				}
				p.Clusters++
				if c.Earliest >= 0 && first == a {
					p.FirstA++
				}
				if c.Earliest >= 0 && first == b {
					p.FirstB++
				}
			}
		}
	}
	for _, p := range shared {
		r.model.SitePairs = append(r.model.SitePairs, *p)
	}
	slices.SortFunc(r.model.SitePairs, func(p, q report.SitePair) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	r.model.Sites = sites
}

// furnitureRows writes the furniture lines as they stand on their example.
func (r *run) furnitureRows() error {
	for _, f := range r.furniture.found {
		a := &r.articles[f.example]
		paragraphs, err := r.textOf(a)
		if err != nil {
			return err
		}
		at, line := int32(0), ""
		var words shingle.Words
		for _, p := range paragraphs {
			if units, _ := words.Append(nil, p); len(units) == 0 {
				continue
			}
			if at == f.at {
				line = p
			}
			at++
		}
		r.model.Furniture = append(r.model.Furniture, report.Furniture{
			Site: r.sites[f.site], Line: strings.TrimSpace(line), Pages: f.pages, Example: r.id(f.example),
		})
	}
	slices.SortFunc(r.model.Furniture, func(a, b report.Furniture) int {
		return cmp.Or(cmp.Compare(a.Site, b.Site), cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Line, b.Line))
	})
	return nil
}

// files writes what became of each file and reports whether anything was
// skipped.
func (r *run) files(files []dump.FileStatus) (incomplete bool) {
	for _, f := range files {
		r.model.Files = append(r.model.Files, report.File{
			File: f.File, Read: f.Read, OK: f.OK, Rejected: f.Rejected, Status: string(f.Status), Reason: f.Reason,
		})
		incomplete = incomplete || f.Status != dump.StatusOK
	}
	return incomplete || r.rejectCount > 0
}
