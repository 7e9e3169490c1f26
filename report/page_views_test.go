package report

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// replayed counts what the joins at or above the cut leave, by walking from
// article to article: another way than the page's.
func replayed(m *Model, cut float64) (clusters, articles, largest int) {
	for i := range m.Clusters {
		next := map[int32][]int32{}
		for _, g := range m.Clusters[i].Merges {
			if g.Similarity >= cut {
				next[g.A] = append(next[g.A], g.B)
				next[g.B] = append(next[g.B], g.A)
			}
		}
		seen := map[int32]bool{}
		for start := range next {
			size := 0
			for todo := []int32{start}; len(todo) > 0; {
				at := todo[len(todo)-1]
				todo = todo[:len(todo)-1]
				if seen[at] {
					continue
				}
				seen[at] = true
				size++
				todo = append(todo, next[at]...)
			}
			if size > 1 {
				clusters++
				articles += size
				largest = max(largest, size)
			}
		}
	}
	return
}

func TestSliderReplaysMerges(t *testing.T) { // 16
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	file := writePage(t, m, Options{})
	p.open(file, "#/cut?lang=en")
	total := func(id string) int {
		n, err := strconv.Atoi(strings.ReplaceAll(run[string](p, fmt.Sprintf(`document.querySelector("[data-total=%s]").textContent`, id)), ",", ""))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	check := func(cut float64) {
		t.Helper()
		clusters, articles, largest := replayed(m, cut)
		got := []int{total("clusters"), total("articles"), total("copies"), total("largest")}
		if want := []int{clusters, articles, articles - clusters, largest}; !slices.Equal(got, want) {
			t.Errorf("at %v: %v, want %v", cut, got, want)
		}
		if members := len(sourceOf(m).rows); got[1] > members {
			t.Errorf("at %v: %d articles of %d", cut, got[1], members)
		}
	}
	check(0) // the run itself, its excerpts with it
	if c := total("clusters"); c != len(m.Clusters) {
		t.Errorf("%d clusters at the run's threshold, the run has %d", c, len(m.Clusters))
	}
	if flags := run[string](p, `document.querySelector(".flags code").textContent`); flags != "naskh run --threshold 0.4" {
		t.Errorf("flags of the run: %s", flags)
	}
	for _, cut := range []float64{.4, .42, .45, .5, .555, .6, .65, .7, .75, .8, .9, .95, .99, 1} {
		p.goTo(fmt.Sprintf("#/cut?lang=en&cut=%v", cut))
		check(cut)
		if flags := run[string](p, `document.querySelector(".flags code").textContent`); flags != fmt.Sprintf("naskh run --threshold %v --excerpts=false", cut) {
			t.Errorf("flags at %v: %s", cut, flags)
		}
	}
	p.open(file, "#/cut?lang=ar")
	run[bool](p, `document.getElementById("cut").focus(), true`)
	before := total("articles")
	for range 5 {
		p.key("ArrowRight", "ArrowRight")
	}
	if after := total("articles"); after >= before {
		t.Errorf("arrow right in Arabic: %d articles, before %d", after, before)
	}
}

func TestLeftApart(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	file := writePage(t, m, Options{})
	of := map[int32]int{}
	for i := range m.Clusters {
		for _, mem := range m.Clusters[i].Members {
			of[mem.Article] = i
		}
	}
	for _, at := range []int{0, 1, 7, 60} {
		var want []string
		for _, pair := range m.Pairs {
			if of[pair.A] != of[pair.B] && (of[pair.A] == at || of[pair.B] == at) {
				want = append(want, pair.Reason)
			}
		}
		p.open(file, fmt.Sprintf("#/c/@%d?lang=en", at+1))
		got := run[[]string](p, `[...document.querySelectorAll("#left-apart tbody tr")].map((r) => r.lastChild.textContent)`)
		if !slices.Equal(got, want) {
			t.Errorf("cluster %d: left apart %q, want %q", at+1, got, want)
		}
	}
}

// An article in no cluster is told why, by its id or address.
// Dates of 1970 and before stand on the page like all others.
func TestEarlyDates(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	m := newSample(sample{Clusters: 3, Members: 3, Seed: 8})
	for i, dates := range [][]string{{"1969-12-30", "1970-01-01", "2026-11-24"}, {"1950-03-01", "1950-03-05"}, {"1970-01-01", "1969-12-31"}} {
		c := &m.Clusters[i]
		c.Earliest = -1
		for k, mem := range c.Members {
			d, err := time.Parse(time.DateOnly, dates[k%len(dates)])
			if err != nil {
				t.Fatal(err)
			}
			sourceOf(m).rows[mem.Article].Date = d
		}
	}
	file := writePage(t, m, Options{})
	for i, ends := range [][]string{{"1969-12-30 00:00", "2026-11-24 00:00"}, {"1950-03-01 00:00", "1950-03-05 00:00"}, {"1969-12-31 00:00", "1970-01-01 00:00"}} {
		p.open(file, fmt.Sprintf("#/c/@%d?lang=en", i+1))
		if got := run[[]string](p, `[...document.querySelectorAll(".ends bdi")].map((e) => e.textContent).filter((s) => /^\d{4}-/.test(s))`); !slices.Equal(got, ends) {
			t.Errorf("cluster %d goes from one to the other of %q, want %q", i+1, got, ends)
		}
		if n := run[int](p, `document.querySelectorAll(".timeline .dot").length`); n != len(m.Clusters[i].Members) {
			t.Errorf("cluster %d has %d members on its time line", i+1, n)
		}
		for k, got := range run[[]string](p, `[...document.querySelectorAll(".cards tbody td.nowrap")].map((e) => e.textContent)`) {
			if want := sourceOf(m).rows[m.Clusters[i].Members[k].Article].Date.Format("2006-01-02 15:04"); !strings.HasPrefix(got, want) {
				t.Errorf("member %d of cluster %d is of %q, want %s", k+1, i+1, got, want)
			}
		}
	}
	p.open(file, "#/?top=day&lang=en")
	if n := run[int](p, `Number(document.querySelector("main .shown").dataset.shown)`); n != 1 {
		t.Errorf("%d clusters of the last day", n)
	}
}

func TestArticleInNoCluster(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	alone := int32(len(sourceOf(m).rows)) // compared, but in no cluster
	sourceOf(m).rows = append(sourceOf(m).rows, sampleArticle{Article: Article{ID: "alone", Site: "x.example"}, Head: Head{Title: "وحيدة"}})
	m.Pairs = append([]Pair{{A: alone, B: m.Clusters[3].Members[0].Article, Jaccard: .99, Relation: "template", Reason: "numbers differ"}}, m.Pairs...)
	sourceOf(m).rows[m.Shorts[2]].URL = "https://x.example/short"
	member := sourceOf(m).rows[m.Clusters[6].Members[1].Article]
	file := writePage(t, m, Options{})
	for name, want := range map[string]string{
		sourceOf(m).rows[m.Shorts[1]].ID: "This article is short", "https://x.example/short": "This article is short",
		"alone": "numbers differ", "nowhere": "No cluster of this report holds that article", member.URL: m.Clusters[6].ID,
	} {
		p.open(file, "#/c?lang=en&q="+url.QueryEscape(name))
		if strings.ContainsAny(name, "0123456789/") {
			run[bool](p, `[...document.querySelectorAll(".note a")].at(-1).click(), true`)
		} else {
			p.goTo("#/c/" + name + "?lang=en")
		}
		p.wait(`location.hash.startsWith("#/c/")`)
		p.settle()
		if text := run[string](p, `document.querySelector("main").innerText`); !strings.Contains(text, want) {
			t.Errorf("%s: %.300q, want %q", name, text, want)
		}
	}
}

func TestSizes(t *testing.T) { // 17
	b := newBrowser(t)
	p := b.tab(t)
	empty := newSample(sample{Clusters: 0, Seed: 1})
	single := newSample(sample{Clusters: 3, Members: 2, Seed: 1})
	c := &single.Clusters[2]
	c.Members, c.Merges, c.Weakest, c.Earliest = c.Members[:1], nil, 1, c.Members[0].Article
	for _, view := range []string{"#/", "#/c", "#/related", "#/sites", "#/cut", "#/review", "#/run"} {
		p.open(writePage(t, empty, Options{}), view+"?lang=en")
		if n := run[int](p, `document.querySelectorAll("main h1").length`); n != 1 {
			t.Errorf("no cluster, %s: %d headings", view, n)
		}
	}
	p.open(writePage(t, single, Options{}), "#/c/@3?lang=en")
	if text := run[string](p, `document.querySelector(".facts").textContent`); !strings.HasPrefix(text, "1 article ") {
		t.Errorf("a cluster of one says %q", text)
	}
	m := smallModel()
	file := writePage(t, m, Options{})
	for _, at := range []int{1, len(m.Clusters)} {
		p.open(file, fmt.Sprintf("#/c/@%d?lang=en", at))
		n := len(m.Clusters[at-1].Members)
		if text := run[string](p, `document.querySelector(".facts b").textContent`); text != fmt.Sprintf("%d articles", n) {
			t.Errorf("a cluster of %d says %q", n, text)
		}
		rows := run[int](p, `document.querySelectorAll(".cluster > section table")[0].querySelectorAll("tbody tr").length`)
		if rows != min(12, n) {
			t.Errorf("%d rows of %d members", rows, n)
		}
	}
	p.open(file, "#/c/@1?lang=en")
	if got := run[string](p, `document.querySelector(".cluster .shown").firstChild.textContent`); got != "Showing 12 of 900" {
		t.Errorf("says %q", got)
	}
	if len(p.problems) > 0 {
		t.Errorf("the page complained: %q", p.problems)
	}
}

func TestReviewByKeyboard(t *testing.T) { // 18
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	sourceOf(m).rows[0].ID = "=1+1,\"x\"" // an id that a spreadsheet would run
	file := writePage(t, m, Options{})
	downloads := t.TempDir()
	yes := true
	call(p, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: downloads, EventsEnabled: &yes})
	p.open(file, "#/review?lang=ar")
	for _, pair := range borderline(m, .4) {
		for _, score := range []string{strconv.FormatFloat(pair.Jaccard, 'f', -1, 64), strconv.FormatInt(millionths(pair.Jaccard), 10)} {
			if html := run[string](p, `document.querySelector("main").outerHTML`); strings.Contains(html, ">"+score) {
				t.Errorf("the score %s is in the page", score)
			}
		}
	}
	judged := func() int { return run[int](p, `Number(document.getElementById("progress").dataset.judged)`) }
	p.key("KeyS", "س")
	p.key("KeyD", "ي")
	p.key("KeyU", "ع")
	p.key("KeyZ", "ئ")
	if n := judged(); n != 2 {
		t.Fatalf("%d judged after S D U Z", n)
	}
	p.open(file, "#/review?lang=ar")
	if n := judged(); n != 2 {
		t.Fatalf("%d judged after a reload", n)
	}
	for i := 2; i < 50; i++ {
		if i%3 == 0 {
			p.key("KeyD", "ي")
		} else {
			p.key("KeyS", "س")
		}
	}
	if n := judged(); n != 50 {
		t.Fatalf("%d judged", n)
	}
	run[bool](p, `document.querySelector(".export").click(), true`)
	var path string
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if found, _ := filepath.Glob(filepath.Join(downloads, "*.csv")); len(found) == 1 {
			path = found[0]
			break
		}
	}
	if path == "" {
		t.Fatal("nothing was downloaded")
	}
	rows, err := csv.NewReader(strings.NewReader(readFile(t, path))).ReadAll()
	if err != nil || len(rows) != 51 || !slices.Equal(rows[0], []string{"id_a", "id_b", "same"}) {
		t.Fatalf("%d rows, header %q, %v", len(rows), rows[0], err)
	}
	ids := map[string]bool{}
	for _, a := range sourceOf(m).rows {
		ids[a.ID] = true
	}
	zeros := 0
	for _, r := range rows[1:] {
		if !ids[Unguard(r[0])] || !ids[Unguard(r[1])] || Unguard(r[0]) >= Unguard(r[1]) || r[2] != "0" && r[2] != "1" {
			t.Errorf("row %q", r)
		}
		if r[2] == "0" {
			zeros++
		}
	}
	if zeros != 17 { // the second pair, and 16 of the 48 others
		t.Errorf("%d pairs differ, want 17", zeros)
	}
}

