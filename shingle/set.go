package shingle

import (
	"math/bits"
	"slices"
)

// A shingle is k consecutive units of an article, hashed to 64 bits: with
// units w1…wk and the odd constant B,
//
//	s = Mix(w1·B^(k-1) + w2·B^(k-2) + … + wk)   mod 2^64
//
// (the rolling polynomial of Rabin and Karp, then a final mix, because linear
// hashes of unmixed keys are biased). The order of the words counts.

const rollBase = 0x9E3779B97F4A7C15

// Mix is a bijection of 64-bit values without visible structure (the finalizer
// of SplitMix64; Steele, Lea, Flood 2014).
func Mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xBF58476D1CE4E5B9
	x ^= x >> 27
	x *= 0x94D049BB133111EB
	return x ^ x>>31
}

// AppendShingles appends the hash of each k-shingle of words, in order of
// position, equal ones as often as they occur. Fewer than k words make one
// shingle of them all; no words make none. k ≥ 1. No allocation beyond dst's
// growth; cost is linear in len(words).
func AppendShingles(dst []uint64, words []Word, k int) []uint64 {
	if len(words) == 0 {
		return dst
	}
	if len(words) < k {
		k = len(words)
	}
	top := uint64(1) // B^k
	var h uint64
	for _, w := range words[:k] {
		h = h*rollBase + uint64(w)
		top *= rollBase
	}
	dst = append(dst, Mix(h))
	for i, w := range words[k:] {
		h = h*rollBase + uint64(w) - top*uint64(words[i])
		dst = append(dst, Mix(h))
	}
	return dst
}

// Set is a set of hashes in increasing order without repeats.
type Set []uint64

// MakeSet sorts values in place, drops repeats and returns what is left. It
// expects mixed hashes: values spread evenly cost O(n), others O(n log n).
func MakeSet(values []uint64, scratch *[]uint64) Set {
	if len(values) < 32 {
		slices.Sort(values)
	} else {
		spreadSort(values, scratch)
	}
	return slices.Compact(values)
}

// spreadSort sorts evenly spread values: one counting pass by the highest bits
// brings each near its place, insertion finishes. Values that bunch up make
// insertion slow, so a bunch sends all to the general sort.
func spreadSort(values []uint64, scratch *[]uint64) {
	n := len(values)
	shift := 65 - uint(bits.Len(uint(n)))
	size := 1 << (64 - shift)
	buf := *scratch
	if cap(buf) < n+size+1 {
		buf = make([]uint64, n+size+1)
		*scratch = buf
	}
	buf = buf[:cap(buf)]
	out, starts := buf[:n], buf[n:n+size+1]
	clear(starts)
	for _, v := range values {
		starts[v>>shift+1]++
	}
	for i := 1; i <= size; i++ {
		if starts[i] > 24 {
			slices.Sort(values)
			return
		}
		starts[i] += starts[i-1]
	}
	for _, v := range values {
		p := &starts[v>>shift]
		out[*p] = v
		*p++
	}
	for i := 1; i < n; i++ {
		v := out[i]
		j := i
		for j > 0 && out[j-1] > v {
			out[j] = out[j-1]
			j--
		}
		out[j] = v
	}
	copy(values, out)
}

// Shared returns |A ∩ B|. Cost is O(|A|+|B|) without branches on the data, or
// O(|A| log |B|) where one set is much larger.
func Shared(a, b Set) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a)*16 < len(b) {
		n := 0
		for _, v := range a {
			i, ok := slices.BinarySearch(b, v)
			if ok {
				n++
			}
			b = b[i:]
		}
		return n
	}
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		x, y := a[i], b[j]
		if x == y {
			n++
		}
		if x <= y {
			i++
		}
		if y <= x {
			j++
		}
	}
	return n
}

// Jaccard returns |A∩B| / |A∪B|, in [0,1]; 0 where both are empty (nothing is
// known to be alike).
func Jaccard(a, b Set) float64 { return JaccardOf(Shared(a, b), len(a), len(b)) }

// JaccardOf is Jaccard from the sizes |A∩B|, |A| and |B|.
func JaccardOf(shared, a, b int) float64 {
	if a+b == shared {
		if shared == 0 {
			return 0
		}
		return 1
	}
	return float64(shared) / float64(a+b-shared)
}

// Containment returns |A∩B| / min(|A|,|B|), in [0,1]; 0 where one is empty.
func Containment(a, b Set) float64 { return ContainmentOf(Shared(a, b), len(a), len(b)) }

// ContainmentOf is Containment from the sizes |A∩B|, |A| and |B|.
func ContainmentOf(shared, a, b int) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return float64(shared) / float64(min(a, b))
}
