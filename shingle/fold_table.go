package shingle

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class says what a character is to the readers of the fold table. The order
// matters: first what makes up a word of a script with spaces, then what ends one.
type class uint8

const (
	classDrop   class = iota // folds to nothing
	classLetter              // part of a word
	classDigit               // part of a word, marks it as a number
	classSpace               // white space: ends a word
	classGroup               // may stand between the digits of a number
	classOther               // punctuation, symbols: ends a word
	classChar                // a character of a script without spaces
	classMark                // combines with what stands before it: see pieces.at
	classSlow                // becomes several characters: see pieces.at
)

// entry is the fold of one character, in one word so that the table stays near
// the processor:
//
//	bits 0-23   UTF-8 of the folded character, its first byte lowest
//	bits 24-25  how many bytes that is
//	bits 28-31  class
//
// An entry of classOther without bytes folds to itself.
type entry uint32

const (
	classShift = 28
	wordEnd    = entry(classSpace) << classShift // entries below it are part of a word
	textEnd    = entry(classChar) << classShift  // entries from it on are for Words.careful
	digitBit   = entry(classDigit) << classShift // the bit that digits alone have among those
	blankEntry = entry(classSpace)<<classShift | ' ' | 1<<24
)

func newEntry(c class, r rune) entry {
	char, n := encode(r)
	return entry(c)<<classShift | entry(n)<<24 | entry(char)
}

func (e entry) class() class { return class(e >> classShift) }

// char returns the folded character's UTF-8, first byte lowest, and its length.
func (e entry) char() (uint32, int) { return uint32(e & 0xFFFFFF), int(e >> 24 & 3) }

// encode returns the UTF-8 of r, first byte lowest, and its length.
func encode(r rune) (uint32, int) {
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24, n
}

// foldTable maps each character of the Basic Multilingual Plane. It is made at
// start (4 ms) and not kept as a file: TestHashesAreFrozen would see it change.
var foldTable = buildFoldTable()

func buildFoldTable() *[1 << 16]entry {
	t := new([1 << 16]entry)
	for r := range t {
		t[r] = foldEntry(rune(r))
	}
	return t
}

// shortTable is foldTable for characters of one or two bytes, by their bytes:
// [asciiRow+c] for one, [(c0-0xC0)<<8|c1] for two. classSlow
// are pairs that are no character, and the few whose fold is longer than they are.
var shortTable = buildShortTable()

const asciiRow = 0x20 << 8

func buildShortTable() *[asciiRow + utf8.RuneSelf]entry {
	t := new([asciiRow + utf8.RuneSelf]entry)
	for at := range t {
		t[at] = entry(classSlow) << classShift
	}
	copy(t[asciiRow:], foldTable[:utf8.RuneSelf])
	for r := rune(utf8.RuneSelf); r < 0x800; r++ {
		if _, n := foldTable[r].char(); n <= 2 {
			t[r>>6<<8|0x80|r&0x3F] = foldTable[r]
		}
	}
	return t
}

func foldEntry(r rune) entry {
	switch {
	case r < 0x80:
		f := r
		if 'A' <= r && r <= 'Z' {
			f += 'a' - 'A'
		}
		return newEntry(classify(f), f)
	case r >= 0x3400 && r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF: // Han
		return newEntry(classChar, r)
	case r >= 0xA000 && r <= 0xA48C, r >= 0xAC00 && r <= 0xD7A3: // Yi and Hangul syllables
		return newEntry(classLetter, r)
	case r >= 0xD800 && r < 0xE000 || r == utf8.RuneError:
		return blankEntry
	case r >= 0xE000 && r < 0xF900: // private use
		return newEntry(classOther, r)
	case dropped(r):
		return entry(classDrop) << classShift
	}
	var buf [utf8.UTFMax]byte
	p := norm.NFKC.Properties(utf8.AppendRune(buf[:0], r))
	if !p.BoundaryBefore() {
		return entry(classMark) << classShift
	}
	if p.Decomposition() == nil && unicode.SimpleFold(r) == r && r != 'ı' {
		f := unite(r)
		return newEntry(classify(f), f)
	}
	f := foldReference(nil, string(r))
	if !norm.NFKC.Properties(f).BoundaryBefore() { // Hangul compatibility vowels
		return entry(classMark) << classShift
	}
	one, size := utf8.DecodeRune(f)
	if size != len(f) || one >= 1<<16 {
		return entry(classSlow) << classShift
	}
	return newEntry(classify(one), one)
}

// classify says what a folded character is to the word splitter.
func classify(r rune) class {
	switch {
	case r == ' ' || unicode.IsSpace(r):
		return classSpace
	case '0' <= r && r <= '9':
		return classDigit
	case r == ',' || r == '.' || r == '٬' || r == '٫':
		return classGroup
	case withoutSpaces(r):
		return classChar
	case unicode.In(r, unicode.L, unicode.M, unicode.N):
		return classLetter
	}
	return classOther
}

// withoutSpaces reports a letter or mark of a script that writes words without
// spaces between them.
func withoutSpaces(r rune) bool {
	if r < 0x0E00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) &&
		unicode.In(r, unicode.L, unicode.M, unicode.N) || r == 'ー'
}

// entryAt returns the fold entry of the character at s[i] and its length in
// bytes. A byte that is not UTF-8 is one blank.
func entryAt(s string, i int) (entry, int) {
	c := s[i]
	if c < utf8.RuneSelf {
		return foldTable[c], 1
	}
	if i+2 < len(s) && c&0xF0 == 0xE0 && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 {
		r := uint16(c)<<12 | uint16(s[i+1]&0x3F)<<6 | uint16(s[i+2]&0x3F)
		if r >= 0x800 { // surrogates are blanks in the table too
			return foldTable[r], 3
		}
		return blankEntry, 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case r < 1<<16:
		return foldTable[r], size
	case r >= 0x1F1E6 && r <= 0x1F1FF, r >= 0x1F300 && r <= 0x1FAFF: // flags, emoji: themselves
		return entry(classOther) << classShift, size
	case dropped(r):
		return entry(classDrop) << classShift, size
	case !norm.NFKC.PropertiesString(s[i:]).BoundaryBefore():
		return entry(classMark) << classShift, size
	}
	return entry(classSlow) << classShift, size
}
