package main

import (
	"cmp"
	"slices"

	"naskh/shingle"
)

// overlap is a pair of sets, a < b, with shared elements.
type overlap struct {
	a, b   int32
	shared int
}

// overlaps calls found for every pair of sets that share an element, no pair
// missed: an inverted index over all elements. Cost is the sum of the squares of
// the elements' set counts.
func overlaps(sets []shingle.Set, found func(overlap)) {
	type posting struct {
		element uint64
		set     int32
	}
	var all []posting
	for i, s := range sets {
		for _, e := range s {
			all = append(all, posting{e, int32(i)})
		}
	}
	slices.SortFunc(all, func(x, y posting) int { return cmp.Or(cmp.Compare(x.element, y.element), cmp.Compare(x.set, y.set)) })
	// later[i] lists, for set i, the runs of postings after its own.
	type run struct{ from, to int32 }
	later := make([][]run, len(sets))
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].element == all[from].element {
			to++
		}
		for i := from; i+1 < to; i++ {
			later[all[i].set] = append(later[all[i].set], run{int32(i + 1), int32(to)})
		}
		from = to
	}
	counts := make([]int, len(sets))
	var touched []int32
	for a := range sets {
		touched = touched[:0]
		for _, r := range later[a] {
			for _, p := range all[r.from:r.to] {
				if counts[p.set] == 0 {
					touched = append(touched, p.set)
				}
				counts[p.set]++
			}
		}
		for _, b := range touched {
			found(overlap{int32(a), b, counts[b]})
			counts[b] = 0
		}
	}
}
