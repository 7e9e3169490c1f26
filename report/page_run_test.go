package report

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// These tests open reports of real runs of the program over testdata: the
// models of the other tests are made up.

// command builds the program and returns a function that runs it and returns
// the folder it wrote.
func command(t *testing.T) func(args ...string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "naskh")
	if out, err := exec.Command("go", "build", "-o", program, "naskh/cmd/naskh").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return func(args ...string) string {
		t.Helper()
		dir := filepath.Join(t.TempDir(), "report")
		out, err := exec.Command(program, append([]string{"run", "--progress", "off", "--night", "2026-11-24", "--out", dir}, args...)...).CombinedOutput()
		var exit *exec.ExitError
		if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 3) { // 3: some records were skipped
			t.Fatalf("%v\n%s", err, out)
		}
		return dir
	}
}

// runTotals is what the tests need of run.json.
type runTotals struct {
	Records  Records          `json:"records"`
	Articles ArticleCounts    `json:"articles"`
	Clusters clusterCounts    `json:"clusters"`
	Rejects  map[string]int64 `json:"rejects"`
	Files    []File           `json:"files"`
}

func totalsOf(t *testing.T, dir string) (r runTotals) {
	t.Helper()
	if err := json.Unmarshal([]byte(readFile(t, filepath.Join(dir, RunFile))), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func csvRows(t *testing.T, dir, name string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(readFile(t, filepath.Join(dir, name)), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func TestRunOpens(t *testing.T) {
	b := newBrowser(t)
	dir := command(t)("../testdata/dumps", "../testdata/faulty")
	file, totals := filepath.Join(dir, HTMLFile), totalsOf(t, dir)
	p := b.tab(t)
	group := csvRows(t, dir, RelatedFile)[0][0]
	for _, lang := range []string{"en", "ar"} {
		for _, view := range []string{"#/?", "#/c?", "#/c/@1?all=sim&", "#/c/@2?view=side&spelling=1&", "#/related?", "#/related/" + group + "?", "#/sites?", "#/cut?", "#/review?", "#/run?"} {
			p.open(file, view+"lang="+lang)
			text := run[string](p, `document.querySelector("main").innerText`)
			for _, bad := range []string{"undefined", "NaN", "[object", "{n}", "{s}"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s %s: %s in the page", lang, view, bad)
				}
			}
		}
	}
	p.open(file, "#/?lang=en")
	if got, want := run[string](p, `document.getElementById("sentence").textContent`), fmt.Sprintf("%d of %d articles are copies, in %d clusters", totals.Articles.Duplicates, totals.Articles.All, totals.Clusters.Clusters); got != want {
		t.Errorf("the sentence is %q, want %q", got, want)
	}
	bad := 0
	for _, f := range totals.Files {
		if f.Status != "ok" {
			bad++
		}
	}
	if got, want := run[string](p, `document.getElementById("not-whole").textContent`), fmt.Sprintf("%d files not read whole, %d records rejected.", bad, totals.Records.Rejected); bad == 0 || !strings.HasPrefix(got, want) {
		t.Errorf("the alarm is %q, want %q", got, want)
	}
	p.open(file, "#/run?lang=en")
	sums := run[map[string]int64](p, `Object.fromEntries([...document.querySelectorAll("[data-sum]")].map((e) => [e.dataset.sum, Number(e.textContent.replaceAll(",", ""))]))`)
	for name, want := range map[string]int64{
		"records.read": totals.Records.Read, "records.ok": totals.Records.OK, "records.rejected": totals.Records.Rejected, "records.duplicateId": totals.Records.DuplicateID,
		"articles.allN": totals.Articles.All, "articles.short": totals.Articles.Short, "articles.copies": totals.Articles.Duplicates, "articles.unique": totals.Articles.Unique,
	} {
		if sums[name] != want {
			t.Errorf("%s: %d in the page, %d in run.json", name, sums[name], want)
		}
	}
	rejects := run[map[string]int64](p, `Object.fromEntries([...document.querySelectorAll("main section")].find((s) => s.querySelector("h2")?.textContent === "Rejects").querySelectorAll("summary").values().map((s) => [s.querySelector(".mono").textContent, Number(s.querySelector("b").textContent)]))`)
	if len(rejects) == 0 || fmt.Sprint(rejects) != fmt.Sprint(totals.Rejects) {
		t.Errorf("rejects %v in the page, %v in run.json", rejects, totals.Rejects)
	}
	run[bool](p, `document.querySelector("#shorts details").open = true`)
	p.settle()
	if n := run[int64](p, `document.querySelectorAll("#shorts tbody tr").length`); n != min(20, totals.Articles.Short) {
		t.Errorf("%d short articles are shown of %d", n, totals.Articles.Short)
	}
	if len(p.problems) > 0 || len(p.requests) > 0 {
		t.Errorf("the page complained: %q, asked for %q", p.problems, p.requests)
	}
}

func TestRunMatrices(t *testing.T) {
	b := newBrowser(t)
	dir := command(t)("../testdata/dumps")
	p := b.tab(t)
	p.open(filepath.Join(dir, HTMLFile), "#/sites?lang=en")
	var pairs []SitePair
	for _, row := range csvRows(t, dir, SitesFile) {
		n := func(k int) int64 { v, _ := strconv.ParseInt(row[k], 10, 64); return v }
		name := func(k int) string { return cmp.Or(row[k], "(no site)") }
		pairs = append(pairs, SitePair{name(0), name(1), n(2), n(3), n(4)})
	}
	sites := run[int](p, `document.querySelectorAll("#matrix tbody tr").length`)
	wantMatrix(t, p, pairs, sites, true)
	p.goTo("#/sites?lang=en&m=both")
	wantMatrix(t, p, pairs, sites, false)

}

// Similarities counted in the page are those of pairs.csv, whatever shingles
// are made of.
func TestRunSimilarities(t *testing.T) {
	b := newBrowser(t)
	naskh := command(t)
	for _, kind := range []string{"auto", "word", "char"} {
		t.Run(kind, func(t *testing.T) { runSimilarities(t, b.tab(t), naskh("../testdata/dumps", "--shingle", kind)) })
	}
}

func runSimilarities(t *testing.T, p *tab, dir string) {
	p.open(filepath.Join(dir, HTMLFile), "#/?lang=en")
	known := map[[2]string]float64{}
	for _, row := range csvRows(t, dir, PairsFile) {
		known[[2]string{row[0], row[1]}], _ = strconv.ParseFloat(row[2], 64)
	}
	compared := 0
	for at := range totalsOf(t, dir).Clusters.Clusters {
		p.goTo(fmt.Sprintf("#/c/@%d?lang=en&all=sim", at+1))
		p.wait(`document.querySelector(".all-pairs table") !== null`)
		ids := run[[]string](p, `[...document.querySelectorAll("table.cards tbody tr")].map((r) => r.querySelector(".mono").textContent)`)
		cells := run[[][]string](p, `[...document.querySelectorAll(".all-pairs tbody tr")].map((r) => [...r.querySelectorAll("td")].map((c) => c.textContent))`)
		for r := range ids {
			for c := range ids {
				want, ok := known[[2]string{ids[r], ids[c]}]
				if !ok {
					continue
				}
				compared++
				if got, _ := strconv.ParseFloat(cells[r][c], 64); math.Abs(got-want) > .006 {
					t.Errorf("%s and %s: %.2f in the page, %.4f in pairs.csv", ids[r], ids[c], got, want)
				}
			}
		}
	}
	if compared < 20 {
		t.Errorf("only %d pairs were compared", compared)
	}
}

// The slider's totals are those of runs with the flags that it offers.
func TestRunAtEveryCut(t *testing.T) { // 16
	b := newBrowser(t)
	naskh := command(t)
	p := b.tab(t)
	base := []string{"../testdata/dumps", "--linkage", "single"}
	file := filepath.Join(naskh(base...), HTMLFile)
	p.open(file, "#/cut?lang=en")
	for _, cut := range []string{"", "0.4", "0.45", "0.5", "0.55", "0.6", "0.65", "0.7", "0.75", "0.8", "0.85", "0.9", "0.95"} {
		p.goTo("#/cut?lang=en&cut=" + cut)
		flags := strings.Fields(run[string](p, `document.querySelector(".flags code").textContent`))
		want := totalsOf(t, naskh(append(slices.Clone(base), flags[2:]...)...))
		got := run[map[string]int](p, `Object.fromEntries([...document.querySelectorAll("[data-total]")].map((e) => [e.dataset.total, Number(e.textContent.replaceAll(",", ""))]))`)
		if got["clusters"] != want.Clusters.Clusters || got["largest"] != want.Clusters.Largest || int64(got["copies"]) != want.Articles.Duplicates {
			t.Errorf("%q, flags %v: %v in the page, the run has %d clusters, largest %d, %d copies", cut, flags[2:], got, want.Clusters.Clusters, want.Clusters.Largest, want.Articles.Duplicates)
		}
	}
}

func TestRunIsTheSameForAnyJobs(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	naskh := command(t)
	first := naskh("../testdata/dumps", "--jobs", "1")
	for _, jobs := range []string{"2", "7"} {
		dir := naskh("../testdata/dumps", "--jobs", jobs)
		for _, name := range names(t, dir) {
			if name != RunFile && readFile(t, filepath.Join(dir, name)) != readFile(t, filepath.Join(first, name)) {
				t.Errorf("%s differs with %s jobs", name, jobs)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(first, HTMLFile)); err != nil {
		t.Fatal(err)
	}
}
