package report

import (
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// blockOf reads a block out of a page; ok is false where there is none.
func blockOf[T any](t *testing.T, page, name string) (v T, ok bool) {
	t.Helper()
	found := regexp.MustCompile(`<script type="text/plain" id="d-` + name + `">([^<]*)</script>`).FindStringSubmatch(page)
	if found == nil {
		return v, false
	}
	r, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(found[1])))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(r).Decode(&v); err != nil {
		t.Fatalf("block %s: %v", name, err)
	}
	return v, true
}

// largeLeft reads what the page says where it has left addresses out, and that
// those it has are the right ones.
func largeLeft(t *testing.T, p *tab, m *Model, file string) {
	kept, _ := blockOf[keptBlock](t, readFile(t, file), "kept")
	order := priority(newIndex(newCrew(1), m, 0, len(m.Clusters)).Weakest)
	t.Logf("addresses of %d clusters kept", kept.Addresses)
	if kept.Addresses < 5000 || kept.Addresses >= len(order) {
		t.Fatalf("addresses of %d clusters kept", kept.Addresses)
	}
	for _, at := range []int{0, 1, 2, 1023, kept.Addresses - 1} {
		c := &m.Clusters[order[at]]
		p.goTo(fmt.Sprintf("#/c/@%d?lang=en", order[at]+1))
		p.wait(fmt.Sprintf(`document.querySelector(".facts .mono")?.textContent === %q`, c.ID))
		if n := run[int](p, `document.querySelectorAll(".left-out").length`); n > 0 {
			t.Errorf("cluster %d: something is said to be left out", order[at])
		}
		for k, got := range run[[]string](p, `[...document.querySelectorAll(".cards .wide > a")].map((a) => a.getAttribute("href") + " " + a.closest("tr").querySelector(".mono").textContent)`) {
			if a := &sourceOf(m).rows[c.Members[k].Article]; got != a.URL+" "+a.ID {
				t.Errorf("member %d of cluster %d is %s, want %s", k, order[at], got, a.URL)
			}
		}
	}
	left := order[kept.Addresses]
	id := sourceOf(m).rows[m.Clusters[left].Members[1].Article].ID
	for lang, n := range map[string]string{"en": grouped(int64(kept.Addresses)) + " of 100,000 clusters", "ar": grouped(int64(kept.Addresses)) + " من أصل 100,000 مجموعة"} {
		for place, want := range map[string]string{
			fmt.Sprintf("#/c/@%d", left+1):              m.Clusters[left].ID,
			"#/c/" + strings.ReplaceAll(id, "/", "%2F"): "--html-parts",
			"#/run": "clusters.csv",
		} {
			p.goTo("#/?lang=" + lang)
			p.goTo(strings.ReplaceAll(place, "#x", "%23x") + "?lang=" + lang)
			p.wait(`document.querySelector(".left-out") !== null`)
			if say := run[string](p, `document.querySelector(".left-out").textContent`); !strings.Contains(say, n) || !strings.Contains(say, want) || !strings.Contains(say, "clusters.csv") {
				t.Errorf("%s in %s says %q", place, lang, say)
			}
		}
	}
	p.goTo(fmt.Sprintf("#/c/@%d?lang=en", left+1))
	if n := run[int](p, `document.querySelectorAll(".cards a, .cards .mono").length`); n > 0 {
		t.Errorf("%d links and ids of articles whose addresses were left out", n)
	}
}

// withLarge makes the first clusters of m as large, with ids that do not pack.
func withLarge(m *Model, sizes ...int) *Model {
	r := rand.New(rand.NewPCG(5, 6))
	src := sourceOf(m)
	for i, size := range sizes {
		c := &m.Clusters[i]
		for len(c.Members) < size {
			a := src.rows[c.Members[0].Article]
			a.ID = fmt.Sprintf("https://%s/%016x%016x", a.Site, r.Uint64(), r.Uint64())
			a.URL = a.ID
			c.Members = append(c.Members, Member{Article: int32(len(src.rows)), Similarity: 1, Containment: 1, Relation: "identical"})
			src.rows = append(src.rows, a)
		}
	}
	return m
}

