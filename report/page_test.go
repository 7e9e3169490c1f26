package report

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The numbers of the tests are those of the report's acceptance checks.

const (
	hostileImage  = `<img src=x onerror="document.title='owned'">`
	hostileScript = `</script><script>document.title='owned'</script>`
	hostileBidi   = "تقرير \u202egpj.exe"
)

// smallModel has clusters of 900, of some and of 2 members, and hostile titles
// and links in the three largest.
func smallModel() *Model {
	m := newSample(sample{Clusters: 120, Members: 900, Seed: 11, Texts: true})
	for k, title := range []string{hostileImage, hostileScript, hostileBidi} {
		a := &sourceOf(m).rows[m.Clusters[k].Members[0].Article]
		a.Title, a.URL = title, []string{"javascript:alert(1)", "data:text/html,x", "https://ok.example/"}[k]
	}
	return m
}

var everyView = []string{"#/", "#/c", "#/c/@1", "#/c/@2?view=side&spelling=1", "#/c/@3?all=con&order=time", "#/related", "#/related/r0000", "#/sites", "#/sites?site=akhbar1.example", "#/cut", "#/cut?cut=0.7", "#/review", "#/run"}

func TestPageIsQuiet(t *testing.T) { // 1, 2, 4
	b := newBrowser(t)
	file := writePage(t, smallModel(), Options{Rejects: sampleRejects})
	p := b.tab(t)
	for _, lang := range []string{"en", "ar"} {
		for _, view := range everyView {
			sep := "?"
			if strings.Contains(view, "?") {
				sep = "&"
			}
			p.open(file, view+sep+"lang="+lang)
			if n := run[int](p, `document.querySelectorAll("main .empty").length`); n > 0 && !strings.HasPrefix(view, "#/c") && view != "#/related" {
				t.Errorf("%s %s: an empty state: %s", lang, view, run[string](p, `document.querySelector("main .empty").textContent`))
			}
			bad := run[[]string](p, `[...document.querySelectorAll("a[href]")].filter((a) => !/^(https?:|file:)/.test(a.href) || a.protocol.startsWith("http") && !/noreferrer/.test(a.rel)).map((a) => a.outerHTML)`)
			if len(bad) > 0 {
				t.Errorf("%s: links %q", view, bad)
			}
			if title := run[string](p, "document.title"); strings.Contains(title, "owned") || run[int](p, `document.querySelectorAll("img").length`) > 0 {
				t.Errorf("%s: a hostile title ran", view)
			}
		}
	}
	p.open(file, "#/c/@3?lang=en")
	if text := run[string](p, `document.querySelector("h1").textContent`); !strings.Contains(text, "‹U+202E›") {
		t.Errorf("h1 = %q", text)
	}
	if len(p.problems) > 0 {
		t.Errorf("the page complained: %q", p.problems)
	}
	if len(p.requests) > 0 {
		t.Errorf("the page asked for %q", p.requests)
	}
}

func TestPolicy(t *testing.T) { // 3, 6
	b := newBrowser(t)
	file := writePage(t, smallModel(), Options{})
	page := readFile(t, file)
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)[1]
	if strings.Contains(policy, "unsafe-") || !strings.HasPrefix(policy, "default-src 'none';") || !strings.Contains(policy, "require-trusted-types-for 'script'") {
		t.Errorf("policy %s", policy)
	}
	for kind, block := range map[string]string{"style": "(?s)<style>(.*?)</style>", "script": "(?s)<script>(.*?)</script>"} {
		found := regexp.MustCompile(block).FindAllStringSubmatch(page, -1)
		if len(found) != 1 {
			t.Fatalf("%d blocks of %s", len(found), kind)
		}
		sum := sha256.Sum256([]byte(found[0][1]))
		if want := kind + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"; !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	variant := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, text := range map[string]string{
		"crlf.html": strings.ReplaceAll(page, "\n", "\r\n"),
		"bom.html":  "\uFEFF" + page,
	} {
		b.tab(t).open(variant(name, text), "#/")
	}
	at := strings.Index(page, "</script>\n<script type=\"text/plain\" id=\"d-merges")
	// What the policy forbids is refused: markup from a string, eval, a request.
	strict := b.tab(t)
	strict.open(file, "#/")
	no := false
	for _, js := range []string{`document.body.innerHTML = "<b>x</b>"`, `eval("1")`, `new Function("return 1")()`} {
		r := call(strict, runtime.Evaluate, runtime.EvaluateParams{Expression: js, AllowUnsafeEvalBlockedByCSP: &no})
		if r.ExceptionDetails == nil {
			t.Errorf("%s went through", js)
		}
	}
	if got := run[string](strict, `fetch("data:text/plain,x").then(() => "sent", () => "refused")`); got != "refused" {
		t.Errorf("a request was %s", got)
	}
	altered := b.tab(t)
	altered.load(variant("altered.html", page[:at]+" "+page[at:]), "")
	time.Sleep(500 * time.Millisecond)
	if run[bool](altered, `document.querySelector("main[data-ready]") !== null`) {
		t.Error("a script with one byte more ran")
	}
	if n := run[int](altered, `document.querySelectorAll("#plain tbody tr").length`); n != 25 {
		t.Errorf("%d plain rows", n)
	}
}

