package cluster

import (
	"math/bits"
	"slices"
)

// Pair is a candidate pair of articles, A < B.
type Pair struct{ A, B uint32 }

// Capped counts the buckets whose work was bounded, and the members in them
// that were linked to a few others instead of to all. Articles may be nil.
type Capped struct {
	Buckets, Members int64
	Articles         []uint32 // members of band buckets, as often as they stand in one
}

// BucketCap is the largest bucket in which all pairs are compared. In a larger
// one each member is linked to the bucketAnchors first members and to its
// successor, so work stays linear: a story with more copies than this still
// comes together, through the anchors.
const (
	BucketCap     = 128
	bucketAnchors = 4
)

// BandKeys holds one 32-bit key a band for each article.
type BandKeys struct {
	Bands
	Keys []uint32 // article·Bands + band
}

// AppendBandKeys appends the band keys of one signature: a hash of the rows of
// each band.
func (b Bands) AppendBandKeys(dst []uint32, signature []uint64) []uint32 {
	for i := range b.Bands {
		h := uint64(0x9E3779B97F4A7C15)
		for _, v := range signature[i*b.Rows : (i+1)*b.Rows] {
			hi, lo := bits.Mul64(h^v, 0xD6E8FEB86659FD93)
			h = hi ^ lo
		}
		dst = append(dst, uint32(h>>32))
	}
	return dst
}

// BandPairs calls keep for each pair of members that share the key of the
// given band and of no earlier one, so over all bands each pair comes once.
// members lists the articles to look at, in increasing order. Cost is O(n) for
// the sort and at most n·BucketCap/2 pairs.
func (k *BandKeys) BandPairs(band int, members []uint32, s *Scratch, keep func(Pair)) Capped {
	s.rows = slices.Grow(s.rows[:0], len(members))[:len(members)]
	rows := s.rows
	for i, m := range members {
		rows[i] = uint64(k.Keys[int(m)*k.Bands.Bands+band])<<32 | uint64(m)
	}
	SortKeys(rows, &s.buf)
	return eachBucket(rows, func(a, b uint32) {
		ka := k.Keys[int(a)*k.Bands.Bands:][:band]
		kb := k.Keys[int(b)*k.Bands.Bands:][:band]
		for i := range ka {
			if ka[i] == kb[i] {
				return
			}
		}
		keep(Pair{a, b})
	})
}

// eachBucket calls link for the pairs of each run of rows with the same upper
// half; the lower half is the article. A pair may come twice in a capped
// bucket.
func eachBucket(rows []uint64, link func(a, b uint32)) (capped Capped) {
	for bucket := range Buckets(rows) {
		if len(bucket) <= BucketCap {
			for i, a := range bucket {
				for _, b := range bucket[i+1:] {
					link(uint32(a), uint32(b))
				}
			}
		} else {
			capped.Buckets++
			capped.Members += int64(len(bucket))
			for i, b := range bucket {
				capped.Articles = append(capped.Articles, uint32(b))
				for _, a := range bucket[:min(i, bucketAnchors)] {
					link(uint32(a), uint32(b))
				}
				if i > bucketAnchors {
					link(uint32(bucket[i-1]), uint32(b))
				}
			}
		}
	}
	return capped
}
