package page

import (
	"unicode"
	"unicode/utf8"
)

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

// bullet returns the length of the bullet or number that text opens with.
func (s *Splitter) bullet(text string) (int, rune) {
	c := text[0]
	if c >= 0xD0 && c <= 0xD8 || c >= 'p' && c <= 'z' || c >= 'a' && c <= 'n' || c >= 'A' && c <= 'Z' {
		return 0, 0 // letters of the common scripts
	}
	if s.m.openings.first(text)&charItem == 0 {
		return 0, 0
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
