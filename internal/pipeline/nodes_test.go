package pipeline

import (
	"fmt"
	"slices"
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
