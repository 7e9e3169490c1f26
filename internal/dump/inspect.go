package dump

import (
	"encoding/binary"
	"unicode/utf8"
)

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// inspect reports whether b is valid UTF-8 and whether it holds bytes below
// space. It looks at eight bytes at a time: with the bytes that lead a sequence
// and those that continue one as masks, b is sound if the second mask is the
// first one moved up by one byte (and by two, behind a lead of three bytes).
// Words with four-byte sequences, and with the two leads that restrict what
// follows, go to utf8.DecodeRune.
func inspect(b []byte) (valid, control bool) {
	var below uint64 // top bits of bytes below space
	var carry uint64 // continuation bytes that the next word must begin with
	i := 0
	for i+8 <= len(b) {
		x := binary.LittleEndian.Uint64(b[i:])
		below |= (x - 0x20*ones) & ^x
		high := x & highs
		if high|carry == 0 {
			i += 8
			continue
		}
		bit6 := x << 1
		lead := high & bit6
		cont := high &^ bit6
		lead3 := lead & (x << 2)
		// C0 and C1 have no bit set among 1 to 4.
		overlong := lead &^ lead3 &^ (x&(0x1E*ones) + 0x7E*ones)
		odd := lead3 & (x << 3)
		if lead3 != 0 {
			odd |= zeroBytes(x^0xE0*ones) | zeroBytes(x^0xED*ones)
		}
		if odd != 0 {
			next, ok := inspectSlow(b, i, i+8)
			if !ok {
				return false, below&highs != 0 || hasControl(b[i:])
			}
			i, carry = next, 0
			continue
		}
		if lead<<8|lead3<<16|carry != cont || overlong != 0 {
			return false, below&highs != 0 || hasControl(b[i:])
		}
		carry = lead>>56 | lead3>>48
		i += 8
	}
	control = below&highs != 0 || hasControl(b[i:])
	_, valid = inspectSlow(b, i, len(b))
	return valid, control
}

// zeroBytes has the top bit set in the zero bytes of x, and maybe in bytes
// above one.
func zeroBytes(x uint64) uint64 { return (x - ones) & ^x & highs }

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
