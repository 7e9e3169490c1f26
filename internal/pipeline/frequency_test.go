package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"naskh/internal/dump"
	"naskh/internal/page"
	"naskh/shingle"
)

// Word frequencies are those of the different texts after furniture, though texts
// are counted as they are read: with equal texts, short ones, repeated records and
// a footer on every page.
func TestFrequenciesAreThoseOfTheNodes(t *testing.T) {
	const footer = "Write to the newsroom at the old customs house, your tip stays secret and we answer every letter"
	var lines strings.Builder
	record := func(id int, text string) {
		fmt.Fprintf(&lines, "{\"id\":\"p%03d\",\"site\":\"a.example\",\"title\":\"t%d\",\"text\":%q}\n", id, id, text)
	}
	for i := range 60 {
		record(i, story(i%40)+footer) // twenty stories stand twice
		record(i, story(i%40)+footer) // the same record again
		record(i+100, "Too short. "+fmt.Sprint(i))
		record(i+200, story(i+100))
		if i < 20 {
			record(i+300, story(i+100)) // and without a footer, too
		}
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "night.jsonl")
	if err := os.WriteFile(name, []byte(lines.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	inputs, err := dump.Walk([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	opts := DefaultOptions()
	opts.Markers, opts.Jobs = page.NewMarkers(), 2
	r, err := newRun(inputs, dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	source, err := dump.NewReader(inputs, opts.Dump)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := r.read(ctx, source); err != nil {
		t.Fatal(err)
	}
	if err := r.findFurniture(); err != nil {
		t.Fatal(err)
	}
	if err := r.trim(ctx); err != nil {
		t.Fatal(err)
	}
	if err := r.collapse(); err != nil {
		t.Fatal(err)
	}
	if err := r.countNodes(ctx); err != nil {
		t.Fatal(err)
	}
	if len(r.furniture.found) == 0 || len(r.nodes) != 100 {
		t.Fatalf("%d furniture lines, %d texts: the night is not what the test wants", len(r.furniture.found), len(r.nodes))
	}
	want := map[shingle.Word]int{}
	l := loader{run: r}
	for i := range r.nodes {
		words, _, err := l.body(&r.articles[r.first(uint32(i))])
		if err != nil {
			t.Fatal(err)
		}
		distinct := map[shingle.Word]bool{}
		for _, w := range words {
			distinct[w] = true
		}
		for w := range distinct {
			want[w]++
		}
	}
	sum, counted := 0, 0
	for w, n := range want {
		sum += n
		if got := r.frequency.of(uint64(w)); got < n {
			t.Fatalf("a word of %d texts is counted %d times", n, got)
		}
	}
	for i := range r.frequency.lines {
		for _, n := range r.frequency.lines[i] {
			counted += int(n)
		}
	}
	if counted != 2*sum {
		t.Errorf("all counters hold %d, want %d: two for each word of a text", counted, 2*sum)
	}
}
