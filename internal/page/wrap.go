package page

import (
	"strings"
	"unicode/utf8"
)

const (
	wrapRunes    = 50  // a shorter line is never joined to the next
	maxWrapRunes = 125 // longer lines were not broken to a width
)

// wrapped reports that line i is a hard-wrapped piece of a paragraph that goes on
// in line i+1: no blank line between, no end of a sentence, and the next line
// begins in lower case or all lines of the block are about equally long.
func (s *Splitter) wrapped(i int) bool {
	if i+1 >= len(s.lines) {
		return false
	}
	l, next := &s.lines[i], &s.lines[i+1]
	if next.blank || l.runes < wrapRunes || l.flags&flagEnded != 0 || l.kind != KindNone || next.kind != KindNone || next.bullet != 0 || next.age != ageNone && next.flags&flagEnded == 0 {
		return false
	}
	if next.flags&flagLower != 0 {
		return i > 0 || int(next.runes) <= int(l.runes)+25 // a title is not the first line of a paragraph
	}
	if l.runes > maxWrapRunes {
		return false
	}
	return s.block(i)
}

// markWrapped marks the lines of paragraphs that were broken to a width. A run of
// lines that does not end a sentence may be a list of headlines; it is not marked.
func (s *Splitter) markWrapped() {
	s.narrow, s.gapped = true, false
	for i := range s.lines {
		s.gapped = s.gapped || i > 0 && s.lines[i].blank
		s.narrow = s.narrow && (s.lines[i].kind != KindNone || s.lines[i].runes <= maxWrapRunes)
	}
	for i := 0; i < len(s.lines); {
		j := i
		for s.wrapped(j) {
			j++
		}
		if j > i && s.lines[j].flags&flagStop != 0 {
			for k := i; k <= j; k++ {
				s.lines[k].flags |= flagWrap
			}
		}
		i = j + 1
	}
	s.blockEnd = 0
}

// block reports that the block of lines around i was broken to a width: all but
// the last about equally long, the last not longer, and it ends a sentence.
func (s *Splitter) block(i int) bool {
	if i < s.blockEnd {
		return s.blockWrap
	}
	longest, shortest, ended, j := uint16(0), uint16(1<<15), 0, i
	for ; j < len(s.lines); j++ {
		l := &s.lines[j]
		if l.kind != KindNone || j > i && l.blank || j > i && l.bullet != 0 {
			break
		}
		if j+1 < len(s.lines) && !s.lines[j+1].blank && s.lines[j+1].kind == KindNone && s.lines[j+1].bullet == 0 {
			longest, shortest = max(longest, l.runes), min(shortest, l.runes)
			if l.flags&flagEnded != 0 {
				ended++
			}
		}
	}
	s.blockEnd = j
	last := &s.lines[j-1]
	s.blockWrap = s.narrow && j-i >= 2 && (i > 0 || j-i > 2) && ended*3 < j-i && longest <= maxWrapRunes && shortest >= wrapRunes && int(shortest)*4 >= int(longest)*3 &&
		int(last.runes) <= int(longest)+4 && last.flags&flagEnded != 0 && !s.verse(i, j)
	return s.blockWrap
}

// verse reports lines set in two halves: a gap, stars or dots in the middle.
func (s *Splitter) verse(i, j int) bool {
	for ; i < j; i++ {
		text := s.text[s.lines[i].start:s.lines[i].end]
		if strings.Contains(text, "***") || strings.Contains(text, "   ") || strings.Contains(text, " ... ") || strings.Contains(text, "\t") {
			return true
		}
	}
	return false
}

// place files line i, joined with the lines it was wrapped into, as a paragraph
// of the open article.
func (s *Splitter) place(i int) int {
	l := &s.lines[i]
	text := s.text[l.start:l.end]
	if l.bullet != 0 && l.bullet != '1' && s.listed(i) {
		if text = s.text[l.body:l.end]; text == "" {
			s.drop(l)
			return i + 1
		}
	}
	j := i + 1
	if s.wrapped(i) {
		var b strings.Builder
		b.WriteString(text)
		for s.wrapped(j - 1) {
			b.WriteByte(' ')
			b.WriteString(s.text[s.lines[j].start:s.lines[j].end])
			j++
		}
		text = b.String()
	}
	if s.embedded {
		e := &s.p.Embedded[len(s.p.Embedded)-1]
		e.Paragraphs = append(e.Paragraphs, text)
		return j
	}
	if len(s.p.Body) > 0 && l.blank {
		s.gaps++
	}
	s.p.Body = append(s.p.Body, text)
	s.bodyWidth += min(int(l.width), 400)
	if s.story(l) {
		s.storyWidth += int(l.width)
		s.tail = false
	}
	return j
}

// listed reports that the bullet of line i belongs to a list: it is a sign that
// stands for nothing else, or a neighbour has it too.
func (s *Splitter) listed(i int) bool {
	b := s.lines[i].bullet
	if b >= utf8.RuneSelf && b != '–' && b != '—' && b != '−' && b != '»' && b != '›' {
		return true
	}
	return i > 0 && s.lines[i-1].bullet == b || i+1 < len(s.lines) && s.lines[i+1].bullet == b
}
