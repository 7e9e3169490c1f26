package cluster

import (
	"cmp"
	"math"
	"slices"
)

// JoinPair is a pair of sets, A < B, and the size of their intersection.
type JoinPair struct {
	A, B   uint32
	Shared int
}

// JaccardJoin calls found for every pair of sets with Jaccard similarity ≥
// threshold, no pair missed, sorted by A, then B. Sets hold distinct tokens in
// any order and are left sorted by rarity; empty sets pair with nothing.
//
// It is the prefix filter of Bayardo, Ma and Srikant (Scaling Up All Pairs
// Similarity Search, 2007) with the length filter of Arasu, Ganti and Kaushik
// (2006): tokens ordered from rare to frequent, two sets of similarity ≥ t must
// share one of the first |x| - ⌈t·|x|⌉ + 1 tokens. Cost is that of the prefixes'
// posting lists, far below n² for texts; sets that are all equal cost n²/2
// pairs, so the caller collapses equal ones first.
func JaccardJoin(sets [][]uint32, threshold float64, found func(JoinPair)) {
	order := byRarity(sets)
	index := map[uint32][]uint32{} // token → earlier, not longer sets with it in their prefix
	seen := make([]uint32, len(sets))
	var pairs []JoinPair
	for _, x := range order {
		set := sets[x]
		least := minLength(threshold, len(set))
		prefix := len(set) - least + 1
		for _, token := range set[:max(0, prefix)] {
			for _, y := range index[token] {
				if seen[y] == x+1 || len(sets[y]) < least {
					continue
				}
				seen[y] = x + 1
				shared := sharedRanked(set, sets[y])
				if reaches(shared, len(set), len(sets[y]), threshold) {
					pairs = append(pairs, JoinPair{min(x, y), max(x, y), shared})
				}
			}
			index[token] = append(index[token], x)
		}
	}
	slices.SortFunc(pairs, func(p, q JoinPair) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	for _, p := range pairs {
		found(p)
	}
}

// minLength is the smallest size a set similar to one of size n can have.
func minLength(threshold float64, n int) int {
	least := int(math.Ceil(threshold*float64(n) - 1e-9))
	return max(1, least)
}

func reaches(shared, a, b int, threshold float64) bool {
	return float64(shared) >= threshold*float64(a+b-shared)-1e-12
}

// byRarity renames the tokens by rank, rarest first (ties: smaller token),
// sorts each set by rank and returns the sets by size, then index.
func byRarity(sets [][]uint32) []uint32 {
	count := map[uint32]int{}
	for _, s := range sets {
		for _, t := range s {
			count[t]++
		}
	}
	tokens := make([]uint32, 0, len(count))
	for t := range count {
		tokens = append(tokens, t)
	}
	slices.SortFunc(tokens, func(a, b uint32) int { return cmp.Or(cmp.Compare(count[a], count[b]), cmp.Compare(a, b)) })
	rank := make(map[uint32]uint32, len(tokens))
	for i, t := range tokens {
		rank[t] = uint32(i)
	}
	order := make([]uint32, 0, len(sets))
	for i, s := range sets {
		for j, t := range s {
			s[j] = rank[t]
		}
		slices.Sort(s)
		if len(s) > 0 {
			order = append(order, uint32(i))
		}
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(len(sets[a]), len(sets[b])), cmp.Compare(a, b))
	})
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
