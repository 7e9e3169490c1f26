package cluster

import (
	"iter"
	"slices"
)

// Scratch is memory that one goroutine reuses between calls; its zero value is
// ready.
type Scratch struct {
	rows, buf []uint64
}

// SortUint64 sorts x in increasing order: radix sort by digits of 11 bits, the
// general sort for short slices. scratch grows to len(x). O(n).
func SortUint64(x []uint64, scratch *[]uint64) { radixSort(x, scratch, 0) }

// SortKeys is SortUint64 for rows of key<<32 | value none of which has a smaller value than
// the one before: in three passes, not six.
func SortKeys(rows []uint64, scratch *[]uint64) { radixSort(rows, scratch, 32) }

// SortRows is SortUint64 for rows of key<<32 | value of which few have a key in common: in
// three passes and one for those that have, not six.
func SortRows(rows []uint64, scratch *[]uint64) {
	radixSort(rows, scratch, 32)
	for same := range Buckets(rows) {
		if len(same) > 1 {
			slices.Sort(same)
		}
	}
}

// radixSort sorts x by the bits from shift up and keeps the order of those that agree in
// them, or sorts them by all bits.
func radixSort(x []uint64, scratch *[]uint64, shift uint) {
	const digit = 11
	if len(x) < 1<<10 {
		slices.Sort(x)
		return
	}
	*scratch = slices.Grow((*scratch)[:0], len(x))
	from, to := x, (*scratch)[:len(x)]
	for ; shift < 64; shift += digit {
		var at [1 << digit]int
		for _, v := range from {
			at[v>>shift&(1<<digit-1)]++
		}
		if at[from[0]>>shift&(1<<digit-1)] == len(x) {
			continue // all have the same digit here
		}
		sum := 0
		for i, n := range at {
			at[i] = sum
			sum += n
		}
		for _, v := range from {
			p := &at[v>>shift&(1<<digit-1)]
			to[*p] = v
			*p++
		}
		from, to = to, from
	}
	if &from[0] != &x[0] {
		copy(x, from)
	}
}

// Buckets yields the runs of sorted rows that agree in their upper half: a key,
// with what it belongs to in the lower half.
func Buckets(rows []uint64) iter.Seq[[]uint64] {
	return func(yield func([]uint64) bool) {
		for from := 0; from < len(rows); {
			to := from + 1
			for to < len(rows) && rows[to]>>32 == rows[from]>>32 {
				to++
			}
			if !yield(rows[from:to]) {
				return
			}
			from = to
		}
	}
}
