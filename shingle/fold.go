package shingle

import (
	"unicode"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Folding makes spellings meet that readers take for the same word:
//
//	Arabic and Hebrew marks, tatweel, format characters (bidi, zero width,
//	soft hyphen), variation selectors → nothing
//	NFKC, case folding (Turkish dotted and dotless i both to i), NFKC again
//	alef with hamza, madda or wasla   → bare alef
//	yeh with hamza, alef maqsura, Farsi yeh → yeh
//	waw with hamza                    → waw
//	teh marbuta, heh goal, heh doachashmee, ae → heh
//	keheh, swash kaf                  → kaf
//	decimal digits of any script      → 0-9
//
// The definition is foldReference, built on x/text. Most characters fold one to
// one and regardless of their neighbours; these stand in the table of
// fold_table.go. What does not goes to x/text with its neighbours: fold_piece.go.

// AppendFolded appends the folded form of s and returns the longer slice.
// White-space runs become one blank, blanks at both ends go; punctuation stays.
// Bytes that are not UTF-8 count as a blank. Cost is linear in len(s).
func AppendFolded(dst, s []byte) []byte {
	text := unsafe.String(unsafe.SliceData(s), len(s)) // read below, never kept
	var p *pieces
	start, blank := len(dst), false
	for i := 0; i < len(text); {
		e, size := entryAt(text, i)
		switch e.class() {
		case classDrop:
		case classSpace:
			blank = true
		case classMark, classSlow:
			if p == nil {
				p = new(pieces)
			}
			base, from, to := p.at(text, i)
			if base.class() != classSpace {
				_, last := utf8.DecodeLastRune(dst[start:])
				dst = dst[:len(dst)-last]
			}
			for _, r := range string(p.fold(text[from:to])) {
				if unicode.IsSpace(r) {
					blank = true
					continue
				}
				dst = utf8.AppendRune(appendBlank(dst, start, blank), r)
				blank = false
			}
			i, size = to, 0
		default:
			dst = appendBlank(dst, start, blank)
			blank = false
			if char, n := e.char(); n > 0 {
				dst = append(dst, byte(char), byte(char>>8), byte(char>>16))[:len(dst)+n]
			} else {
				dst = append(dst, text[i:i+size]...)
			}
		}
		i += size
	}
	return dst
}

// appendBlank appends the blank due between what stands in dst since start and
// what comes next.
func appendBlank(dst []byte, start int, blank bool) []byte {
	if blank && len(dst) > start {
		return append(dst, ' ')
	}
	return dst
}

// foldReference appends the folded form of s, which must be UTF-8, by way of
// x/text: the definition that the table is tested against. White space becomes
// one blank a character.
func foldReference(dst []byte, s string) []byte {
	var plain []byte
	for _, r := range string(norm.NFKC.Bytes(appendKept(nil, s))) {
		plain = utf8.AppendRune(plain, beforeCase(r))
	}
	return appendUnited(dst, norm.NFKC.Bytes(cases.Fold().Bytes(plain)))
}

// beforeCase maps what case folding alone would not bring together: the Turkish
// letters i, and Cherokee, whose capitals and small letters x/text exchanges.
func beforeCase(r rune) rune {
	switch {
	case r == 'İ' || r == 'ı':
		return 'i'
	case r >= 0xAB70 && r <= 0xABBF:
		return r - 0xAB70 + 0x13A0
	case r >= 0x13F8 && r <= 0x13FD:
		return r - 0x13F8 + 0x13F0
	}
	return r
}

// appendKept appends the characters of s that are not dropped.
func appendKept(dst []byte, s string) []byte {
	for _, r := range s {
		if !dropped(r) {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// appendUnited appends normalised, case-folded text with its characters united,
// without those to be dropped that normalising brought in.
func appendUnited(dst, s []byte) []byte {
	before := rune(-1)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
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
	case r >= 0xFE70 && r <= 0xFE7F && r != 0xFE73, r >= 0xFC5E && r <= 0xFC63, r >= 0xFCF2 && r <= 0xFCF4:
		return true // presentation forms of Arabic marks: NFKC would put a blank before the isolated ones
	case r >= 0x0591 && r <= 0x05BD, r == 0x05BF, r == 0x05C1, r == 0x05C2, r == 0x05C4, r == 0x05C5, r == 0x05C7, r == 0xFB1E: // Hebrew points
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF, r >= 0x180B && r <= 0x180F, r == 0x034F: // variation selectors, joiner
		return true
	}
	return unicode.Is(unicode.Cf, r)
}
