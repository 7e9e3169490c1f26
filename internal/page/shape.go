package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The shapes of lines. Widths are characters; those of wide scripts count twice.
const (
	storyWidth     = 80  // with sentence punctuation: a paragraph of a story
	longWidth      = 140 // without: the same
	maxItemWidth   = 200
	minItemWords   = 3
	maxItemWords   = 30
	maxTitleWidth  = 140
	maxTeaserWidth = 600
)

// story reports a plain line that reads as a paragraph of an article.
func (s *Splitter) story(l *line) bool {
	if l.flags&flagWrap != 0 {
		return true
	}
	if l.kind != KindNone || l.width < storyWidth {
		return false
	}
	return l.width >= longWidth || l.flags&flagStop != 0 || s.inner(l)
}

// paragraph reports a line that cannot be a headline.
func (s *Splitter) paragraph(l *line) bool {
	if l.kind != KindNone {
		return false
	}
	return l.flags&flagWrap != 0 || l.width > maxItemWidth || l.width >= storyWidth && l.flags&flagStop != 0 || l.width >= longWidth && s.inner(l)
}

// item reports a plain line in the shape of a headline.
func (s *Splitter) item(l *line) bool {
	return l.kind == KindNone && l.age == ageNone && l.width <= maxItemWidth && l.flags&(flagStop|flagWrap) == 0 &&
		!(l.width >= longWidth && s.inner(l)) && l.body < l.end
}

// inner reports sentence punctuation anywhere in the line.
func (s *Splitter) inner(l *line) bool {
	text := s.text[l.body:l.end]
	text = text[:min(len(text), maxCounted)]
	if l.flags&flagStop != 0 {
		return true
	}
	for i, r := range text {
		switch r {
		case '؟', '؛', '۔', '।', '。', '！', '？', '!', '?', ';':
			return true
		case '.':
			if i > 0 && i+1 < len(text) && text[i+1] == ' ' && text[i-1] != '.' {
				return true
			}
		}
	}
	return false
}

// caption reports a line that ends with a credit in brackets.
func (s *Splitter) caption(l *line) bool {
	if l.kind == KindPhoto {
		return true
	}
	if l.kind != KindNone {
		return false
	}
	c := credit(s.text[l.body:l.end])
	if c == "" {
		return false
	}
	if s.agency(c) {
		return true
	}
	for _, name := range s.p.Source[:min(len(s.p.Source), 8)] {
		if equalFolded(name, c) {
			return true
		}
	}
	return false
}

// credit returns the text in the bracket that ends s, of at most 60 bytes.
func credit(s string) string {
	s = strings.TrimRight(s, ".")
	r, size := utf8.DecodeLastRuneInString(s)
	open := ""
	switch r {
	case ')':
		open = "("
	case ']':
		open = "["
	case '）':
		open = "（"
	case '】':
		open = "【"
	default:
		return ""
	}
	s = s[:len(s)-size]
	i := strings.LastIndex(s, open)
	if i <= 0 || len(s)-i > 80 {
		return ""
	}
	return s[i+len(open):]
}

// agency reports that one of the parts of a credit is an agency's name.
func (s *Splitter) agency(credit string) bool {
	s.folded = appendFold(s.folded[:0], credit)
	f := s.folded
	if s.m.agencies[string(f)] {
		return true
	}
	for from := 0; from < len(f); {
		to := from
		for to < len(f) && f[to] != '-' && f[to] != '/' && f[to] != '|' && f[to] != ',' && f[to] != ':' {
			to++
		}
		part := f[from:to]
		for len(part) > 0 && part[0] == ' ' {
			part = part[1:]
		}
		for len(part) > 0 && part[len(part)-1] == ' ' {
			part = part[:len(part)-1]
		}
		if s.m.agencies[string(part)] {
			return true
		}
		from = to + 1
	}
	return false
}

// foreign reports a line of Latin words only.
func foreign(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			if r >= 0x250 {
				return false
			}
			n++
		}
	}
	return n >= 8
}

// latin reports that all letters of s are Latin.
func latin(s string) bool {
	for _, r := range s {
		if r >= 0x250 && unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// letters reports that s holds a letter or digit.
func letters(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.L, unicode.N) {
			return true
		}
	}
	return false
}
