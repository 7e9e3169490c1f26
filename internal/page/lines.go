package page

import (
	"strings"
	"unicode/utf8"
)

// line is one line of a page that is not blank. Offsets are bytes of the page's
// text. Counts are capped, so that a line costs the same however long it is,
// but for finding its end.
type line struct {
	start, end    int32 // the line, trimmed
	body          int32 // behind bullet or number
	rest, restEnd int32 // behind the marker, trimmed; empty: the marker stands alone
	runes         uint16
	width         uint16 // runes, those of Chinese, Japanese and Korean twice
	bullet        rune   // 0 none, '1' a number
	flags         lineFlags
	kind          Kind
	mark          marker
	age           ageClass
	blank         bool // a blank line, or the page's top, is before it
}

// lineFlags are the traits of a line.
type lineFlags uint8

const (
	flagStop   lineFlags = 1 << iota // ends with a full stop
	flagEnded                        // ends with any sentence punctuation
	flagColon                        // ends with a colon
	flagLower                        // begins with a lower-case letter
	flagSep                          // marker, separator, rest
	flagGlued                        // the separator is a bullet
	flagStrong                       // the marker alone with a colon or in brackets
	flagWrap                         // piece of a hard-wrapped paragraph
)

// ageClass says whether a line is an age or a date.
type ageClass uint8

const (
	ageNone ageClass = iota
	ageLine          // "3 hours ago", "02:47"
	dateLine
	digitLine // a number of three or more digits and nothing else
)

const (
	maxCounted = 1600 // bytes of a line whose characters are counted
	maxHeading = 600  // bytes of a line behind a marker that are looked at
)

// scan cuts text into lines and classifies each. Line breaks are LF, CR, CR LF
// and U+2028, U+2029.
func (s *Splitter) scan(text string) {
	s.text, s.lines = text, s.lines[:0]
	// both begin with the same two bytes, which most texts lack
	odd := strings.IndexByte(text, '\r') >= 0 || strings.Contains(text, "\u2028"[:2]) && (strings.Contains(text, "\u2028") || strings.Contains(text, "\u2029"))
	blank := true
	for at := 0; at < len(text); {
		end, next := strings.IndexByte(text[at:], '\n'), 0
		if end < 0 {
			end, next = len(text), len(text)
		} else {
			end += at
			next = end + 1
		}
		if odd {
			if i := strings.IndexAny(text[at:end], "\r\u2028\u2029"); i >= 0 {
				end = at + i
				_, size := utf8.DecodeRuneInString(text[end:])
				next = end + size
				if text[end] == '\r' && next < len(text) && text[next] == '\n' {
					next++
				}
			}
		}
		from, to := trim(text, at, end)
		if from == to {
			blank = true
		} else {
			s.lines = append(s.lines, line{start: int32(from), end: int32(to), blank: blank})
			s.classify(len(s.lines) - 1)
			s.takeBullet()
			blank = false
		}
		at = next
	}
}

// trim moves from and to inwards over white space and invisible characters.
func trim(s string, from, to int) (int, int) {
	for from < to {
		c := s[from]
		if c > ' ' && c < 0x7F || c >= 0xC3 && c < 0xE1 && (c != 0xD8 || from+1 < to && s[from+1] > 0x9C) {
			break
		}
		r, size := utf8.DecodeRuneInString(s[from:to])
		if !invisible(r) {
			break
		}
		from += size
	}
	for from < to { // of the characters of two bytes from 0xC3 on U+061C alone is invisible
		c := s[to-1]
		if c > ' ' && c < 0x7F || c >= 0x80 && c < 0xC0 && to-from > 1 && s[to-2] >= 0xC3 && s[to-2] < 0xE0 && (s[to-2] != 0xD8 || c != 0x9C) {
			break
		}
		r, size := utf8.DecodeLastRuneInString(s[from:to])
		if !invisible(r) {
			break
		}
		to -= size
	}
	return from, to
}

// invisible reports white space, control, direction and zero-width characters.
func invisible(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7F
	}
	switch {
	case r == 0x85 || r == 0xA0 || r == 0x061C || r == 0xFEFF || r == 0x3000 || r == 0x1680 || r == 0x180E:
		return true
	case r >= 0x2000 && r <= 0x200F, r >= 0x2028 && r <= 0x202F, r >= 0x205F && r <= 0x206F:
		return true
	}
	return false
}
