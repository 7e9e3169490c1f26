package page

import "strings"

// ends reports a marker that ends a list or the body before it.
func (s *Splitter) ends(l *line) bool {
	switch l.kind {
	case KindNone, KindAdvert, KindPhoto, KindInline, KindDate, KindByline:
		return false
	}
	return true
}

// skip returns the first line from i on that is no advert, photo, age or length
// of a list; it looks at a handful of lines only.
func (s *Splitter) skip(i int) int {
	for k := 0; k < 8 && i < len(s.lines); k++ {
		l := &s.lines[i]
		if l.age == ageNone && l.kind != KindAdvert && l.kind != KindPhoto && l.kind != KindListEnd && l.kind != KindDate && l.kind != KindByline || l.bullet != 0 {
			break
		}
		i++
	}
	return i
}

// listItem is item, for a line behind a heading: there a bullet makes an item of
// a full sentence, and of a line that opens with a read-more word.
func (s *Splitter) listItem(l *line) bool {
	if s.item(l) {
		return true
	}
	if l.kind == KindInline && l.mark.position == PositionSeparator && l.mark.word && l.rest < l.restEnd { // "watch: …" belongs to the headline
		return true
	}
	if l.kind == KindSource && l.rest < l.restEnd && l.mark.position == PositionPrefix && words(s.text[l.rest:l.restEnd], 5) >= 5 && !strings.ContainsAny(s.text[l.rest:l.restEnd], ",،+") {
		return true
	}
	if l.bullet == 0 || l.width > 2*maxItemWidth || l.age != ageNone || l.body == l.end {
		return false
	}
	return l.kind == KindNone || l.rest < l.restEnd && l.kind != KindRelated && l.kind != KindMostRead
}

// itemText is the headline of a list line, without bullet and number.
func (s *Splitter) itemText(l *line) string { return s.text[l.body:l.end] }

func (s *Splitter) add(headline string, most bool) {
	if headline == "" {
		return
	}
	if most {
		s.p.MostRead = append(s.p.MostRead, headline)
		return
	}
	s.p.Related = append(s.p.Related, headline)
}

// endList notes where a related list ends.
func (s *Splitter) endList() {
	p := s.p
	if n := len(p.Related); n > 0 && (len(p.Lists) == 0 || p.Lists[len(p.Lists)-1] < n) {
		p.Lists = append(p.Lists, n)
	}
}

// collect files the items of a list that begins at line i and returns the line
// that ends it.
func (s *Splitter) collect(i int, most bool) int {
	tailed := s.tail
	s.embedded, s.tail = false, true
	defer s.endList()
	c := collector{s: s, most: most, tailed: tailed, first: -1}
	for ; i < len(s.lines); i++ {
		l := &s.lines[i]
		if l.kind == KindListEnd {
			s.drop(l)
			if c.items > 0 && !s.counts(l) {
				s.tail = tailed
				return i + 1
			}
			continue
		}
		if l.age != ageNone || l.kind == KindAdvert || l.bullet == 0 && (l.kind == KindPhoto || l.kind == KindDate || l.kind == KindByline) || l.kind == KindContinue && l.rest == l.restEnd {
			s.drop(l)
			continue
		}
		if l.kind != KindNone && !s.listItem(l) {
			return i
		}
		if l.body == l.end {
			s.drop(l)
			continue
		}
		if l.kind != KindNone {
			c.item(i, l)
			continue
		}
		if !c.line(i, l) {
			return i
		}
	}
	return i
}

// counts reports a line that tells a list's length or an item's number; it does
// not end the list that follows it.
func (s *Splitter) counts(l *line) bool {
	return l.kind == KindListEnd && strings.ContainsAny(s.text[l.start:l.end], "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
}
