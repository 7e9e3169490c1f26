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
	for _, part := range strings.Split("\n"+string(b), "\n=== ")[1:] {
		name, rows, _ := strings.Cut(part, "\n")
		page := parseOwnPage(t, rows)
		page.name = name
		pages = append(pages, page)
	}
	return pages
}

// parseOwnPage reads the rows of one page.
func parseOwnPage(t interface{ Fatalf(string, ...any) }, rows string) ownPage {
	var p ownPage
	w := &p.want
	embedded := false
	for _, row := range strings.Split(rows, "\n") {
		if row == "" {
			p.text += "\n"
			continue
		}
		tag, rest, ok := strings.Cut(row, " ")
		if !ok {
			t.Fatalf("no tag: %q", row)
		}
		answers := strings.Split(rest, " ⇒ ")
		p.text += answers[0] + "\n"
		if len(answers) > 1 {
			answers = answers[1:]
		}
		switch tag {
		case "T":
			w.Title = &answers[0]
		case "B":
			w.Body = append(w.Body, answers...)
			embedded = false
		case "+":
			list := w.Body
			if embedded {
				list = w.Embedded[len(w.Embedded)-1].Paragraphs
			}
			list[len(list)-1] += " " + answers[0]
		case "S":
			w.Source = append(w.Source, answers...)
		case "K":
			w.Keywords = append(w.Keywords, answers...)
		case "E":
			w.Embedded = append(w.Embedded, embeddedJSON{Title: answers[0]})
			embedded = true
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
			t.Fatalf("no such tag: %q", row)
		}
	}
	return p
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
