package cluster

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"naskh/shingle"
)

// rows returns the index's input for samples, in as many parts as asked.
func rows(samples [][]uint32, parts int) func(yield func([]uint64) bool) {
	return func(yield func([]uint64) bool) {
		for part := range parts {
			var out []uint64
			for article, sample := range samples {
				for _, v := range sample {
					if int(v)%parts == part {
						out = append(out, uint64(v)<<32|uint64(article))
					}
				}
			}
			slices.Sort(out)
			if !yield(out) {
				return
			}
		}
	}
}

// found lists what the index says of every article: "a b shared".
func found(n int, x *SampleIndex) []string {
	var c SampleCounter
	var out []string
	for a := range n {
		x.Shared(uint32(a), &c, func(b uint32, shared int) { out = append(out, fmt.Sprint(a, b, shared)) })
	}
	slices.Sort(out)
	return out
}

// The index against a comparison of all with all, while no bucket is capped.
func TestSampleIndexAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 7))
	for trial := range 40 {
		n := 1 + r.IntN(BucketCap) // no bucket can hold more
		samples := make([][]uint32, n)
		for a := range samples {
			for range r.IntN(30) {
				samples[a] = append(samples[a], uint32(r.IntN(5+20*trial)))
			}
		}
		var want []string
		for a := range samples {
			for b := a + 1; b < n; b++ {
				both := map[uint32]bool{}
				for _, v := range samples[a] {
					if slices.Contains(samples[b], v) {
						both[v] = true
					}
				}
				shared := len(both)
				if shared > 0 {
					want = append(want, fmt.Sprint(a, b, shared))
				}
			}
		}
		x, err := NewSampleIndex(n, rows(samples, 1+trial%3))
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(want)
		if got := found(n, x); !slices.Equal(got, want) {
			t.Fatalf("trial %d: %d pairs, want %d", trial, len(got), len(want))
		}
		if x.Capped.Buckets != 0 {
			t.Fatalf("trial %d: capped %+v", trial, x.Capped)
		}
	}
}

// In a bucket above the cap the first few are neighbours of all, the others of
// none; both are counted, and other buckets are not affected.
func TestSampleIndexCapsBuckets(t *testing.T) {
	const n = 3 * BucketCap
	samples := make([][]uint32, n)
	for a := range samples {
		samples[a] = []uint32{7, uint32(100 + a/2)} // one for all, one for each two
	}
	x, err := NewSampleIndex(n, rows(samples, 2))
	if err != nil {
		t.Fatal(err)
	}
	if x.Capped.Buckets != 1 || x.Capped.Members != n {
		t.Errorf("capped %+v", x.Capped)
	}
	var want []string
	for a := range n {
		for b := a + 1; b < n; b++ {
			switch anchor, partner := a < bucketAnchors, a/2 == b/2; {
			case anchor && partner:
				want = append(want, fmt.Sprint(a, b, 2))
			case anchor || partner:
				want = append(want, fmt.Sprint(a, b, 1))
			}
		}
	}
	slices.Sort(want)
	if got := found(n, x); !slices.Equal(got, want) {
		t.Errorf("%d pairs, want %d", len(got), len(want))
	}
}

// A bucket that is longer than a block stands among others.
func TestSampleIndexHoldsALongBucket(t *testing.T) {
	const n = 1<<blockBits/4 + 3 // each of them takes up to five bytes
	samples := make([][]uint32, n)
	for a := range samples {
		samples[a] = []uint32{9, uint32(10 + a%(n/2))} // one for all, one for each two
	}
	x, err := NewSampleIndex(n, rows(samples, 1))
	if err != nil {
		t.Fatal(err)
	}
	var c SampleCounter
	for _, a := range []uint32{0, bucketAnchors - 1, bucketAnchors, n/2 - 1, n / 2, n - 1} {
		want := map[uint32]int{}
		if a < bucketAnchors {
			for b := a + 1; b < n; b++ {
				want[b]++
			}
		}
		for b := a + n/2; b < n; b += n / 2 {
			want[b]++
		}
		x.Shared(a, &c, func(b uint32, shared int) {
			if want[b] != shared {
				t.Errorf("%d and %d share %d, want %d", a, b, shared, want[b])
			}
			delete(want, b)
		})
		if len(want) > 0 {
			t.Errorf("%d neighbours of %d are missing", len(want), a)
		}
	}
}

// Of pairs with half of the shorter text or more in common, at least 98 in 100 are
// found: short texts within long ones and texts of one size. It is asked of
// shingles as texts have them, 60 and more in the shorter.
func TestSamplesFindExcerpts(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 3))
	var sampler Sampler
	for _, c := range []struct {
		shorter, longer int
		containment     float64
	}{{60, 60, 0.5}, {60, 900, 0.5}, {100, 400, 0.5}, {300, 3000, 0.5}, {60, 400, 0.7}, {30, 300, 0.8}, {25, 300, 1}} {
		const pairs = 2000
		missed := 0
		for range pairs {
			short := make([]uint64, c.shorter)
			for i := range short {
				short[i] = r.Uint64()
			}
			long := make([]uint64, c.longer)
			for i := range long {
				long[i] = r.Uint64()
			}
			copy(long, short[:int(c.containment*float64(c.shorter))])
			a, b := sampler.Append(nil, shingle.MakeSet(short, new([]uint64))), sampler.Append(nil, shingle.MakeSet(long, new([]uint64)))
			shared := 0
			for _, v := range a {
				if slices.Contains(b, v) {
					shared++
				}
			}
			if shared < SampleShared && (shared == 0 || min(len(a), len(b)) > SampleMin) {
				missed++
			}
		}
		if missed > pairs/50 {
			t.Errorf("%d in %d at %g: %.1f %% missed", c.shorter, c.longer, c.containment, 100*float64(missed)/pairs)
		}
	}
}