func TestPageWithoutScripts(t *testing.T) { // 5
	b := newBrowser(t)
	m := smallModel()
	m.Articles = ArticleCounts{All: 96402, Duplicates: 24318, Short: 1, Unique: 72083}
	p := b.tab(t)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.load(writePage(t, m, Options{}), "")
	text := run[string](p, `document.getElementById("plain").innerText`)
	for _, want := range []string{"24,318 of 96,402 articles are copies, in 120 clusters", "منسوخ: 24,318 مقالة من أصل 96,402 مقالة، في 120 مجموعة", "Showing 25 of 120", "1 file not read whole, 12 records rejected", "لم يُقرأ كاملًا: ملف واحد؛ ورُفض: 12 سجلًا", "‹U+202E›", hostileImage} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the plain page", want)
		}
	}
	if n := run[int](p, `[...document.querySelectorAll("#plain tbody tr")].filter((r) => r.getBoundingClientRect().height > 10).length`); n != 25 {
		t.Errorf("%d rows in sight", n)
	}
}

func TestSearchFolds(t *testing.T) { // 8, counts
	b := newBrowser(t)
	p := b.tab(t)
	m := newSample(sample{Clusters: 60, Seed: 4})
	for i := range m.Clusters {
		for _, mem := range m.Clusters[i].Members {
			sourceOf(m).rows[mem.Article].Title = "خبر آخر"
		}
	}
	for i, title := range []string{"إيران ومدرسة ١٢", "ايران ومدرسه 12", "إِيرَانْ ومدرســة ۱۲", "مستشفى الإسكان", "مستشفي الاسكان", "Café ОТКРЫТ"} {
		sourceOf(m).rows[m.Clusters[i].Members[0].Article].Title = title
	}
	p.open(writePage(t, m, Options{}), "#/c?lang=ar")
	for q, want := range map[string]int{
		"إيران": 3, "ايران": 3, "إِيرَان": 3, "ايـــران": 3, "مدرسة": 3, "مدرسه": 3, "١٢": 3, "12": 3, "۱۲": 3, "12 ايران": 3,
		"مستشفى": 2, "مستشفي": 2, "الأسكان": 2, "cafe": 1, "открыт": 1, "خبر اخر": 60, "لاشيءهنا": 0,
	} {
		run[bool](p, fmt.Sprintf(`{const q = document.getElementById("q"); q.value = %q; q.dispatchEvent(new Event("input", {bubbles: true})); true}`, q))
		p.settle()
		if q == "خبر اخر" {
			want = 60 - len(singleTitled(m))
		}
		if got := run[int](p, `Number(document.querySelector("main .shown").dataset.shown)`); got != want {
			t.Errorf("%q: %d clusters, want %d", q, got, want)
		}
	}
}

// singleTitled lists the clusters of which no member is called "خبر آخر".
func singleTitled(m *Model) []int {
	var list []int
	for i := range m.Clusters {
		if !slices.ContainsFunc(m.Clusters[i].Members, func(mem Member) bool { return sourceOf(m).rows[mem.Article].Title == "خبر آخر" }) {
			list = append(list, i)
		}
	}
	return list
}

