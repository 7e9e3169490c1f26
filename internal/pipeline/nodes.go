package pipeline

import (
	"cmp"
	"slices"

	"naskh/cluster"
)

// A node is one text: all articles with the same words after furniture. Bands,
// pairs and clusters are made of nodes, so a thousand equal pages cost as much
// as one. Nodes are numbered by text hash, then id, which depends on neither
// the order of files nor the number of workers.
type node struct {
	members  []int32 // articles by id
	from, to int64   // stated dates, noDate where none has one
}

// first is the member with the lowest id.
func (n *node) first() int32 { return n.members[0] }

// collapse makes the nodes: articles long enough, by equal text. With a window,
// equal texts whose dates lie farther apart are nodes of their own; without
// same-site, so are those of different sites.
func (r *run) collapse() {
	order := r.byText()
	window := r.opts.window()
	for from := 0; from < len(order); {
		a := &r.articles[order[from]]
		n := node{from: a.date, to: a.date}
		to := from + 1
		for ; to < len(order); to++ {
			b := &r.articles[order[to]]
			if a.hash != b.hash || a.units != b.units || !r.opts.SameSite && a.site != b.site ||
				window >= 0 && n.from != noDate && b.date-n.from > window {
				break
			}
			if b.date != noDate {
				if n.from == noDate {
					n.from = b.date
				}
				n.from, n.to = min(n.from, b.date), max(n.to, b.date)
			}
		}
		n.members = order[from:to:to]
		from = to
		if window >= 0 {
			slices.SortFunc(n.members, func(x, y int32) int { return cmp.Compare(r.articles[x].id, r.articles[y].id) })
		}
		for _, m := range n.members {
			r.articles[m].node = int32(len(r.nodes))
		}
		r.articles[n.first()].leads = true
		r.nodes = append(r.nodes, n)
	}
}

// byText returns the articles that are not short by text, then what else keeps
// them apart: site, date, id.
func (r *run) byText() []int32 {
	rows := make([]uint64, 0, len(r.articles)) // upper half of the text's hash, number of the article
	for i := range r.articles {
		if a := &r.articles[i]; a.short {
			r.short++
		} else {
			rows = append(rows, a.hash>>32<<32|uint64(i))
		}
	}
	var scratch []uint64
	cluster.SortUint64(rows, &scratch)
	order := make([]int32, 0, len(rows))
	for same := range cluster.Buckets(rows) {
		from := len(order)
		for _, row := range same {
			order = append(order, int32(uint32(row)))
		}
		if len(same) > 1 {
			slices.SortFunc(order[from:], func(x, y int32) int {
				a, b := &r.articles[x], &r.articles[y]
				c := cmp.Compare(a.hash, b.hash)
				if c == 0 && !r.opts.SameSite {
					c = cmp.Compare(a.site, b.site)
				}
				if c == 0 && r.opts.window() >= 0 {
					c = cmp.Compare(a.date, b.date)
				}
				return cmp.Or(c, cmp.Compare(a.id, b.id))
			})
		}
	}
	return order
}
