package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Three true pairs (a,b,c), of which one is found; the found cluster of d and e
// is wrong, x is not in the truth.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	truth := write("truth.csv", "id,cluster\na,1\nb,1\nc,1\nd,2\ne,3\nf,\n")
	found := write("clusters.csv", "\ufeffcluster_id,size,role,article_id\nk,2,representative,a\nk,2,member,b\nl,2,representative,d\nl,2,member,e\n")
	var out strings.Builder
	if err := run(truth, found, &out); err != nil {
		t.Fatal(err)
	}
	if want := "precision 0.5000 recall 0.3333 F1 0.4000\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	if err := run(truth, write("other.csv", "x,y\n1,2\n"), &out); err == nil || !strings.Contains(err.Error(), "no columns") {
		t.Errorf("other columns: %v", err)
	}
}

func TestCompareOfNothing(t *testing.T) {
	p, r, f := compare(map[string]string{"a": "1"}, nil)
	if p != 1 || r != 1 || math.Abs(f-1) > 1e-9 {
		t.Errorf("no pairs anywhere: %g %g %g", p, r, f)
	}
}