func TestAddressHoldsState(t *testing.T) { // 12
	b := newBrowser(t)
	file := writePage(t, smallModel(), Options{Rejects: sampleRejects})
	first := b.tab(t)
	for _, hash := range []string{
		"#/?top=near&lang=ar", "#/?top=day&site=akhbar1.example&lang=en", "#/c?site=akhbar1.example&role=later&with=daily1.example&lang=ar", "#/c/@2?order=time&all=con&lang=en", "#/sites?q=manbar&sort=first&dir=asc&n=25&m=both&lang=en", "#/c?q=%D9%85%D8%AF%D8%B1%D8%B3%D8%A9&sort=title&dir=desc&lang=ar", "#/c?site=akhbar1.example&min=3&weak=0.7&rel=2&sort=weak&lang=en&theme=dark",
		"#/c?from=2026-11-24&to=2026-11-24&lang=en", "#/c/@2?a=2&b=4&view=side&spelling=1&lang=ar", "#/related/r0010?lang=ar", "#/sites?site=daily1.example&lang=en", "#/cut?cut=0.75&lang=en", "#/review?i=7&lang=ar", "#/run?lang=en&theme=light",
	} {
		first.open(file, hash)
		const state = `document.documentElement.lang + document.documentElement.dir + (document.documentElement.dataset.theme ?? "") + document.querySelector("main").innerText + [...document.querySelectorAll("input,select")].map((i) => i.value).join("|")`
		want, address := run[string](first, state), run[string](first, "location.hash")
		again := b.tab(t)
		again.open(file, address)
		if got := run[string](again, state); got != want {
			t.Errorf("%s: another page after reload of %s", hash, address)
		}
		chromedp.Cancel(again.ctx)
	}
	a := smallModel()
	id := sourceOf(a).rows[a.Clusters[5].Members[1].Article].ID
	first.open(file, "#/c/"+strings.NewReplacer("/", "%2F", ":", "%3A").Replace(id))
	if text := run[string](first, `document.querySelector(".facts").textContent`); !strings.Contains(text, a.Clusters[5].ID) {
		t.Errorf("link by a member's id opened %q", text)
	}
}

func TestLanguages(t *testing.T) { // 13
	b := newBrowser(t)
	for n, want := range map[int]struct{ en, ar string }{
		0: {"0 clusters", "لا مجموعات"}, 1: {"1 cluster", "مجموعة واحدة"}, 2: {"2 clusters", "مجموعتان"},
		3: {"3 clusters", "3 مجموعات"}, 11: {"11 clusters", "11 مجموعة"}, 100: {"100 clusters", "100 مجموعة"},
	} {
		m := newSample(sample{Clusters: n, Seed: 2})
		p := b.tab(t)
		p.open(writePage(t, m, Options{}), "#/c?lang=en")
		for _, lang := range []string{"en", "ar"} {
			text := want.en
			if lang == "ar" {
				text = want.ar
				run[bool](p, `document.getElementById("lang").click(), true`)
				p.settle()
			}
			dir := map[string]string{"en": "ltr", "ar": "rtl"}[lang]
			if got := run[string](p, `document.documentElement.lang + " " + document.documentElement.dir`); got != lang+" "+dir {
				t.Errorf("html is %s", got)
			}
			if got := run[string](p, `document.querySelector("main .shown").textContent`); !strings.Contains(got, text) {
				t.Errorf("%d clusters in %s: %q, want %q", n, lang, got, text)
			}
		}
		if n > 0 {
			for _, lang := range []string{"en", "ar"} {
				p.open(p.file(), "#/?lang="+lang)
				bad := run[[]string](p, `[...document.querySelectorAll(".top-table .headline bdi")].filter((e) => /[\u0600-\u06ff]/.test(e.textContent[0]) && getComputedStyle(e).direction !== "rtl").map((e) => e.textContent)`)
				if len(bad) > 0 {
					t.Errorf("%s: not right to left: %q", lang, bad)
				}
			}
		}
		chromedp.Cancel(p.ctx)
	}
	p := b.tab(t)
	file := writePage(t, smallModel(), Options{Rejects: sampleRejects})
	for _, view := range []string{"#/?", "#/c?", "#/c/@4?", "#/c/nowhere?", "#/related?", "#/sites?", "#/cut?cut=0.6&", "#/review?", "#/run?"} {
		p.open(file, view+"lang=ar")
		latin := run[[]string](p, `[...document.querySelectorAll("main button, main h1, main h2, main th[scope=col], nav a, main label")].filter((e) => !e.querySelector("bdi") && !e.closest("bdi")).map((e) => e.firstChild?.nodeValue ?? "").filter((s) => /[a-z]{3,}/.test(s))`)
		if len(latin) > 0 {
			t.Errorf("%s in Arabic says %q", view, latin)
		}
		if loose := run[bool](p, `/[^\u2068\w-]--[a-z]/.test([...document.querySelectorAll("main .note, main .empty, main .done")].map((e) => " " + e.firstChild?.nodeValue).join())`); loose {
			t.Errorf("%s: a flag runs into the Arabic around it", view)
		}
		if left := run[bool](p, `/\{\w+\}|undefined|NaN/.test(document.querySelector("main").innerText)`); left {
			t.Errorf("%s: a hole in the text", view)
		}
	}
}

func (p *tab) file() string { return strings.TrimPrefix(run[string](p, "location.pathname"), "") }

