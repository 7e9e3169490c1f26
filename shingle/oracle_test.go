package shingle

import (
	"fmt"
	"math/big"
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
	h := xxhash.Sum64String(u.text)
	if len(u.text) <= 16 {
		h = oracleShort(u.text)
	}
	h = h >> 33 << 33
	if u.number {
		h |= 1
	}
	return Word(h)
}

// oracleShort is the hash of up to 16 bytes: (a·b) folded to 64 bits, times an odd
// number, where a and b are the halves of s in little endian, filled up with zeros
// and changed by two constants, the length in the top byte of the second.
func oracleShort(s string) uint64 {
	number := func(s string) *big.Int {
		n := new(big.Int)
		for i := len(s) - 1; i >= 0; i-- {
			n.Add(n.Lsh(n, 8), big.NewInt(int64(s[i])))
		}
		return n
	}
	constant := func(s string) *big.Int { n, _ := new(big.Int).SetString(s, 16); return n }
	low, high := number(s[:min(8, len(s))]), number(s[min(8, len(s)):])
	low.Xor(low, constant("A0761D6478BD642F"))
	high.Xor(high, constant("E7037ED1A0B428DB"))
	high.Xor(high, new(big.Int).Lsh(big.NewInt(int64(len(s))), 56))
	product := new(big.Int).Mul(low, high)
	product.Xor(product, new(big.Int).Rsh(product, 64))
	product.Mul(product, constant("9E3779B97F4A7C15"))
	return product.And(product, constant("FFFFFFFFFFFFFFFF")).Uint64()
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
