package pipeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Of pairs in which half of the shorter text's shingles or more stand in the longer,
// 98 in 100 are compared: bands see the ones of like size, samples the others.
func TestCandidatesFindExcerpts(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 2))
	text := func(n int) []string {
		words := make([]string, n)
		for i := range words {
			words[i] = fmt.Sprintf("w%d", r.IntN(20_000))
		}
		return words
	}
	const pairs = 800
	var input strings.Builder
	wanted := 0
	containment := map[string]float64{}
	for i := range pairs {
		short := text(60 + r.IntN(200))
		long := text(len(short) + r.IntN(900))
		shared := int((0.5 + 0.5*r.Float64()) * float64(len(short)))
		copy(long[r.IntN(len(long)-shared+1):], short[len(short)-shared:])
		_, c := jaccard(shingles(short), shingles(long))
		a, b := fmt.Sprintf("p%03da", i), fmt.Sprintf("p%03db", i)
		containment[a+" "+b] = c
		if c >= 0.5 {
			wanted++
		}
		for id, words := range map[string][]string{a: short, b: long} {
			fmt.Fprintf(&input, "{\"id\":%q,\"title\":\"t\",\"text\":%q}\n", id, strings.Join(words, " "))
		}
	}
	opts := DefaultOptions()
	opts.Weighted, opts.Jobs = 0.01, 2 // so that every excerpt compared is listed
	m := runText(t, opts, map[string]string{"n.jsonl": input.String()}).Model
	opts.Memory = 64 << 10 // samples in dozens of parts on disk
	if little := runText(t, opts, map[string]string{"n.jsonl": input.String()}).Model; !slices.Equal(little.Pairs, m.Pairs) {
		t.Errorf("with little memory %d pairs, else %d, or not the same", len(little.Pairs), len(m.Pairs))
	}
	found := 0
	for _, p := range m.Pairs {
		c, ok := containment[m.Article(p.A).ID+" "+m.Article(p.B).ID]
		if !ok {
			t.Errorf("%s and %s share next to nothing", m.Article(p.A).ID, m.Article(p.B).ID)
			continue
		}
		if p.Containment != c {
			t.Errorf("%s: containment %g, want %g", m.Article(p.A).ID, p.Containment, c)
		}
		if c >= 0.5 {
			found++
		}
	}
	if wanted < pairs*9/10 || found < wanted*98/100 {
		t.Errorf("%d of %d pairs were compared", found, wanted)
	}
	t.Logf("%d of %d", found, wanted)
}

// Where buckets are capped, too, the memory there is changes nothing.
func TestMemoryChangesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	story := make([]string, 200)
	for i := range story {
		story[i] = fmt.Sprintf("w%d", r.IntN(20_000))
	}
	var input strings.Builder
	for i := range 400 {
		words := slices.Clone(story)
		for range 12 {
			words[r.IntN(len(words))] = fmt.Sprintf("x%d", r.IntN(1_000_000))
		}
		fmt.Fprintf(&input, "{\"id\":\"a%03d\",\"title\":\"t\",\"text\":%q}\n", i, strings.Join(words, " "))
	}
	opts := DefaultOptions()
	opts.Jobs, opts.KeepFurniture = 2, true
	much := runText(t, opts, map[string]string{"n.jsonl": input.String()}).Model
	opts.Memory = 64 << 10
	little := runText(t, opts, map[string]string{"n.jsonl": input.String()}).Model
	if much.Capped["band_buckets"] == 0 {
		t.Errorf("capped: %v", much.Capped)
	}
	if !slices.Equal(much.Pairs, little.Pairs) {
		t.Errorf("%d pairs, with little memory %d, or not the same", len(much.Pairs), len(little.Pairs))
	}
}
