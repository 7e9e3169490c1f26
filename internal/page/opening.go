package page

import (
	"unicode"
	"unicode/utf8"
)

// openings tells from the first characters of a line what it cannot be, so that
// a line of prose costs a few look-ups. It never denies what the line is.
type openings struct {
	chars  [maxShort + 1]traits
	firsts [1 << firstBits]opening // by hash of the first letters of a word
}

const (
	maxShort     = 0x7FF // last character of two bytes
	firstBits    = 14    // the built-in table's 1,300 beginnings of markers and 700 of dates let 1 word of 12 or 24 pass by chance
	firstLetters = 4     // letters of a word that are hashed
	firstBytes   = 24    // bytes they are looked for in, fewer than maxHeading
)

// traits describe a character of one or two bytes; the low bits are the
// character it folds to, if it is a letter, a mark or white space.
type traits uint32

// The bits above the folded character.
const (
	charItem  traits = 1 << (cellBits + iota) // may open a bullet or a number
	charLower                                 // may be a lower-case letter
	charOther                                 // neither letter, mark nor white space, or one that folds to several
	charAny   = charItem | charLower | charOther
)

// opening says what may open with a word.
type opening uint8

const (
	opensMarker opening = 1 << iota
	opensDate           // an age or a date
	opensAny    = opensMarker | opensDate
)

// describe fills in the traits of all characters.
func (o *openings) describe(bullets map[rune]bool) {
	for i := range o.chars {
		r, t := rune(i), charOther
		switch cell := foldRune(r); {
		case cell == 0 || cell == ' ':
			t = traits(cell)
		case cell <= cellMask && unicode.In(r, unicode.L, unicode.M) && unicode.In(rune(cell), unicode.L, unicode.M):
			t = traits(cell)
		}
		if _, ok := bullets[r]; ok || r == '(' || unicode.Is(unicode.Nd, r) {
			t |= charItem
		}
		if unicode.IsLower(r) {
			t |= charLower
		}
		o.chars[r] = t
	}
}

// add notes that what a folded form stands for may open with its first word.
func (o *openings) add(form string, what opening) {
	h, n := uint32(0), 0
	for _, r := range form {
		if r == ' ' || n == firstLetters {
			break
		}
		h = hashLetter(h, r)
		n++
	}
	o.firsts[h>>(32-firstBits)] |= what
}

func hashLetter(h uint32, r rune) uint32 { return (h ^ uint32(r)) * 0x9E3779B1 }

// shortRune decodes the character of one or two bytes that s opens with; size is
// 0 where there is none.
func shortRune(s string) (r rune, size int) {
	if len(s) > 1 && s[0] >= 0xC2 && s[0] < 0xE0 && s[1]&0xC0 == 0x80 {
		return rune(s[0]&0x1F)<<6 | rune(s[1]&0x3F), 2
	}
	if len(s) > 0 && s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return 0, 0
}

// first returns the traits of the character that s opens with.
func (o *openings) first(s string) traits {
	r, size := shortRune(s)
	if size == 0 {
		return charAny
	}
	return o.chars[r]
}

// of returns what may open with the first word of s: all where the word has other
// characters than letters of one or two bytes, or ends without a blank.
func (o *openings) of(s string) opening {
	s = s[:min(len(s), firstBytes)]
	h := uint32(0)
	for n := 0; n < firstLetters; {
		r, size := shortRune(s)
		if size == 0 || o.chars[r]&charOther != 0 {
			return opensAny
		}
		s = s[size:]
		switch f := rune(o.chars[r] & cellMask); f {
		case 0: // a mark belongs to the letter before it
		case ' ':
			if n == 0 {
				return opensAny
			}
			n = firstLetters
		default:
			h = hashLetter(h, f)
			n++
		}
	}
	return o.firsts[h>>(32-firstBits)]
}
