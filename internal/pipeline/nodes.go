package pipeline

import (
	"cmp"
	"slices"
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
	order := make([]int32, 0, len(r.articles))
	for i := range r.articles {
		if r.articles[i].short {
			r.short++
			continue
		}
		order = append(order, int32(i))
	}
	window := r.opts.window()
	slices.SortFunc(order, func(x, y int32) int {
		a, b := &r.articles[x], &r.articles[y]
		c := cmp.Compare(a.hash, b.hash)
		if c == 0 && !r.opts.SameSite {
			c = cmp.Compare(a.site, b.site)
		}
		if c == 0 && window >= 0 {
			c = cmp.Compare(a.date, b.date)
		}
		return cmp.Or(c, cmp.Compare(a.id, b.id))
	})
	for _, i := range order {
		a := &r.articles[i]
		if n := len(r.nodes); n > 0 {
			last := &r.nodes[n-1]
			b := &r.articles[last.members[0]]
			if a.hash == b.hash && a.units == b.units && (r.opts.SameSite || a.site == b.site) &&
				(window < 0 || last.from == noDate || a.date-last.from <= window) {
				last.members = append(last.members, i)
				if a.date != noDate {
					if last.from == noDate {
						last.from = a.date
					}
					last.to = a.date
				}
				continue
			}
		}
		r.nodes = append(r.nodes, node{members: []int32{i}, from: a.date, to: a.date})
	}
	for i := range r.nodes {
		n := &r.nodes[i]
		if window >= 0 {
			slices.SortFunc(n.members, func(x, y int32) int { return cmp.Compare(r.articles[x].id, r.articles[y].id) })
		}
		if window < 0 {
			n.from, n.to = noDate, noDate
		}
		for _, m := range n.members {
			r.articles[m].node = int32(i)
		}
	}
}
