package report

import (
	"slices"
	"sort"
)

const (
	runFurniture = 5000 // lines of furniture the report shows
	runFiles     = 2000
	runSites     = 2000
)

// runBlock is what was dropped and how the run was made. It holds nothing of
// Model.Timing: equal runs give equal bytes.
type runBlock struct {
	Parameters []paramRow          `json:"parameters"`
	Records    Records             `json:"records"`
	Articles   ArticleCounts       `json:"articles"`
	Files      []File              `json:"files"`
	AllFiles   int                 `json:"all_files"`
	BadFiles   int                 `json:"bad_files"` // of which something could not be read
	Sites      []Site              `json:"sites"`
	AllSites   int                 `json:"all_sites"`
	Rejects    []countRow          `json:"rejects"`
	Examples   map[string][]Reject `json:"examples"` // reason → first rejects
	Warnings   []countRow          `json:"warnings"`
	Capped     []countRow          `json:"capped"`
	Curve      []curveRow          `json:"curve"`
	Alarms     []string            `json:"alarms"`
	Dates      int64               `json:"dates"`
	Furniture  []furnitureRow      `json:"furniture"`
	AllLines   int                 `json:"all_furniture"`
	Shorts     []shortRow          `json:"shorts"`
}

type paramRow struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

type countRow struct {
	Name  string `json:"name"`
	Count int64  `json:"count"`
}

// shortRow is an article with too few shingles to be compared.
type shortRow struct {
	ID       string `json:"id"`
	Site     string `json:"site"`
	Title    string `json:"title"`
	URL      string `json:"url"`
	File     string `json:"file"`
	Position int64  `json:"position"`
	Words    int32  `json:"words"`
}

type furnitureRow struct {
	Site    string `json:"site"`
	Line    string `json:"line"`
	Pages   int64  `json:"pages"`
	Example string `json:"example"`
}

func newRun(m *Model, examples map[string][]Reject) *runBlock {
	b := &runBlock{
		Parameters: []paramRow{}, Records: m.Records, Articles: m.Articles, Examples: examples,
		AllFiles: len(m.Files), Sites: largestSites(m.Sites), AllSites: len(m.Sites),
		Alarms: orEmpty(m.Alarms), Dates: m.DateIssues, Shorts: []shortRow{},
		Rejects: counts(m.Rejects), Warnings: counts(m.Warnings), Capped: counts(m.Capped),
		Curve: []curveRow{}, Furniture: []furnitureRow{}, AllLines: len(m.Furniture),
	}
	bad, whole := filesByStatus(m.Files)
	b.Files, b.BadFiles = firstOf(slices.Concat(bad, whole), runFiles), len(bad)
	for _, p := range m.Parameters {
		b.Parameters = append(b.Parameters, paramRow(p))
	}
	for _, p := range m.Curve {
		b.Curve = append(b.Curve, curveRow{ratio(p.Similarity), ratio(p.Probability)})
	}
	for _, i := range firstOf(m.Shorts, ShownShorts) {
		a, h := m.Article(i), m.Head(i)
		b.Shorts = append(b.Shorts, shortRow{a.ID, a.Site, shownTitle(h.Title, a.ID), webLink(h.URL), h.File, h.Position, a.Words})
	}
	for _, f := range firstOf(m.Furniture, runFurniture) {
		b.Furniture = append(b.Furniture, furnitureRow(f))
	}
	return b
}

// filesByStatus tells the files that were read whole from the others.
func filesByStatus(files []File) (bad, whole []File) {
	for _, f := range files {
		if f.Status == "ok" {
			whole = append(whole, f)
		} else {
			bad = append(bad, f)
		}
	}
	return bad, whole
}

func firstOf[T any](s []T, n int) []T { return orEmpty(s[:min(n, len(s))]) }

// largestSites keeps the sites with most articles, in the model's order.
func largestSites(sites []Site) []Site {
	if len(sites) <= runSites {
		return orEmpty(sites)
	}
	order := append([]Site(nil), sites...)
	sort.SliceStable(order, func(i, j int) bool { return order[i].Articles > order[j].Articles })
	order = order[:runSites]
	sort.Slice(order, func(i, j int) bool { return order[i].Site < order[j].Site })
	return order
}

// counts turns a map into rows, most first.
func counts(m map[string]int64) []countRow {
	rows := make([]countRow, 0, len(m))
	for name, n := range m {
		rows = append(rows, countRow{name, n})
	}
	sort.Slice(rows, func(i, j int) bool {
		if rows[i].Count != rows[j].Count {
			return rows[i].Count > rows[j].Count
		}
		return rows[i].Name < rows[j].Name
	})
	return rows
}
