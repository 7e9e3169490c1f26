package dump

import (
	"encoding/binary"
	"unicode/utf8"
)

// Bytes repeated over a word. They are variables because the compiler would
// build a constant anew at each use.
var (
	ones  uint64 = 0x0101010101010101
	highs uint64 = 0x8080808080808080
	mid5  uint64 = 0x3E3E3E3E3E3E3E3E // bits 1 to 5
	fill5 uint64 = 0x7E7E7E7E7E7E7E7E // added to mid5, reaches the top bit unless those are 0
)

// inspect reports whether b is valid UTF-8 and whether it holds bytes below
// space. It looks at eight bytes at a time: with the bytes that lead a sequence
// and those that continue one as masks, b is sound if the second mask is the
// first one moved up by one byte (and by two, behind a lead of three bytes).
// Words with four-byte sequences, and with the two leads that restrict what
// follows, go to utf8.DecodeRune.
func inspect(b []byte) (valid, control bool) {
	w := words8{plain: highs}
	i := 0
	for {
		i += w.short(b[i:])
		if i+8 > len(b) {
			break
		}
		if w.long(binary.LittleEndian.Uint64(b[i:])) {
			i += 8
			continue
		}
		next, ok := inspectSlow(b, i, i+8)
		if !ok {
			return false, w.plain != highs || hasControl(b[i:])
		}
		i, w.carry = next, 0
	}
	_, valid = inspectSlow(b, i, len(b))
	return valid && w.wrong == 0, w.plain != highs || hasControl(b[i:])
}

// words8 is what inspect knows of the words it has seen.
type words8 struct {
	wrong uint64 // not 0: not valid
	carry uint64 // continuation bytes that the next word must begin with
	plain uint64 // top bits of the places that never held a byte below space
}

// short goes through the words of b up to one with a sequence of three bytes or
// more and returns how many bytes it went.
func (w *words8) short(b []byte) int {
	top, mid, fill := highs, mid5, fill5
	wrong, carry, plain := w.wrong, w.carry, w.plain
	i := 0
	for ; i < len(b)-7; i += 8 {
		x := binary.LittleEndian.Uint64(b[i : i+8])
		x1, x2 := x<<1, x<<2 // bits 6 and 5 in the place of bit 7
		high := x & top
		lead := high & x1
		if lead&x2 != 0 {
			break
		}
		plain &= x | x1 | x2
		wrong |= lead &^ (x&mid + fill) // C0 and C1
		wrong |= (lead<<8 | carry) ^ high ^ lead
		carry = lead >> 56
	}
	w.wrong, w.carry, w.plain = wrong, carry, plain
	return i
}

// long takes a word with sequences of up to three bytes; false: it needs a
// closer look at its sequences.
func (w *words8) long(x uint64) bool {
	w.plain &= x | x<<1 | x<<2
	high := x & highs
	lead := high & (x << 1)
	lead3 := lead & (x << 2)
	if (lead3&(x<<3)|zeroBytes(x^0xE0*ones)|zeroBytes(x^0xED*ones))&highs != 0 {
		return false
	}
	w.wrong |= lead &^ (x&mid5 + fill5)
	w.wrong |= (lead<<8 | lead3<<16 | w.carry) ^ high ^ lead
	w.carry = lead>>56 | lead3>>48
	return true
}

// zeroBytes has the top bit set in the zero bytes of x, and maybe in bytes
// above one.
func zeroBytes(x uint64) uint64 { return (x - ones) &^ x & highs }

// inspectSlow checks the runes that begin in or reach into b[i:end] and returns
// the index behind them.
func inspectSlow(b []byte, i, end int) (int, bool) {
	for back := 1; back <= 3 && back <= i; back++ {
		if c := b[i-back]; c < utf8.RuneSelf {
			break
		} else if c >= 0xC0 {
			if size := 2 + int(c>>5&1) + int((c>>5)&(c>>4)&1); size > back {
				i -= back
			}
			break
		}
	}
	for i < end {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size <= 1 {
			return i, false
		}
		i += size
	}
	return i, true
}
