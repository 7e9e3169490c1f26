package page

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"sync"
	"testing"
)

var write = flag.Bool("write", false, "write markers.json")

// TestBuiltinTable holds markers.json to markers.yaml.
func TestBuiltinTable(t *testing.T) {
	source, err := os.ReadFile("markers.yaml")
	if err != nil {
		t.Fatal(err)
	}
	read, err := readTable(source, "markers.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	enc := json.NewEncoder(&want)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(read); err != nil {
		t.Fatal(err)
	}
	if *write {
		if err := os.WriteFile("markers.json", want.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(builtinTable, want.Bytes()) {
		t.Error("markers.json is not markers.yaml: run go generate ./internal/page")
	}
}

func TestReadMarkersMistakes(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"kind", "version: 1\nmarkers:\n- language: sw\n  marker: Soma\n  kind: relatd\n  position: heading\n", `my.yaml:5:9: no such kind: "relatd"`},
		{"position", "markers:\n- language: sw\n  marker: Soma\n  kind: source\n  position: anywhere\n", `my.yaml:5:13: no such position: "anywhere"`},
		{"no position", "markers:\n- language: sw\n  marker: Soma\n  kind: source\n", `my.yaml:2:`},
		{"no letter", "markers:\n- marker: ':'\n  kind: source\n  position: heading\n", `my.yaml:2:11: ":" holds no letter`},
		{"unknown field", "markers:\n- markr: Soma\n", "[2:3]"},
		{"not yaml", "markers: [\n", "my.yaml: ["},
		{"newer", "version: 2\n", "newer than this program"},
		{"wrong type", "markers: 3\n", "[1:10]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadMarkers(strings.NewReader(c.file), "my.yaml")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	for _, file := range []string{"", "\n", "# nothing\n", "version: 1\n"} {
		if _, err := ReadMarkers(strings.NewReader(file), "my.yaml"); err != nil {
			t.Errorf("%q: %v", file, err)
		}
	}
}

// TestHelpExample reads the YAML example of the help text and splits a page by it.
func TestHelpExample(t *testing.T) {
	_, example, _ := strings.Cut(Help, "such as this one:\n")
	example, _, _ = strings.Cut(example, "Spellings that differ")
	m, err := ReadMarkers(strings.NewReader(example), "help")
	if err != nil {
		t.Fatal(err)
	}
	p := new(Page)
	NewSplitter(m).Split(p, "", "Daraja jipya lafunguliwa\n\nDaraja jipya la mto limefunguliwa leo asubuhi mbele ya mamia ya watu waliosubiri kwa miaka miwili.\n\n"+
		"Soma zaidi Wavuvi wapata soko jipya\n\nMagari yataruhusiwa kupita kuanzia kesho mchana.\n\nMost read\n\nCHANZO: Habari Pwani\n\nHabari zinazohusiana:\n• Bei ya samaki yashuka\n• Shule yapata maktaba\n")
	if len(p.Body) != 3 || len(p.Inline) != 1 || len(p.Source) != 1 || len(p.Related) != 2 || len(p.MostRead) != 0 {
		t.Errorf("%+v", p)
	}
	for _, names := range []map[string]bool{keys(kindNames), keys(positionNames)} {
		for name := range names {
			if !strings.Contains(Help, name) {
				t.Errorf("the help does not name %s", name)
			}
		}
	}
}

func keys[T any](m map[string]T) map[string]bool {
	out := map[string]bool{}
	for k := range m {
		out[k] = true
	}
	return out
}

// TestForms finds each form of the built-in table again by its own spelling.
func TestForms(t *testing.T) {
	m := NewMarkers()
	for _, e := range builtinEntries().Markers {
		for _, form := range append([]string{e.Marker}, e.Variants...) {
			folded := foldForm(form)
			if strings.Contains(folded, "#") {
				folded = strings.ReplaceAll(folded, "#", "12")
			}
			if _, end, ok := m.trie.longest(folded); !ok || end != len(folded) {
				t.Errorf("%s: %q is not found", e.Language, form)
			}
		}
	}
}

func TestTurkishLetters(t *testing.T) {
	want := string(appendFold(nil, "ilgili haberler"))
	for _, form := range []string{"İLGİLİ HABERLER", "İlgili haberler", "ılgılı haberler", "ILGILI HABERLER"} {
		if got := string(appendFold(nil, form)); got != want {
			t.Errorf("%q folds to %q, not %q", form, got, want)
		}
	}
}

func TestAges(t *testing.T) {
	s := NewSplitter(NewMarkers())
	for text, want := range map[string]ageClass{
		"منذ 3 ساعات": ageLine, "قبل أسبوع": ageLine, "منذ ساعتين": ageLine, "3 hours ago": ageLine, "an hour ago": ageLine, "2h": ageLine, "5 min": ageLine,
		"il y a 5 minutes": ageLine, "vor 2 Stunden": ageLine, "hace una hora": ageLine, "2 часа назад": ageLine, "3小时前": ageLine, "2時間前": ageLine, "3 saat önce": ageLine,
		"۳ ساعت پیش": ageLine, "لפני": ageNone, "לפני יומיים": ageLine, "2 घंटे पहले": ageLine, "3 jam yang lalu": ageLine, "há 2 horas": ageLine, "πριν από 2 ώρες": ageLine,
		"02:47": dateLine, "19:23 ت م": dateLine, "4 November 2025": dateLine, "Tuesday, 4 November 2025": dateLine, "4. März 2025": dateLine, "2025年11月4日": dateLine,
		"الثلاثاء 15 أكتوبر 2024": dateLine, "15/10/2024": dateLine, "27th, October 2023 GMT": dateLine, "02 minutes 47 seconds": dateLine, "0152": digitLine,
		"2-1": ageNone, "15": ageNone, "March": ageNone, "منذ الصباح الباكر": ageNone, "A day in May": ageNone, "3 ships": ageNone, "الخميس": ageNone, "May 2": dateLine, "قبل": ageNone,
	} {
		if got := s.ageOf(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestGivenTitle: a record's own title is not looked for in the text, but a first
// line that repeats it is dropped, in another spelling too.
func TestGivenTitle(t *testing.T) {
	s, p := NewSplitter(NewMarkers()), new(Page)
	const body = "وصلت القافلة إلى المدينة صباح اليوم بعد رحلة طويلة عبر الصحراء."
	for _, c := range []struct {
		text string
		body int
	}{{"وصول القافلة الى المدينه\n" + body, 1}, {"قافلة أخرى\n" + body, 2}, {body, 1}, {"وصول القافلة إلى المدينة", 1}, {"", 0}} {
		s.Split(p, " وصول القافلة إلى المدينة ", c.text)
		if p.Title != "وصول القافلة إلى المدينة" || !p.HasTitle || len(p.Body) != c.body {
			t.Errorf("%q: %+v", c.text, p)
		}
	}
}

// TestSharedTable splits on several goroutines that share one table, for -race.
func TestSharedTable(t *testing.T) {
	m := NewMarkers()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			s, p := NewSplitter(m), new(Page)
			for range 50 {
				if s.Split(p, "", "عنوان\n\n"+prose(3)+tailText); len(p.Body) != 3 || len(p.Related) != 3 {
					t.Errorf("%+v", p)
				}
			}
		})
	}
	wg.Wait()
}

// TestNoAllocations: once warm, a page costs no memory.
func TestNoAllocations(t *testing.T) {
	s, p := NewSplitter(NewMarkers()), new(Page)
	text := "عنوان\n\n" + prose(10) + tailText + "\nاقرأ أيضا:\n\nعنوان آخر\n\n" + prose(2)
	if n := testing.AllocsPerRun(20, func() { s.Split(p, "", text) }); n != 0 {
		t.Errorf("%v allocations a page", n)
	}
}
