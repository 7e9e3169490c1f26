package report

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// handModel is small enough to write its files by hand.
func handModel() *Model {
	night := time.Date(2026, 11, 24, 3, 4, 5, 0, time.FixedZone("", 3*3600))
	return &Model{
		Version:    "1.2.3",
		Parameters: []Parameter{{"threshold", 0.4}, {"same-site", true}, {"keep", "earliest"}},
		Records:    Records{Read: 6, OK: 4, Rejected: 1, DuplicateID: 1},
		Articles:   ArticleCounts{All: 5, Embedded: 1, Short: 1, Duplicates: 1, Unique: 3},
		Files:      []File{{File: "a.jsonl", Read: 6, OK: 4, Rejected: 1, Status: "ok"}},
		Rejects:    map[string]int64{"bad-json": 1},
		Curve:      []CurvePoint{{0.1 + 0.2, 1.0 / 3}},
		Source: &sampleSource{
			rows: []sampleArticle{
				{Article: Article{ID: "a", Site: "s.example", Date: night, FirstNight: "2026-11-24"}, Head: Head{File: "a.jsonl", Position: 1, Title: "عنوان، \"أول\"", URL: "https://s.example/a"}},
				{Article: Article{ID: "=b", Site: "t.example"}, Head: Head{File: "a.jsonl", Position: 2, Title: "سطر\nثان"}},
				{Article: Article{ID: "c"}, Head: Head{File: "a.jsonl", Position: 3, Title: "منفرد\u202e"}},
			},
			headlines: []string{"خبر", "آخر"},
		},
		Clusters: []Cluster{{
			ID: "c0000000000000001", Weakest: 2.0 / 3, WeakestA: 0, WeakestB: 1, Earliest: -1,
			Members: []Member{{Article: 0, Similarity: 1, Containment: 1}, {Article: 1, Similarity: 2.0 / 3, Containment: 0.75, Relation: "near-duplicate"}},
			Merges:  []Merge{{0, 1, 2.0 / 3}},
		}},
		Singles:   []int32{2},
		Pairs:     []Pair{{A: 1, B: 0, Jaccard: 2.0 / 3, Containment: 0.75, Weighted: 0.5, Relation: "near-duplicate"}, {A: 0, B: 2, Jaccard: 0.41, Containment: 0.6, Weighted: 0.2, Relation: "template", Reason: "-3 numbers"}},
		Lists:     []ListGroup{{ID: "r1", Pages: []ListPage{{Article: 0, Headlines: 4, Shared: 4, Similarity: 1}, {Article: 2, Headlines: 3, Shared: 3, Similarity: 0.75}}}},
		Headlines: []Headline{{Hash: 1, Variants: 2, Lists: 3, Sites: 1, Article: 0, Cluster: 0}, {Hash: 2, Variants: 1, Lists: 1, Sites: 1, Article: -1, Cluster: -1}},
		SitePairs: []SitePair{{"s.example", "t.example", 1, 1, 0}},
		Furniture: []Furniture{{"s.example", "@تابعونا", 12, "a"}},
	}
}

