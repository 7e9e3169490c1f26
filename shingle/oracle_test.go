package shingle

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// The oracle: the whole text through foldReference, then cut by rule, with no
// table, no pieces and no state.

type oracleUnit struct {
	text         string
	number, wide bool
}

func (u oracleUnit) String() string { return fmt.Sprintf("%+q(%v)", u.text, u.number) }

func (u oracleUnit) word() Word {
	h := xxhash.Sum64String(u.text) >> 33 << 33
	if u.number {
		h |= 1
	}
	return Word(h)
}

// oracleFold is the definition of folding on text of any quality.
func oracleFold(s string) []rune {
	clean := strings.ReplaceAll(strings.ToValidUTF8(spaceInvalid(s), " "), "\uFFFD", " ")
	return []rune(string(foldReference(nil, clean)))
}

// spaceInvalid puts a blank after each byte that is not UTF-8, so that
// ToValidUTF8, which replaces runs, replaces each.
func spaceInvalid(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		b.WriteString(s[i : i+size])
		if r == utf8.RuneError && size == 1 {
			b.WriteByte(' ')
		}
		i += size
	}
	return b.String()
}

func oracleAppendFolded(s string) string {
	return strings.Join(strings.FieldsFunc(string(oracleFold(s)), unicode.IsSpace), " ")
}

func oracleIsChar(r rune) bool {
	return r == 'ー' || oracleInWord(r) &&
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func oracleInWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }

func oracleIsDigit(r rune) bool { return '0' <= r && r <= '9' }

// oracleUnits cuts folded text: drop the separators between two digits, then
// take maximal runs of one kind.
func oracleUnits(s string) []oracleUnit {
	folded := oracleFold(s)
	var text []rune
	for i, r := range folded {
		inNumber := strings.ContainsRune(",.٬٫", r) && i > 0 && i+1 < len(folded) &&
			oracleIsDigit(folded[i-1]) && oracleIsDigit(folded[i+1])
		if !inNumber {
			text = append(text, r)
		}
	}
	var units []oracleUnit
	for i := 0; i < len(text); {
		to := i
		switch {
		case oracleIsChar(text[i]):
			for to < len(text) && oracleIsChar(text[to]) {
				to++
			}
			if to == i+1 {
				units = append(units, oracleUnit{text: string(text[i]), wide: true})
			}
			for k := i; k+1 < to; k++ {
				units = append(units, oracleUnit{text: string(text[k : k+2]), wide: true})
			}
		case oracleInWord(text[i]):
			number := false
			for to < len(text) && oracleInWord(text[to]) && !oracleIsChar(text[to]) {
				number = number || oracleIsDigit(text[to])
				to++
			}
			units = append(units, oracleUnit{text: string(text[i:to]), number: number})
		default:
			to++
		}
		i = to
	}
	return units
}
