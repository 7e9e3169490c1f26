package page

import "math"

// Splitter splits pages by one table of markers. It holds working memory and
// serves one goroutine; make one for each worker, they share the table.
type Splitter struct {
	m      *Markers
	text   string
	lines  []line
	folded []byte
	cut    []string // pieces of one line

	p          *Page
	tail       bool // behind the source, the tags, an end mark or a list
	embedded   bool // an embedded article is open
	given      bool // the title came with the record
	titleMet   bool // ... and was met in the text
	bodyWidth  int
	storyWidth int // bodyWidth of paragraphs only
	gaps       int // blank lines between paragraphs of the body
	lastStory  int // last line that reads as a paragraph
	afterValue int // line behind the last source or tags line and the dropped lines under it
	bareEnd    int // lines before it were tried as a list without a marker
	ageEnd     int // lines from ageFrom to here are ages or dates
	blockEnd   int // lines before it belong to the block last measured
	blockWrap  bool
	narrow     bool // no line is longer than a wrapped one
	gapped     bool // the page has blank lines
	titleLine  int  // line of the title, -1: none
}

// NewSplitter returns a splitter that uses the table m.
func NewSplitter(m *Markers) *Splitter { return &Splitter{m: m} }

// Split splits text into the sections of p, which is emptied first. The title
// is the record's own; where it is empty the page's first line may be the title.
// The strings of p are cut from text. Cost is linear in len(text); nothing is
// allocated once s and p have grown, but for joined lines.
func (s *Splitter) Split(p *Page, title, text string) {
	p.Reset()
	s.p, s.tail, s.embedded, s.titleMet = p, false, false, false
	s.storyWidth, s.titleLine = 0, -1
	s.bodyWidth, s.gaps, s.afterValue, s.bareEnd, s.ageEnd, s.blockEnd = 0, 0, -1, 0, 0, 0
	if p.HasTitle = title != ""; p.HasTitle {
		from, to := trim(title, 0, len(title))
		p.Title = title[from:to]
		p.HasTitle = p.Title != ""
	}
	s.given = p.HasTitle
	if len(text) > math.MaxInt32-8 {
		p.Body = append(p.Body, text)
		return
	}
	s.scan(text)
	s.markWrapped()
	s.lastStory = len(s.lines) - 1
	for s.lastStory >= 0 && !s.story(&s.lines[s.lastStory]) {
		s.lastStory--
	}
	i := 0
	if !s.given {
		i = s.head()
	}
	for i < len(s.lines) {
		i = s.step(i)
	}
	s.endList()
	s.cutMark()
	s.keepWhole()
}

// step files line i, and lines behind it where they belong together, and returns
// the next line to look at.
func (s *Splitter) step(i int) int {
	l := &s.lines[i]
	switch l.kind {
	case KindNone:
		return s.plain(i)
	case KindRelated, KindAmbiguous, KindInline, KindMostRead:
		return s.heading(i)
	case KindSource:
		return s.source(i)
	case KindTags:
		return s.tags(i)
	case KindComments:
		if s.storyWidth >= 200 || i > s.lastStory {
			return s.dropAll(i)
		}
	case KindContact:
		if len(s.p.Body) > 0 {
			return s.contact(i)
		}
	case KindNav:
		return s.nav(i)
	case KindEndMark:
		s.tail = s.tail || len(s.p.Body) > 0
		s.embedded = false
		s.drop(l)
		s.afterValue = i + 1
		return i + 1
	case KindContinue:
		if l.mark.word && l.flags&flagStrong == 0 && s.between(i) {
			return s.place(i)
		}
		s.p.Truncated = s.p.Truncated || !s.embedded && !s.tail && s.atEnd(i+1)
	case KindDate, KindByline, KindCategory:
		if !s.loose(i) {
			return s.place(i)
		}
	case KindListEnd:
		if l.mark.word && l.mark.position != PositionWrapper {
			return s.place(i)
		}
	case KindShare:
		if l.mark.word && l.end-l.start == 1 && s.between(i) {
			return s.place(i)
		}
	}
	s.drop(l)
	if s.afterValue == i {
		s.afterValue = i + 1
	}
	return i + 1
}

// enoughBody reports that the body is long enough for what follows to be cut.
func (s *Splitter) enoughBody() bool { return s.bodyWidth >= 200 || len(s.p.Body) >= 2 }

// between reports that line i stands between two lines of plain text.
func (s *Splitter) between(i int) bool {
	return i > 0 && i+1 < len(s.lines) && len(s.p.Body) > 0 && i < s.lastStory &&
		s.lines[i-1].kind == KindNone && s.lines[i+1].kind == KindNone
}

// loose reports that line i stands above the body, behind it, or where the text
// of an embedded article has not begun: there date and author lines are no text.
func (s *Splitter) loose(i int) bool {
	if s.embedded {
		e := &s.p.Embedded[len(s.p.Embedded)-1]
		return len(e.Paragraphs) == 0 || s.atEnd(i+1)
	}
	return len(s.p.Body) == 0 || s.tail || s.atEnd(i+1)
}

// atEnd reports that from line i on, ages and dates aside, the page ends or a
// marker stands.
func (s *Splitter) atEnd(i int) bool {
	if i < s.ageEnd {
		i = s.ageEnd
	}
	for i < len(s.lines) && s.lines[i].age != ageNone {
		i++
	}
	s.ageEnd = i
	return i >= len(s.lines) || s.lines[i].kind != KindNone
}

// dropAll drops line i and all behind it.
func (s *Splitter) dropAll(i int) int {
	for ; i < len(s.lines); i++ {
		s.drop(&s.lines[i])
	}
	return i
}

// contact drops the "contact the writer" line and the footer lines under it.
func (s *Splitter) contact(i int) int {
	s.drop(&s.lines[i])
	for i++; i < len(s.lines); i++ {
		l := &s.lines[i]
		if s.paragraph(l) || l.kind.link() || l.kind == KindSource || l.kind == KindTags || l.kind == KindComments {
			break
		}
		s.drop(l)
	}
	s.tail = true
	return i
}

// nav drops a previous or next link and the headline behind it.
func (s *Splitter) nav(i int) int {
	l := &s.lines[i]
	if l.mark.word && l.flags&(flagStrong|flagSep) == 0 && !s.tail && i < s.lastStory {
		return s.place(i)
	}
	s.drop(l)
	if i++; l.rest == l.restEnd && l.mark.position == PositionPrefix && i < len(s.lines) && s.item(&s.lines[i]) {
		s.drop(&s.lines[i])
		i++
	}
	return i
}

func (s *Splitter) drop(l *line) { s.p.Dropped = append(s.p.Dropped, s.text[l.start:l.end]) }

// keepWhole undoes the split of a page of which no body would be left although
// paragraphs were cut: then all of it is body.
func (s *Splitter) keepWhole() {
	p := s.p
	if len(p.Body) == 0 && s.titleMet && s.given && len(s.lines) == 1 {
		p.Body = append(p.Body, s.text[s.lines[0].start:s.lines[0].end])
	}
	if len(p.Body) > 0 || s.lastStory < 0 || len(p.Embedded) > 0 {
		return
	}
	title, has := p.Title, p.HasTitle
	p.Reset()
	p.Title, p.HasTitle = title, has
	for i := range s.lines {
		l := &s.lines[i]
		if i == s.titleLine {
			continue
		}
		p.Body = append(p.Body, s.text[l.start:l.end])
	}
}
