package main

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"naskh/cluster"
	"naskh/internal/pipeline"
)

func TestReplaceBlock(t *testing.T) {
	text := []byte("head\n<!-- begin x -->\nold\n<!-- end x -->\ntail\n")
	got, err := replaceBlock(text, "x", "new\n\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "head\n<!-- begin x -->\n\nnew\n\n<!-- end x -->\ntail\n"; string(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
	if _, err := replaceBlock(text, "y", ""); err == nil {
		t.Error("a missing block was replaced")
	}
}

func TestDocumentHoldsEveryPart(t *testing.T) {
	text, err := os.ReadFile("../../../docs/quality.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		_, rest, ok := strings.Cut(string(text), "<!-- begin "+p.name+" -->\n")
		table, _, end := strings.Cut(rest, "<!-- end "+p.name+" -->")
		if !ok || !end || strings.Count(table, "\n|") < 3 {
			t.Errorf("docs/quality.md has no tables of %s", p.name)
		}
	}
	if _, err := reasons(); err != nil {
		t.Error(err)
	}
}

// The first value of each choice, which the tables call the default, is one.
func TestChoicesBeginWithTheDefaults(t *testing.T) {
	o := pipeline.DefaultOptions()
	linkage, err := cluster.ParseLinkage(choices[5].values[0])
	if err != nil || choices[5].flag != "--linkage" || linkage != o.Linkage {
		t.Errorf("--linkage %s is no default (%v)", choices[5].values[0], err)
	}
	want := map[string]float64{
		"--shingle-size": float64(o.ShingleSize), "--threshold": o.Threshold, "--containment": o.Containment,
		"--weighted-containment": o.Weighted, "--window": float64(o.WindowDays), "--recall": o.Recall,
	}
	for _, c := range choices {
		if w, ok := want[c.flag]; ok && c.values[0] != strconv.FormatFloat(w, 'g', -1, 64) {
			t.Errorf("%s: the default is %g, the first value %s", c.flag, w, c.values[0])
		}
		delete(want, c.flag)
	}
	if len(want) > 0 || fewShingles != o.MinShingles {
		t.Errorf("no choice for %v, or --min-shingles is not %d", want, fewShingles)
	}
}
