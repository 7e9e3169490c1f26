package cluster

import (
	"iter"
	"slices"

	"naskh/shingle"
)

// Sampling finds excerpts: pairs whose Jaccard similarity is far below what
// bands can see because one text is much longer, although most of the shorter
// stands in the longer. Of each article those shingles are kept whose hash is
// below a fixed bound (all articles keep the same ones: sampling in the hash
// space; Broder 1997 calls it mod-m sketching), and an inverted index from
// shingle to articles gives the pairs that have some in common.
const (
	// SampleRate is the share of shingles kept, as a divisor.
	SampleRate = 5
	// SampleMin is the number of smallest hashes a short article keeps at
	// least.
	SampleMin = 8
	// SampleShared is the number of shared sampled shingles that make a candidate
	// at least; one is enough where the shorter has only SampleMin, for of these
	// few lie below the bound. Of texts with half of the shorter's n shingles in
	// common that misses 1 in 20 at n = 30, 1 in 60 at n = 60, 1 in 2,000 at 100.
	SampleShared = 2
)

// Sampler draws samples; its zero value is ready and serves one goroutine.
type Sampler struct {
	Scratch []uint64 // for sorting; may be shared with other users of the goroutine
	kept    []uint64
	table   [256]uint64
}

// Append appends the sample of a text, given the hashes of its shingles in any
// order and with repeats: 32 bits a shingle, fewer than len(shingles)+1 of them.
func (s *Sampler) Append(dst []uint32, shingles []uint64) []uint32 {
	const bound = ^uint64(0) / SampleRate
	s.kept = s.kept[:0]
	for _, v := range shingles {
		if v <= bound {
			s.kept = append(s.kept, v)
		}
	}
	kept := s.distinct()
	if len(kept) < SampleMin {
		s.kept = append(s.kept[:0], shingles...)
		kept = shingle.MakeSet(s.kept, &s.Scratch)
		kept = kept[:min(len(kept), SampleMin)]
	}
	for _, v := range kept {
		dst = append(dst, uint32(v)) // the upper bits of sampled hashes are nearly all 0
	}
	return dst
}

// distinct drops repeats from kept: by a small table of open addressing, which
// costs less than sorting.
func (s *Sampler) distinct() []uint64 {
	if 2*len(s.kept) > len(s.table) {
		return shingle.MakeSet(s.kept, &s.Scratch)
	}
	clear(s.table[:])
	kept := s.kept[:0]
	for _, v := range s.kept {
		at := v % uint64(len(s.table))
		for s.table[at] != v+1 && s.table[at] != 0 {
			at = (at + 1) % uint64(len(s.table))
		}
		if s.table[at] == 0 {
			s.table[at] = v + 1 // kept values are far from the largest
			kept = append(kept, v)
		}
	}
	return kept
}

// SampleIndex is the inverted index from sampled shingle to articles. The
// articles of one shingle are a bucket.
type SampleIndex struct {
	articles blocks   // bucket by bucket, in increasing order; lastOfBucket marks the last
	places   []uint32 // of an article in articles, row by row
	rows     []uint32 // article → end of its row in places
	Capped   Capped
}

const lastOfBucket = 1 << 31

// blocks is a long list that grows without being copied.
type blocks struct {
	full [][]uint32
	n    int
}

const blockBits = 18

func (b *blocks) add(v uint32) {
	if b.n>>blockBits == len(b.full) {
		b.full = append(b.full, make([]uint32, 1<<blockBits))
	}
	*b.at(b.n) = v
	b.n++
}

func (b *blocks) at(i int) *uint32 { return &b.full[i>>blockBits][i&(1<<blockBits-1)] }

// NewSampleIndex builds the index over articles 0…n-1, n < 2^31, from parts of
// rows of shingle<<32 | article, which it sorts; all rows of a shingle stand in
// one part. Shingles of one article only are dropped, which leaves a small share
// of the rows: 8 bytes each. O(rows).
func NewSampleIndex(n int, parts iter.Seq[[]uint64], s *Scratch) *SampleIndex {
	x := &SampleIndex{rows: make([]uint32, n+1)}
	for rows := range parts {
		SortUint64(rows, &s.buf)
		for bucket := range Buckets(rows) {
			if len(bucket) < 2 {
				continue
			}
			if len(bucket) > BucketCap {
				x.Capped.Buckets++
				x.Capped.Members += int64(len(bucket))
			}
			for i, r := range bucket {
				x.articles.add(uint32(r))
				if leads(i, len(bucket)) {
					x.rows[uint32(r)+1]++
				}
			}
			*x.articles.at(x.articles.n - 1) |= lastOfBucket
		}
	}
	for i := range n {
		x.rows[i+1] += x.rows[i]
	}
	x.places = make([]uint32, x.rows[n])
	next := slices.Clone(x.rows[:n])
	for from := 0; from < x.articles.n; {
		to := from + 1
		for *x.articles.at(to - 1)&lastOfBucket == 0 {
			to++
		}
		for i := from; i < to && leads(i-from, to-from); i++ {
			a := *x.articles.at(i)
			x.places[next[a]] = uint32(i)
			next[a]++
		}
		from = to
	}
	return x
}

// leads reports whether the i-th member of a bucket has neighbours behind it: the
// last has none, and in a bucket above BucketCap only the first few do.
func leads(i, size int) bool {
	return i < size-1 && (size <= BucketCap || i < bucketAnchors)
}

// SampleCounter counts shared shingles; one serves one goroutine.
type SampleCounter struct {
	counts  []uint16
	touched []uint32
}

// Shared calls keep for each article b > a that shares sampled shingles with a,
// in no order, with their number. In a bucket of more than BucketCap articles only its first few count as
// neighbours of the others. Cost is the size of a's buckets.
func (x *SampleIndex) Shared(a uint32, c *SampleCounter, keep func(b uint32, shared int)) {
	if len(c.counts) < len(x.rows) {
		c.counts = make([]uint16, len(x.rows))
	}
	for _, at := range x.places[x.rows[a]:x.rows[a+1]] {
		for more := true; more; {
			at++
			b := *x.articles.at(int(at))
			more = b&lastOfBucket == 0
			b &^= lastOfBucket
			if c.counts[b] == 0 {
				c.touched = append(c.touched, b)
			}
			if c.counts[b] < 1<<16-1 {
				c.counts[b]++
			}
		}
	}
	for _, b := range c.touched {
		keep(b, int(c.counts[b]))
		c.counts[b] = 0
	}
	c.touched = c.touched[:0]
}
