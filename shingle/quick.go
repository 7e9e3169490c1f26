package shingle

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// quick appends words from s[i] on as long as each is of a plain form: at most 16 bytes,
// either all ASCII letters or all characters of two bytes that fold to two, up to a
// separator of ASCII or of two bytes. It returns where it stopped; shortWord reads on
// there. Most words of most texts are of one of the two forms. All 16 bytes are folded at
// once, whatever stands behind the word, so that no branch depends on its length.
func quick(dst []Word, s string, i int) ([]Word, int) {
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	for i+shortHash < len(b) {
		low, high := binary.LittleEndian.Uint64(b[i:]), binary.LittleEndian.Uint64(b[i+8:])
		if low&0x80 == 0 {
			low, high, n := asciiLetters(low, high)
			if !asciiEnds[b[i+int(n)]] {
				break
			}
			if n > 0 {
				dst = append(dst, newWord(hashHalves(low, high, n), false))
			}
			i += int(n) + 1
			continue
		}
		n := firstByte(^low&highBits, ^high&highBits) // of ASCII
		low, high = foldPairs(low), foldPairs(high)
		mask := &shortMasks[n]
		if odd, other := n&1, ^low&mask[0]&pairBits|^high&mask[1]&pairBits; odd|uint(other) != 0 {
			n = firstByte(^low&pairBits, ^high&pairBits) &^ 1
			pair := low >> (8 * n)
			if n >= 8 {
				pair = high >> (8 * (n - 8))
			}
			if uint16(pair) != pairEnds {
				break
			}
			if n > 0 {
				dst = append(dst, newWord(hashHalves(low, high, n), false))
			}
			i += int(n) + 2
			continue
		}
		if !asciiEnds[b[i+int(n)]] {
			break
		}
		dst = append(dst, newWord(hashHalves(low, high, n), false))
		i += int(n) + 1
	}
	return dst, i
}

const (
	highBits = 0x8080808080808080
	pairBits = 0x8000800080008000 // set in two bytes of UTF-8 that are one character
)

// firstByte is the number of the first of 16 bytes that has its highest bit set, 16
// where none has; the other bits are 0.
func firstByte(low, high uint64) uint {
	n := uint(bits.TrailingZeros64(low)) >> 3
	return n + uint(bits.TrailingZeros64(high))>>3&-(n>>3)
}

// asciiLetters folds 16 bytes as if all were ASCII letters and counts the first ones
// that are.
func asciiLetters(low, high uint64) (foldedLow, foldedHigh uint64, n uint) {
	const lower, fromA, beyondZ = 0x2020202020202020, 0x0101010101010101 * (0x80 - 'a'), 0x0101010101010101 * (0x80 - 'z' - 1)
	other := func(x uint64) uint64 { // what stands behind a byte beyond ASCII is wrong
		y := x | lower
		return (^(y + fromA) | (y + beyondZ) | x) & highBits
	}
	return low | lower, high | lower, firstByte(other(low), other(high))
}

// foldPairs folds four characters of two bytes each.
func foldPairs(x uint64) uint64 {
	t := pairTable
	return uint64(t[uint16(x)]) | uint64(t[uint16(x>>16)])<<16 | uint64(t[uint16(x>>32)])<<32 | uint64(t[x>>48])<<48
}

// pairTable maps the two bytes of a character, the first lowest, to those of its fold
// where it is part of a word and folds to two bytes; to pairEnds where it ends a word; all
// else to 0.
var pairTable = buildPairTable()

const pairEnds = 1

func buildPairTable() *[1 << 16]uint16 {
	t := new([1 << 16]uint16)
	for r := rune(0x80); r < 0x800; r++ {
		at, _ := encode(r)
		switch e := foldTable[r]; {
		case e >= wordEnd && e < textEnd:
			t[at] = pairEnds
		case e.class() == classLetter:
			if char, n := e.char(); n == 2 {
				t[at] = uint16(char)
			}
		}
	}
	return t
}

// asciiEnds tells the bytes of ASCII that end a word.
var asciiEnds = func() (t [256]bool) {
	for c := range 0x80 {
		t[c] = foldTable[c] >= wordEnd && foldTable[c] < textEnd
	}
	return t
}()
