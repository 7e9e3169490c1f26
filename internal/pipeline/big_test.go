package pipeline

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"naskh/cluster"
)

// A story told by thousands, each with five words of its own, is one cluster: work
// on it is capped, what is capped is counted, and the time grows with the members
// and not with their pairs. NASKH_STORY sets their number.
func TestStoryOfThousands(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	n := 5_000
	if s := os.Getenv("NASKH_STORY"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(5, 5))
	var words []string
	for i := range 160 {
		words = append(words, fmt.Sprintf("%s%d", topics[i%len(topics)], i))
	}
	var input strings.Builder
	for i := range n {
		own := append([]string(nil), words...)
		for range 5 {
			own[random.IntN(len(own))] = fmt.Sprintf("own%d", random.IntN(1_000_000))
		}
		fmt.Fprintf(&input, "{\"id\":\"s%05d\",\"site\":\"x%d\",\"title\":\"t\",\"text\":%q}\n", i, i%500, strings.Join(own, " "))
	}
	opts := DefaultOptions()
	opts.Jobs = 2
	m := runText(t, opts, map[string]string{"n.jsonl": input.String()}).Model
	if len(m.Clusters) != 1 || len(m.Clusters[0].Members) != n {
		sizes := []int{}
		for _, c := range m.Clusters {
			sizes = append(sizes, len(c.Members))
		}
		t.Errorf("%d clusters of %v, want one of %d", len(sizes), sizes[:min(len(sizes), 10)], n)
	}
	if m.Capped["band_buckets"] == 0 || m.Capped["band_members"] < int64(n) {
		t.Errorf("capped: %v", m.Capped)
	}
	if most := 100 * n; len(m.Pairs) > most {
		t.Errorf("%d pairs, more than 100 a member", len(m.Pairs))
	}
	for _, s := range m.Timing.Stages {
		t.Logf("%s %.2f s, CPU %.2f s", s.Name, s.Wall.Seconds(), s.CPU.Seconds())
	}
	t.Logf("%d members, %d pairs, %d MiB, capped %v", n, len(m.Pairs), m.Timing.PeakRSS>>20, m.Capped)
}

// chainOfPages is a dump of pages of which each is an edit of the one before: a window of
// 120 words that moves on by 12. They end with so many words that all have.
func chainOfPages(pages, common int) string {
	word := func(i int) string { return fmt.Sprintf("w%dx%d", i, i*i%97) }
	const length, step = 120, 12 // Jaccard (118-12)/(118+12) = .815 without common words
	var input strings.Builder
	for page := range pages {
		fmt.Fprintf(&input, "{\"id\":\"c%02d\",\"site\":\"x%d\",\"title\":\"t\",\"text\":\"", page, page)
		for i := range length {
			input.WriteString(word(page*step+i) + " ")
		}
		for i := range common {
			fmt.Fprintf(&input, "common%d ", i)
		}
		input.WriteString("\"}\n")
	}
	return input.String()
}

// A chain is no cluster where its pages share a paragraph, which fills buckets of bands.
func TestChainOfPagesWithOneParagraph(t *testing.T) {
	m := runText(t, DefaultOptions(), map[string]string{"n.jsonl": chainOfPages(1000, 60)}).Model
	if m.Capped["band_buckets"] == 0 {
		t.Error("no bucket is capped: the dump is not what the test wants")
	}
	if n := len(m.Clusters[0].Members); n > 30 {
		t.Errorf("%d pages of the chain in one cluster", n)
	}
}

// A hundred pages of which each is an edit of the one before, and ten steps apart
// nothing is left, are no cluster; single linkage makes one of them.
func TestChainOfAHundredPages(t *testing.T) {
	input := chainOfPages(100, 0)
	opts := DefaultOptions()
	largest := func() int {
		m := runText(t, opts, map[string]string{"n.jsonl": input}).Model
		for _, p := range m.Pairs {
			if a, b := m.Article(p.A).ID, m.Article(p.B).ID; a == "c00" && b == "c01" && (p.Jaccard < 0.81 || p.Jaccard > 0.82) {
				t.Errorf("neighbours have Jaccard %g", p.Jaccard)
			}
		}
		return len(m.Clusters[0].Members)
	}
	if n := largest(); n > 20 {
		t.Errorf("%d pages of the chain in one cluster", n)
	}
	var err error
	if opts.Linkage, err = cluster.ParseLinkage("single"); err != nil {
		t.Fatal(err)
	}
	if n := largest(); n != 100 {
		t.Errorf("single linkage puts %d pages in one cluster, want 100", n)
	}
}
