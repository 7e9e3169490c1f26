package shingle

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// randomPair returns two sets of about n values each with Jaccard similarity
// as near to j as whole numbers allow, and that similarity.
func randomPair(random *rand.Rand, n int, j float64) (a, b []uint64, exact float64) {
	shared := int(math.Round(2 * float64(n) * j / (1 + j)))
	for i := range 2*n - shared {
		v := random.Uint64()
		if i < n {
			a = append(a, v)
		}
		if i >= n-shared {
			b = append(b, v)
		}
	}
	return a, b, float64(shared) / float64(2*n-shared)
}

func equalPositions(a, b []uint64) (n int) {
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}

// estimates signs many pairs and returns equal/perms of the signatures and of
// the sketches, and the exact similarity.
func estimates(t *testing.T, perms, n, pairs int, j float64) (full, sketch []float64, exact float64) {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(n), math.Float64bits(j)))
	sa, sb := make([]uint64, perms), make([]uint64, perms)
	for p := range pairs {
		signer, err := NewSigner(perms, uint64(p))
		if err != nil {
			t.Fatal(err)
		}
		var a, b []uint64
		a, b, exact = randomPair(random, n, j)
		signer.Sign(sa, a)
		signer.Sign(sb, b)
		full = append(full, float64(equalPositions(sa, sb))/float64(perms))
		sketch = append(sketch, float64(SketchEqual(AppendSketch(nil, sa), AppendSketch(nil, sb), perms))/float64(perms))
	}
	return full, sketch, exact
}

// The mean of the estimate must lie within five standard errors of J, and its
// spread may not pass that of independent permutations, sqrt(J(1-J)/t).
func TestSignatureEstimatesJaccard(t *testing.T) {
	const pairs = 800
	for _, perms := range []int{128, 100, 7} {
		for _, n := range []int{10, 50, 300} {
			for step := 1; step <= 9; step += 2 {
				j := float64(step) / 10
				full, sketch, exact := estimates(t, perms, n, pairs, j)
				theory := math.Sqrt(exact * (1 - exact) / float64(perms))
				mean, sd := stat.MeanStdDev(full, nil)
				if off := math.Abs(mean-exact) / (theory / math.Sqrt(pairs)); off > 5 {
					t.Errorf("t=%d n=%d J=%.3f: mean %.4f is %.1f standard errors off", perms, n, exact, mean, off)
				}
				// The standard deviation of 800 pairs is known to 2.5 %.
				if sd > 1.1*theory {
					t.Errorf("t=%d n=%d J=%.3f: spread %.4f, want at most %.4f", perms, n, exact, sd, theory)
				}
				// Of the positions that differ one in four has the same two bits.
				mean = stat.Mean(sketch, nil)
				want := exact + (1-exact)/4
				if e := math.Sqrt(want * (1 - want) / float64(perms*pairs)); math.Abs(mean-want) > 5*e {
					t.Errorf("t=%d n=%d: sketch mean %.4f, want %.4f", perms, n, mean, want)
				}
			}
		}
	}
}

// A band of r rows is equal with probability J^r, and one of b bands with
// 1-(1-J^r)^b: what cluster's choice of bands and rows rests on.
func TestBandsCollideAsTheory(t *testing.T) {
	const pairs, perms = 1500, 128
	for _, c := range []struct {
		n, bands, rows int
		j              float64
	}{{300, 64, 2, .1}, {300, 42, 3, .3}, {300, 32, 4, .5}, {300, 20, 6, .6}, {50, 32, 4, .4}, {300, 16, 8, .7}, {1000, 20, 6, .7}} {
		random := rand.New(rand.NewPCG(uint64(c.n), uint64(c.rows)))
		sa, sb := make([]uint64, perms), make([]uint64, perms)
		found, exact := 0.0, 0.0
		for p := range pairs {
			signer, _ := NewSigner(perms, uint64(p))
			var a, b []uint64
			a, b, exact = randomPair(random, c.n, c.j)
			signer.Sign(sa, a)
			signer.Sign(sb, b)
			for band := range c.bands {
				at := band * c.rows
				if equalPositions(sa[at:at+c.rows], sb[at:at+c.rows]) == c.rows {
					found++
					break
				}
			}
		}
		want := 1 - math.Pow(1-math.Pow(exact, float64(c.rows)), float64(c.bands))
		got, wide := found/pairs, 4*math.Sqrt(want*(1-want)/pairs)+.02 // small sets: positions are not quite independent
		if math.Abs(got-want) > wide {
			t.Errorf("%+v: %.3f of the pairs share a band, want %.3f ± %.3f", c, got, want, wide)
		}
	}
}

