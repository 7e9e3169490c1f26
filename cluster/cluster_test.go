package cluster

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
)

// randomEdges returns e distinct pairs of 0…n-1.
func randomEdges(r *rand.Rand, n, e int) []Edge {
	seen := map[Pair]bool{}
	var edges []Edge
	for len(edges) < e {
		a, b := uint32(r.IntN(n)), uint32(r.IntN(n))
		p := Pair{min(a, b), max(a, b)}
		if a == b || seen[p] {
			continue
		}
		seen[p] = true
		edges = append(edges, Edge{A: p.A, B: p.B, Similarity: r.Float64(), Jaccard: r.Float64()})
	}
	return edges
}

func TestSingleLinkageIsConnectedComponents(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		n := 2 + r.IntN(60)
		edges := randomEdges(r, n, r.IntN(n))
		g := simple.NewUndirectedGraph()
		for i := range n {
			g.AddNode(simple.Node(i))
		}
		for _, e := range edges {
			g.SetEdge(g.NewEdge(simple.Node(e.A), simple.Node(e.B)))
		}
		labels := Link(n, edges, Single, nil)
		for _, component := range topo.ConnectedComponents(g) {
			least := component[0].ID()
			for _, node := range component {
				least = min(least, node.ID())
			}
			for _, node := range component {
				if got := labels[node.ID()]; int64(got) != least {
					t.Fatalf("label of %d is %d, want %d", node.ID(), got, least)
				}
			}
		}
	}
}

func TestLinkDoesNotDependOnEdgeOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, linkage := range []Linkage{Single, Average, Complete} {
		edges := randomEdges(r, 40, 90)
		want := Link(40, edges, linkage, nil)
		for range 20 {
			r.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
			if got := Link(40, edges, linkage, nil); !slices.Equal(got, want) {
				t.Fatalf("linkage %d: labels differ after a shuffle", linkage)
			}
		}
	}
}

// A hundred texts of which each resembles its neighbours alone are no cluster
// under average linkage.
func TestAverageLinkageBreaksChain(t *testing.T) {
	var edges []Edge
	for i := range uint32(99) {
		edges = append(edges, Edge{A: i, B: i + 1, Similarity: 0.7, Jaccard: 0.5})
	}
	labels := Link(100, edges, Average, nil)
	if labels[0] == labels[99] {
		t.Fatal("both ends of the chain are in one cluster")
	}
	if labels := Link(100, edges, Single, nil); labels[99] != 0 {
		t.Fatal("single linkage must chain")
	}
}

// Sets of few tokens out of many, of one token, and long ones: all kinds of keys.
func TestJaccardGroupsMissesNoPair(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	joined := 0
	for _, threshold := range []float64{0.1, 0.3, 0.5, 0.8, 0.9, 1} {
		for _, most := range []int{2, 6, 14, 60, 150} {
			sets := make([][]uint32, 150)
			for i := range sets {
				if i%3 > 0 { // an earlier one, changed a little
					for _, token := range sets[r.IntN(i)] {
						if r.IntN(8) > 0 {
							sets[i] = append(sets[i], token)
						}
					}
				}
				for range r.IntN(most) / (1 + i%3) {
					if token := uint32(r.IntN(3 * most)); !slices.Contains(sets[i], token) {
						sets[i] = append(sets[i], token)
					}
				}
			}
			refuses := func(a, b uint32) bool { return (a+b)%7 == 0 }
			want := NewUnionFind(len(sets))
			for a := range sets {
				for b := a + 1; b < len(sets); b++ {
					shared := 0
					for _, x := range sets[a] {
						if slices.Contains(sets[b], x) {
							shared++
						}
					}
					union := len(sets[a]) + len(sets[b]) - shared
					if shared > 0 && float64(shared)/float64(union) >= threshold && !refuses(uint32(a), uint32(b)) {
						want.Union(uint32(a), uint32(b))
						joined++
					}
				}
			}
			got, capped := JaccardGroups(sets, threshold, func(a, b uint32) bool { return !refuses(a, b) })
			for i := range want {
				if got.Find(uint32(i)) != want.Find(uint32(i)) {
					t.Fatalf("threshold %g, up to %d tokens: set %d is in the group of %d, want that of %d", threshold, most, i, got.Find(uint32(i)), want.Find(uint32(i)))
				}
			}
			if capped.Buckets > 0 {
				t.Fatalf("%d buckets capped of 150 sets", capped.Buckets)
			}
		}
	}
	if joined < 1000 {
		t.Fatalf("%d similar pairs only: the test says little", joined)
	}
}

