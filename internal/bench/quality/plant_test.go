package main

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// planters returns one for words and one for characters, on self-made texts.
func planters() map[string]*planter {
	var words, wide []string
	for i := range 200 {
		words = append(words, "w"+strings.Repeat("x", i%7)+string(rune('a'+i%26)))
		wide = append(wide, string(rune('一'+3*i))+string(rune('一'+3*i+1)))
	}
	text := strings.Join(words[:120], " ") + "\n" + strings.Join(words[120:], " ")
	other := article{ID: "other", Title: "other title", Text: "one two three four"}
	return map[string]*planter{
		"words": {language: language{marker: "Read also", agency: "CITY -"}, articles: []article{{ID: "a", Title: "old", Text: text}, other}},
		"wide": {language: language{marker: "相关阅读", agency: "电：", wide: 2},
			articles: []article{{ID: "a", Title: "old", Text: strings.Join(wide[:120], "") + "\n" + strings.Join(wide[120:], "")}, other}},
	}
}

func TestWordsJoinToTheirText(t *testing.T) {
	for name, p := range planters() {
		for line := range strings.Lines(p.articles[0].Text) {
			line = strings.TrimSpace(line)
			if words := p.words(line); p.join(words) != line || len(words) < 80 {
				t.Errorf("%s: %d words do not join to their line", name, len(words))
			}
		}
	}
}

func TestCopiesAreWhatTheirKindSays(t *testing.T) {
	for name, p := range planters() {
		original := p.articles[0]
		for kind := range kinds {
			c := p.copyOf(&original, kind)
			if again := p.copyOf(&original, kind); again != c {
				t.Errorf("%s, %s: two copies differ", name, kinds[kind])
			}
			if c.ID == original.ID || c.Date != original.Date || c.Text == original.Text {
				t.Errorf("%s, %s: %+v", name, kinds[kind], c)
			}
			before, after := p.length(original.Text), p.length(c.Text)
			switch kind {
			case 0, 1:
				keep := []float64{.7, .5}[kind]
				if after != int(float64(before)*keep) || !strings.HasPrefix(original.Text, c.Text) {
					t.Errorf("%s, %s: %d of %d words", name, kinds[kind], after, before)
				}
			case 2, 3:
				least := []int{10, 30}[kind-2] // of 200 words; twice the room that the rate has
				if n := changed(p, original.Text, c.Text); n < least*6/10 || n > least*2+5 {
					t.Errorf("%s, %s: %d of %d words changed", name, kinds[kind], n, before)
				}
			case 4:
				if c.Title == original.Title || c.Text != p.agency+" "+original.Text {
					t.Errorf("%s, %s: not a new head before the same text", name, kinds[kind])
				}
			case 5:
				lines := strings.Split(c.Text, "\n")
				if !strings.HasPrefix(c.Text, original.Text+"\n"+p.marker+"\n") || len(lines) != 2+1+6 {
					t.Errorf("%s, %s: no list of six at the end", name, kinds[kind])
				}
			case 6:
				if !strings.HasPrefix(c.Text, p.agency) || !strings.Contains(c.Text, "\n"+p.marker+"\n") || c.Title == original.Title {
					t.Errorf("%s, %s: not all edits", name, kinds[kind])
				}
			}
		}
		if original.Text != planters()[name].articles[0].Text {
			t.Errorf("%s: copies changed their original", name)
		}
	}
}

// changed counts the words of a text that are not in another; all words of the
// originals above differ.
func changed(p *planter, original, edited string) int {
	n := 0
	for line := range strings.Lines(original) {
		for _, w := range p.words(strings.TrimSpace(line)) {
			if p.wide > 0 && !strings.Contains(edited, w) || p.wide == 0 && !slices.Contains(strings.Fields(edited), w) {
				n++
			}
		}
	}
	return n
}

func TestDigestsJoinShortEntries(t *testing.T) {
	entries := []article{{ID: "1", Title: "t1"}, {ID: "2", Text: "x2."}, {ID: "3", Title: "t3"}, {ID: "4", Title: "t4"}, {ID: "5", Title: "t5"}}
	got := digests(entries, 4)
	if len(got) != 1 || got[0].Text != "t1. x2. t3.\nt4." || got[0].ID == "1" {
		t.Errorf("%+v", got)
	}
	if n := utf8.RuneCountInString(got[0].Text); n != 15 {
		t.Errorf("%d characters", n)
	}
}
