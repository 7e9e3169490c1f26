package pipeline

import (
	"cmp"
	"context"
	"slices"

	"naskh/cluster"
)

// A node is one text: all articles with the same words after furniture. Bands,
// pairs and clusters are made of nodes, so a thousand equal pages cost as much
// as one. Nodes are numbered by text hash, then what byText sorts by, which depends on
// neither the order of files nor the number of workers.
type node struct {
	end  uint32 // of its articles in run.byNode
	span uint32 // 1 + its place in run.spans, 0 for a node of one article
}

// span is the first and the last stated date, noDate where there is none.
type span struct{ from, to int64 }

func (s *span) add(date int64) {
	switch {
	case date == noDate:
	case s.from == noDate:
		s.from, s.to = date, date
	default:
		s.from, s.to = min(s.from, date), max(s.to, date)
	}
}

// copies lists the articles of a node by id.
func (r *run) copies(node uint32) []int32 {
	from := uint32(0)
	if node > 0 {
		from = r.nodes[node-1].end
	}
	return r.byNode[from:r.nodes[node].end]
}

// first is the article of a node with the lowest id.
func (r *run) first(node uint32) int32 { return r.copies(node)[0] }

// eachNode calls do for the first article of every node with its detail, in the order of
// the table, from Jobs goroutines, each with a worker of its own. It returns the workers.
func eachNode[W any](ctx context.Context, r *run, newWorker func() W, do func(w W, a *article, d *detail) error) ([]W, error) {
	type reader struct {
		worker  W
		details detailWindow
	}
	all, err := workers(ctx, r, len(r.articles), 4096, func() *reader {
		return &reader{newWorker(), r.detailWindow()}
	}, func(w *reader, i int) error {
		a := &r.articles[i]
		if !a.leads {
			return nil
		}
		d, err := w.details.of(a)
		if err != nil {
			return err
		}
		return do(w.worker, a, d)
	})
	out := make([]W, len(all))
	for i, w := range all {
		out[i] = w.worker
	}
	return out, err
}

// dates is the span of a node's dates.
func (r *run) dates(node uint32) span {
	if s := r.nodes[node].span; s > 0 {
		return r.spans[s-1]
	}
	d := r.articles[r.first(node)].date
	return span{d, d}
}

// collapse makes the nodes: articles long enough, by equal text. With a window,
// equal texts whose dates lie farther apart are nodes of their own; without
// same-site, so are those of different sites.
func (r *run) collapse() error {
	hashes := make([]uint64, len(r.articles))
	var err error
	if r.byNode, err = r.byText(hashes); err != nil {
		return err
	}
	window := r.opts.window()
	for from := 0; from < len(r.byNode); {
		a := &r.articles[r.byNode[from]]
		dates := span{a.date, a.date}
		to := from + 1
		for ; to < len(r.byNode); to++ {
			b := &r.articles[r.byNode[to]]
			if hashes[r.byNode[from]] != hashes[r.byNode[to]] || a.units != b.units || !r.opts.SameSite && a.site != b.site ||
				window >= 0 && dates.from != noDate && b.date-dates.from > window {
				break
			}
			dates.add(b.date)
		}
		n := node{end: uint32(to)}
		same := r.byNode[from:to]
		if len(same) > 1 {
			r.spans = append(r.spans, dates)
			n.span = uint32(len(r.spans))
			if window >= 0 {
				r.sortByID(same)
			}
		}
		for _, m := range same {
			r.articles[m].node = int32(len(r.nodes))
		}
		r.articles[same[0]].leads = true
		r.nodes = append(r.nodes, n)
		from = to
	}
	return nil
}

// byText returns the articles that are not short by text, then what else keeps
// them apart: site, date, or the id without a window. It fills hashes with those of the
// texts, by article.
func (r *run) byText(hashes []uint64) ([]int32, error) {
	rows := make([]uint64, 0, len(r.articles)) // upper half of the text's hash, number of the article
	if err := r.eachArticle(func(i int, _ *article, d *detail) error {
		if d.short {
			r.short++
			return nil
		}
		hashes[i] = d.hash
		rows = append(rows, d.hash>>32<<32|uint64(i))
		return nil
	}); err != nil {
		return nil, err
	}
	var scratch []uint64
	cluster.SortKeys(rows, &scratch)
	order := make([]int32, 0, len(rows))
	for same := range cluster.Buckets(rows) {
		from := len(order)
		for _, row := range same {
			order = append(order, int32(uint32(row)))
		}
		if len(same) > 1 {
			slices.SortFunc(order[from:], func(x, y int32) int {
				a, b := &r.articles[x], &r.articles[y]
				c := cmp.Compare(hashes[x], hashes[y])
				if c == 0 && !r.opts.SameSite {
					c = cmp.Compare(a.site, b.site)
				}
				if c == 0 && r.opts.window() >= 0 { // collapse sorts by id when it knows which belong together
					return cmp.Compare(a.date, b.date)
				}
				return r.orByID(c, x, y)
			})
		}
	}
	return order, nil
}
