package dump

import (
	"unicode"
	"unicode/utf8"
)

// dateLexer cuts a date into numbers, words and signs. Words are folded: lower
// case, no Arabic marks, one alef, one yeh.
type dateLexer struct {
	buf    [128]byte // folded words
	used   int
	tokens [32]dateToken
	n      int
}

// dateToken is a number, a word or a sign.
type dateToken struct {
	sign       rune // what it is, if neither number nor word
	digits     int  // above 0: a number of that many digits
	value      int
	start, end int  // below digits 0 and sign 0: a word, in buf
	spaced     bool // white space stands before it
}

func (t *dateToken) isNumber() bool { return t.digits > 0 }
func (t *dateToken) isWord() bool   { return t.digits == 0 && t.sign == 0 }

// lex reads all of s and reports whether it fits. No date is longer.
func (l *dateLexer) lex(s string) bool {
	spaced := false
	var last *dateToken
	for _, r := range s {
		r = foldDateRune(r)
		switch {
		case r == 0:
			continue
		case unicode.IsSpace(r):
			spaced, last = true, nil
			continue
		}
		digit := r >= '0' && r <= '9'
		letter := !digit && unicode.IsLetter(r)
		switch {
		case last != nil && digit && last.isNumber():
			if last.digits == 9 {
				return false
			}
			last.value = last.value*10 + int(r-'0')
			last.digits++
			continue
		case last != nil && letter && last.isWord():
			if !l.addRune(r) {
				return false
			}
			last.end = l.used
			continue
		}
		if l.n == len(l.tokens) {
			return false
		}
		last = &l.tokens[l.n]
		l.n++
		*last = dateToken{spaced: spaced}
		spaced = false
		switch {
		case digit:
			last.value, last.digits = int(r-'0'), 1
		case letter:
			last.start = l.used
			if !l.addRune(r) {
				return false
			}
			last.end = l.used
		default:
			last.sign = r
		}
	}
	return true
}

// addRune adds a letter to the words.
func (l *dateLexer) addRune(r rune) bool {
	if l.used+utf8.UTFMax > len(l.buf) {
		return false
	}
	l.used += utf8.EncodeRune(l.buf[l.used:], r)
	return true
}

// foldDateRune unites what is written in several ways; 0 is a character to
// drop.
func foldDateRune(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		return r
	case 0x660 <= r && r <= 0x669:
		return r - 0x660 + '0'
	case 0x6F0 <= r && r <= 0x6F9:
		return r - 0x6F0 + '0'
	case r == 0x640, 0x64B <= r && r <= 0x652, r == 0x670, 0x200B <= r && r <= 0x200F,
		0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069, r == 0xFEFF:
		return 0
	}
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ة':
		return 'ه'
	case '،':
		return ','
	case '−', '–', '—', '‐', '‑':
		return '-'
	}
	return r
}