func TestCSVFiles(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, handModel(), Options{CSVBOM: true, Pairs: true}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		ClustersFile: `cluster_id,size,role,article_id,similarity,containment,relation,weakest,site,date,title,url,file,position,first_night
c0000000000000001,2,representative,a,1.000000,1.000000,,0.666667,s.example,2026-11-24T00:04:05Z,"عنوان، ""أول""",https://s.example/a,a.jsonl,1,2026-11-24
c0000000000000001,2,member,'=b,0.666667,0.750000,near-duplicate,0.666667,t.example,,"سطر
ثان",,a.jsonl,2,
,1,representative,c,1.000000,1.000000,,,,,منفرد‹U+202E›,,a.jsonl,3,
`,
		PairsFile: `article_a,article_b,jaccard,containment,weighted,relation,reason
'=b,a,0.666667,0.750000,0.500000,near-duplicate,
a,c,0.410000,0.600000,0.200000,template,'-3 numbers
`,
		RelatedFile: `group_id,size,page_id,headlines,shared,similarity,site,date,title,url
r1,2,a,4,4,1.000000,s.example,2026-11-24T00:04:05Z,"عنوان، ""أول""",https://s.example/a
r1,2,c,3,3,0.750000,,,منفرد‹U+202E›,
`,
		HeadlinesFile: `headline_id,headline,variants,lists,sites,article_id,cluster_id
h0000000000000001,خبر,2,3,1,a,c0000000000000001
h0000000000000002,آخر,1,1,1,,
`,
		SitesFile: `site_a,site_b,articles,first_a,first_b
s.example,t.example,1,1,0
`,
		FurnitureFile: `site,line,pages,example_article
s.example,'@تابعونا,12,a
`,
	} {
		if diff := cmp.Diff("\uFEFF"+want, readFile(t, filepath.Join(dir, name))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestCSVOptions(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, handModel(), Options{CSVRaw: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, PairsFile)); !os.IsNotExist(err) {
		t.Errorf("pairs.csv without Pairs: %v", err)
	}
	rows, err := csv.NewReader(strings.NewReader(readFile(t, filepath.Join(dir, ClustersFile)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if rows[0][0] != "cluster_id" || rows[2][3] != "=b" || rows[3][10] != "منفرد\u202e" {
		t.Errorf("raw cells are %q", rows)
	}
}

func TestRunJSON(t *testing.T) {
	write := func(m *Model) map[string]any {
		var b strings.Builder
		if err := WriteRun(&b, m); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "null") {
			t.Errorf("null in %s", b.String())
		}
		var v map[string]any
		if err := json.Unmarshal([]byte(b.String()), &v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	got := write(handModel())
	delete(got, "timing")
	want := map[string]any{
		"schema": 1.0, "version": "1.2.3",
		"parameters": map[string]any{"threshold": 0.4, "same-site": true, "keep": "earliest"},
		"records":    map[string]any{"read": 6.0, "ok": 4.0, "rejected": 1.0, "duplicate_id": 1.0, "versions": 0.0},
		"articles":   map[string]any{"all": 5.0, "embedded": 1.0, "short": 1.0, "duplicates": 1.0, "unique": 3.0},
		"clusters":   map[string]any{"clusters": 1.0, "largest": 2.0, "pairs": 2.0},
		"related":    map[string]any{"groups": 1.0, "headlines": 2.0},
		"files":      []any{map[string]any{"file": "a.jsonl", "read": 6.0, "ok": 4.0, "rejected": 1.0, "status": "ok", "reason": ""}},
		"sites":      []any{}, "rejects": map[string]any{"bad-json": 1.0}, "warnings": map[string]any{}, "capped": map[string]any{},
		"furniture": []any{map[string]any{"site": "s.example", "line": "@تابعونا", "pages": 12.0, "example_article": "a"}},
		"dates":     map[string]any{"unreadable": 0.0}, "alarms": []any{},
		"curve": []any{map[string]any{"similarity": 0.3, "probability": 0.333333}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	write(&Model{})
}

// Only what stands under timing may differ between two runs.
func TestTimingStaysInRunJSON(t *testing.T) {
	files := func(timing Timing) map[string]string {
		dir := t.TempDir()
		m := newSample(sample{Clusters: 30, Seed: 6, Texts: true})
		m.Timing = timing
		if err := Write(dir, m, Options{Pairs: true, Rejects: sampleRejects}); err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, name := range names(t, dir) {
			out[name] = readFile(t, filepath.Join(dir, name))
		}
		var run map[string]json.RawMessage
		if err := json.Unmarshal([]byte(out[RunFile]), &run); err != nil {
			t.Fatal(err)
		}
		delete(run, "timing")
		b, _ := json.Marshal(run)
		out[RunFile] = string(b)
		return out
	}
	a := files(Timing{})
	b := files(Timing{Started: time.Now(), Jobs: 9, PeakRSS: 1 << 30, WallTime: time.Hour, Flags: []Parameter{{"jobs", 9}}, Stages: []Stage{{"read", 1, 2}}})
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("the files differ:\n%s", diff)
	}
}

func TestRejects(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, &Model{}, Options{Rejects: func(yield func(Reject, error) bool) {
		_ = yield(Reject{"a.jsonl", 7, "bad-json", "<b>\u2028"}, nil) && yield(Reject{File: "b", Reason: "unreadable"}, nil)
	}}); err != nil {
		t.Fatal(err)
	}
	want := `{"file":"a.jsonl","position":7,"reason":"bad-json","excerpt":"<b>\u2028"}
{"file":"b","position":0,"reason":"unreadable","excerpt":""}
`
	if got := readFile(t, filepath.Join(dir, RejectsFile)); got != want {
		t.Errorf("rejects.jsonl = %q", got)
	}
	boom := errors.New("boom")
	err := Write(t.TempDir(), &Model{}, Options{Rejects: func(yield func(Reject, error) bool) { yield(Reject{}, boom) }})
	if !errors.Is(err, boom) {
		t.Errorf("error = %v", err)
	}
}

func TestWriteTellsItsErrors(t *testing.T) {
	boom := errors.New("boom")
	m := handModel()
	sourceOf(m).rows[0].Text = func() ([]string, error) { return nil, boom }
	if err := Write(t.TempDir(), m, Options{}); !errors.Is(err, boom) {
		t.Errorf("error of a text = %v", err)
	}
	if err := Write(filepath.Join(t.TempDir(), "missing"), handModel(), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
}

func TestGuard(t *testing.T) {
	for _, s := range []string{"=1", "+1", "-1", "@x", "\t=1", "\tx", "\rx", "\nx", " =1", "\u200f=1", "\u202e+1", "\ufeff=1", "\u00a0=1", "＝1", "＋1", "－1", "＠x", "'=1", "\x00=1"} {
		if got := Guard(s); got != "'"+s {
			t.Errorf("Guard(%q) = %q", s, got)
		}
	}
	for _, s := range []string{"", "a", "1-2", "a=b", "'a", "خبر", "12", "(=1)"} {
		if got := Guard(s); got != s {
			t.Errorf("Guard(%q) = %q", s, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("'=-+@ \t\nab\u200f\u202eخ"))).Draw(t, "s")
		if got := Unguard(Guard(s)); got != s {
			t.Fatalf("%q came back as %q", s, got)
		}
	})
}

// Every CSV file reads back as what was written, whatever the cells hold.
func TestCSVRoundTrip(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("a,\"\n\r' ;خ=\\")))
	rapid.Check(t, func(r *rapid.T) {
		m := handModel()
		sourceOf(m).rows[0].Title, sourceOf(m).rows[1].ID = text.Draw(r, "title"), text.Draw(r, "id")
		dir := t.TempDir()
		err := writeFile(dir, ClustersFile, tableWriter(m))
		if err != nil {
			r.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(readFile(t, filepath.Join(dir, ClustersFile)))).ReadAll()
		if err != nil {
			r.Fatal(err)
		}
		// encoding/csv reads CR LF inside a cell as LF.
		lf := func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
		if got := Unguard(rows[1][10]); got != lf(sourceOf(m).rows[0].Title) {
			r.Fatalf("title %q read as %q", sourceOf(m).rows[0].Title, got)
		}
		if got := Unguard(rows[2][3]); got != lf(sourceOf(m).rows[1].ID) {
			r.Fatalf("id %q read as %q", sourceOf(m).rows[1].ID, got)
		}
	})
}

// Cells are scanned by byte before they are read by character: both must agree
// on every character that is shown by name, or makes a formula.
func TestCellsOfEveryCharacter(t *testing.T) {
	for r := rune(0); r <= 0x2FFF; r++ {
		for _, s := range []string{string(r), string(r) + "=1", "a" + string(r), "a" + string(r) + "=1"} {
			var b strings.Builder
			w := bufio.NewWriter(&b)
			tab := newTable(w, Options{})
			tab.text(s)
			tab.end()
			w.Flush()
			rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
			want := ShowControls(Guard(s))
			if r == '\r' || r == '\n' {
				continue // encoding/csv reads them in its own way
			}
			if err != nil || rows[0][0] != want {
				t.Fatalf("%+q became %+q, want %+q, %v", s, b.String(), want, err)
			}
		}
	}
}

func TestArabicForms(t *testing.T) {
	for n, want := range map[int64]string{
		0: "لا مجموعات", 1: "مجموعة واحدة", 2: "مجموعتين", 3: "3 مجموعات", 10: "10 مجموعات", 11: "11 مجموعة", 99: "99 مجموعة",
		100: "100 مجموعة", 102: "102 مجموعة", 103: "103 مجموعات", 111: "111 مجموعة", 1_000_000: "1,000,000 مجموعة",
	} {
		if got := arabic(n, clusterForms); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// Dates come back from the columns as they were, whatever the others are: 0
// stands for none there, and the second that would be 0 for the next one.
func TestDatesComeBack(t *testing.T) {
	none := time.Time{}
	day := func(year int) time.Time { return time.Date(year, 11, 24, 6, 0, 0, 0, time.UTC) }
	at := func(second int64) time.Time { return time.Unix(second, 0).UTC() }
	for _, clusters := range [][][]time.Time{
		{{day(2026), at(0), day(2025)}},
		{{day(2026), at(0)}, {day(2026), none}},
		{{at(0), at(0)}, {none, none}},
		{{day(1960), day(1950)}, {day(1961), at(-1), at(0), at(1)}},
		{{day(1960), day(2026), none}},
		{{at(1), none}, {at(2), day(2026)}, {none, at(3)}},
		{{at(2), none}, {at(1), day(2026)}, {none, at(0)}},
		{{none, none}},
		{{day(2026), day(2026)}, {day(2020), none}},
	} {
		m := newSample(sample{Clusters: len(clusters), Members: 4, Seed: 5})
		m.Clusters = m.Clusters[:0]
		for _, dates := range clusters {
			c := Cluster{Earliest: -1}
			for _, d := range dates {
				a := int32(len(sourceOf(m).rows))
				sourceOf(m).rows = append(sourceOf(m).rows, sampleArticle{Article: Article{ID: fmt.Sprint(a), Date: d}})
				c.Members = append(c.Members, Member{Article: a})
				if r := reviewOf(m, a); (r.Date == 0) != d.IsZero() {
					t.Errorf("%v is %d in a review", d, r.Date)
				}
			}
			m.Clusters = append(m.Clusters, c)
		}
		x := newIndex(newCrew(1), m, 0, len(m.Clusters))
		b := newMembers(m, x, 0, x.priority)
		k := 0
		for _, i := range x.priority {
			first := x.First[i] // as the page reads it
			if first != 0 {
				first += x.Epoch
			}
			var dated []int64
			for _, want := range clusters[i] {
				got := none
				if b.Date[k] >= 0 {
					got = at(first + b.Date[k])
					dated = append(dated, first+b.Date[k])
				}
				if !got.Equal(want) && !(want.Equal(at(0)) && got.Equal(at(1))) {
					t.Errorf("%v: %v came back as %v", clusters, want, got)
				}
				k++
			}
			if dated == nil && first != 0 || dated != nil && (first != slices.Min(dated) || x.Span[i] != slices.Max(dated)-first) {
				t.Errorf("%v: first %d and span %d of %d", clusters, first, x.Span[i], dated)
			}
		}
	}
}

func TestJoinsOfAnIncompleteList(t *testing.T) {
	c := handModel().Clusters[0]
	c.Merges = nil
	if got := joins(&c); !slices.Equal(got, []Merge{{0, 1, 2.0 / 3}}) {
		t.Errorf("joins %v", got)
	}
	if got := millionths(0.4); got != 400000 {
		t.Errorf("millionths(0.4) = %d", got)
	}
	if math.Abs(float64(millionths(2.0/3))-666666.7) > 1 {
		t.Error("millionths(2/3)")
	}
}

func tableWriter(m *Model) func(*bufio.Writer) error {
	return func(w *bufio.Writer) error {
		tab := newTable(w, Options{})
		clusterRows(tab, m)
		return tab.err
	}
}
