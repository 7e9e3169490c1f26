package page

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// all returns every string of a page.
func (p *Page) all() []string {
	var out []string
	if p.HasTitle {
		out = append(out, p.Title)
	}
	for _, list := range [][]string{p.Body, p.Source, p.Keywords, p.Related, p.Inline, p.MostRead, p.Dropped} {
		out = append(out, list...)
	}
	for _, e := range p.Embedded {
		out = append(append(out, e.Title), e.Paragraphs...)
	}
	return out
}

func letterCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// checkLetters fails unless the letters of the sections are at least those of
// the lines without their markers, and at most those of the text: no line lost,
// none doubled.
func checkLetters(t interface{ Fatalf(string, ...any) }, s *Splitter, p *Page, text string) {
	got, least, most := 0, 0, letterCount(text)
	for _, x := range p.all() {
		got += letterCount(x)
		if x == "" && p.Title != "" {
			t.Fatalf("an empty string in %+v", p)
		}
		if utf8.ValidString(text) && !utf8.ValidString(x) {
			t.Fatalf("cut inside a character: %q", x)
		}
	}
	for i := range s.lines {
		l := &s.lines[i]
		if l.kind == KindNone {
			least += letterCount(text[l.body:l.end])
		} else {
			least += letterCount(text[l.rest:l.restEnd])
		}
	}
	if got < least || got > most {
		t.Fatalf("%d letters in the sections, %d to %d in the text\n%q\n%+v", got, least, most, text, p)
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"", "\n\n", "•", "a\rb\u2028c", prose(2) + tailText, "المصدر:", "Tags:\n#a\n#b", "1. a\n2. b\n3. c", "Related\n\xff\xfe\n• x",
		"اقرأ أيضا: (", "Read also:\nh\n", "(c) x", "...المزيد", "a ...المزيد", "مقالات مشابهة • • •", "12 comments", "By A B\nx", "-\n-\n•\nz"} {
		f.Add(seed)
	}
	s, p := NewSplitter(NewMarkers()), new(Page)
	f.Fuzz(func(t *testing.T, text string) {
		s.Split(p, "", text)
		checkLetters(t, s, p, text)
		s.Split(p, "some title", text)
	})
}

// TestEveryLineOnce builds pages of marked and plain lines, each with a word of
// its own, and finds each of these words exactly once in the sections.
func TestEveryLineOnce(t *testing.T) {
	s, p := NewSplitter(NewMarkers()), new(Page)
	forms := []string{"%s", "• headline about the river %s", "a plain headline of the day %s", "A sentence that ends, as it should %s.",
		"A long paragraph of the article that goes on and on about the river, the harbour and the weather of the week, until somebody closes it %s.",
		"Read also: the story behind the flood %s", "Related articles", "Source: Wire%s", "Tags: river, %s", "", "", "2 hours ago", "Most read",
		"مقالات مشابهة • عنوان أول • عنوان %s", "اقرأ أيضا:", "المصدر:", "Share this %s", "// انتهى //", "1. numbered item number one %s", "3 comments", "…more",
		"caption of a photo %s (Reuters)", "Previous post: %s", "The post %s appeared first on", "list of 3 items", "end of list", "Advertisement", "By Nora %s", "4 March 2025"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 40).Draw(t, "lines")
		var b strings.Builder
		var words []string
		for i := 0; i < n; i++ {
			form := rapid.SampledFrom(forms).Draw(t, "form")
			if strings.Contains(form, "%s") {
				word := fmt.Sprintf("Qq%dz", i)
				words = append(words, word)
				form = fmt.Sprintf(form, word)
			}
			b.WriteString(form + "\n")
		}
		s.Split(p, "", b.String())
		all := strings.Join(p.all(), "\n")
		for _, w := range words {
			if strings.Count(all, w) != 1 {
				t.Fatalf("%s stands %d times\n%s\n%+v", w, strings.Count(all, w), b.String(), p)
			}
		}
		checkLetters(t, s, p, b.String())
	})
}

// TestLinear splits degenerate pages of two sizes: the larger one may take its
// share of the time and no more.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	s, p := NewSplitter(NewMarkers()), new(Page)
	for _, unit := range []string{"\n", "•\n", "• x\n", "المصدر:\n", "اقرأ أيضا\n", "اقرأ أيضا: عنوان واحد قصير\n", "Read more\nabc def ghi\n", "2 hours ago\n", "Related articles\n",
		"word ", "• ", "مقالات مشابهة • ", "a headline of five words\n", "A sentence of five words.\n", "Advertisement\n", "12 May 2024\n", "h h h (x)\n", "\u00a0", "(", "1. ", "Tags:\n#a\n", "x\n\n",
		"a line of more than fifty characters which is never ended by\n"} {
		took := [2]time.Duration{}
		for i, size := range [2]int{1 << 18, 1 << 21} {
			text := strings.Repeat(unit, size/len(unit))
			start := time.Now()
			s.Split(p, "", text)
			took[i] = time.Since(start)
		}
		if took[1] > 60*took[0]+200*time.Millisecond {
			t.Errorf("%q: 256 KiB in %v, 2 MiB in %v", unit, took[0], took[1])
		}
		t.Logf("%-40q 2 MiB in %v", unit, took[1])
	}
}
