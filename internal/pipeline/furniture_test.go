package pipeline

import (
	"fmt"
	"strings"
	"testing"
)

var topics = strings.Fields("harbour bridge library market tram ferry school mill tower garden museum station bakery theatre stadium river canal forest airport village hospital brewery castle lighthouse quarry vineyard orchard printing foundry tannery")

// story is a text of its own for each number.
func story(i int) string {
	a, b, c := topics[i%len(topics)], topics[(i*7+3)%len(topics)], topics[(i*11+5)%len(topics)]
	var s strings.Builder
	for k := range 4 {
		fmt.Fprintf(&s, "The %s near the %s changed its hours in week %s%d because the %s%d closes early, and people from the %s%d complain about it.\n\n", a, b, c, i*10+k, b, i*3+k, c, i*5+k)
	}
	return s.String()
}

// A footer on many different pages of a site is dropped, listed and no reason to
// cluster; kept with KeepFurniture.
func TestFooterIsFurniture(t *testing.T) {
	footer := "Write to the newsroom at the old customs house or call us between nine and five on working days, your tip stays secret and we answer every letter within one week of its arrival here"
	texts := map[string]string{}
	for i := range 40 {
		texts[fmt.Sprintf("p%02d.jsonl", i)] = fmt.Sprintf("{\"id\":\"p%02d\",\"site\":\"x\",\"title\":\"t%d\",\"text\":%q}\n", i, i, story(i)+footer)
	}
	m := runText(t, DefaultOptions(), texts).Model
	if len(m.Furniture) != 1 || m.Furniture[0].Line != footer || m.Furniture[0].Pages != 40 || m.Furniture[0].Example != "p00" {
		t.Errorf("furniture: %+v", m.Furniture)
	}
	if len(m.Clusters) != 0 {
		t.Errorf("%d clusters of different stories", len(m.Clusters))
	}
	opts := DefaultOptions()
	opts.KeepFurniture = true
	if m := runText(t, opts, texts).Model; len(m.Furniture) != 0 {
		t.Errorf("furniture in spite of KeepFurniture: %+v", m.Furniture)
	}
}

// A story published thirty times, lightly edited, is one cluster and no
// furniture.
func TestCopiesAreNoFurniture(t *testing.T) {
	texts := map[string]string{}
	for i := range 30 {
		text := strings.Replace(story(1), "hours in week", fmt.Sprintf("hours%d in week", i), 1+i%2)
		texts[fmt.Sprintf("p%02d.jsonl", i)] = fmt.Sprintf("{\"id\":\"p%02d\",\"site\":\"x\",\"title\":\"t%d\",\"text\":%q}\n", i, i, text)
	}
	m := runText(t, DefaultOptions(), texts).Model
	if len(m.Furniture) != 0 {
		t.Errorf("furniture: %+v", m.Furniture)
	}
	if len(m.Clusters) != 1 || len(m.Clusters[0].Members) != 30 {
		t.Errorf("%d clusters, want one of 30", len(m.Clusters))
	}
}

// A notice of two lines in place of every text: the pages have nothing to compare.
func TestNoticesInPlaceOfTexts(t *testing.T) {
	var lines strings.Builder
	for i := range 25 {
		title := fmt.Sprintf("Title of story %d", i)
		if i >= 13 {
			title = "The same title" // a story sent twelve times is none
		}
		text := "This story is for our subscribers alone, who pay for the work of our reporters.\nWrite to us if you have paid and still see these two lines in its place."
		if i >= 13 {
			text = story(1)
		}
		fmt.Fprintf(&lines, "{\"id\":\"p%02d\",\"site\":\"a.example\",\"title\":%q,\"text\":%q}\n", i, title, text)
	}
	m := runText(t, DefaultOptions(), map[string]string{"n.jsonl": lines.String()}).Model
	if len(m.Clusters) != 1 || len(m.Clusters[0].Members) != 12 || m.Articles.Short != 13 || len(m.Furniture) != 2 {
		t.Errorf("%d clusters, %d short, furniture %+v; want the story of 12, 13 short, 2 lines", len(m.Clusters), m.Articles.Short, m.Furniture)
	}
}

// A notice instead of a text, over a site's pages: no article, so no copies either.
func TestPagesOfFurnitureAreShort(t *testing.T) {
	const notice = "Please sign in with your subscriber account to go on reading this article on our pages."
	var lines strings.Builder
	for i := range 60 {
		text := story(i) + "\n" + notice
		if i%4 == 0 {
			text = notice
		}
		fmt.Fprintf(&lines, "{\"id\":\"p%02d\",\"site\":\"a.example\",\"title\":\"Title number %d\",\"text\":%q}\n", i, i, text)
	}
	m := runText(t, DefaultOptions(), map[string]string{"n.jsonl": lines.String()}).Model
	if len(m.Furniture) != 1 || len(m.Clusters) != 0 || m.Articles.Short != 15 {
		t.Errorf("%d furniture lines, %d clusters, %d short, want 1, 0, 15", len(m.Furniture), len(m.Clusters), m.Articles.Short)
	}
}

func TestDroppedLines(t *testing.T) {
	f := furniture{lines: map[uint64]where{siteLine(1, 7): anywhere, siteLine(1, 8): atEnd}}
	hash := func(h ...uint64) func(int) uint64 { return func(i int) uint64 { return h[i] } }
	for _, c := range []struct {
		lines []uint64
		want  string
	}{
		{[]uint64{5, 7, 6}, "[false true false]"},
		{[]uint64{8, 5, 8, 7, 8}, "[false false true true true]"},
		{[]uint64{7, 8}, "[true false]"},
		{[]uint64{7, 7}, "[true true]"},
	} {
		if got := fmt.Sprint(f.dropped(nil, 1, len(c.lines), hash(c.lines...))); got != c.want {
			t.Errorf("%v: %s, want %s", c.lines, got, c.want)
		}
	}
}