// Parts of the keys hold each row once, and all rows of a key.
func TestPartsOfJoinKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	sets := make([][]uint32, 500)
	for i := range sets {
		for range 1 + r.IntN(40) {
			sets[i] = append(sets[i], r.Uint32N(300))
		}
		slices.Sort(sets[i])
		sets[i] = slices.Compact(sets[i])
	}
	k := newJoinKeys(sets, byRarity(sets), 0.5)
	all := k.appendPart(nil, 0, 1)
	if len(all) != k.count() {
		t.Fatalf("%d rows, counted %d", len(all), k.count())
	}
	const parts = 7
	var joined []uint64
	partOf := map[uint64]int{}
	for part := range parts {
		for _, row := range k.appendPart(nil, uint64(part), parts) {
			if p, ok := partOf[row>>32]; ok && p != part {
				t.Fatalf("key %x stands in parts %d and %d", row>>32, p, part)
			}
			partOf[row>>32] = part
			joined = append(joined, row)
		}
	}
	slices.Sort(all)
	slices.Sort(joined)
	if !slices.Equal(all, joined) {
		t.Errorf("%d rows in parts, want %d", len(joined), len(all))
	}
}

func TestChooseBandsReachesRecall(t *testing.T) {
	for _, threshold := range []float64{0.3, 0.4, 0.5, 0.7, 0.8, 0.9} {
		b, err := ChooseBands(threshold, 0.99, 128)
		if err != nil {
			t.Fatal(err)
		}
		if b.Bands*b.Rows > 128 || b.Curve(threshold) < 0.99 {
			t.Fatalf("threshold %g: %+v gives %g", threshold, b, b.Curve(threshold))
		}
	}
	_, err := ChooseBands(0.01, 0.99, 128)
	if e, ok := err.(*PermsError); !ok || e.Smallest != 459 { // ln(.01)/ln(.99) = 458.2
		t.Fatalf("got %v", err)
	}
}

func TestSortUint64(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var scratch []uint64
	for _, n := range []int{0, 1, 1023, 1024, 5000} {
		for _, mask := range []uint64{^uint64(0), 1<<40 - 1, 0xFF << 33, 0} {
			x := make([]uint64, n)
			for i := range x {
				x[i] = r.Uint64() & mask
			}
			want := slices.Clone(x)
			slices.Sort(want)
			SortUint64(x, &scratch)
			if !slices.Equal(x, want) {
				t.Fatalf("n %d, mask %x: not sorted", n, mask)
			}
			for i := range x {
				x[i] = want[r.IntN(n)]
			}
			want = slices.Clone(x)
			slices.Sort(want)
			SortRows(x, &scratch)
			if !slices.Equal(x, want) {
				t.Fatalf("n %d, mask %x: rows not sorted", n, mask)
			}
			for i := range x {
				x[i] = r.Uint64()&mask>>32<<32 | uint64(i)
			}
			want = slices.Clone(x)
			slices.Sort(want)
			SortKeys(x, &scratch)
			if !slices.Equal(x, want) {
				t.Fatalf("n %d, mask %x: keys not sorted", n, mask)
			}
		}
	}
}

// A text that stands in many unrelated long ones (a round-up's passage, an
// agency brief) is as close to each by containment, but brings them together
// only where they are close themselves.
func TestAverageLinkageDoesNotJoinThroughAPassage(t *testing.T) {
	var edges []Edge
	for i := range uint32(10) {
		edges = append(edges, Edge{A: 0, B: i + 1, Similarity: 0.9, Jaccard: 0.1})
	}
	labels := Link(11, edges, Average, nil)
	size := map[uint32]int{}
	for _, l := range labels {
		size[l]++
	}
	// with c texts in a cluster the mean of the next join is 0.9/c, below the cut from 4 on
	for label, n := range size {
		if n > 4 {
			t.Errorf("cluster %d holds %d texts that share nothing", label, n)
		}
	}
}

