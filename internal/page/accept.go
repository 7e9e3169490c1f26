package page

import (
	"unicode"
	"unicode/utf8"
)

// Limits of what may stand behind a marker on its line.
const (
	maxSourceWidth   = 60  // a longer source value is prose
	maxHeadlineWidth = 220 // a longer "headline" is a paragraph
	maxNameWords     = 4
	maxFollowWidth   = 160 // "follow us on …"
	maxCaptionWidth  = 160
)

// accept decides from the line alone whether a marker counts, by its position
// and what stands behind it. It may change the kind (a button with a headline
// behind it is a read-more link).
func (s *Splitter) accept(m *marker, t *tail, core, n int, l *line, open rune) bool {
	rest := s.text[t.from:t.to]
	whole := rest == ""
	if t.attached && !whole {
		return false
	}
	if m.kind == KindComments && !whole && t.sep && counter(rest) || m.kind == KindComments && bracketedCounter(rest) {
		t.from, whole, rest = t.to, true, ""
	}
	switch m.position {
	case PositionOpening:
		return s.acceptOpening(m, t, rest, open)
	case PositionInside:
		return false
	case PositionQuoted:
		return !whole && (quoted(rest) || l.bullet == '*') && widthOf(rest) <= maxSourceWidth
	case PositionWrapper:
		if m.kind != KindListEnd {
			return (t.sep || m.kind == KindCopyright) && s.contains(rest, m.kind)
		}
		inner, _, ok := s.m.trie.longest(rest)
		return !whole && widthOf(rest) <= 80 && ok && (inner.kind.link() || inner.kind == KindAdvert) && endFlags(rest)&flagStop == 0
	}
	if whole {
		if m.colon && !t.colon && !t.sep && m.position != PositionName {
			return false
		}
		return !t.stop || m.kind == KindCopyright || m.kind == KindEndMark
	}
	if t.sep {
		return s.acceptSeparated(m, t, rest, open)
	}
	if m.colon {
		return false
	}
	return s.acceptBlank(m, rest)
}

// acceptOpening judges markers behind which any text may follow.
func (s *Splitter) acceptOpening(m *marker, t *tail, rest string, open rune) bool {
	if m.word && rest != "" && !t.sep {
		return m.kind == KindShare && words(rest, 8) < 8 && endFlags(rest)&flagStop == 0 && !lowerStart(rest)
	}
	switch m.kind {
	case KindShare:
		return widthOf(rest) <= maxFollowWidth && !(sentence(rest) && words(rest, 16) >= 16)
	case KindEndMark:
		return open != 0 || endFlags(rest)&flagStop == 0
	case KindPhoto:
		return widthOf(rest) <= 80
	}
	return true
}

// acceptSeparated judges a marker with a separator and text behind it.
func (s *Splitter) acceptSeparated(m *marker, t *tail, rest string, open rune) bool {
	width := widthOf(rest)
	switch m.kind {
	case KindRelated, KindAmbiguous, KindInline, KindMostRead:
		return t.glued || !sentence(rest) && (width <= maxHeadlineWidth || s.pieces(rest) > 1)
	case KindSource:
		return m.position != PositionButton && width <= maxSourceWidth && !sentence(rest)
	case KindTags:
		return !sentence(rest) || words(rest, 6) < 6
	case KindCategory:
		return width <= 80 && !sentence(rest)
	case KindComments:
		return m.position == PositionPrefix || words(rest, 4) < 4 && !sentence(rest)
	case KindContinue:
		if width > maxHeadlineWidth || sentence(rest) || words(rest, 3) < 3 && !wide(rest) {
			return false
		}
		m.kind = KindInline
		return true
	case KindShare:
		return s.networks(rest) || words(rest, 6) < 6 && !sentence(rest) && !(m.word && m.latin && t.dash)
	case KindDate:
		return width <= 100 && hasDigit(rest) && !(sentence(rest) && words(rest, 7) >= 7)
	case KindByline:
		return width <= 60 && !sentence(rest) && words(rest, 9) < 9
	case KindPhoto:
		return width <= maxCaptionWidth && !sentence(rest)
	case KindEndMark:
		return width <= 40
	case KindNav:
		return m.position == PositionPrefix && width <= maxHeadlineWidth && !sentence(rest)
	case KindCopyright, KindDisclaimer, KindContact:
		return m.position != PositionButton
	}
	return false
}

// acceptBlank judges a marker with nothing but a blank before the text behind it.
func (s *Splitter) acceptBlank(m *marker, rest string) bool {
	switch m.kind {
	case KindInline, KindAmbiguous:
		if m.position != PositionPrefix {
			return false
		}
		return endFlags(rest)&flagStop == 0 && widthOf(rest) <= maxHeadlineWidth && (words(rest, 3) >= 3 || wide(rest)) && !lowerStart(rest)
	case KindSource:
		return m.position == PositionName && words(rest, maxNameWords+1) <= maxNameWords && widthOf(rest) <= maxSourceWidth && endFlags(rest)&flagStop == 0
	case KindDate:
		return widthOf(rest) <= 80 && s.datedEnd(rest)
	case KindCopyright:
		return m.position == PositionPrefix && (hasYear(rest) || !m.word && !(lowerStart(rest) && sentence(rest) && words(rest, 12) >= 12))
	case KindShare:
		return s.networks(rest)
	}
	if m.position == PositionSection {
		return m.kind.link() && words(rest, maxNameWords+1) <= maxNameWords && endFlags(rest)&flagStop == 0 && !lowerStart(rest)
	}
	return false
}

// contains reports that a marker of the kind opens a word of the text's first
// maxHeading bytes.
func (s *Splitter) contains(text string, kind Kind) bool {
	text = text[:min(len(text), maxHeading)]
	for i := 0; i < len(text); i++ {
		if i > 0 && text[i-1] == ' ' {
			if m, _, ok := s.m.trie.longest(text[i:]); ok && m.kind == kind {
				return true
			}
		}
	}
	return false
}

// datedEnd reports that s is a date, or ends with one written in numbers
// ("in … on 12-10-2020").
func (s *Splitter) datedEnd(text string) bool {
	s.folded = appendFold(s.folded[:0], text)
	if s.m.date(s.folded) {
		return true
	}
	f, digits := s.folded, 0
	for i := len(f) - 1; i >= 0; i-- {
		switch c := f[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == ' ' || c == '-' || c == '/' || c == '.' || c == ':':
		default:
			return digits >= 6
		}
	}
	return false
}

// networks reports a line of nothing but names of share buttons.
func (s *Splitter) networks(text string) bool {
	found := false
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		if !unicode.In(r, unicode.L, unicode.M) {
			text = text[size:]
			continue
		}
		m, n, ok := s.m.trie.longest(text)
		if !ok || m.kind != KindShare || n == 0 {
			return false
		}
		found = true
		text = text[n:]
	}
	return found
}
