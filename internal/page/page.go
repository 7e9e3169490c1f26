package page

// Page is one record split in sections. The strings are cut from the text that
// was split (a joined hard-wrapped paragraph is the one that is made), trimmed
// of white space and direction marks at both ends. They stay valid after the
// Page is reused; the slices do not.
type Page struct {
	Title    string     // headline of the page; empty when HasTitle is false
	HasTitle bool       // false: the page begins with its first paragraph or a list
	Body     []string   // paragraphs of the main article, in order
	Source   []string   // names of the outlets the text was taken from, in order
	Keywords []string   // tags; one raw string where they cannot be told apart
	Embedded []Embedded // whole other articles on the page, in order
	Related  []string   // headlines of all related lists, in page order, duplicates kept
	Lists    []int      // len(Related) at the end of each related list
	Inline   []string   // headlines of read-more links between paragraphs
	MostRead []string   // headlines of site-wide and partner lists
	Dropped  []string   // lines that belong to none of the above
	// Truncated reports that a mark of a cut ("… more") stood at the end of the
	// body: the rest of the article is missing.
	Truncated bool
}

// Embedded is a whole article that stands on another article's page.
type Embedded struct {
	Title      string   // its headline
	Paragraphs []string // at least one
}

// Reset empties p and keeps its memory for the next page.
func (p *Page) Reset() {
	p.Title, p.HasTitle, p.Truncated = "", false, false
	p.Body = p.Body[:0]
	p.Source = p.Source[:0]
	p.Keywords = p.Keywords[:0]
	p.Embedded = p.Embedded[:0]
	p.Related = p.Related[:0]
	p.Lists = p.Lists[:0]
	p.Inline = p.Inline[:0]
	p.MostRead = p.MostRead[:0]
	p.Dropped = p.Dropped[:0]
}

// embed opens a new embedded article and reuses the memory of an older one.
func (p *Page) embed(title string) {
	n := len(p.Embedded)
	if n < cap(p.Embedded) {
		p.Embedded = p.Embedded[:n+1]
		p.Embedded[n].Title = title
		p.Embedded[n].Paragraphs = p.Embedded[n].Paragraphs[:0]
		return
	}
	p.Embedded = append(p.Embedded, Embedded{Title: title})
}
