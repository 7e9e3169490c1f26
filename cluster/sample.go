package cluster

import (
	"encoding/binary"
	"errors"
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
	buckets buckets
	places  []uint32 // in buckets, behind each article that has neighbours; row by row
	rows    []uint32 // article → end of its row in places
	Capped  Capped
}

// buckets holds each bucket as varints: its first article, for each other one how far it
// lies behind the one before, and 0. They stand in blocks, so that nothing is copied when
// they grow; a place is the number of the block, then the offset in it.
type buckets [][]byte

const blockBits = 20

// add appends a bucket, given as sorted rows with the articles in the lower half.
func (b *buckets) add(bucket []uint64) {
	room := len(bucket)*binary.MaxVarintLen32 + 1
	last := len(*b) - 1
	if last < 0 || len((*b)[last])+room > 1<<blockBits {
		*b = append(*b, make([]byte, 0, max(1<<blockBits, room)))
		last++
	}
	block, before := (*b)[last], uint32(0)
	for _, r := range bucket {
		block = binary.AppendUvarint(block, uint64(uint32(r)-before))
		before = uint32(r)
	}
	(*b)[last] = append(block, 0)
}

// NewSampleIndex builds the index over articles 0…n-1, n < 2^31, from parts of
// sorted rows of shingle<<32 | article, which it may change; all rows of a shingle stand
// in one part. Shingles of one article only are dropped, which leaves a small share
// of the rows: 2 to 4 bytes each, and 4 for each neighbour of an article. O(rows).
func NewSampleIndex(n int, parts iter.Seq[[]uint64]) (*SampleIndex, error) {
	x := &SampleIndex{rows: make([]uint32, n+1)}
	for rows := range parts {
		// Of two shingles of an article the 32 bits may be equal.
		for bucket := range Buckets(slices.Compact(rows)) {
			if len(bucket) < 2 {
				continue
			}
			if len(bucket) > BucketCap {
				x.Capped.Buckets++
				x.Capped.Members += int64(len(bucket))
			}
			for _, r := range bucket[:leading(len(bucket))] {
				x.rows[uint32(r)+1]++
			}
			x.buckets.add(bucket)
		}
	}
	if len(x.buckets) > 1<<(32-blockBits) {
		return nil, errors.New("sampled shingles that articles share take more than 4 GiB; run over fewer files")
	}
	for i := range n {
		x.rows[i+1] += x.rows[i]
	}
	x.places = make([]uint32, x.rows[n])
	next := slices.Clone(x.rows[:n])
	var heads [BucketCap]struct{ article, place uint32 }
	for number, block := range x.buckets {
		for at := 0; at < len(block); {
			size, article := 0, uint32(0)
			for {
				v, n := binary.Uvarint(block[at:])
				at += n
				if v == 0 && size > 0 {
					break // the first article may be 0
				}
				article += uint32(v)
				if size < len(heads) {
					heads[size].article, heads[size].place = article, uint32(number<<blockBits|at)
				}
				size++
			}
			for _, h := range heads[:leading(size)] {
				x.places[next[h.article]] = h.place
				next[h.article]++
			}
		}
	}
	return x, nil
}

// leading is how many members of a bucket, the first ones, have the others behind them
// for neighbours: all but the last, in a bucket above BucketCap a few.
func leading(size int) int {
	if size > BucketCap {
		return bucketAnchors
	}
	return size - 1
}

// SampleCounter counts shared shingles; one serves one goroutine.
type SampleCounter struct {
	counts     []uint16
	touched    []uint32
	neighbours []uint32
	waited     uint64 // of no use but that the loads of Shared are not left out
}

// Shared calls keep for each article b > a that shares sampled shingles with a,
// in no order, with their number. In a bucket of more than BucketCap articles only its first few count as
// neighbours of the others. Cost is the size of a's buckets.
func (x *SampleIndex) Shared(a uint32, c *SampleCounter, keep func(b uint32, shared int)) {
	if len(c.counts) < len(x.rows) {
		c.counts = make([]uint16, len(x.rows))
	}
	// Buckets and counts lie all over the memory. Each is asked for in a loop that branches
	// on none of them, so that the processor waits for many at a time.
	row := x.places[x.rows[a]:x.rows[a+1]]
	for _, place := range row {
		c.waited += uint64(x.buckets.at(place)[0])
	}
	c.neighbours = c.neighbours[:0]
	for _, place := range row {
		c.neighbours = appendBehind(c.neighbours, a, x.buckets.at(place))
	}
	c.count(c.neighbours)
	for _, b := range c.touched {
		keep(b, int(c.counts[b]))
		c.counts[b] = 0
	}
	c.touched = c.touched[:0]
}

// at is what stands at a place.
func (b buckets) at(place uint32) []byte { return b[place>>blockBits][place&(1<<blockBits-1):] }

// appendBehind appends the articles of a bucket behind a.
func appendBehind(dst []uint32, a uint32, bucket []byte) []uint32 {
	for {
		v, n := binary.Uvarint(bucket)
		if v == 0 {
			return dst
		}
		bucket = bucket[n:]
		a += uint32(v)
		dst = append(dst, a)
	}
}

func (c *SampleCounter) count(articles []uint32) {
	for _, b := range articles {
		n := c.counts[b]
		if n == 0 {
			c.touched = append(c.touched, b)
		}
		if n < 1<<16-1 {
			c.counts[b] = n + 1
		}
	}
}
