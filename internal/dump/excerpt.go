package dump

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// MaxExcerpt is the length of an excerpt in characters.
const MaxExcerpt = 120

// Excerpt returns the beginning of b for people: at most MaxExcerpt characters
// of valid UTF-8 in which control and direction characters and bytes that are
// no UTF-8 are written as escapes. The result is a copy; a cut one ends in "…".
func Excerpt(b []byte) string {
	out := make([]byte, 0, 160)
	n := 0 // characters in out
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		var piece [12]byte
		p := piece[:0]
		switch {
		case r == utf8.RuneError && size == 1:
			p = append(p, '\\', 'x', "0123456789abcdef"[b[i]>>4], "0123456789abcdef"[b[i]&15])
		case r == '\n':
			p = append(p, '\\', 'n')
		case r == '\r':
			p = append(p, '\\', 'r')
		case r == '\t':
			p = append(p, '\\', 't')
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d', r == '\u2028', r == '\u2029':
			p = strconv.AppendQuoteRuneToASCII(p, r)
			p = p[1 : len(p)-1]
		default:
			p = utf8.AppendRune(p, r)
		}
		width := utf8.RuneCount(p)
		if rest := i + size; n+width > MaxExcerpt || n+width == MaxExcerpt && rest < len(b) {
			return string(append(out, "…"...))
		}
		out, n, i = append(out, p...), n+width, i+size
	}
	return string(out)
}
