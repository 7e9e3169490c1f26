package pipeline

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"naskh/internal/dump"
	"naskh/internal/page"
)

// night writes n articles of random words, many of them edited copies, and
// returns their texts by id.
func night(t *testing.T, dir string, n int) map[string][]string {
	t.Helper()
	r := rand.New(rand.NewPCG(9, 9))
	texts := map[string][]string{}
	var lines strings.Builder
	var words []string
	for i := range n {
		if i%4 == 0 {
			words = nil
			for range 60 + r.IntN(80) {
				words = append(words, fmt.Sprintf("word%c%c%c", 'a'+r.IntN(26), 'a'+r.IntN(26), 'a'+r.IntN(26)))
			}
		}
		copied := append([]string(nil), words...)
		for range r.IntN(30) {
			copied[r.IntN(len(copied))] = fmt.Sprintf("edit%c%c%c", 'a'+r.IntN(26), 'a'+r.IntN(26), 'a'+r.IntN(26))
		}
		id := fmt.Sprintf("id%03d", i)
		texts[id] = copied
		fmt.Fprintf(&lines, "{\"id\":%q,\"title\":\"t\",\"text\":%q}\n", id, strings.Join(copied, " "))
	}
	if err := os.WriteFile(filepath.Join(dir, "night.jsonl"), []byte(lines.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return texts
}

// shingles is the set of three-word strings: no folding, no hashing.
func shingles(words []string) map[string]bool {
	s := map[string]bool{}
	for i := 0; i+3 <= len(words); i++ {
		s[strings.Join(words[i:i+3], " ")] = true
	}
	return s
}

// Bands, sketches, samples and verification together find the pairs that a
// comparison of all with all finds, with the same figures.
func TestPairsAgainstBruteForce(t *testing.T) {
	dir := t.TempDir()
	texts := night(t, dir, 240)
	inputs, err := dump.Walk([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	opts := DefaultOptions()
	opts.Markers, opts.Recall, opts.Excerpts, opts.Jobs = page.NewMarkers(), 0.9999, false, 2
	result, err := Run(context.Background(), inputs, dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	type figures struct{ jaccard, containment float64 }
	want := map[string]figures{}
	sets := map[string]map[string]bool{}
	lowest := map[string]string{} // text → the lowest id that has it
	for id, words := range texts {
		sets[id] = shingles(words)
		text := strings.Join(words, " ")
		if l, ok := lowest[text]; !ok || id < l {
			lowest[text] = id
		}
	}
	lowestOf := func(id string) string { return lowest[strings.Join(texts[id], " ")] }
	for a, x := range sets {
		for b, y := range sets {
			if a >= b || lowestOf(a) != a || lowestOf(b) != b && lowestOf(b) != a {
				continue // of equal texts the lowest id stands for all
			}
			shared := 0
			for s := range x {
				if y[s] {
					shared++
				}
			}
			if j := float64(shared) / float64(len(x)+len(y)-shared); j >= opts.Threshold {
				want[a+" "+b] = figures{j, float64(shared) / float64(min(len(x), len(y)))}
			}
		}
	}
	if len(want) < 50 {
		t.Fatalf("only %d pairs to find", len(want))
	}
	got := map[string]figures{}
	m := result.Model
	for _, p := range m.Pairs {
		if p.Jaccard >= opts.Threshold {
			got[m.Article(p.A).ID+" "+m.Article(p.B).ID] = figures{p.Jaccard, p.Containment}
		}
	}
	for pair, f := range want {
		if got[pair] != f {
			t.Errorf("%s: %v, want %v", pair, got[pair], f)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d pairs, want %d", len(got), len(want))
	}
}

func TestRunStopsWhenCancelled(t *testing.T) {
	dir := t.TempDir()
	night(t, dir, 40)
	inputs, err := dump.Walk([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	opts := DefaultOptions()
	opts.Markers = page.NewMarkers()
	if _, err := Run(ctx, inputs, dir, opts); err == nil {
		t.Fatal("a cancelled run gave a result")
	}
	left, _ := os.ReadDir(dir)
	if len(left) != 1 {
		t.Errorf("temporary files are left: %v", left)
	}
}
