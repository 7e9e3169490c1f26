package shingle

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Kind says what the shingles of a text are made of.
type Kind uint8

const (
	// ByWord: the units of Words: words, or pairs of characters in scripts without
	// spaces.
	ByWord Kind = iota
	// ByChar: characters in every script, for text with many faults of recognition
	// or other than usual spaces.
	ByChar
)

// ParseKind reads the name of a kind. auto is word: its units follow the script.
func ParseKind(s string) (Kind, error) {
	switch s {
	case "auto", "word":
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
//	ByWord  k words, or k pairs of characters (k+1 characters) in scripts without spaces
//	ByChar  5k characters, 2k where those of scripts without spaces are the majority
func (kind Kind) Size(k, units, wide int) int {
	if kind == ByWord {
		return k
	}
	if 2*wide > units {
		return 2 * k
	}
	return charsOfWord * k
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