func TestAxe(t *testing.T) { // 19
	axe, err := os.ReadFile("ui/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Skip("axe-core is not there: npm ci in report/ui")
	}
	b := newBrowser(t)
	p := b.tab(t)
	file := writePage(t, smallModel(), Options{Rejects: sampleRejects})
	for _, scheme := range []string{"light", "dark"} {
		p.scheme(scheme)
		p.open(file, "#/")
		run[bool](p, `(`+"function(){"+string(axe)+"\n})(), true") // stays while the address behind # changes
		for _, lang := range []string{"en", "ar"} {
			for _, view := range []string{"#/?", "#/c?", "#/c?site=akhbar1.example&role=first&with=daily1.example&", "#/c/@2?spelling=1&all=sim&", "#/related?", "#/related/r0000?", "#/sites?", "#/sites?n=50&m=both&", "#/sites?site=akhbar1.example&", "#/cut?cut=0.7&", "#/review?", "#/run?"} {
				p.size(1280, 900)
				p.goTo(view + "lang=" + lang)
				bad := run[[]string](p, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html + " " + n.failureSummary).join(" | ")))`)
				if len(bad) > 0 {
					t.Errorf("%s %s %s: %q", scheme, lang, view, bad)
				}
				p.size(320, 700)
				p.settle()
				if over := run[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("%s %s: %d px too wide at 320: %s", lang, view, over, run[string](p, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1).filter((e) => !e.closest(".scroll-x, .hidden, .skip, .vtable")).slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join("\n")`))
				}
			}
		}
	}
}