func TestMarksKeepWords(t *testing.T) { // 14
	b := newBrowser(t)
	p := b.tab(t)
	p.open(writePage(t, smallModel(), Options{}), "#/c/@1?lang=ar")
	widths := run[[]float64](p, `(() => { const pane = document.querySelector(".pane"); return ["ins", "del", "span"].map((tag) => {
		const word = (inner) => { const s = document.createElement("span"); s.style.whiteSpace = "nowrap"; s.append(...inner); pane.append(s); const w = s.getBoundingClientRect().width; s.remove(); return w; };
		const e = document.createElement(tag); if (tag === "span") e.className = "sp"; e.textContent = "والمستشفيات";
		return Math.abs(word([e]) - word(["والمستشفيات"])); }); })()`)
	for _, w := range widths {
		if w > 0.5 {
			t.Errorf("a marked word is %.1f px wider or narrower", w)
		}
	}
}

func TestDifference(t *testing.T) { // 15
	b := newBrowser(t)
	p := b.tab(t)
	m := newSample(sample{Clusters: 6, Members: 6, Seed: 8, Texts: true})
	r := rand.New(rand.NewPCG(1, 2))
	long := func() (func() ([]string, error), string) {
		var w []string
		for n := 0; n < 10_000; n += len([]rune(w[len(w)-1])) + 1 {
			var s []rune
			for range 3 + r.IntN(6) {
				s = append(s, rune(0x0628+r.IntN(20)))
			}
			w = append(w, string(s))
		}
		text := strings.Join(w, " ")
		return func() ([]string, error) { return []string{text}, nil }, text
	}
	c := &m.Clusters[0]
	var textA, textB string
	sourceOf(m).rows[c.Members[0].Article].Text, textA = long()
	sourceOf(m).rows[c.Members[1].Article].Text, textB = long()
	sourceOf(m).rows[c.Members[2].Article].Text = func() ([]string, error) {
		return []string{"  أعلنت الوزارة،  اليوم أنّ العدد 12", "ثم", ""}, nil
	}
	sourceOf(m).rows[c.Members[3].Article].Text = func() ([]string, error) {
		return []string{"اعلنت الوزاره اليوم ان العدد 13 ألفا", "ثم"}, nil
	}
	file := writePage(t, m, Options{})
	panes := func(hash string) []string {
		p.open(file, hash)
		return run[[]string](p, `[...document.querySelectorAll(".pane")].map((e) => e.textContent)`)
	}
	if got := panes("#/c/@1?lang=en&a=1&b=2&view=side&spelling=1"); len(got) != 2 || got[0] != textA || got[1] != textB {
		t.Error("the panes do not hold both long texts as they are")
	}
	budget(t, "unrelated texts of 10,000 characters compared and shown", 150, 5, func() float64 {
		return run[float64](p, `(() => { const s = document.querySelector("#compare select"); const t = performance.now(); s.value = "2"; s.dispatchEvent(new Event("change", {bubbles: true})); s.value = "1"; s.dispatchEvent(new Event("change", {bubbles: true})); return new Promise((f) => requestAnimationFrame(() => setTimeout(() => f(performance.now() - t), 0))); })()`)
	})
	got := panes("#/c/@1?lang=en&a=3&b=4&view=side&spelling=1")
	if want := []string{"  أعلنت الوزارة،  اليوم أنّ العدد 12\nثم\n", "اعلنت الوزاره اليوم ان العدد 13 ألفا\nثم"}; !slices.Equal(got, want) {
		t.Errorf("panes %q, want %q", got, want)
	}
	p.open(file, "#/c/@1?lang=en&a=3&b=4&spelling=1")
	marks := run[[]string](p, `[...document.querySelectorAll(".pane del, .pane ins, .pane .sp")].map((e) => e.tagName + " " + e.textContent.trim())`)
	if want := []string{"SPAN اعلنت", "SPAN الوزاره", "SPAN ان", "DEL 12", "INS 13 ألفا"}; !slices.Equal(marks, want) {
		t.Errorf("marks %q, want %q", marks, want)
	}
}

// What scraped text must never become, read from the file itself.
func TestFileHoldsNoMarkupFromText(t *testing.T) {
	page := readFile(t, writePage(t, smallModel(), Options{Rejects: sampleRejects}))
	for _, bad := range []string{`(?i)<script[^>]*>\s*document`, `(?i)<img src=x`, `(?i)(href|src)\s*=\s*["']?\s*(javascript|data):`, `[\x{202a}-\x{202e}\x{2066}-\x{2069}]`, `(?i)(src|href)=["']?https?://[^"'>]*["'>]?[^>]*onerror`} {
		if found := regexp.MustCompile(bad).FindString(page); found != "" {
			t.Errorf("%s matches %q", bad, found)
		}
	}
}
