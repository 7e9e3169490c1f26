package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The pages in testdata/pages stand in files of one language or subject, each
// after a line "=== name". A line of a page is a tag, one blank, the line itself
// and, where the answer is not the line as it stands, " ⇒ " and the answer (more
// of them after more arrows). Tags: T title, B body, + joined to the body line
// above, S source, K keywords, E title of an embedded article, P its paragraph,
// R related, I inline, M most read, X dropped; an empty line is an empty line.

// ownPage is a page and its answer.
type ownPage struct {
	name, text string
	want       answer
}

func readOwnPages(t *testing.T, file string) []ownPage {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var pages []ownPage
	for n, row := range strings.Split(string(b), "\n") {
		if name, ok := strings.CutPrefix(row, "=== "); ok {
			pages = append(pages, ownPage{name: name})
			continue
		}
		if len(pages) == 0 {
			continue
		}
		p := &pages[len(pages)-1]
		if row == "" {
			p.text += "\n"
			continue
		}
		tag, rest, ok := strings.Cut(row, " ")
		if !ok {
			t.Fatalf("%s:%d: no tag", file, n+1)
		}
		parts := strings.Split(rest, " ⇒ ")
		p.text += parts[0] + "\n"
		answers := parts
		if len(parts) > 1 {
			answers = parts[1:]
		}
		w := &p.want
		switch tag {
		case "T":
			w.Title = &answers[0]
		case "B":
			w.Body = append(w.Body, answers...)
		case "+":
			if len(w.Embedded) > 0 {
				e := w.Embedded[len(w.Embedded)-1].Paragraphs
				e[len(e)-1] += " " + answers[0]
			} else {
				w.Body[len(w.Body)-1] += " " + answers[0]
			}
		case "S":
			w.Source = append(w.Source, answers...)
		case "K":
			w.Keywords = append(w.Keywords, answers...)
		case "E":
			w.Embedded = append(w.Embedded, embeddedJSON{Title: answers[0]})
		case "P":
			e := &w.Embedded[len(w.Embedded)-1]
			e.Paragraphs = append(e.Paragraphs, answers...)
		case "R":
			w.Related = append(w.Related, answers...)
		case "I":
			w.Inline = append(w.Inline, answers...)
		case "M":
			w.MostRead = append(w.MostRead, answers...)
		case "X":
		default:
			t.Fatalf("%s:%d: no such tag %q", file, n+1, tag)
		}
	}
	return pages
}

// TestOwnPages splits the pages of testdata/pages, with LF and with CR LF.
func TestOwnPages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "pages", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no pages")
	}
	splitter, p := NewSplitter(NewMarkers()), new(Page)
	for _, file := range files {
		for _, page := range readOwnPages(t, file) {
			t.Run(filepath.Base(file)+"/"+page.name, func(t *testing.T) {
				for _, text := range []string{page.text, strings.ReplaceAll(page.text, "\n", "\r\n")} {
					splitter.Split(p, "", text)
					if diff := cmp.Diff(page.want.normal(), p.answer().normal()); diff != "" {
						t.Fatalf("-want +got\n%s\ndropped: %q", diff, p.Dropped)
					}
				}
			})
		}
	}
}