func TestLargeClustersLeaveRoom(t *testing.T) {
	for name, tt := range map[string]struct{ large, budget, left int }{
		"the least room":   {2, floorBytes, 2},
		"room for one":     {2, 1 << 20, 1},
		"room for both":    {2, 2 << 20, 0},
		"no large cluster": {0, floorBytes, 0},
	} {
		m := withLarge(newSample(sample{Clusters: 3000, Seed: 5}), []int{25_000, 20_000}[:tt.large]...)
		h := htmlWriter{crew: newCrew(0), m: m, key: keyOf(m)}
		x := newIndex(newCrew(1), m, 0, len(m.Clusters))
		var page strings.Builder
		kept, err := h.addresses(&countingWriter{w: &page}, x, 0, int64(tt.budget))
		if err != nil {
			t.Fatal(err)
		}
		if kept.Addresses != 3000-tt.left || page.Len() > tt.budget+len(x.Chunks)*100 {
			t.Errorf("%s: addresses of %d clusters in %d bytes", name, kept.Addresses, page.Len())
		}
		for k := range x.Chunks {
			b, ok := blockOf[addressesBlock](t, page.String(), fmt.Sprintf("a%d", k))
			members := 0
			for _, i := range x.chunk(k) {
				members += x.Size[i]
			}
			if ok && len(b.ID) != members || !ok && len(x.chunk(k)) > 1 {
				t.Errorf("%s: block %d of %d clusters has %d ids", name, k, len(x.chunk(k)), len(b.ID))
			}
		}
	}
}

// Long texts of one cluster leave room for those of the others, whether its
// representative is long or not.
func TestLongTextsLeaveRoom(t *testing.T) {
	for _, words := range []int32{3000, 10} {
		m := newSample(sample{Clusters: 300, Members: 60, Seed: 5, Texts: true})
		for k, mem := range m.Clusters[0].Members {
			a := &sourceOf(m).rows[mem.Article]
			a.Words = words
			a.Text = func() ([]string, error) {
				r := rand.New(rand.NewPCG(7, uint64(k)))
				var b strings.Builder
				for range 1200 {
					fmt.Fprintf(&b, "%016x ", r.Uint64())
				}
				return []string{b.String()}, nil
			}
		}
		x := newIndex(newCrew(1), m, 0, len(m.Clusters))
		var page strings.Builder
		places, err := writeTexts(&countingWriter{w: &page}, newCrew(0), m, 0, x.priority, floorBytes)
		if err != nil {
			t.Fatal(err)
		}
		if places.Of[0] >= 0 || places.Count < 250 || words > 1000 && places.Count < 299 {
			t.Errorf("%d words: texts of %d clusters, block %d for the first", words, places.Count, places.Of[0])
		}
		for i, k := range places.Of {
			if b, _ := blockOf[textsBlock](t, page.String(), fmt.Sprintf("t%d", k)); k >= 0 && len(b.Clusters[strconv.Itoa(i)].Texts) == 0 {
				t.Errorf("cluster %d has no texts in block %d", i, k)
			}
		}
	}
}

// A page that leaves out the addresses of its largest cluster says so there,
// and has those of the others.
func TestPageWithoutItsLargest(t *testing.T) {
	b := newBrowser(t)
	m := withLarge(newSample(sample{Clusters: 300, Seed: 5}), 25_000)
	p := b.tab(t)
	// Texts that take all room leave the least to addresses.
	p.open(writePage(t, m, Options{TextBudgetBytes: htmlTargetBytes}), "#/c/@1?lang=en")
	p.wait(`document.querySelector(".left-out") !== null`)
	if say := run[string](p, `document.querySelector(".left-out").textContent`); !strings.Contains(say, "299 of 300 clusters") || !strings.Contains(say, m.Clusters[0].ID) {
		t.Errorf("the largest cluster says %q", say)
	}
	if n := run[int](p, `document.querySelectorAll(".cards a, .cards .mono").length`); n > 0 {
		t.Errorf("%d links and ids of articles whose addresses were left out", n)
	}
	for _, i := range []int{1, 150, 299} {
		p.goTo("#/?lang=en")
		a := &sourceOf(m).rows[m.Clusters[i].Members[1].Article]
		p.goTo("#/c/" + strings.ReplaceAll(a.ID, "/", "%2F") + "?lang=en")
		p.wait(`document.querySelector(".facts") !== null`)
		if text := run[string](p, `document.querySelector(".facts").textContent`); !strings.Contains(text, m.Clusters[i].ID) {
			t.Errorf("an article of cluster %d opened %q", i, text)
		}
		if links := run[[]string](p, `[...document.querySelectorAll(".cards .wide > a")].map((a) => a.getAttribute("href"))`); !slices.Contains(links, a.URL) {
			t.Errorf("cluster %d has the links %q", i, links)
		}
	}
	id := sourceOf(m).rows[m.Clusters[0].Members[24_000].Article].ID
	p.goTo("#/c/" + strings.ReplaceAll(id, "/", "%2F") + "?lang=en")
	p.wait(`document.querySelector(".left-out") !== null`)
	if say := run[string](p, `document.querySelector(".left-out").textContent`); !strings.Contains(say, "299 of 300 clusters") {
		t.Errorf("an article of the largest cluster: %q", say)
	}
}

