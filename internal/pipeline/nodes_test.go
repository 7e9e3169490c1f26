package pipeline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Equal texts stand by id, whatever their dates: the lowest stands for all in the pairs.
func TestEqualTextsStandByID(t *testing.T) {
	var input strings.Builder
	for i, id := range []string{"a", "b", "c"} {
		fmt.Fprintf(&input, "{\"id\":%q,\"title\":\"t\",\"date\":\"2026-11-2%d\",\"text\":\"The harbour office closes the old pier for a week of repairs to its planks.\"}\n", id, []int{3, 1, 2}[i])
	}
	m := runText(t, DefaultOptions(), map[string]string{"n.jsonl": input.String()}).Model
	var got []string
	for _, p := range m.Pairs {
		got = append(got, m.Article(p.A).ID+m.Article(p.B).ID)
	}
	if want := []string{"ab", "ac"}; !slices.Equal(got, want) {
		t.Errorf("pairs %q, want %q", got, want)
	}
}

// A text that comes again is spilled once, but each article keeps its own letters, lines and
// furniture.
func TestEqualWordsKeepTheirOwnText(t *testing.T) {
	texts := []string{
		"The mayor of the harbour town opened a bridge for walkers this morning.\nThe ferry stays.",
		"THE MAYOR of the harbour town opened a bridge for walkers this morning.\nThe ferry stays.",
		"The mayor of the harbour town opened a bridge for walkers this morning. The ferry stays.",
	}
	var lines strings.Builder
	for i := range 12 {
		fmt.Fprintf(&lines, "{\"id\":\"n%02d\",\"title\":\"Bridge\",\"text\":%q}\n", i, texts[i/2%3]) // each twice in a row, and again
	}
	m := runText(t, DefaultOptions(), map[string]string{"n.jsonl": lines.String()}).Model
	if len(m.Clusters) != 1 || len(m.Clusters[0].Members) != 12 {
		t.Fatalf("%d clusters", len(m.Clusters))
	}
	for _, member := range m.Clusters[0].Members {
		id := m.Article(member.Article).ID
		i, err := strconv.Atoi(id[1:])
		if err != nil {
			t.Fatal(err)
		}
		got, err := m.Text(member.Article)
		if err != nil {
			t.Fatal(err)
		}
		if want := texts[i/2%3]; strings.Join(got, "\n") != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}
