package page

import (
	"math/bits"
	"strings"
	"unicode"
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
	odd := strings.IndexByte(text, '\r') >= 0 || strings.Contains(text, "\u2028") || strings.Contains(text, "\u2029")
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

// takeBullet gives a bullet that stands alone on the line before to the last line.
func (s *Splitter) takeBullet() {
	n := len(s.lines)
	if n < 2 {
		return
	}
	before, l := &s.lines[n-2], &s.lines[n-1]
	if before.bullet == 0 || before.body < before.end || l.blank || l.bullet != 0 || s.m.bullets[before.bullet] {
		return
	}
	l.start, l.bullet, l.blank = before.start, before.bullet, before.blank
	*before = *l
	s.lines = s.lines[:n-1]
}

// trim moves from and to inwards over white space and invisible characters.
func trim(s string, from, to int) (int, int) {
	for from < to {
		c := s[from]
		if c > ' ' && c < 0x7F || c >= 0xC3 && c < 0xE1 && c != 0xD8 {
			break
		}
		r, size := utf8.DecodeRuneInString(s[from:to])
		if !invisible(r) {
			break
		}
		from += size
	}
	for from < to {
		c := s[to-1]
		if c > ' ' && c < 0x7F {
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

// measure fills in what is known of a line without the table of markers.
func (s *Splitter) measure(l *line) {
	text := s.text[l.start:l.end]
	l.body = l.start
	if n, bullet := s.bullet(text); bullet != 0 {
		l.bullet = bullet
		body, _ := trim(s.text, int(l.start)+n, int(l.end))
		if body < int(l.end) && bullet != '1' { // two bullets
			if r, size := utf8.DecodeRuneInString(s.text[body:l.end]); r >= utf8.RuneSelf {
				if spaced, ok := s.m.bullets[r]; ok && !spaced {
					body, _ = trim(s.text, body+size, int(l.end))
				}
			}
		}
		l.body = int32(body)
	}
	l.flags |= endFlags(text)
	first, _ := utf8.DecodeRuneInString(s.text[l.body:l.end])
	if unicode.IsLower(first) {
		l.flags |= flagLower
	}
	counted := s.text[l.body:l.end]
	if len(counted) > maxCounted {
		counted = counted[:maxCounted]
	}
	n := runeCount(counted)
	l.runes = uint16(n)
	l.width = uint16(n)
	if len(counted) > 2*n+n/2 && wide(counted) {
		l.width = uint16(2 * n)
	}
}

// runeCount counts the bytes of s that begin a character, eight at a time.
func runeCount(s string) int {
	n := 0
	for len(s) >= 8 {
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n += 8 - bits.OnesCount64(w>>7&^(w>>6)&0x0101010101010101)
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// wide reports a text in a script of wide characters, judged by its first ones.
func wide(s string) bool {
	n, seen := 0, 0
	for _, r := range s {
		if seen++; seen > 12 {
			break
		}
		if r >= 0x2E80 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7AF || r >= 0xF900 && r <= 0xFAFF {
			n++
		}
	}
	return n*2 > min(seen, 12)
}

// widthOf is the width of a piece of a line.
func widthOf(s string) int {
	if len(s) > maxCounted {
		s = s[:maxCounted]
	}
	n := runeCount(s)
	if len(s) > 2*n+n/2 && wide(s) {
		return 2 * n
	}
	return n
}

// endFlags judges the end of a line, behind closing quotation marks and brackets.
func endFlags(text string) lineFlags {
	for i := 0; i < 4 && len(text) > 0; i++ {
		r, size := utf8.DecodeLastRuneInString(text)
		before := text[:len(text)-size]
		switch r {
		case '.', '．', '｡':
			if strings.HasSuffix(before, ".") || strings.HasSuffix(before, "…") {
				return flagEnded
			}
			if abbreviation(before) {
				return flagEnded
			}
			return flagStop | flagEnded
		case '。', '۔', '।', '॥', '።', '။', '։':
			return flagStop | flagEnded
		case '!', '?', '؟', '…', ';', '؛', '！', '？', '；':
			return flagEnded
		case ':', '：':
			return flagEnded | flagColon
		case '"', '”', '»', '’', '\'', ')', ']', '」', '』', '）', '】', '›', '“', '‘':
			text = before
		default:
			if !invisible(r) {
				return 0
			}
			text = before
		}
	}
	return 0
}

// abbreviation reports that a full stop behind s closes an abbreviation of
// single letters ("U.S.", "أ.ف.ب."): no end of a sentence for sure.
func abbreviation(s string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) && len(s) > size && s[len(s)-size-1] == '.'
}

// bullet returns the length of the bullet or number that text opens with.
func (s *Splitter) bullet(text string) (int, rune) {
	c := text[0]
	if c >= 0xD0 && c <= 0xD8 || c >= 'p' && c <= 'z' || c >= 'a' && c <= 'n' || c >= 'A' && c <= 'Z' {
		return 0, 0 // letters of the common scripts
	}
	r, size := utf8.DecodeRuneInString(text)
	if spaced, ok := s.m.bullets[r]; ok {
		for size < len(text) { // emoji presentation, a second bullet
			next, n := utf8.DecodeRuneInString(text[size:])
			if next != 0xFE0F && next != 0x20E3 {
				break
			}
			size += n
		}
		next, _ := utf8.DecodeRuneInString(text[size:])
		if !spaced || size == len(text) || unicode.IsSpace(next) {
			return size, r
		}
		return 0, 0
	}
	return number(text)
}

// number returns the length of the numbering that text opens with.
func number(text string) (int, rune) {
	i := 0
	if text[0] == '(' {
		i = 1
	}
	digits, ascii := 0, true
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r >= '①' && r <= '⑳' && digits == 0 {
			return i + size, '1'
		}
		if !unicode.Is(unicode.Nd, r) {
			break
		}
		ascii = ascii && !(r >= '٠' && r <= '٩' || r >= '۰' && r <= '۹')
		i += size
		if digits++; digits > 3 {
			return 0, 0
		}
	}
	if digits == 0 || i >= len(text) {
		return 0, 0
	}
	spaced := text[i] == ' ' && i+1 < len(text)
	if spaced {
		i++
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '-', '–':
	case '.', ')', ':', 'ـ', '、', '．':
		if spaced {
			return 0, 0
		}
	default:
		return 0, 0
	}
	i += size
	next, _ := utf8.DecodeRuneInString(text[i:])
	if i < len(text) && unicode.IsSpace(next) || !spaced && r == '、' {
		return i, '1'
	}
	if !spaced && !ascii && i < len(text) && !unicode.Is(unicode.Nd, next) {
		return i, '1'
	}
	return 0, 0
}
