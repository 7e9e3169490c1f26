package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// runQuiet runs naskh in the module's root and fails on any exit code but want.
func runQuiet(t *testing.T, want int, args ...string) {
	t.Helper()
	t.Chdir("../..")
	defer t.Chdir("cmd/naskh")
	var stderr bytes.Buffer
	if code := command(append([]string{"run", "--quiet"}, args...), nil, io.Discard, &stderr); code != want {
		t.Fatalf("naskh run %q: exit %d, want %d\n%s", args, code, want, &stderr)
	}
}

// readCSV returns the rows of a CSV file with a byte order mark as maps.
func readCSV(t *testing.T, file string) []map[string]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = r[i]
		}
		out = append(out, m)
	}
	return out
}

// partition returns the groups of two or more ids, each sorted and joined.
func partition(rows []map[string]string, id, group string) []string {
	groups := map[string][]string{}
	for _, r := range rows {
		groups[r[group]] = append(groups[r[group]], r[id])
	}
	var out []string
	for _, g := range groups {
		if len(g) > 1 {
			slices.Sort(g)
			out = append(out, strings.Join(g, " "))
		}
	}
	slices.Sort(out)
	return out
}

// The sample night has hand-made labels: the clusters must be those, with
// default flags.
func TestSampleNightMatchesItsLabels(t *testing.T) {
	out := filepath.Join(t.TempDir(), "report")
	runQuiet(t, exitOK, "--out", out, "testdata/dumps")
	want := partition(readCSV(t, "../../testdata/labels.csv"), "id", "cluster")
	got := partition(readCSV(t, filepath.Join(out, "clusters.csv")), "article_id", "cluster_id")
	if !slices.Equal(got, want) {
		t.Errorf("clusters:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// content returns the files of a report but run.json, and run.json without
// what may differ from run to run.
func content(t *testing.T, dir string, without ...string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if e.Name() == "run.json" {
			var m map[string]any
			if err := json.Unmarshal(b, &m); err != nil {
				t.Fatal(err)
			}
			for _, key := range append(without, "timing") {
				delete(m, key)
			}
			b, _ = json.Marshal(m)
		}
		out[e.Name()] = string(b)
	}
	return out
}

func TestSameBytesForAnyJobs(t *testing.T) {
	dir := t.TempDir()
	var want map[string]string
	for _, jobs := range []string{"1", "2", "8"} {
		out := filepath.Join(dir, "jobs"+jobs)
		runQuiet(t, exitOK, "--night", "n", "--jobs", jobs, "--out", out, "testdata/dumps")
		got := content(t, out)
		if want == nil {
			want = got
		}
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s differs with --jobs %s", name, jobs)
			}
		}
	}
}

// Shuffled lines and another split into files change the clusters' rows only in
// file and position.
func TestShuffledInputGivesSameClusters(t *testing.T) {
	dir := t.TempDir()
	b, err := os.ReadFile("../../testdata/dumps/night-a.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(strings.TrimSpace(string(b))+"\n", "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" })
	clusters := func(name string, files ...[]string) string {
		in := filepath.Join(dir, name)
		if err := os.Mkdir(in, 0o777); err != nil {
			t.Fatal(err)
		}
		for i, f := range files {
			if err := os.WriteFile(filepath.Join(in, string(rune('a'+i))+".jsonl"), []byte(strings.Join(f, "")), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		out := filepath.Join(dir, name+"-report")
		runQuiet(t, exitOK, "--out", out, in)
		var rows []string
		for _, r := range readCSV(t, filepath.Join(out, "clusters.csv")) {
			delete(r, "file")
			delete(r, "position")
			b, _ := json.Marshal(r)
			rows = append(rows, string(b))
		}
		return strings.Join(rows, "\n")
	}
	want := clusters("whole", lines)
	if want == "" {
		t.Fatal("no clusters")
	}
	r := rand.New(rand.NewPCG(1, 2))
	r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	n := len(lines) / 3
	if got := clusters("split", lines[2*n:], lines[:n], lines[n:2*n]); got != want {
		t.Errorf("clusters of the shuffled night:\n%s\nwant:\n%s", got, want)
	}
}

// Every record and every article is accounted for.
func TestCountsAddUp(t *testing.T) {
	for _, input := range []string{"testdata/dumps", "testdata/faulty"} {
		out := filepath.Join(t.TempDir(), "report")
		want := exitOK
		if input == "testdata/faulty" {
			want = exitIncomplete
		}
		runQuiet(t, want, "--out", out, input)
		b, err := os.ReadFile(filepath.Join(out, "run.json"))
		if err != nil {
			t.Fatal(err)
		}
		var run struct {
			Records  struct{ Read, OK, Rejected, Duplicate_ID int64 }
			Articles struct{ All, Embedded, Short, Duplicates, Unique int64 }
			Files    []struct{ Read, OK, Rejected int64 }
			Rejects  map[string]int64
		}
		if err := json.Unmarshal(b, &run); err != nil {
			t.Fatal(err)
		}
		r, a := run.Records, run.Articles
		if r.Read == 0 || r.Read != r.OK+r.Rejected+r.Duplicate_ID {
			t.Errorf("%s: records do not add up: %+v", input, r)
		}
		if a.All != r.OK+a.Embedded || a.All != a.Short+a.Duplicates+a.Unique {
			t.Errorf("%s: articles do not add up: %+v, %+v", input, a, r)
		}
		var read, rejected, reasons int64
		for _, f := range run.Files {
			read += f.Read
			rejected += f.Rejected
		}
		for _, n := range run.Rejects {
			reasons += n
		}
		if read != r.Read || rejected != r.Rejected || reasons != r.Rejected {
			t.Errorf("%s: files %d read, %d rejected, reasons %d: %+v", input, read, rejected, reasons, r)
		}
	}
}

// The customer's page: one headline with and without its outlet is one group,
// and the headline of the embedded article leads to it.
func TestSpecimen(t *testing.T) {
	shared := os.Getenv("NASKH_SHARED")
	if shared == "" {
		shared = "../shared"
	}
	page := filepath.Join(shared, "data/specimen/page.txt")
	if _, err := os.Stat(filepath.Join("../..", page)); err != nil && !filepath.IsAbs(page) {
		t.Skip("no shared data: set NASKH_SHARED")
	}
	out := filepath.Join(t.TempDir(), "report")
	runQuiet(t, exitOK, "--out", out, page)
	rows := readCSV(t, filepath.Join(out, "headlines.csv"))
	if len(rows) != 9 {
		t.Fatalf("%d headline groups, want 9 of 10 headlines", len(rows))
	}
	twice, linked := 0, 0
	for _, r := range rows {
		if r["variants"] == "2" {
			twice++
		}
		if strings.HasSuffix(r["article_id"], "@1#2") && strings.HasPrefix(r["headline"], "رؤساء الأجهزة") {
			linked++
		}
	}
	if twice != 1 || linked != 1 {
		t.Errorf("%d groups of two variants and %d links to the embedded article, want 1 and 1", twice, linked)
	}
}