var pdfPages = regexp.MustCompile(`/Type\s*/Page[^s]`)

func TestCountsAndPrint(t *testing.T) { // 20
	b := newBrowser(t)
	p := b.tab(t)
	m := smallModel()
	file := writePage(t, m, Options{Rejects: sampleRejects})
	p.open(file, "#/run?lang=en")
	sums := run[map[string]string](p, `Object.fromEntries([...document.querySelectorAll("[data-sum]")].map((e) => [e.dataset.sum, e.textContent]))`)
	n := func(k string) int64 {
		v, err := strconv.ParseInt(strings.ReplaceAll(sums[k], ",", ""), 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", k, err)
		}
		return v
	}
	if n("records.read") != n("records.ok")+n("records.rejected")+n("records.duplicateId") || n("records.read") != m.Records.Read {
		t.Errorf("records do not add up: %v", sums)
	}
	if n("articles.allN") != n("records.ok")+n("articles.embeddedN") || n("articles.allN") != n("articles.short")+n("articles.copies")+n("articles.unique") {
		t.Errorf("articles do not add up: %v", sums)
	}
	rejected := run[int64](p, `[...document.querySelectorAll("main details summary b")].slice(0, 3).reduce((n, e) => n + Number(e.textContent), 0)`)
	if rejected != m.Records.Rejected {
		t.Errorf("%d rejects by reason of %d", rejected, m.Records.Rejected)
	}
	for _, view := range []string{"#/?lang=en", "#/c/@1?lang=ar", "#/c?lang=en"} {
		p.open(file, view)
		pdf := call(p, page.PrintToPDF, page.PrintToPDFParams{}).Data
		if pages := len(pdfPages.FindAll(pdf, -1)); pages == 0 || pages >= 20 {
			t.Errorf("%s prints on %d pages", view, pages)
		}
	}
	p.open(file, "#/?lang=en")
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if text := run[string](p, "document.body.innerText"); !strings.Contains(text, m.Clusters[1].title(m)) || !strings.Contains(text, "articles are copies") || strings.Contains(text, "Dropped & run") {
		t.Errorf("prints %.300q", text)
	}
}

