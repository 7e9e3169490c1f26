package shingle

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Folding makes spellings meet that readers take for the same word:
//
//	NFKC, case folding (Turkish dotted and dotless i both to i), NFKC again
//	alef with hamza, madda or wasla   → bare alef
//	yeh with hamza, alef maqsura, Farsi yeh → yeh
//	waw with hamza                    → waw
//	teh marbuta, heh goal, heh doachashmee, ae → heh
//	keheh, swash kaf                  → kaf
//	decimal digits of any script      → 0-9
//	Arabic and Hebrew marks, tatweel, format characters (bidi, zero width,
//	soft hyphen), variation selectors → nothing
//
// The reference is foldReference, built on x/text. Most characters fold one to
// one and regardless of their neighbours; these stand in a table for the Basic
// Multilingual Plane. A character that does not (it may combine with the one
// before it, or becomes several) sends the piece of text around it to the
// reference.

// class says what a folded character is to the word splitter.
type class uint8

const (
	classOther  class = iota // punctuation, symbols: ends a word
	classSpace               // white space: ends a word
	classLetter              // part of a word
	classDigit               // part of a word, marks it as a number
	classChar                // a character of a script without spaces
	classDrop                // folds to nothing
	classSlow                // must go through foldReference
)

// entry is one cell of the fold table: class<<16 | folded character.
type entry uint32

func (e entry) class() class { return class(e >> 16) }

// foldTable maps each character of the Basic Multilingual Plane.
var foldTable = buildFoldTable()

func buildFoldTable() *[1 << 16]entry {
	t := new([1 << 16]entry)
	for r := rune(0); r < 1<<16; r++ {
		t[r] = foldEntry(r)
	}
	return t
}

func foldEntry(r rune) entry {
	if r >= 0xD800 && r < 0xE000 || r == utf8.RuneError {
		return entry(classSpace)<<16 | entry(' ')
	}
	if r < 0x80 {
		f := r
		if 'A' <= r && r <= 'Z' {
			f += 'a' - 'A'
		}
		return entry(classify(f))<<16 | entry(f)
	}
	if dropped(r) {
		return entry(classDrop) << 16
	}
	var buf [utf8.UTFMax]byte
	p := norm.NFKC.PropertiesString(string(utf8.AppendRune(buf[:0], r)))
	if !p.BoundaryBefore() {
		return entry(classSlow) << 16
	}
	f := foldReference(nil, string(r))
	if len(f) == 0 {
		return entry(classDrop) << 16
	}
	one, size := utf8.DecodeRune(f)
	if size != len(f) || one >= 1<<16 {
		return entry(classSlow) << 16
	}
	return entry(classify(one))<<16 | entry(one)
}

// foldReference appends the folded form of s by way of x/text: the definition
// that the table is tested against. White space becomes one blank a character.
func foldReference(dst []byte, s string) []byte {
	b := norm.NFKC.AppendString(nil, s)
	plain := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == 'İ' || r == 'ı' {
			r = 'i'
		}
		plain = utf8.AppendRune(plain, r)
		i += size
	}
	b = norm.NFKC.Bytes(cases.Fold().Bytes(plain))
	before := rune(-1)
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		i += size
		if dropped(r) || r == 0x0307 && before == 'i' {
			continue
		}
		before = unite(r)
		dst = utf8.AppendRune(dst, before)
	}
	return dst
}

// unite maps one character of normalised, case-folded text to the form that
// stands for its kin.
func unite(r rune) rune {
	switch r {
	case 'آ', 'أ', 'إ', 'ٱ', 'ٲ', 'ٳ':
		return 'ا'
	case 'ى', 'ی', 'ئ', 'ې':
		return 'ي'
	case 'ؤ':
		return 'و'
	case 'ة', 'ہ', 'ھ', 'ۀ', 'ۂ', 'ۃ', 'ە':
		return 'ه'
	case 'ۓ':
		return 'ے'
	case 'ک', 'ڪ':
		return 'ك'
	}
	if r == utf8.RuneError {
		return ' '
	}
	if r >= 0x80 {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.Is(unicode.Nd, r) {
			return '0' + digitValue(r)
		}
	}
	return r
}

