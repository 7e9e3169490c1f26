package cluster

import (
	"iter"
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
	for bucket := range keyBuckets(sets, order, threshold) {
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

// keyRows is about how many keys of sets stand in memory at a time.
const keyRows = 1 << 20

// keyParts bounds the parts, for each costs as much time as one of them alone.
const keyParts = 16

// keyBuckets yields the sets with a key in common, as rows of key<<32 | place in order, by
// key. Two sets that may be similar have a key in common.
func keyBuckets(sets [][]uint32, order []uint32, threshold float64) iter.Seq[[]uint64] {
	return func(yield func([]uint64) bool) {
		k := newJoinKeys(sets, order, threshold)
		total := k.count()
		parts := min(total/keyRows+1, keyParts) // each of them makes all keys again
		rows := make([]uint64, 0, total/parts+total/parts/16)
		var scratch []uint64
		for part := range parts {
			rows = k.appendPart(rows[:0], uint64(part), uint64(parts))
			SortKeys(rows, &scratch)
			for bucket := range Buckets(rows) {
				if !yield(bucket) {
					return
				}
			}
		}
	}
}

// joinKeys makes the keys of sets.
type joinKeys struct {
	sets      [][]uint32
	order     []uint32
	threshold float64
	long      int // the smallest size with more than joinPrefix tokens in its prefix
}

func newJoinKeys(sets [][]uint32, order []uint32, threshold float64) joinKeys {
	long := 1
	for long < 1<<16 && long-minShared(threshold, long)+2 <= joinPrefix {
		long++
	}
	return joinKeys{sets, order, threshold, long}
}

// of tells how many of the rarest tokens of a set of size n are keys in pairs, and how
// many alone.
func (k *joinKeys) of(n int) (pairs, single int) {
	least := minShared(k.threshold, n)
	if n < k.long {
		pairs = min(n, n-least+2)
	}
	if least == 1 || float64(n) >= k.threshold*float64(k.long)-1e-9 {
		single = n - least + 1
	}
	return pairs, single
}

func (k *joinKeys) count() (total int) {
	for _, x := range k.order {
		pairs, single := k.of(len(k.sets[x]))
		total += pairs*(pairs-1)/2 + single
	}
	return total
}

// appendPart appends the rows of one of so many parts of the keys.
func (k *joinKeys) appendPart(rows []uint64, part, parts uint64) []uint64 {
	for place, x := range k.order {
		add := func(a, b uint32) {
			if key := shingle.Mix(uint64(a)<<32|uint64(b)) >> 32; key*parts>>32 == part {
				rows = append(rows, key<<32|uint64(place))
			}
		}
		set := k.sets[x]
		pairs, single := k.of(len(set))
		for i, a := range set[:pairs] {
			for _, b := range set[i+1 : pairs] {
				add(a, b)
			}
		}
		for _, a := range set[:single] {
			add(a, math.MaxUint32)
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
	ranks := map[uint32]uint32{} // of tokens; how many there are at first
	full := 0
	for _, s := range sets {
		for _, token := range s {
			ranks[token]++
		}
		if len(s) > 0 {
			full++
		}
	}
	rows := make([]uint64, 0, max(full, len(ranks))) // count<<32 | token
	for token, count := range ranks {
		rows = append(rows, uint64(count)<<32|uint64(token))
	}
	var scratch []uint64
	SortUint64(rows, &scratch)
	for rank, row := range rows {
		ranks[uint32(row)] = uint32(rank)
	}
	rows = rows[:0] // size<<32 | set
	for i, s := range sets {
		for k, token := range s {
			s[k] = ranks[token]
		}
		slices.Sort(s)
		if len(s) > 0 {
			rows = append(rows, uint64(len(s))<<32|uint64(i))
		}
	}
	SortKeys(rows, &scratch)
	order := make([]uint32, len(rows))
	for i, row := range rows {
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