// Ten thousand near-equal texts, each verified against the first few alone,
// are one cluster.
func TestAverageLinkageKeepsSparseStory(t *testing.T) {
	var edges []Edge
	const n = 10_000
	for i := uint32(1); i < n; i++ {
		for a := range min(i, bucketAnchors) {
			edges = append(edges, Edge{A: a, B: i, Similarity: 0.95, Jaccard: 0.9})
		}
	}
	for i, l := range Link(n, edges, Average, nil) {
		if l != 0 {
			t.Fatalf("text %d fell out of the story", i)
		}
	}
}

// Two stories of one form, each told five times in nearly the same words: one
// pair too alike between them does not join the two where the other pairs are known
// to be no copies, and does where they are not known.
func TestAverageLinkageCountsPairsThatAreNoCopies(t *testing.T) {
	var copies, others []Edge
	for a := range uint32(10) {
		for b := a + 1; b < 10; b++ {
			switch e := (Edge{A: a, B: b, Similarity: 0.95, Jaccard: 0.9}); {
			case a/5 == b/5:
				copies = append(copies, e)
			case a == 4 && b == 5:
				copies = append(copies, Edge{A: a, B: b, Similarity: 0.8, Jaccard: 0.7})
			default:
				others = append(others, Edge{A: a, B: b})
			}
		}
	}
	for _, linkage := range []Linkage{Single, Average, Complete} {
		if labels := Link(10, copies, linkage, nil); labels[9] != 0 {
			t.Errorf("linkage %d: one pair does not join the stories: %v", linkage, labels)
		}
		labels := Link(10, append(slices.Clone(copies), others...), linkage, nil)
		if want := linkage == Single; (labels[9] == labels[0]) != want {
			t.Errorf("linkage %d: %v", linkage, labels)
		}
	}
}

// A pair that is no copy joins nothing, alone in its component too.
func TestPairsThatAreNoCopiesJoinNothing(t *testing.T) {
	for _, linkage := range []Linkage{Single, Average, Complete} {
		if labels := Link(2, []Edge{{A: 0, B: 1}}, linkage, nil); labels[1] == 0 {
			t.Errorf("linkage %d joins them", linkage)
		}
	}
}

// Forty texts in groups of four, of which each is compared with the next group
// alone: where the others were not candidates because of a cap it is one story, else
// the pairs that are missing speak against it.
func TestCrowdedArticlesJoinOnWhatWasCompared(t *testing.T) {
	var edges []Edge
	for a := range uint32(40) {
		for b := a + 1; b < 40; b++ {
			switch {
			case a/4 == b/4:
				edges = append(edges, Edge{A: a, B: b, Similarity: 0.9, Jaccard: 0.85})
			case a/4+1 == b/4:
				edges = append(edges, Edge{A: a, B: b, Similarity: 0.7, Jaccard: 0.6})
			}
		}
	}
	crowded := make([]bool, 40)
	for i := range crowded {
		crowded[i] = true
	}
	if labels := Link(40, edges, Average, crowded); slices.Max(labels) != 0 {
		t.Errorf("crowded: %v", labels)
	}
	if labels := Link(40, edges, Average, nil); labels[39] == 0 {
		t.Errorf("not crowded: %v", labels)
	}
	// An article that is not crowded was compared with all: it joins as before.
	crowded[39], crowded[38], crowded[37], crowded[36] = false, false, false, false
	if labels := Link(40, edges, Average, crowded); labels[39] == 0 || labels[35] != 0 {
		t.Errorf("last group not crowded: %v", labels)
	}
}

// Tokens of one frequency are ranked by their value, the same each time.
func TestByRarity(t *testing.T) {
	for range 5 {
		sets := [][]uint32{nil, {70, 9}, {}, {5}}
		for i := range uint32(2000) {
			sets[1] = append(sets[1], 100+i)
		}
		sets[2] = append(sets[2], 9, 70)
		if order := byRarity(sets); !slices.Equal(order, []uint32{3, 2, 1}) {
			t.Fatalf("order %v", order)
		}
		// 5 and 100 to 2099 stand in one set, 9 and 70 in two.
		if !slices.Equal(sets[3], []uint32{0}) || !slices.Equal(sets[2], []uint32{2001, 2002}) {
			t.Fatalf("ranks %v and %v", sets[3], sets[2])
		}
		for i, rank := range sets[1] {
			if rank != uint32(i+1) {
				t.Fatalf("rank %d at %d", rank, i)
			}
		}
	}
}
