package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"naskh/internal/dump"
	"naskh/internal/page"
)

// splitOptions are the flags of naskh split.
type splitOptions struct {
	input   inputOptions
	markers string
}

func (o *splitOptions) addFlags(f *pflag.FlagSet) {
	o.input.addFlags(f)
	f.StringVar(&o.markers, "markers", "", "`FILE` of section markers that adds to the built-in ones")
}

// sections is one line of the output.
type sections struct {
	ID       string     `json:"id"`
	Title    *string    `json:"title"`
	Body     []string   `json:"body"`
	Source   []string   `json:"source"`
	Keywords []string   `json:"keywords"`
	Embedded []embedded `json:"embedded"`
	Related  []string   `json:"related"`
	Inline   []string   `json:"inline"`
	MostRead []string   `json:"most_read"`
	Dropped  []string   `json:"dropped"`
}

type embedded struct {
	Title      string   `json:"title"`
	Paragraphs []string `json:"paragraphs"`
}

func splitCommand(args []string, stdout io.Writer) error {
	var o splitOptions
	f := pflag.NewFlagSet("split", pflag.ContinueOnError)
	f.SetOutput(io.Discard)
	o.addFlags(f)
	if err := f.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			fmt.Fprintf(stdout, "naskh split [flags] FILE…   prints the sections of pages, one JSON object a page\n\n%s\n%s", f.FlagUsages(), page.Help)
			return nil
		}
		return usagef("%v\nsee naskh split --help", err)
	}
	markers, err := readMarkers(o.markers)
	if err != nil {
		return err
	}
	settings, err := o.input.dump()
	if err != nil {
		return err
	}
	inputs, err := dump.Walk(f.Args())
	if err != nil {
		return err
	}
	source, err := dump.NewReader(inputs, settings)
	if err != nil {
		return usagef("%v", err)
	}
	defer source.Close()
	out := bufio.NewWriter(stdout)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	splitter := page.NewSplitter(markers)
	var p page.Page
	var chunk dump.Chunk
	rejected := false
	for source.Next(&chunk) {
		for rec, reject := range chunk.Records() {
			if reject != nil {
				rejected = true
				continue
			}
			splitter.Split(&p, rec.Title, rec.Text)
			if err := lines.Encode(sectionsOf(&rec, &p)); err != nil {
				return err
			}
		}
	}
	for _, s := range source.Files() {
		if s.Status != dump.StatusOK {
			fmt.Fprintf(os.Stderr, "naskh: %q: %s: %s\n", s.File, s.Status, s.Reason)
			rejected = true
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if rejected {
		return errIncomplete
	}
	return nil
}

func sectionsOf(rec *dump.Record, p *page.Page) sections {
	s := sections{
		ID: rec.ID, Body: list(p.Body), Source: list(p.Source), Keywords: list(p.Keywords),
		Embedded: []embedded{}, Related: list(p.Related), Inline: list(p.Inline),
		MostRead: list(p.MostRead), Dropped: list(p.Dropped),
	}
	if p.HasTitle {
		s.Title = &p.Title
	} else if rec.Title != "" {
		s.Title = &rec.Title
	}
	for _, e := range p.Embedded {
		s.Embedded = append(s.Embedded, embedded{e.Title, list(e.Paragraphs)})
	}
	return s
}

// list is s, never null in JSON.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// readMarkers reads the built-in markers and, on top, those of a file.
func readMarkers(file string) (*page.Markers, error) {
	if file == "" {
		return page.NewMarkers(), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, usagef("--markers: %v", err)
	}
	defer f.Close()
	m, err := page.ReadMarkers(f, file)
	if err != nil {
		return nil, usagef("--markers: %v", err)
	}
	return m, nil
}
