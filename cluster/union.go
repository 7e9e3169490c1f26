package cluster

// UnionFind keeps disjoint sets of 0…n-1 under union (Tarjan 1975; path
// halving). The root of a set is its smallest member, so roots do not depend on
// the order of the unions.
type UnionFind []uint32

// NewUnionFind returns n sets of one.
func NewUnionFind(n int) UnionFind {
	u := make(UnionFind, n)
	for i := range u {
		u[i] = uint32(i)
	}
	return u
}

// Find returns the smallest member of x's set.
func (u UnionFind) Find(x uint32) uint32 {
	for u[x] != x {
		u[x] = u[u[x]]
		x = u[x]
	}
	return x
}

// Union joins the sets of a and b and reports whether they were two.
func (u UnionFind) Union(a, b uint32) bool {
	a, b = u.Find(a), u.Find(b)
	if a == b {
		return false
	}
	u[max(a, b)] = min(a, b)
	return true
}
