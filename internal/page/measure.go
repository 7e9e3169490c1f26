package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	counted := s.text[l.body:l.end]
	if s.m.openings.first(counted)&charLower != 0 && lowerStart(counted) {
		l.flags |= flagLower
	}
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

// runeCount counts the bytes of s that begin a character, 32 at a time; s has at
// most maxCounted bytes, so that a byte of inner holds its share of the others.
func runeCount(s string) int {
	n, inner := len(s), uint64(0)
	for len(s) >= 32 {
		inner += innerBytes(s) + innerBytes(s[8:]) + innerBytes(s[16:]) + innerBytes(s[24:])
		s = s[32:]
	}
	for len(s) >= 8 {
		inner += innerBytes(s)
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 == 0x80 {
			n--
		}
	}
	inner = inner&0x00FF00FF00FF00FF + inner>>8&0x00FF00FF00FF00FF
	return n - int(inner*0x0001000100010001>>48)
}

// innerBytes returns a 1 in each byte for those of the first eight of s that begin
// no character.
func innerBytes(s string) uint64 {
	w := firstEight(s)
	return w >> 7 &^ (w >> 6) & 0x0101010101010101
}

// firstEight returns the first eight bytes of s, the first lowest.
func firstEight(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
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
	return len(s) > size && s[len(s)-size-1] == '.' && unicode.IsLetter(r)
}
