package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// Equal texts are one text within the window alone. Without dates they always are,
// and a text in between, near enough to both, brings them together like any other
// story that goes on.
func TestWindowHoldsForEqualTexts(t *testing.T) {
	for _, c := range []struct {
		name   string
		window int
		days   []int // of each text, -1 for no date
		want   string
	}{
		{"within", 5, []int{0, 5}, "[0 1]"},
		{"beyond", 5, []int{0, 6}, ""},
		{"any", 0, []int{0, 400}, "[0 1]"},
		{"two groups", 5, []int{0, 20, 1, 21}, "[0 2] [1 3]"},
		{"in between", 5, []int{0, 8, 4}, "[0 1 2]"},
		{"without a date", 5, []int{-1, 3, -1}, "[0 1 2]"},
		{"one without a date", 5, []int{0, -1}, "[0 1]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var input strings.Builder
			for i, d := range c.days {
				date := ""
				if d >= 0 {
					date = time.Date(2026, 3, 1+d, 12, 0, 0, 0, time.UTC).Format(time.RFC3339)
				}
				fmt.Fprintf(&input, "{\"id\":\"%d\",\"title\":\"t\",\"date\":%q,\"text\":%q}\n", i, date, story(1))
			}
			opts := DefaultOptions()
			opts.WindowDays = c.window
			m := runText(t, opts, map[string]string{"n.jsonl": input.String()}).Model
			var got []string
			for _, cluster := range m.Clusters {
				var ids []string
				for _, member := range cluster.Members {
					ids = append(ids, m.Article(member.Article).ID)
				}
				slices.Sort(ids)
				got = append(got, fmt.Sprint(ids))
			}
			slices.Sort(got)
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("clusters %s, want %s", s, c.want)
			}
			for _, p := range m.Pairs {
				if p.Relation != string(identical) {
					t.Errorf("pair %+v", p)
				}
			}
		})
	}
}
