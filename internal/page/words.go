package page

import (
	"unicode"
	"unicode/utf8"
)

// sentence reports a text that goes on as a sentence: a full stop at its end and
// three words or more before it.
func sentence(s string) bool {
	return endFlags(s)&flagStop != 0 && (words(s, 3) >= 3 || wide(s) && widthOf(s) >= 16)
}

// words counts the words of s, limit at most.
func words(s string, limit int) int {
	n, inside := 0, false
	for _, r := range s {
		if r <= ' ' || r >= 0x80 && unicode.IsSpace(r) {
			inside = false
		} else if !inside && wordRune(r) {
			if n++; n >= limit {
				return n
			}
			inside = true
		}
	}
	return n
}

func lowerStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func quoted(s string) bool {
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '"', '“', '«', '„', '‹', '”', '\'', '‘', '{':
		return true
	}
	return false
}

func digit(r rune) bool {
	return r >= '0' && r <= '9' || r >= '٠' && unicode.Is(unicode.Nd, r)
}

func hasDigit(s string) bool {
	for _, r := range s {
		if digit(r) {
			return true
		}
	}
	return false
}

// hasYear reports a © or four digits in a row near the start of s.
func hasYear(s string) bool {
	run := 0
	for _, r := range s[:min(len(s), 60)] {
		if r == '©' {
			return true
		}
		if digit(r) {
			if run++; run == 4 {
				return true
			}
		} else {
			run = 0
		}
	}
	return false
}

// counter reports a text of digits and punctuation only.
func counter(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// bracketedCounter reports "(3)".
func bracketedCounter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return (r == '(' || r == '[' || r == '（') && counter(s)
}