func TestPartsKeepEverything(t *testing.T) {
	m := newSample(sample{Clusters: 6000, Seed: 5, News: true, Texts: true})
	file := writePage(t, m, Options{HTMLParts: true})
	parts, err := filepath.Glob(filepath.Join(filepath.Dir(file), PartsFolder, "*.html"))
	if err != nil || len(parts) != 2 {
		t.Fatalf("parts %v, %v", parts, err)
	}
	addresses, texts := 0, 0
	for _, part := range parts {
		page, err := os.ReadFile(part)
		if err != nil {
			t.Fatal(err)
		}
		kept, _ := blockOf[keptBlock](t, string(page), "kept")
		addresses += kept.Addresses
		places, _ := blockOf[textPlaces](t, string(page), "texts")
		texts += places.Count
	}
	if addresses != 6000 || texts != 6000 {
		t.Errorf("addresses of %d clusters and texts of %d", addresses, texts)
	}
}

// TestAddressesComeBack shows ids, addresses and headlines that the page's list
// of words could spoil.
func TestAddressesComeBack(t *testing.T) {
	b := newBrowser(t)
	m := newSample(sample{Clusters: 60, Seed: 6, News: true})
	c := &m.Clusters[0]
	hard := []string{
		"%41", "a%", "%", "=", "\x7f", "\x7f\x7fx", "a\x7fb", "قال", "قال قال", "a b", " ", "é", "😀 x", "http://a.example/%D9%82%D8%A7%D9%84-%D8%A5%D9%86",
		"http://a.example/%d9%82%d8%a7%d9%84", "http://a.example/قال-in-إن.html", "http://a.example/a%2Fb", "http://a.example/%E0%A4%A", "http://a.example/%7F", "http://a.example/%25D9",
		"http://a.example/ق%D9%82", "http://a.example/x/\u00a0", `http://a.example/"\`, "\u200eقال", "http://a.example/%FF", "ا", "ࠀ\U00010000",
	}
	for k, s := range hard {
		a := &sourceOf(m).rows[c.Members[k].Article]
		a.ID, a.URL, a.Title = s, "http://b.example/"+s, s+" قال المتحدث  إن "+s
		if k == 0 {
			a.URL = ""
		}
	}
	p := b.tab(t)
	p.open(writePage(t, m, Options{}), "#/c/@1?lang=ar")
	run[bool](p, `document.querySelector(".cards").closest("section").querySelector(".shown button").click(), true`)
	p.settle()
	rows := run[[][]string](p, `[...document.querySelectorAll(".cards tbody tr")].map((r) => [r.querySelector(".wide bdi").textContent, r.querySelector(".wide > a")?.getAttribute("href") ?? "", r.querySelector(".mono")?.textContent ?? ""])`)
	if len(rows) != len(c.Members) {
		t.Fatalf("%d members", len(rows))
	}
	for k, got := range rows {
		a := &sourceOf(m).rows[c.Members[k].Article]
		// Blanks of a headline are written as one, invisible characters by name.
		if want := []string{ShowInvisible(shownTitle(a.Title, a.ID)), a.URL, ShowInvisible(a.ID)}; !slices.Equal(got, want) {
			t.Errorf("member %d is %q, want %q", k, got, want)
		}
	}
	for _, id := range []string{hard[7], hard[13], c.ID, sourceOf(m).rows[m.Clusters[30].Members[1].Article].URL} {
		p.goTo("#/?lang=en")
		p.goTo("#/c/" + strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F").Replace(id) + "?lang=en")
		if n := run[int](p, `document.querySelectorAll(".facts").length`); n != 1 {
			t.Errorf("%q opens no cluster: %s", id, run[string](p, `document.querySelector("main").textContent`))
		}
	}
}

func TestUnknownAddress(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	file := writePage(t, smallModel(), Options{})
	for lang, say := range map[string]string{"en": "Not in this report", "ar": "ليس في هذا التقرير"} {
		for _, address := range []string{"#/nonsense", "#nonsense", "#/c/NO-SUCH-ID", "#/c/@0", "#/c/@121", "#/c/https://no.example/1", "#/related/nowhere", "#/run/x"} {
			p.open(file, address+"?lang="+lang)
			if h1 := run[string](p, `document.querySelector("h1").textContent`); !strings.HasPrefix(h1, say) {
				t.Errorf("%s in %s: %q", address, lang, h1)
			}
			if name := strings.TrimLeft(address, "#/c"); !strings.Contains(run[string](p, `document.querySelector("main").textContent`), name) {
				t.Errorf("%s in %s does not say %s", address, lang, name)
			}
			run[bool](p, `document.querySelector("main .empty a").click(), true`)
			p.wait(`document.getElementById("q") !== null`)
		}
	}
	if len(p.problems) > 0 {
		t.Errorf("the page complained: %q", p.problems)
	}
}
