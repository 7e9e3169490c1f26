package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// classify measures line i and decides whether it opens with a marker that
// counts there. It looks at the line alone; what stands around it is judged
// when the page is walked.
func (s *Splitter) classify(i int) {
	l := &s.lines[i]
	s.measure(l)
	opens := s.m.openings.of(s.text[l.body:l.end])
	if opens&opensMarker != 0 || l.bullet == '1' {
		s.findMarker(l)
	}
	if l.kind != KindNone && i > 0 && s.goesOn(&s.lines[i-1], l) {
		l.kind, l.rest, l.restEnd, l.flags = KindNone, 0, 0, l.flags&^(flagSep|flagGlued|flagStrong)
	}
	if l.kind == KindNone && opens&opensDate != 0 && l.end-l.start <= maxDateBytes {
		l.age = s.ageOf(s.text[l.body:l.end])
	}
}

// goesOn reports that a marker is but the next words of a wrapped line: lower
// case behind a long line that ends no sentence. A list's end, and a marker of
// several words alone on its line, count all the same.
func (s *Splitter) goesOn(before, l *line) bool {
	if l.flags&flagLower == 0 || l.blank || l.kind == KindListEnd ||
		before.runes < wrapRunes || before.flags&flagEnded != 0 || before.kind != KindNone || before.bullet != 0 {
		return false
	}
	return l.mark.word || l.rest < l.restEnd && l.mark.position != PositionLineEnd
}

// ageOf classifies a whole line as age, date or number.
func (s *Splitter) ageOf(text string) ageClass {
	digit := false
	for j := 0; j < len(text) && !digit; j++ {
		c := text[j]
		digit = c >= '0' && c <= '9' || c == 0xD9 || c == 0xDB || c == 0xE0
	}
	if !digit && len(text) > 48 {
		return ageNone
	}
	s.folded = appendFold(s.folded[:0], text)
	f := s.folded
	for len(f) > 0 && (f[0] == '(' || f[0] == '[' || f[0] == '|' || f[0] == '-' || f[0] == ' ') {
		f = f[1:]
	}
	for len(f) > 0 && (f[len(f)-1] == ')' || f[len(f)-1] == ']' || f[len(f)-1] == '|' || f[len(f)-1] == ' ') {
		f = f[:len(f)-1]
	}
	if len(f) == 0 {
		return ageNone
	}
	if s.m.age(f) {
		return ageLine
	}
	digits := 0
	for _, c := range f {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	switch {
	case digits == 0:
		return ageNone
	case digits == len(f) && digits >= 3:
		return digitLine
	case s.m.date(f):
		return dateLine
	}
	return ageNone
}

// tail is what stands behind a marker on its line.
type tail struct {
	from, to              int // the rest, empty when the marker stands alone
	sep, glued, colon     bool
	dash                  bool // the separator is a dash
	blank, stop, attached bool // a blank follows; a lone full stop; a letter follows at once
}

// findMarker sets the kind of l if it opens with a marker.
func (s *Splitter) findMarker(l *line) {
	core, open := s.opening(int(l.body), int(l.end))
	if core == int(l.end) {
		return
	}
	text := s.text[:l.end]
	m, n, ok := s.m.trie.longest(text[core:min(len(text), core+maxHeading)])
	if !ok && l.bullet == '1' { // "(3) comments"
		m, n, ok = s.m.trie.longestFrom(s.m.trie.numbered, text[core:min(len(text), core+maxHeading)])
	}
	if strings.HasPrefix(text[core:], "(c) ") || strings.HasPrefix(text[core:], "(C) ") {
		m, n, ok = marker{kind: KindCopyright, position: PositionOpening}, 3, true
	}
	if !ok || m.kind == KindNone {
		return
	}
	t := s.behind(core+n, int(l.end), m, open != 0)
	if !s.accept(&m, &t, core, n, l, open) {
		return
	}
	l.kind, l.mark = m.kind, m
	l.rest, l.restEnd = int32(t.from), int32(t.to)
	if m.position == PositionSection && !t.sep {
		l.rest = l.restEnd // the section's name is no headline
	}
	if t.sep {
		l.flags |= flagSep
	}
	if t.glued {
		l.flags |= flagGlued
	}
	if t.colon || open != 0 {
		l.flags |= flagStrong
	}
	if m.name && t.from == t.to {
		l.rest, l.restEnd = int32(core), int32(core+n)
	}
}

// opening skips bullets, brackets and ornaments before a marker and returns the
// last bracket among them.
func (s *Splitter) opening(from, to int) (int, rune) {
	open := rune(0)
	for from < to {
		r, size := rune(s.text[from]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[from:to])
		}
		switch {
		case wordRune(r), r == '©':
			return from, open
		case r == '(' && from+2 < to && s.text[from+2] == ')' && (s.text[from+1]|0x20) == 'c':
			return from, open
		case r == '(' || r == '[' || r == '（' || r == '【' || r == '［' || r == '〔' || r == '{' || r == '<':
			open = r
		case r == '"' || r == '“' || r == '«' || r == '„' || r == '‹' || r == '\'' || r == '‘' || r == '「':
			return to, 0
		case r == '#' && !(from+1 < to && (s.text[from+1] == '#' || s.text[from+1] == ' ')):
			return to, 0
		}
		from += size
	}
	return from, open
}

