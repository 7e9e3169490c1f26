package dump

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// codePage is one of the encodings of one byte a character that news dumps come
// in without saying so.
type codePage struct {
	warning Warning
	decode  [256]rune
	encode  map[rune]byte
	weights [256]int8 // how much a byte speaks for the page, see score
	class   [256]letterClass
}

// letterClass is the script of a byte in a code page.
type letterClass uint8

const (
	classOther letterClass = iota
	classASCII
	classArabic
	classLatin
)

var (
	windows1256 = newCodePage(WarnWindows1256, charmap.Windows1256)
	windows1252 = newCodePage(WarnWindows1252, charmap.Windows1252)
	iso88596    = newCodePage(WarnISO88596, charmap.ISO8859_6)
)

// commonArabic are the letters that make up about four fifths of Arabic and
// Persian text; the bytes they have in one page are rare letters in the others.
const commonArabic = "اليمنورتبةعدسفكهأ"

func newCodePage(w Warning, m *charmap.Charmap) *codePage {
	p := &codePage{warning: w, encode: map[rune]byte{}}
	common := map[rune]bool{}
	for _, r := range commonArabic {
		common[r] = true
	}
	for i := range 256 {
		r := m.DecodeByte(byte(i))
		p.decode[i] = r
		if _, ok := p.encode[r]; !ok && r != utf8.RuneError {
			p.encode[r] = byte(i)
		}
		switch {
		case i < utf8.RuneSelf:
			if unicode.IsLetter(r) {
				p.class[i] = classASCII
			}
		case r == utf8.RuneError, unicode.IsControl(r):
			p.weights[i] = -8 // no text uses it
		case common[r]:
			p.class[i], p.weights[i] = classArabic, 3
		case unicode.Is(unicode.Arabic, r):
			p.class[i], p.weights[i] = classArabic, 1
		case unicode.IsLetter(r):
			p.class[i], p.weights[i] = classLatin, 1
		}
	}
	return p
}

// score says how much b looks like text in p: letters count by their weight,
// but a Latin letter with a mark speaks for its page only beside ASCII letters
// (été), and Arabic ones only beside each other.
func (p *codePage) score(b []byte) int {
	sum := 0
	for i, c := range b {
		if c < utf8.RuneSelf {
			continue
		}
		left, right := classOther, classOther
		if i > 0 {
			left = p.class[b[i-1]]
		}
		if i+1 < len(b) {
			right = p.class[b[i+1]]
		}
		w := int(p.weights[c])
		switch p.class[c] {
		case classArabic:
			if left == classASCII || right == classASCII || left == classLatin || right == classLatin {
				w = -2
			} else if left != classArabic && right != classArabic {
				w = 0
			}
		case classLatin:
			switch {
			case left == classArabic || right == classArabic || left == classLatin && right == classLatin:
				w = -2
			case left == classASCII || right == classASCII:
				w = 2
			}
		}
		sum += w
	}
	return sum
}

// maxScored bounds the bytes that are scored, from the first beyond ASCII on.
const maxScored = 512

// guess returns the code page that b is most likely written in. A tie of
// windows-1252 and windows-1256 means that b holds only letters that both have
// at the same places.
func guess(b []byte) *codePage {
	first := max(0, bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })-1)
	b = b[first:min(len(b), first+maxScored)]
	best, most := windows1252, windows1252.score(b)
	for _, p := range []*codePage{windows1256, iso88596} {
		if n := p.score(b); n > most {
			best, most = p, n
		}
	}
	return best
}

// appendDecoded appends b, written in p, as UTF-8.
func (p *codePage) appendDecoded(dst, b []byte) []byte {
	for _, c := range b {
		if c < utf8.RuneSelf {
			dst = append(dst, c)
		} else {
			dst = utf8.AppendRune(dst, p.decode[c])
		}
	}
	return dst
}

// appendRepaired appends b, which is not valid UTF-8, as valid UTF-8. Bytes
// that stand between many sound sequences are damage and become U+FFFD, one
// each as in encoding/json; with fewer than four sound sequences for each such
// byte the text is taken to be in a code page.
func appendRepaired(dst, b []byte) ([]byte, Warnings) {
	bad, sound := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			sound++
		}
		i += size
	}
	if sound < 4*bad {
		p := guess(b)
		return p.appendDecoded(dst, b), p.warning
	}
	return appendValid(dst, b), WarnBadUTF8
}

// appendValid appends b with U+FFFD for each byte that is no UTF-8.
func appendValid(dst, b []byte) []byte {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			dst = append(dst, "\uFFFD"...)
		} else {
			dst = append(dst, b[i:i+size]...)
		}
		i += size
	}
	return dst
}