// title is the representative's, as the page shows it.
func (c *Cluster) title(m *Model) string {
	return ShowInvisible(m.shownTitle(c.Members[0].Article))
}

func TestParts(t *testing.T) {
	b := newBrowser(t)
	dir := t.TempDir()
	m := newSample(sample{Clusters: partClusters + 40, Seed: 5, Texts: true})
	if err := Write(dir, m, Options{HTMLParts: true}); err != nil {
		t.Fatal(err)
	}
	p := b.tab(t)
	p.open(filepath.Join(dir, HTMLFile), "#/c?lang=en")
	if n := run[int](p, `Number(document.querySelector("main .shown").dataset.of)`); n != len(m.Clusters) {
		t.Errorf("%d clusters in the whole", n)
	}
	last := len(m.Clusters) - 1
	p.load(filepath.Join(dir, HTMLFile), "#/c/"+m.Clusters[last].ID+"?lang=en")
	p.wait(`location.pathname.endsWith("/00002.html")`)
	p.wait(`document.querySelector(".facts .mono") !== null`)
	if id := run[string](p, `document.querySelector(".facts .mono").textContent`); id != m.Clusters[last].ID {
		t.Errorf("opened %s, want %s", id, m.Clusters[last].ID)
	}
	if n := run[int](p, `document.querySelectorAll(".pane").length`); n == 0 {
		t.Error("no texts in the part")
	}
	for address, say := range map[string]string{"index.html#/c/nowhere?lang=en": "clusters.csv", PartsFolder + "/00002.html#/sites?lang=en": "#/sites"} {
		p.load(dir+"/"+address, "")
		p.wait(`document.querySelector("main .empty")?.textContent.includes("` + say + `")`)
	}
	site := sourceOf(m).rows[m.Clusters[last].Members[0].Article].Site
	p.goTo("#/c?lang=en&site=" + site)
	p.wait(`document.querySelector(".asked a") !== null`)
	run[bool](p, `document.querySelector(".asked a").click(), true`)
	p.wait(`location.pathname.endsWith("/index.html")`) // a part knows its own clusters only
	p.wait(`document.querySelector("h1")?.textContent === "` + site + `"`)
	run[bool](p, `document.querySelectorAll("nav a")[6].click(), true`)
	p.wait(`location.pathname.endsWith("/index.html")`)
	p.wait(`document.querySelector("[data-sum]") !== null`)
}
