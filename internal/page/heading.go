package page

import "strings"

// ahead tells what follows a heading: whether the first two lines that count are
// headlines, where the first stands, and where the line behind the headlines is.
func (s *Splitter) ahead(i int) (items, first, then int) {
	first = s.skip(i)
	if first >= len(s.lines) || !s.listItem(&s.lines[first]) {
		return 0, first, first
	}
	then = first + 1
	for then < len(s.lines) && s.lines[then].age != ageNone {
		if then++; then > first+4 {
			break
		}
	}
	then = s.skip(then)
	if then < len(s.lines) && s.listItem(&s.lines[then]) {
		return 2, first, then
	}
	return 1, first, then
}

// heading files a line that opens with a marker of other articles.
func (s *Splitter) heading(i int) int {
	l := &s.lines[i]
	if l.rest < l.restEnd {
		return s.headed(i)
	}
	items, first, then := s.ahead(i + 1)
	weak := l.mark.word && l.flags&flagStrong == 0 && !s.tail
	if weak && items < 2 && first < len(s.lines) && s.lines[first].kind == KindNone {
		return s.place(i)
	}
	story := then < len(s.lines) && s.article(then)
	if l.kind == KindRelated && items == 1 {
		if found, over := s.teasers(first); found {
			items, s.tail = 2, s.tail || over
		}
	}
	prose := story || then < len(s.lines) && s.lines[then].kind == KindNone && s.lines[then].flags&flagStop != 0
	switch {
	case items == 0:
		if l.kind == KindInline && !s.tail && !s.embedded {
			s.p.Truncated = s.p.Truncated || s.atEnd(i+1)
		}
		s.drop(l)
		return i + 1
	case items == 1 && story && (s.tail || s.embedded) && (l.kind == KindAmbiguous || l.kind == KindInline && !s.embedded):
		s.drop(l)
		s.dropUntil(i+1, first)
		s.open(s.itemText(&s.lines[first]))
		return first + 1
	case items == 1 && l.kind != KindMostRead && (s.embedded && prose || !s.tail && prose),
		items == 1 && (l.kind == KindAmbiguous || l.kind == KindInline) && (!s.tail || then >= len(s.lines) || l.kind == KindInline):
		s.drop(l)
		s.dropUntil(i+1, first)
		s.p.Inline = append(s.p.Inline, s.itemText(&s.lines[first]))
		return first + 1
	}
	s.drop(l)
	return s.collect(i+1, l.kind == KindMostRead)
}

// headed files a marker with a headline, or many, on its own line.
func (s *Splitter) headed(i int) int {
	l := &s.lines[i]
	rest := s.text[l.rest:l.restEnd]
	most := l.kind == KindMostRead
	if dashed := s.dashed(l, rest); dashed || l.flags&flagGlued != 0 || s.pieces(rest) > 1 {
		if dashed {
			s.cut = appendCutSigns(s.cut[:0], rest, '-')
		} else {
			s.cut = s.appendPieces(s.cut[:0], rest)
		}
		for _, piece := range s.cut {
			s.add(piece, most)
		}
		s.embedded, s.tail = false, true
		if i+1 < len(s.lines) && s.lines[i+1].bullet != 0 && s.item(&s.lines[i+1]) {
			return s.collect(i+1, most)
		}
		s.endList()
		return i + 1
	}
	j := i + 1
	for j < len(s.lines) && s.lines[j].kind.link() && s.lines[j].kind != KindMostRead && s.lines[j].rest < s.lines[j].restEnd &&
		s.lines[j].flags&flagGlued == 0 && !most {
		j++
	}
	next := s.skip(j)
	over := next >= len(s.lines) || s.ends(&s.lines[next])
	switch {
	case most:
		s.add(rest, true)
		return s.collect(j, true)
	case j-i >= 2:
		for ; i < j; i++ {
			rest := s.text[s.lines[i].rest:s.lines[i].restEnd]
			if over {
				s.add(rest, false)
			} else {
				s.p.Inline = append(s.p.Inline, rest)
			}
		}
		if over {
			s.endList()
			s.embedded, s.tail = false, true
		}
		return j
	case over:
		if l.kind == KindRelated && s.tail || l.kind == KindAmbiguous && s.tail && !s.embedded && next < len(s.lines) {
			s.add(rest, false)
			s.endList()
			s.tail = true
			return j
		}
	case s.story(&s.lines[next]):
		if s.tail && !s.embedded && l.kind == KindAmbiguous {
			s.open(rest)
			return j
		}
	case s.listItem(&s.lines[next]) && (!s.lines[next].blank || l.kind == KindRelated):
		items, end := 0, next
		for ; end < len(s.lines) && (s.lines[end].age != ageNone || s.listItem(&s.lines[end])); end++ {
			items++
		}
		if (end >= len(s.lines) || s.ends(&s.lines[end])) && (items >= 2 || l.kind == KindRelated || s.lines[next].bullet != 0) {
			s.add(rest, false)
			s.tail = true
			return s.collect(j, false)
		}
	}
	s.p.Inline = append(s.p.Inline, rest)
	return j
}

// dashed reports a list heading before headlines that are glued with dashes.
func (s *Splitter) dashed(l *line, rest string) bool {
	return (l.kind == KindRelated || l.kind == KindMostRead) && strings.Contains(s.text[l.body:l.rest], " - ") && strings.Count(rest, " - ") >= 2
}

// teasers reports that headlines with a teaser each, two at least, follow from
// line i; over: to the end of the page or the next marker, else, if they stand
// close, to a paragraph that stands apart.
func (s *Splitter) teasers(i int) (found, over bool) {
	pairs, close := 0, true
	for i = s.skip(i); i < len(s.lines) && s.lines[i].kind == KindNone; pairs++ {
		if pairs >= 2 && close && s.lines[i].blank && s.paragraph(&s.lines[i]) {
			return true, false
		}
		teaser := s.skip(i + 1)
		if !s.item(&s.lines[i]) || teaser >= len(s.lines) {
			return false, false
		}
		l := &s.lines[teaser]
		if l.kind != KindNone || l.flags&flagStop == 0 || l.width >= longWidth {
			return false, false
		}
		close = close && !l.blank
		i = s.skip(teaser + 1)
	}
	return pairs >= 2, i >= len(s.lines) || s.ends(&s.lines[i])
}

// article reports that an article's text begins at line i: a paragraph, or a
// shorter sentence before one.
func (s *Splitter) article(i int) bool {
	l := &s.lines[i]
	if s.story(l) {
		return true
	}
	return l.kind == KindNone && l.flags&flagStop != 0 && i+1 < len(s.lines) && s.paragraph(&s.lines[i+1])
}

// open begins an embedded article.
func (s *Splitter) open(title string) {
	s.endList()
	s.p.embed(title)
	s.embedded, s.tail = true, true
}

func (s *Splitter) dropUntil(i, end int) {
	for ; i < end; i++ {
		s.drop(&s.lines[i])
	}
}
