package cluster

import (
	"math"
	"slices"

	"naskh/shingle"
)

const (
	// joinCompared is the most sets of one bucket that a set is compared with.
	joinCompared = 4096
	// joinPrefix is the longest prefix whose pairs of tokens are all keys: 66.
	joinPrefix = 12
)

// JaccardGroups joins the sets with a Jaccard similarity of at least threshold,
// in (0,1], directly or over others: the connected components, exactly. accept
// may refuse a similar pair; nil accepts all. Sets hold distinct tokens in any
// order and are left sorted by rarity; empty sets stay alone.
//
// It is the prefix filter of Bayardo, Ma and Srikant (Scaling Up All Pairs
// Similarity Search, 2007) with the length filter of Arasu, Ganti and Kaushik
// (2006) and the longer prefixes of Wang, Li and Feng (Can We Beat the Prefix
// Filtering?, 2012): tokens ordered from rare to frequent, two sets x and y of
// similarity ≥ t share at least ⌈t·|x|⌉ tokens, so l of them lie in the first
// |x| - ⌈t·|x|⌉ + l of x and likewise of y. With l = 2 a bucket is all sets with
// the same two tokens, which few have; l = 1 serves sets that may share one only,
// and long ones, whose pairs of tokens are too many.
//
// A pair already joined is not compared. What a set is compared with in one
// bucket is bounded; Capped counts the buckets in which that cost comparisons.
// Cost: O(tokens) to sort, then the pairs in buckets.
func JaccardGroups(sets [][]uint32, threshold float64, accept func(a, b uint32) bool) (UnionFind, Capped) {
	order := byRarity(sets)
	u := NewUnionFind(len(sets))
	var capped Capped
	var scratch []uint64
	rows := joinKeys(sets, order, threshold)
	SortUint64(rows, &scratch)
	for bucket := range Buckets(rows) {
		short := int64(0)
		for i, row := range bucket {
			x := order[uint32(row)]
			least := minShared(threshold, len(sets[x]))
			for j := i - 1; j >= 0; j-- {
				if i-j > joinCompared {
					short++
					break
				}
				y := order[uint32(bucket[j])]
				if len(sets[y]) < least {
					break // the bucket is in order of size
				}
				if u.Find(x) == u.Find(y) {
					continue
				}
				shared := sharedRanked(sets[x], sets[y])
				if reaches(shared, len(sets[x]), len(sets[y]), threshold) && (accept == nil || accept(x, y)) {
					u.Union(x, y)
				}
			}
		}
		if short > 0 {
			capped.Buckets++
			capped.Members += short
		}
	}
	return u, capped
}

// joinKeys returns rows of key<<32 | place in order. Two sets that may be similar
// have a key in common.
func joinKeys(sets [][]uint32, order []uint32, threshold float64) []uint64 {
	prefix := func(n int) int { return n - minShared(threshold, n) + 2 }
	long := 1 // the smallest size with more than joinPrefix tokens in its prefix
	for prefix(long) <= joinPrefix && long < 1<<16 {
		long++
	}
	var rows []uint64
	for place, x := range order {
		set := sets[x]
		n, least := len(set), minShared(threshold, len(set))
		add := func(a, b uint32) {
			rows = append(rows, shingle.Mix(uint64(a)<<32|uint64(b))>>32<<32|uint64(place))
		}
		if n < long {
			p := set[:min(n, prefix(n))]
			for i, a := range p {
				for _, b := range p[i+1:] {
					add(a, b)
				}
			}
		}
		if least == 1 || float64(n) >= threshold*float64(long)-1e-9 {
			for _, a := range set[:n-least+1] {
				add(a, math.MaxUint32)
			}
		}
	}
	return rows
}

// minShared is the fewest tokens that a set of size n shares with a similar one.
func minShared(threshold float64, n int) int {
	return max(1, int(math.Ceil(threshold*float64(n)-1e-9)))
}

func reaches(shared, a, b int, threshold float64) bool {
	return float64(shared) >= threshold*float64(a+b-shared)-1e-12
}

// byRarity renames the tokens by rank, rarest first (ties: smaller token),
// sorts each set by rank and returns the sets that are not empty by size, then
// index.
func byRarity(sets [][]uint32) []uint32 {
	total := 0
	for _, s := range sets {
		total += len(s)
	}
	rows := make([]uint64, 0, total) // token<<32 | where it stands
	places := make([]*uint32, 0, total)
	for _, s := range sets {
		for i := range s {
			rows = append(rows, uint64(s[i])<<32|uint64(len(places)))
			places = append(places, &s[i])
		}
	}
	var scratch []uint64
	SortUint64(rows, &scratch)
	var runs []uint64 // count<<32 | number of the run of one token
	var starts []int
	at := 0
	for run := range Buckets(rows) {
		runs = append(runs, uint64(len(run))<<32|uint64(len(starts)))
		starts = append(starts, at)
		at += len(run)
	}
	starts = append(starts, at)
	SortUint64(runs, &scratch)
	for rank, run := range runs {
		run &= 1<<32 - 1
		for _, row := range rows[starts[run]:starts[run+1]] {
			*places[uint32(row)] = uint32(rank)
		}
	}
	bySize := make([]uint64, 0, len(sets)) // size<<32 | set
	for i, s := range sets {
		slices.Sort(s)
		if len(s) > 0 {
			bySize = append(bySize, uint64(len(s))<<32|uint64(i))
		}
	}
	SortUint64(bySize, &scratch)
	order := make([]uint32, len(bySize))
	for i, row := range bySize {
		order[i] = uint32(row)
	}
	return order
}

func sharedRanked(a, b []uint32) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