func TestSignEdges(t *testing.T) {
	for _, perms := range []int{0, -1, 1<<16 + 1} {
		if _, err := NewSigner(perms, 0); err == nil {
			t.Errorf("perms %d was taken", perms)
		}
	}
	for _, perms := range []int{1, 2, 3, 63, 100, 128, 1 << 16} {
		t.Run(fmt.Sprint(perms), func(t *testing.T) {
			s, err := NewSigner(perms, 3)
			if err != nil || s.Perms() != perms {
				t.Fatal(err)
			}
			one, again, other := make([]uint64, perms), make([]uint64, perms), make([]uint64, perms)
			s.Sign(one, []uint64{42})
			for i, v := range one {
				if v == emptyPosition || v>>44 >= uint64(2*perms) {
					t.Fatalf("position %d of a set of one is %#x", i, v)
				}
			}
			s.Sign(again, []uint64{42, 42, 42})
			if equalPositions(one, again) != perms {
				t.Error("repeats change the signature")
			}
			s.Sign(other, []uint64{43})
			if n := equalPositions(one, other); n > 0 {
				t.Errorf("two unlike sets of one share %d positions", n)
			}
			s.Sign(one, []uint64{1, 2, 3, 4, 5})
			s.Sign(again, []uint64{5, 3, 1, 2, 4})
			if equalPositions(one, again) != perms {
				t.Error("order changes the signature")
			}
			second, _ := NewSigner(perms, 4)
			second.Sign(other, []uint64{1, 2, 3, 4, 5})
			if n := equalPositions(one, other); n > 0 {
				t.Errorf("two seeds share %d positions", n)
			}
		})
	}
}

// naiveSign is the definition: of each position the smallest (round, hash).
func naiveSign(s *Signer, set []uint64) []uint64 {
	t := uint64(s.perms)
	dst := make([]uint64, t)
	for i := range dst {
		dst[i] = emptyPosition
	}
	for round := range 2 * t {
		full := true
		for _, v := range dst {
			full = full && v != emptyPosition
		}
		if full {
			break
		}
		for _, x := range set {
			h := scramble(x, s.seeds[round])
			at := round - t
			if round < t {
				at = uint64(math.Floor(float64(h>>11) / (1 << 53) * float64(t)))
			}
			dst[at] = min(dst[at], round<<44|Mix(h)>>20)
		}
	}
	return dst
}

func TestSignAsTheDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	for _, perms := range []int{1, 2, 5, 100, 128, 256} {
		for _, n := range []int{1, 2, 3, 10, 100, 700} {
			s, _ := NewSigner(perms, random.Uint64())
			set := make([]uint64, n)
			for i := range set {
				set[i] = random.Uint64()
			}
			got := make([]uint64, perms)
			s.Sign(got, set)
			if want := naiveSign(s, set); equalPositions(got, want) != perms {
				t.Errorf("perms %d, n %d: %d positions differ", perms, n, perms-equalPositions(got, want))
			}
		}
	}
}

func TestSketchEqual(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for n := range 200 {
		a, b, want := make([]uint64, n), make([]uint64, n), 0
		for i := range a {
			a[i], b[i] = random.Uint64(), random.Uint64()
			if random.IntN(2) == 0 {
				b[i] = a[i]
			}
			if Mix(a[i])>>62 == Mix(b[i])>>62 {
				want++
			}
		}
		sa, sb := AppendSketch(nil, a), AppendSketch(nil, b)
		if len(sa) != SketchBytes(n) || len(sb) != SketchBytes(n) {
			t.Fatalf("%d positions: sketches of %d and %d bytes, want %d", n, len(sa), len(sb), SketchBytes(n))
		}
		if got := SketchEqual(sa, sb, n); got != want {
			t.Fatalf("%d positions: %d are equal, want %d", n, got, want)
		}
	}
}

func TestHotStagesDoNotAllocate(t *testing.T) {
	for _, a := range benchAlphabets {
		text := benchCorpus(a.letters, a.between, a.shortest, a.longest, 310)[0] + " 3,500 e\u0301 น้ำ か\u3099 ﻻ 😀"
		signer, _ := NewSigner(128, 1)
		var w Words
		var words []Word
		var wide, shared int
		var shingles, scratch []uint64
		var set Set
		var sketch []byte
		signature := make([]uint64, 128)
		for _, stage := range []struct {
			name string
			run  func()
		}{
			{"Append", func() { words, wide = w.Append(words[:0], text) }},
			{"AppendShingles", func() { shingles = AppendShingles(shingles[:0], words, ByWord.Size(3, len(words), wide)) }},
			{"MakeSet", func() { set = MakeSet(shingles, &scratch) }},
			{"Sign", func() { signer.Sign(signature, set) }},
			{"AppendSketch", func() { sketch = AppendSketch(sketch[:0], signature) }},
			{"Shared", func() { shared += Shared(set, set) }},
		} {
			if n := testing.AllocsPerRun(20, stage.run); n > 0 {
				t.Errorf("%s: %s allocates %v times", a.name, stage.name, n)
			}
		}
	}
}
