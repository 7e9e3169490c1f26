package page

import (
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"naskh/shingle"
)

// Markers are compared after folding. The fold is shingle's, taken character by
// character so that every folded character knows where it stood in the line;
// on top of it accents and the Hindi nukta go, and quotation marks and dashes of
// all kinds become one. A cell packs up to three folded characters, 21 bits
// each, the first lowest; 0 folds to nothing.

const (
	cellBits = 21
	cellMask = 1<<cellBits - 1
)

// cells holds the fold of the Basic Multilingual Plane in rows of 256, each
// made when a character of it is first met.
var cells [256]atomic.Pointer[[256]uint64]

// foldRune returns the cell of r.
func foldRune(r rune) uint64 {
	if uint32(r) >= 1<<16 {
		return foldCell(r)
	}
	row := cells[r>>8].Load()
	if row == nil {
		row = new([256]uint64)
		for i := range row {
			row[i] = foldCell(r&^0xFF | rune(i))
		}
		cells[r>>8].Store(row)
	}
	return row[r&0xFF]
}

// foldCell folds one character from scratch.
func foldCell(r rune) uint64 {
	switch r {
	case '’', '‘', '`', '´', 'ʼ':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case '…':
		return '…'
	}
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return uint64(r) + 'a' - 'A'
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return uint64(r)
	}
	if r == utf8.RuneError || unicode.IsSpace(r) {
		return ' '
	}
	if r >= 1<<16 {
		return uint64(r)
	}
	folded := shingle.AppendFolded(nil, utf8.AppendRune(nil, r))
	if !unicode.Is(unicode.Hangul, r) {
		folded = shingle.AppendFolded(nil, norm.NFKD.Bytes(folded))
	}
	cell, shift := uint64(0), 0
	for _, f := range string(folded) {
		if f >= 0x300 && f <= 0x36F || f == 0x93C || shift > 2*cellBits {
			continue
		}
		cell |= uint64(f) << shift
		shift += cellBits
	}
	return cell
}

// appendFold appends the folded characters of s, white-space runs as one blank,
// blanks at both ends dropped.
func appendFold(dst []byte, s string) []byte {
	start, blank := len(dst), false
	for _, r := range s {
		for c := foldRune(r); c != 0; c >>= cellBits {
			f := rune(c & cellMask)
			if f == ' ' {
				blank = true
				continue
			}
			if blank && len(dst) > start {
				dst = append(dst, ' ')
			}
			blank = false
			dst = utf8.AppendRune(dst, f)
		}
	}
	return dst
}

// equalFolded reports whether a and b fold to the same text.
func equalFolded(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > 4*len(b)+16 || len(b) > 4*len(a)+16 {
		return false
	}
	x, y := folding{rest: a}, folding{rest: b}
	for {
		r := x.next()
		if r != y.next() {
			return false
		}
		if r < 0 {
			return true
		}
	}
}

// folding gives what appendFold appends, character by character.
type folding struct {
	rest         string
	cell         uint64 // folded characters of the last one, yet to come
	begun, blank bool
}

// next returns the next folded character, -1 at the end.
func (f *folding) next() rune {
	for {
		for ; f.cell != 0; f.cell >>= cellBits {
			r := rune(f.cell & cellMask)
			if r == ' ' {
				f.blank = true
				continue
			}
			if f.blank && f.begun {
				f.blank = false
				return ' '
			}
			f.cell >>= cellBits
			f.blank, f.begun = false, true
			return r
		}
		if f.rest == "" {
			return -1
		}
		r, size := utf8.DecodeRuneInString(f.rest)
		f.cell, f.rest = foldRune(r), f.rest[size:]
	}
}

// wordRune reports a character that belongs to a word.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	switch {
	case r >= 0x620 && r <= 0x669, r >= 0x66E && r <= 0x6D3, r >= 0x410 && r <= 0x44F, r >= 0x5D0 && r <= 0x5EA,
		r >= 0x4E00 && r <= 0x9FFF, r >= 0x904 && r <= 0x963, r >= 0xAC00 && r <= 0xD7A3:
		return true
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// spaceless reports a character of a script that sets no blanks between words.
func spaceless(r rune) bool {
	return r >= 0x0E00 && (r < 0x0F00 || r >= 0x2E80 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xAC00 && r <= 0xD7AF)
}
