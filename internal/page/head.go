package page

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// head finds the title of a page whose record has none and files the lines above
// it. It returns the first line behind the title.
func (s *Splitter) head() int {
	for i := 0; i < len(s.lines); {
		l := &s.lines[i]
		switch l.kind {
		case KindNone:
			if l.age != ageNone && i+1 < len(s.lines) {
				s.drop(l)
				i++
				continue
			}
			if s.headlines(l) {
				i++
				continue
			}
			if s.dateline(l) && i+1 < len(s.lines) {
				s.drop(l)
				i++
				continue
			}
			if !s.titleLike(i) {
				return i
			}
			s.p.Title, s.p.HasTitle, s.titleLine = s.text[l.body:l.end], true, i
			return i + 1
		case KindInline, KindSource:
			if l.rest == l.restEnd || l.kind == KindInline && !(l.mark.word && l.mark.position == PositionSeparator) ||
				l.kind == KindSource && words(s.text[l.rest:l.restEnd], 4) < 4 {
				if l.kind == KindInline {
					return i
				}
				i = s.step(i)
				continue
			}
			l.kind = KindNone // "watch: …", "a source: …" belongs to the headline
		case KindShare, KindAdvert, KindDate, KindCategory, KindNav, KindContinue, KindPhoto, KindByline, KindComments, KindDisclaimer:
			if i+1 == len(s.lines) {
				return i
			}
			i = s.step(i)
		default:
			return i
		}
	}
	return len(s.lines)
}

// titleLike reports that line i can be the title: no paragraph, no full stop,
// not the first line of a wrapped paragraph.
func (s *Splitter) titleLike(i int) bool {
	l := &s.lines[i]
	if l.bullet != 0 && l.bullet != '1' || l.flags&(flagStop|flagColon) != 0 || l.width > maxItemWidth || !letters(s.text[l.body:l.end]) {
		return false
	}
	if l.width >= longWidth && (s.inner(l) || i+1 >= len(s.lines)) {
		return false
	}
	if l.bullet == '1' {
		l.body = l.start
	}
	return !s.wrapped(i)
}

// headlines files a line above the body that holds many headlines, set apart by
// several blanks or no-break spaces.
func (s *Splitter) headlines(l *line) bool {
	if len(s.p.Body) > 0 || l.end-l.start < 40 {
		return false
	}
	text := s.text[l.start:l.end]
	if !gap(text) && !strings.Contains(text, "\u00A0") && !strings.Contains(text, "\t") {
		return false
	}
	for _, single := range [2]bool{false, true} {
		s.cut = appendBlankPieces(s.cut[:0], text, single)
		if len(s.cut) >= minOf[single] && s.allHeadlines(single) {
			s.p.Related = append(s.p.Related, s.cut...)
			s.endList()
			return true
		}
	}
	return false
}

// gap reports three blanks in a row. It looks at eight bytes at once.
func gap(text string) bool {
	const low = 0x7F7F7F7F7F7F7F7F
	for len(text) >= 8 {
		x := firstEight(text) ^ 0x2020202020202020
		blanks := ^(x&low + low | x | low) // the highest bit of each blank
		if blanks&(blanks>>8)&(blanks>>16) != 0 {
			return true
		}
		text = text[6:]
	}
	return strings.Contains(text, "   ")
}

// minOf is the number of headlines that a line above the body must hold: told
// apart by gaps, or by single no-break spaces, which prose has too.
var minOf = map[bool]int{false: 3, true: 5}

// allHeadlines reports that all pieces look like headlines; strict allows no
// short one, as no-break spaces also stand inside words of careless texts.
func (s *Splitter) allHeadlines(strict bool) bool {
	short := 0
	for _, piece := range s.cut {
		if widthOf(piece) > maxItemWidth || endFlags(piece)&flagStop != 0 || words(piece, maxItemWords+1) > maxItemWords {
			return false
		}
		if words(piece, minItemWords) < minItemWords && !wide(piece) || strict && widthOf(piece) < 20 {
			short++
		}
	}
	return short*4 <= len(s.cut) && !(strict && short > 0)
}

// appendBlankPieces cuts text at runs of three blanks or more, or, single, at
// each no-break space too.
func appendBlankPieces(dst []string, text string, single bool) []string {
	from, run, runAt, cut := 0, 0, 0, false
	for i, size := 0, 1; i < len(text); i += size {
		r := rune(text[i])
		size = 1
		space := r <= ' ' && unicode.IsSpace(r)
		if r == 0xC2 || r >= 0xE1 && r <= 0xE3 { // white space beyond ASCII begins so
			r, size = utf8.DecodeRuneInString(text[i:])
			space = unicode.IsSpace(r)
		}
		if !space {
			if run >= 3 || cut {
				if piece := strings.TrimSpace(text[from:runAt]); piece != "" {
					dst = append(dst, piece)
				}
				from = i
			}
			run, cut = 0, false
			continue
		}
		if run == 0 {
			runAt = i
		}
		if run++; r == '\t' || single && r == 0xA0 {
			cut = true
		}
	}
	return append(dst, strings.TrimSpace(text[from:]))
}

// dateline reports a line above the text that names place, date, agency or author.
func (s *Splitter) dateline(l *line) bool {
	if l.width > 100 || l.flags&flagStop != 0 || l.bullet != 0 {
		return false
	}
	s.folded = appendFold(s.folded[:0], s.text[l.start:l.end])
	if bytes.Contains(s.folded, []byte(" الموافق ")) && hasDigit(s.text[l.start:l.end]) {
		return true
	}
	if l.width > 60 {
		return false
	}
	known, parts := 0, 0
	for rest, more := s.folded, true; more; parts++ {
		var part []byte
		part, rest, more = bytes.Cut(rest, []byte("-"))
		part = bytes.Trim(part, " :()")
		if bytes.Count(part, []byte(" ")) >= maxNameWords {
			return false
		}
		if s.m.datelines[string(part)] {
			known++
		}
	}
	return known > 0 && parts >= 2
}

// byline reports "By NAME" under the title: the word, then capitals.
func (s *Splitter) byline(l *line) bool {
	if l.width > 64 || l.flags&flagStop != 0 || l.kind != KindNone {
		return false
	}
	text := s.text[l.start:l.end]
	i := strings.IndexByte(text, ' ')
	if i <= 0 || words(text, 9) > 8 || strings.ContainsRune(text, '?') {
		return false
	}
	s.folded = appendFold(s.folded[:0], text[:i])
	if !s.m.bylines[string(s.folded)] {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(text[i:]))
	return unicode.IsUpper(r)
}
