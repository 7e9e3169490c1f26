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
		labels := Link(n, edges, Single)
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
		want := Link(40, edges, linkage)
		for range 20 {
			r.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
			if got := Link(40, edges, linkage); !slices.Equal(got, want) {
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
	labels := Link(100, edges, Average)
	if labels[0] == labels[99] {
		t.Fatal("both ends of the chain are in one cluster")
	}
	if labels := Link(100, edges, Single); labels[99] != 0 {
		t.Fatal("single linkage must chain")
	}
}

func TestJaccardJoinMissesNoPair(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, threshold := range []float64{0.3, 0.5, 0.8, 1} {
		sets := make([][]uint32, 120)
		for i := range sets {
			for token := range uint32(20) {
				if r.IntN(4) == 0 {
					sets[i] = append(sets[i], token)
				}
			}
		}
		var want []JoinPair
		for a := range sets {
			for b := a + 1; b < len(sets); b++ {
				shared := 0
				for _, x := range sets[a] {
					if slices.Contains(sets[b], x) {
						shared++
					}
				}
				if union := len(sets[a]) + len(sets[b]) - shared; shared > 0 && float64(shared)/float64(union) >= threshold {
					want = append(want, JoinPair{uint32(a), uint32(b), shared})
				}
			}
		}
		var got []JoinPair
		JaccardJoin(sets, threshold, func(p JoinPair) { got = append(got, p) })
		if !slices.Equal(got, want) {
			t.Fatalf("threshold %g: %d pairs, want %d", threshold, len(got), len(want))
		}
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
	labels := Link(11, edges, Average)
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
	for i, l := range Link(n, edges, Average) {
		if l != 0 {
			t.Fatalf("text %d fell out of the story", i)
		}
	}
}
