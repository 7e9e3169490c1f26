package cluster

import (
	"cmp"
	"slices"
)

// SpanningTree returns the maximum spanning forest of the edges, highest
// similarity first (Kruskal 1956): the joins by which single linkage would build
// the groups, in order. Ties go by A, then B. edges is sorted in place.
func SpanningTree(edges []Edge, n int) []Edge {
	slices.SortFunc(edges, func(x, y Edge) int {
		return cmp.Or(cmp.Compare(y.Similarity, x.Similarity), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	u := NewUnionFind(n)
	var tree []Edge
	for _, e := range edges {
		if u.Union(e.A, e.B) {
			tree = append(tree, e)
		}
	}
	return tree
}
