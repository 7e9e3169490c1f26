package report

// What the related lists' view carries at most; it says how much there is.
const (
	relatedGroups    = 5000
	relatedPages     = 100  // of one group
	relatedHeadlines = 5000 // and those of the pages above
)

// relatedBlock is the view of related lists.
type relatedBlock struct {
	Groups       []groupRow    `json:"groups"`
	AllGroups    int           `json:"all_groups"`
	Headlines    []headlineRow `json:"headlines"`
	AllHeadlines int           `json:"all_headlines"`
}

type groupRow struct {
	ID    string    `json:"id"`
	Size  int       `json:"size"`
	Pages []pageRow `json:"pages"`
}

type pageRow struct {
	ID        string  `json:"id"`
	Site      string  `json:"site"`
	Title     string  `json:"title"`
	URL       string  `json:"url"`
	Date      int64   `json:"date"`
	Headlines int     `json:"n"`
	Shared    int     `json:"shared"`
	Sim       int64   `json:"sim"`
	Entries   []int32 `json:"e"` // into Headlines
}

type headlineRow struct {
	ID       string `json:"id"`
	Headline string `json:"h"`
	Variants int32  `json:"variants"`
	Lists    int32  `json:"lists"`
	Sites    int32  `json:"sites"`
	Article  string `json:"a"` // id of the article with this title
	Title    string `json:"t"`
	Cluster  string `json:"c"`
}

func newRelated(m *Model) *relatedBlock {
	b := &relatedBlock{Groups: []groupRow{}, Headlines: []headlineRow{}, AllGroups: len(m.Lists), AllHeadlines: len(m.Headlines)}
	groups := m.Lists[:min(relatedGroups, len(m.Lists))]
	shown := make([]bool, len(m.Headlines))
	for i := range min(relatedHeadlines, len(shown)) {
		shown[i] = true
	}
	for i := range groups {
		for _, p := range firstOf(groups[i].Pages, relatedPages) {
			for _, e := range p.Entries {
				shown[e] = true
			}
		}
	}
	place := make([]int32, len(m.Headlines))
	for i := range m.Headlines {
		if shown[i] {
			place[i] = int32(len(b.Headlines))
			b.Headlines = append(b.Headlines, headlineOf(m, int32(i)))
		}
	}
	for i := range groups {
		b.Groups = append(b.Groups, groupOf(m, &groups[i], place))
	}
	return b
}

func groupOf(m *Model, g *ListGroup, place []int32) groupRow {
	row := groupRow{ID: g.ID, Size: len(g.Pages), Pages: []pageRow{}}
	for _, p := range firstOf(g.Pages, relatedPages) {
		r := reviewOf(m, p.Article)
		page := pageRow{
			ID: r.ID, Site: r.Site, Title: r.Title, URL: webLink(m.Head(p.Article).URL), Date: r.Date,
			Headlines: p.Headlines, Shared: p.Shared, Sim: millionths(p.Similarity), Entries: []int32{},
		}
		for _, e := range p.Entries {
			page.Entries = append(page.Entries, place[e])
		}
		row.Pages = append(row.Pages, page)
	}
	return row
}

func headlineOf(m *Model, i int32) headlineRow {
	h := &m.Headlines[i]
	row := headlineRow{ID: h.ID(), Headline: m.Headline(i), Variants: h.Variants, Lists: h.Lists, Sites: h.Sites, Cluster: m.clusterOf(h)}
	if h.Article >= 0 {
		row.Article, row.Title = m.Article(h.Article).ID, m.shownTitle(h.Article)
	}
	return row
}
