package page

import (
	"strings"
	"unicode/utf8"
)

// source files a source line: the names behind the marker or on the next line.
func (s *Splitter) source(i int) int {
	l := &s.lines[i]
	if l.mark.position == PositionButton {
		s.drop(l)
		return i + 1
	}
	next := i + 1
	value := s.text[l.rest:l.restEnd]
	if value == "" {
		if next < len(s.lines) {
			switch n := &s.lines[next]; {
			case n.kind == KindSource && n.mark.name:
				value = s.text[n.rest:n.restEnd]
			case n.kind == KindNone && n.width <= maxSourceWidth && n.flags&flagStop == 0 && n.age == ageNone:
				value = s.itemText(n)
			}
		}
		if value == "" && l.flags&flagStrong == 0 && s.between(i) {
			return s.place(i)
		}
		s.drop(l)
		if value != "" {
			next++
		}
	}
	if l.mark.position == PositionQuoted || quoted(value) && l.bullet == '*' {
		name, rest := unquoted(value)
		if value = name; letters(rest) {
			s.p.Dropped = append(s.p.Dropped, rest)
		}
	}
	s.p.Source = appendNames(s.p.Source, value)
	s.valued(next)
	if value == "" {
		s.afterValue = -1
	}
	return next
}

// unquoted returns what stands in the quotation marks or braces that value opens
// with, or value itself, and what stands behind them.
func unquoted(value string) (name, rest string) {
	const marks = "\"“”«»„‹›'‘’{}"
	inner := strings.TrimLeft(value, marks)
	if len(inner) == len(value) {
		return value, ""
	}
	if i := strings.IndexAny(inner, marks); i > 0 {
		inner, rest = inner[:i], strings.Trim(inner[i:], marks+". ")
	}
	return strings.TrimSpace(inner), rest
}

// valued notes that a source or tags line ended before line next: behind the
// body it opens the tail of the page and closes an embedded article.
func (s *Splitter) valued(next int) {
	if len(s.p.Body) > 0 {
		s.tail, s.embedded = true, false
		s.afterValue = next
	}
}

// appendNames cuts the names of a source line at plus signs and commas.
func appendNames(dst []string, value string) []string {
	return appendCut(dst, value, func(r rune) bool {
		switch r {
		case '+', ',', '،', '、', '，':
			return true
		}
		return false
	})
}

// tagSeparator reports a character that stands between two tags.
func tagSeparator(r rune) bool {
	switch r {
	case '،', ',', '|', ';', '/', '#', '、', '•', '\u3000', '，', '；', '؛', '·', '｜', '／', '＃':
		return true
	}
	return false
}

// appendCut appends the trimmed, non-empty pieces of value between separators.
func appendCut(dst []string, value string, separator func(rune) bool) []string {
	for value != "" {
		i := strings.IndexFunc(value, separator)
		piece := value
		if i >= 0 {
			piece = value[:i]
			_, size := utf8.DecodeRuneInString(value[i:])
			value = value[i+size:]
		} else {
			value = ""
		}
		if from, to := trim(piece, 0, len(piece)); from < to {
			dst = append(dst, piece[from:to])
		}
	}
	return dst
}

// tags files a tags line: behind the marker or on the lines that follow.
func (s *Splitter) tags(i int) int {
	l := &s.lines[i]
	if l.rest < l.restEnd {
		s.p.Keywords = appendCut(s.p.Keywords, s.text[l.rest:l.restEnd], tagSeparator)
		s.valued(i + 1)
		return i + 1
	}
	next := i + 1
	if l.mark.word && l.flags&flagStrong == 0 && s.between(i) && !s.tail && strings.IndexFunc(s.itemText(&s.lines[next]), tagSeparator) < 0 &&
		(next+1 >= len(s.lines) || s.lines[next+1].kind == KindNone) {
		return s.place(i)
	}
	s.drop(l)
	if next >= len(s.lines) || s.lines[next].kind != KindNone || s.lines[next].flags&flagStop != 0 || s.lines[next].age != ageNone {
		s.valued(next)
		return next
	}
	first := &s.lines[next]
	value := s.itemText(first)
	cut := strings.IndexFunc(value, tagSeparator) >= 0
	s.p.Keywords = appendCut(s.p.Keywords, value, tagSeparator)
	hash := strings.HasPrefix(value, "#")
	for next++; next < len(s.lines); next++ { // one tag a line
		n := &s.lines[next]
		text := s.itemText(n)
		if n.blank || n.kind != KindNone || n.flags&flagEnded != 0 || cut && !(hash && strings.HasPrefix(text, "#")) ||
			!cut && (first.width > 40 || n.width > 40 || words(text, 5) > 4) || n.bullet != first.bullet {
			break
		}
		s.p.Keywords = appendCut(s.p.Keywords, text, tagSeparator)
	}
	s.valued(next)
	return next
}
