package main

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// article is one record of a set.
type article struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Text   string `json:"text"`
	Date   string `json:"date,omitempty"`
	Site   string `json:"site,omitempty"`
	URL    string `json:"url,omitempty"`
	Source string `json:"source,omitempty"`
	Lang   string `json:"lang,omitempty"`
}

// readArticles reads JSON lines, gzipped where the name ends in .gz.
func readArticles(name string) ([]article, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = bufio.NewReaderSize(f, 1<<20)
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	var all []article
	for d := json.NewDecoder(r); ; {
		var a article
		switch err := d.Decode(&a); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("%s, record %d: %w", name, len(all)+1, err)
		}
		all = append(all, a)
	}
}

// writeArticles writes JSON lines.
func writeArticles(name string, all []article) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	e := json.NewEncoder(w)
	for i := range all {
		if err := e.Encode(&all[i]); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return errors.Join(w.Flush(), f.Close())
}

// readRows reads a CSV file with a header and calls row with the cells of the
// named columns, which are valid until it returns.
func readRows(name string, columns []string, row func(cells []string)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	b := bufio.NewReaderSize(f, 1<<20)
	if mark, _ := b.Peek(3); string(mark) == "\ufeff" {
		b.Discard(3)
	}
	r := csv.NewReader(b)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	where := map[string]int{}
	for i, h := range head {
		where[h] = i
	}
	places := make([]int, len(columns))
	for i, c := range columns {
		at, ok := where[c]
		if !ok {
			return fmt.Errorf("%s has no column %s", name, c)
		}
		places[i] = at
	}
	cells := make([]string, len(columns))
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for i, p := range places {
			cells[i] = record[p]
		}
		row(cells)
	}
}
