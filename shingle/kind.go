package shingle

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Kind says what the shingles of a text are made of.
type Kind uint8

const (
	// Auto: words, or characters where most of a text is in scripts without spaces.
	Auto Kind = iota
	// ByWord: the units of Words in every script.
	ByWord
	// ByChar: characters in every script, for text with many faults of recognition
	// or other than usual spaces.
	ByChar
)

// ParseKind reads the name of a kind.
func ParseKind(s string) (Kind, error) {
	switch s {
	case "auto":
		return Auto, nil
	case "word":
		return ByWord, nil
	case "char":
		return ByChar, nil
	}
	return 0, fmt.Errorf("%q is not auto, word or char", s)
}

// charsOfWord is how many characters a shingle has for each of the k words it
// would have: as many as k short Arabic or English words with their blanks.
const charsOfWord = 5

// Size returns the number of units in a shingle of a text with the given units
// of Words, of which wide are characters of scripts without spaces:
//
//	Auto    k words, or 2k-1 character pairs (2k characters) where those are the majority
//	ByWord  k units
//	ByChar  5k characters, 2k where those of scripts without spaces are the majority
func (kind Kind) Size(k, units, wide int) int {
	most := 2*wide > units
	switch {
	case kind == ByChar && most:
		return 2 * k
	case kind == ByChar:
		return charsOfWord * k
	case kind == Auto && most:
		return 2*k - 1
	}
	return k
}

// AppendChars appends one unit for each letter, mark and digit of s as it folds,
// and one, a blank, for all that stands between two of them; one blank goes before
// where dst is not empty. Separators between two digits are nothing.
func (w *Words) AppendChars(dst []Word, s string) []Word {
	w.folded = AppendFolded(w.folded[:0], []byte(s))
	blank := len(dst) > 0
	digit := false // before here
	for i, size := 0, 0; i < len(w.folded); i += size {
		var r rune
		r, size = utf8.DecodeRune(w.folded[i:])
		isDigit := '0' <= r && r <= '9'
		switch {
		case isDigit, unicode.In(r, unicode.L, unicode.M, unicode.N), r == 'ー':
			if blank && len(dst) > 0 {
				dst = append(dst, blankChar)
			}
			dst = append(dst, hashWord(w.folded[i:i+size], isDigit))
			blank = false
		case digit && classify(r) == classGroup && i+size < len(w.folded) && '0' <= w.folded[i+size] && w.folded[i+size] <= '9':
		default:
			blank = true
		}
		digit = isDigit
	}
	return dst
}

var blankChar = hashWord([]byte{' '}, false)
