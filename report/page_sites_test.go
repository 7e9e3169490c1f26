package report

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// matrixOf reads the page's matrix: row and column site to the number in the
// cell.
func matrixOf(p *tab) map[[2]string]string {
	rows := run[[][]string](p, `[...document.querySelectorAll("#matrix table tr")].map((r) => [...r.children].map((c) => c.textContent))`)
	cells := map[[2]string]string{}
	for _, row := range rows[1:] {
		for k, cell := range row[1:] {
			if cell != "" {
				cells[[2]string{row[0], rows[0][k+1]}] = cell
			}
		}
	}
	return cells
}

// wantMatrix compares the matrix with the counts that Go made.
func wantMatrix(t *testing.T, p *tab, pairs []SitePair, sites int, first bool) {
	t.Helper()
	want := map[[2]string]int64{}
	for _, s := range pairs {
		want[[2]string{s.A, s.B}], want[[2]string{s.B, s.A}] = s.Clusters, s.Clusters
		if first {
			want[[2]string{s.A, s.B}], want[[2]string{s.B, s.A}] = s.FirstA, s.FirstB
		}
	}
	cells := matrixOf(p)
	if len(cells) != sites*(sites-1) {
		t.Errorf("%d cells, want %d sites", len(cells), sites)
	}
	for at, got := range cells {
		if got != strconv.FormatInt(want[at], 10) {
			t.Errorf("%v: %s, want %d", at, got, want[at])
		}
	}
}

func TestSites(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	file := writePage(t, m, Options{})
	p.open(file, "#/sites?lang=en")
	wantMatrix(t, p, m.SitePairs, 12, true)
	for n, sites := range map[string]int{"&n=25": 25, "&n=50": 40} {
		p.goTo("#/sites?lang=en&m=both" + n)
		wantMatrix(t, p, m.SitePairs, sites, false)
	}
	// A number leads to as many clusters.
	const shown = `Number(document.querySelector("main .shown").dataset.shown)`
	for k := range 6 {
		p.goTo("#/sites?lang=en" + []string{"", "&m=both"}[k%2])
		n := run[int](p, fmt.Sprintf(`(() => { const a = [...document.querySelectorAll("#matrix td a")][%d]; a.click(); return Number(a.textContent); })()`, k*2))
		p.settle()
		if got := run[int](p, shown); got != n || n == 0 {
			t.Errorf("%s: %d clusters, the cell said %d", run[string](p, "location.hash"), got, n)
		}
	}
}

func TestSitePage(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	file := writePage(t, m, Options{})
	for _, s := range m.Sites[:3] {
		var later, open int64
		for i := range m.Clusters {
			c := &m.Clusters[i]
			in := slices.ContainsFunc(c.Members, func(mem Member) bool { return sourceOf(m).rows[mem.Article].Site == s.Site })
			switch {
			case !in:
			case c.Earliest < 0:
				open++
			case sourceOf(m).rows[c.Earliest].Site != s.Site:
				later++
			}
		}
		for role, want := range map[string]int64{"first": s.First, "later": later, "open": open} {
			p.open(file, fmt.Sprintf("#/c?lang=en&site=%s&role=%s", url.QueryEscape(s.Site), role))
			if got := run[int64](p, `Number(document.querySelector("main .shown").dataset.shown)`); got != want {
				t.Errorf("%s %s: %d clusters, want %d", s.Site, role, got, want)
			}
			if role == "open" {
				continue
			}
			p.goTo("#/sites?lang=ar&site=" + url.QueryEscape(s.Site))
			if got := run[int64](p, fmt.Sprintf(`Number(document.querySelector("[data-role=%s] .shown").dataset.of)`, role)); got != want {
				t.Errorf("page of %s, %s: %d clusters, want %d", s.Site, role, got, want)
			}
		}
	}
}

func TestSitesSortAndFilter(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	p.open(writePage(t, m, Options{}), "#/sites?lang=en")
	column := func(n int) []string {
		return run[[]string](p, fmt.Sprintf(`[...document.querySelectorAll("main table")][0].querySelectorAll("tbody tr").values().map((r) => r.children[%d].textContent).toArray()`, n))
	}
	numbers := func(cells []string) (list []int) {
		for _, c := range cells {
			n, _ := strconv.Atoi(strings.ReplaceAll(c, ",", ""))
			list = append(list, n)
		}
		return list
	}
	for n := 1; n <= 5; n++ {
		for _, up := range []bool{false, true} {
			run[bool](p, fmt.Sprintf(`document.querySelectorAll("main table")[0].querySelectorAll("th button")[%d].click(), true`, n))
			p.settle()
			got := numbers(column(n))
			want := slices.Clone(got)
			slices.Sort(want)
			said := run[string](p, fmt.Sprintf(`document.querySelectorAll("main table")[0].querySelectorAll("th")[%d].getAttribute("aria-sort")`, n))
			if !up {
				slices.Reverse(want)
			}
			if !slices.Equal(got, want) || (said == "ascending") != up {
				t.Errorf("column %d %s: %v", n, said, got)
			}
		}
	}
	p.goTo("#/sites?lang=en&q=manbar")
	names := column(0)
	if len(names) != 8 || slices.ContainsFunc(names, func(s string) bool { return !strings.HasPrefix(s, "manbar") }) {
		t.Errorf("sites called manbar: %q", names)
	}
}

func TestExcerptsAreTold(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	file := writePage(t, m, Options{})
	at := slices.IndexFunc(m.Clusters, func(c Cluster) bool { return len(c.Members) == 2 && c.Weakest < .4 })
	if at < 0 {
		t.Fatal("no pair stands on an excerpt")
	}
	p.open(file, fmt.Sprintf("#/c/@%d?lang=en", at+1))
	want := fmt.Sprintf("excerpt, %.1f%% of the shorter text", 100*sampleContainment(m.Clusters[at].Weakest))
	if chain := run[string](p, `document.querySelector(".chain").textContent`); !strings.Contains(chain, want) {
		t.Errorf("the chain says %q, want %q", chain, want)
	}
	if facts := run[string](p, `document.querySelector(".facts").textContent`); !strings.Contains(facts, "excerpt") {
		t.Errorf("facts %q", facts)
	}
	lowest := 1.0
	for i := range m.Clusters {
		for _, g := range m.Clusters[i].Merges {
			if g.Similarity < .4 {
				lowest = min(lowest, sampleContainment(g.Similarity))
			}
		}
	}
	p.goTo("#/cut?lang=en")
	p.settle()
	scores := run[[]string](p, `[...[...document.querySelectorAll("section")].find((s) => s.querySelector("h2")?.textContent === "Weakest excerpts").querySelectorAll(".score")].map((e) => e.textContent)`)
	if len(scores) == 0 || scores[0] != fmt.Sprintf("%.1f%%", 100*lowest) {
		t.Errorf("weakest excerpts %q, want %.1f%%", scores, 100*lowest)
	}
	for _, p := range m.Pairs {
		if got := pairBetween(m, p.B, p.A); got == nil || got.A != p.A || got.B != p.B {
			t.Fatalf("pair %d %d is not found", p.A, p.B)
		}
	}
	if pairBetween(m, m.Shorts[0], m.Shorts[1]) != nil {
		t.Error("a pair that was never verified is found")
	}
}
