package cluster

import "slices"

// Sampling finds excerpts: pairs whose Jaccard similarity is far below what
// bands can see because one text is much longer, although most of the shorter
// stands in the longer. Of each article those shingles are kept whose hash is
// below a fixed bound (all articles keep the same ones: sampling in the hash
// space; Broder 1997 calls it mod-m sketching), and an inverted index from
// shingle to articles gives the pairs with at least two in common.
const (
	// SampleRate is the share of shingles kept, as a divisor.
	SampleRate = 8
	// SampleMin is the number of smallest hashes a short article keeps at
	// least.
	SampleMin = 8
	// SampleShared is the number of shared sampled shingles that make a
	// candidate at least.
	SampleShared = 2
)

// AppendSample appends the sampled shingles of a set, at most len(set), 32 bits
// each. The set is in increasing order.
func AppendSample(dst []uint32, set []uint64) []uint32 {
	const bound = ^uint64(0) / SampleRate
	for i, v := range set {
		if v > bound && i >= SampleMin {
			break
		}
		// The upper bits of small hashes carry the order; the lower are as good
		// a name for the shingle and use all 32 bits.
		dst = append(dst, uint32(v))
	}
	return dst
}

// SampleIndex is the inverted index from sampled shingle to articles.
type SampleIndex struct {
	articles []uint32 // by shingle, in increasing order within one
	ends     []uint32 // bucket → end in articles
	buckets  []uint32 // article's buckets, row by row
	rows     []uint32 // article → end of its row in buckets
	Capped   Capped
}

// NewSampleIndex builds the index over articles 0…n-1 from rows of
// shingle<<32 | article, which it sorts. Shingles of one article only are
// dropped, which leaves a small part of the rows. O(len(rows)).
func NewSampleIndex(n int, parts [][]uint64, s *Scratch) *SampleIndex {
	x := &SampleIndex{rows: make([]uint32, n+1)}
	var links []uint64 // article<<32 | bucket
	for _, rows := range parts {
		SortUint64(rows, &s.buf)
		for from := 0; from < len(rows); {
			to := from + 1
			for to < len(rows) && rows[to]>>32 == rows[from]>>32 {
				to++
			}
			bucket := rows[from:to]
			from = to
			if len(bucket) < 2 {
				continue
			}
			if len(bucket) > BucketCap {
				x.Capped.Buckets++
				x.Capped.Members += int64(len(bucket))
			}
			id := uint64(len(x.ends))
			for _, r := range bucket {
				x.articles = append(x.articles, uint32(r))
				links = append(links, r<<32|id)
			}
			x.ends = append(x.ends, uint32(len(x.articles)))
		}
	}
	SortUint64(links, &s.buf)
	x.buckets = make([]uint32, len(links))
	for i, l := range links {
		x.buckets[i] = uint32(l)
		x.rows[l>>32+1] = uint32(i + 1)
	}
	for i := 1; i <= n; i++ {
		x.rows[i] = max(x.rows[i], x.rows[i-1])
	}
	return x
}

// SampleCounter counts shared shingles; one serves one goroutine.
type SampleCounter struct {
	counts  []uint16
	touched []uint32
}

// Shared calls keep for each article b > a that shares at least SampleShared
// sampled shingles with a, in increasing order of b, with their number. In a
// bucket of more than BucketCap articles only its first few count as
// neighbours of the others. Cost is the size of a's buckets.
func (x *SampleIndex) Shared(a uint32, c *SampleCounter, keep func(b uint32, shared int)) {
	if len(c.counts) < len(x.rows) {
		c.counts = make([]uint16, len(x.rows))
	}
	for _, id := range x.buckets[x.rows[a]:x.rows[a+1]] {
		from := uint32(0)
		if id > 0 {
			from = x.ends[id-1]
		}
		bucket := x.articles[from:x.ends[id]]
		at, _ := slices.BinarySearch(bucket, a)
		if len(bucket) > BucketCap && at >= bucketAnchors {
			continue
		}
		for _, b := range bucket[at+1:] {
			if c.counts[b] == 0 {
				c.touched = append(c.touched, b)
			}
			if c.counts[b] < 1<<16-1 {
				c.counts[b]++
			}
		}
	}
	slices.Sort(c.touched)
	for _, b := range c.touched {
		if n := int(c.counts[b]); n >= SampleShared {
			keep(b, n)
		}
		c.counts[b] = 0
	}
	c.touched = c.touched[:0]
}
