package dump

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// arabicEscape is \u06 as a little-endian number.
const arabicEscape = '\\' | 'u'<<8 | '0'<<16 | '6'<<24

// unescape decodes the string whose first byte behind the quote is at i into
// the arena. A surrogate escape without its partner becomes U+FFFD, as in
// encoding/json.
func (s *scanner) unescape(i int) ([]byte, int, fault) {
	b, dst := s.b, s.arena
	mark := len(dst)
	quote := -1 // index of the next quote, once it is known to lie at i or behind it
	for {
		// Copy up to the next quote or backslash: byte by byte first, since
		// texts written in \u escapes have one letter or a space between two.
		short := min(len(b), i+8)
		for i < short && b[i] != '\\' && b[i] != '"' && b[i] >= ' ' {
			dst = append(dst, b[i])
			i++
		}
		if i == short {
			if quote < i {
				n := bytes.IndexByte(b[i:], '"')
				if n < 0 {
					n = len(b) - i
				}
				quote = i + n
			}
			n := bytes.IndexByte(b[i:quote], '\\')
			if n < 0 {
				n = quote - i
			}
			if s.control && hasControl(b[i:i+n]) {
				return nil, i, faultSyntax
			}
			dst = append(dst, b[i:i+n]...)
			i += n
		}
		if i >= len(b) {
			return nil, i, faultCut
		}
		if b[i] == '"' {
			s.arena = dst
			return dst[mark:len(dst):len(dst)], i + 1, faultNone
		}
		if b[i] != '\\' {
			return nil, i, faultSyntax
		}
		// Escapes of the Arabic block come in runs.
		for i+6 <= len(b) && binary.LittleEndian.Uint32(b[i:]) == arabicEscape {
			v := hexDigits[b[i+4]]<<4 | hexDigits[b[i+5]]
			if v > 0xFF {
				break
			}
			dst = append(dst, 0xD8|byte(v>>6), 0x80|byte(v&0x3F))
			i += 6
		}
		// And all others.
		for i < len(b) && b[i] == '\\' {
			if i+1 >= len(b) {
				return nil, i, faultCut
			}
			c := b[i+1]
			if c != 'u' {
				c = simpleEscapes[c]
				if c == 0 {
					return nil, i, faultSyntax
				}
				dst = append(dst, c)
				i += 2
				continue
			}
			r, ok := hex4(b, i+2)
			if !ok {
				return nil, i, s.badHex(i + 2)
			}
			i += 6
			switch {
			case r < utf8.RuneSelf:
				dst = append(dst, byte(r))
			case r < 0x800:
				dst = append(dst, 0xC0|byte(r>>6), 0x80|byte(r&0x3F))
			case 0xD800 <= r && r < 0xE000:
				low := rune(0)
				if r < 0xDC00 && i+1 < len(b) && b[i] == '\\' && b[i+1] == 'u' {
					low, _ = hex4(b, i+2)
				}
				if 0xDC00 <= low && low < 0xE000 {
					r = (r-0xD800)<<10 | (low - 0xDC00) + 0x10000
					i += 6
				} else {
					r = utf8.RuneError
					s.surrogate = true
				}
				dst = utf8.AppendRune(dst, r)
			default:
				dst = append(dst, 0xE0|byte(r>>12), 0x80|byte(r>>6&0x3F), 0x80|byte(r&0x3F))
			}
		}
	}
}

// badHex is the fault of a \u escape whose digits begin at i.
func (s *scanner) badHex(i int) fault {
	for j := i; j < i+4; j++ {
		if j >= len(s.b) {
			return faultCut
		}
		if hexDigits[s.b[j]] > 15 {
			return faultSyntax
		}
	}
	return faultSyntax
}

// hex4 reads four hexadecimal digits at i.
func hex4(b []byte, i int) (rune, bool) {
	if i+4 > len(b) {
		return 0, false
	}
	d := b[i : i+4 : i+4]
	v := uint32(hexDigits[d[0]])<<12 | uint32(hexDigits[d[1]])<<8 | uint32(hexDigits[d[2]])<<4 | uint32(hexDigits[d[3]])
	return rune(v), v < 0x10000
}

// hexDigits holds the value of a hexadecimal digit and a bit beyond four digits
// for all other bytes.
var hexDigits = func() (t [256]uint32) {
	for i := range t {
		t[i] = 1 << 16
	}
	for i := range uint32(10) {
		t['0'+i] = i
	}
	for i := range uint32(6) {
		t['a'+i], t['A'+i] = 10+i, 10+i
	}
	return t
}()

// simpleEscapes holds what a byte behind a backslash stands for; 0 where it may
// not stand.
var simpleEscapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