// behind parses what follows a marker that ends at from.
func (s *Splitter) behind(from, to int, m marker, open bool) tail {
	t := tail{from: to, to: to, attached: true}
	stops := 0
	for i := from; i < to; {
		r, size := rune(s.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[i:to])
		}
		next := rune(' ')
		if i+size < to {
			next, _ = utf8.DecodeRuneInString(s.text[i+size : to])
		}
		switch {
		case invisible(r):
			t.blank = t.blank || unicode.IsSpace(r)
		case r == ':' || r == '：':
			t.sep, t.colon = true, true
		case r == '|' || r == '｜' || r == '…' || r == '→' || r == '←' || r == '»' || r == '›' || r == '>':
			t.sep = true
		case r == '-' || r == '–' || r == '—' || r == '−' || r == '/' || r == '／':
			if m.latin && !t.blank && !t.sep && !invisible(next) {
				return tail{from: i, to: to, attached: true}
			}
			t.sep, t.dash = true, true
		case r == '.':
			if stops++; stops > 1 {
				t.sep, t.stop = true, false
			} else {
				t.stop = true
			}
		case r == ')' || r == ']' || r == '）' || r == '】' || r == '］' || r == '}' || r == '〕':
			if open {
				t.sep = true
			}
		case r == '#' && m.kind == KindTags:
			t.sep, t.from, t.attached = true, i, false
			return t
		case r == ',' || r == '،' || r == ';' || r == '؛' || r == '"' || r == '“' || r == '«' || r == '„' || r == '\'' || r == '‘' ||
			r == '(' || r == '[' || r == '（' || r == '&' || r == '#' || r == '@' || r == '%' || r == '+' || r == '©' || r == '「' || r == '‹',
			wordRune(r):
			t.from = i
			t.attached = i == from
			if t.stop && stops == 1 && !t.sep && m.kind != KindCopyright && m.kind != KindDisclaimer {
				t.attached = true // "Related. Text": a sentence of one word
			}
			if open {
				t.to = s.closing(i, to)
			}
			return t
		default:
			if _, bullet := s.m.bullets[r]; bullet {
				t.sep, t.glued = true, true
			} else if r == '。' || r == '۔' || r == '।' {
				t.stop = true
			}
		}
		i += size
	}
	t.attached = false
	return t
}

// closing cuts the bracket that closes one opened before from.
func (s *Splitter) closing(from, to int) int {
	r, size := utf8.DecodeLastRuneInString(s.text[from:to])
	var open rune
	switch r {
	case ')':
		open = '('
	case ']':
		open = '['
	case '）':
		open = '（'
	case '】':
		open = '【'
	default:
		return to
	}
	rest := s.text[from:to]
	if strings.Count(rest, string(r)) > strings.Count(rest, string(open)) {
		_, to = trim(s.text, from, to-size)
	}
	return to
}
