package page

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// answer is the right split of a page, as the files beside the pages hold it.
type answer struct {
	Title    *string        `json:"title"`
	Body     []string       `json:"body"`
	Source   []string       `json:"source"`
	Keywords []string       `json:"keywords"`
	Embedded []embeddedJSON `json:"embedded"`
	Related  []string       `json:"related"`
	Inline   []string       `json:"inline"`
	MostRead []string       `json:"most_read"`
	Encoding string         `json:"encoding,omitempty"`
	Note     string         `json:"note,omitempty"`
}

type embeddedJSON struct {
	Title      string   `json:"title"`
	Paragraphs []string `json:"paragraphs"`
}

func (p *Page) answer() answer {
	a := answer{Body: p.Body, Source: p.Source, Keywords: p.Keywords, Related: p.Related, Inline: p.Inline, MostRead: p.MostRead}
	if p.HasTitle {
		a.Title = &p.Title
	}
	for _, e := range p.Embedded {
		a.Embedded = append(a.Embedded, embeddedJSON(e))
	}
	return a
}

var directionMarks = regexp.MustCompile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
var blanks = regexp.MustCompile(`[\s\p{Z}\x{1c}-\x{1f}\x{85}]+`)

func plainText(s string) string {
	return strings.TrimSpace(blanks.ReplaceAllString(directionMarks.ReplaceAllString(norm.NFC.String(s), ""), " "))
}

// normal brings an answer to the form in which answers are compared.
func (a answer) normal() answer {
	list := func(in []string) []string {
		out := make([]string, 0, len(in))
		for _, s := range in {
			out = append(out, plainText(s))
		}
		return out
	}
	n := answer{Body: list(a.Body), Source: list(a.Source), Keywords: list(a.Keywords), Related: list(a.Related), Inline: list(a.Inline), MostRead: list(a.MostRead)}
	if a.Title != nil {
		t := plainText(*a.Title)
		n.Title = &t
	}
	for _, e := range a.Embedded {
		n.Embedded = append(n.Embedded, embeddedJSON{plainText(e.Title), list(e.Paragraphs)})
	}
	return n
}

// checkPages compares every NAME.txt of a folder with NAME.expected.json.
func checkPages(t *testing.T, pattern string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages match %s", pattern)
	}
	splitter, p := NewSplitter(NewMarkers()), new(Page)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			expected, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".expected.json")
			if err != nil {
				t.Fatal(err)
			}
			var want answer
			if err := json.Unmarshal(expected, &want); err != nil {
				t.Fatal(err)
			}
			if want.Encoding == "windows-1256" {
				if text, err = charmap.Windows1256.NewDecoder().Bytes(text); err != nil {
					t.Fatal(err)
				}
			}
			splitter.Split(p, "", string(text))
			if diff := cmp.Diff(want.normal(), p.answer().normal()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// TestSharedPages checks the pages that came with the task, where they are at hand.
func TestSharedPages(t *testing.T) {
	dir := os.Getenv("NASKH_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "pages")); err != nil {
		t.Skipf("no folder of pages at %s; set NASKH_SHARED", dir)
	}
	checkPages(t, filepath.Join(dir, "pages", "*.txt"))
	checkPages(t, filepath.Join(dir, "data", "specimen", "*.txt"))
}