// digitValue returns the value of a decimal digit: the digits of a script
// stand in a row of ten, so it is the distance from the row's start.
func digitValue(r rune) rune {
	n := rune(0)
	for n < 9 && unicode.Is(unicode.Nd, r-n-1) {
		n++
	}
	if r >= 0x1D7CE && r <= 0x1D7FF { // mathematical digits: five rows without a gap
		return (r - 0x1D7CE) % 10
	}
	return n
}

// dropped reports the characters that fold to nothing.
func dropped(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r >= 0x0610 && r <= 0x061A, r >= 0x064B && r <= 0x065F, r == 0x0670,
		r >= 0x06D6 && r <= 0x06ED, r == 0x0640: // Arabic marks, tatweel
		return true
	case r >= 0x0591 && r <= 0x05BD, r == 0x05BF, r == 0x05C1, r == 0x05C2, r == 0x05C4, r == 0x05C5, r == 0x05C7: // Hebrew points
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF, r >= 0x180B && r <= 0x180F, r == 0x034F: // variation selectors, joiner
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// classify says what a folded character is to the word splitter.
func classify(r rune) class {
	switch {
	case r == ' ' || unicode.IsSpace(r):
		return classSpace
	case '0' <= r && r <= '9':
		return classDigit
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

// AppendFolded appends the folded form of s and returns the longer slice.
// White-space runs become one blank, blanks at both ends go; punctuation stays.
// Bytes that are not UTF-8 count as a blank. Cost is linear in len(s).
func AppendFolded(dst, s []byte) []byte {
	start, blank := len(dst), false
	// The piece since the last ASCII white space: where it begins in s and dst,
	// and whether a blank was due there. A slow character redoes the piece.
	piece, pieceDst, pieceBlank := 0, start, false
	for i := 0; i < len(s); {
		e, size := entryAt(s, i)
		switch e.class() {
		case classDrop:
		case classSpace:
			blank = true
			if s[i] < utf8.RuneSelf {
				piece, pieceDst, pieceBlank = i+1, len(dst), true
			}
		case classSlow:
			for i < len(s) && !asciiSpace(s[i]) {
				i++
			}
			size = 0
			dst, blank = dst[:pieceDst], pieceBlank
			for _, r := range string(foldReference(nil, string(s[piece:i]))) {
				dst, blank = appendFoldedRune(dst, start, blank, r)
			}
		default:
			dst, blank = appendFoldedRune(dst, start, blank, rune(e&0xFFFF))
		}
		i += size
	}
	return dst
}

func appendFoldedRune(dst []byte, start int, blank bool, r rune) ([]byte, bool) {
	if unicode.IsSpace(r) {
		return dst, true
	}
	if blank && len(dst) > start {
		dst = append(dst, ' ')
	}
	return utf8.AppendRune(dst, r), false
}

// entryAt returns the fold entry of the character at s[i] and its length in
// bytes. A byte that is not UTF-8 is one blank; a character beyond the table is
// slow.
func entryAt[T string | []byte](s T, i int) (entry, int) {
	c := s[i]
	if c < utf8.RuneSelf {
		return foldTable[c], 1
	}
	if c >= 0xC2 && c < 0xE0 && i+1 < len(s) && s[i+1]&0xC0 == 0x80 {
		return foldTable[uint16(c&0x1F)<<6|uint16(s[i+1]&0x3F)], 2
	}
	return entryWide(s, i)
}

func entryWide[T string | []byte](s T, i int) (entry, int) {
	var b [utf8.UTFMax]byte
	r, size := utf8.DecodeRune(b[:copy(b[:], s[i:])])
	if r == utf8.RuneError {
		return entry(classSpace)<<16 | entry(' '), size
	}
	if r >= 1<<16 {
		return entry(classSlow) << 16, size
	}
	return foldTable[r], size
}

func asciiSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
