package shingle

import (
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// Word is the hash of one unit of folded text: a word of a script with spaces,
// or two neighbouring characters of a script without (one, where it stands
// alone). It is XXH64 of the unit's UTF-8 bytes with the lowest bit replaced:
// 1 where the unit holds a digit.
type Word uint64

// Number reports whether the unit holds a digit.
func (w Word) Number() bool { return w&1 != 0 }

// hashWord hashes the UTF-8 bytes of one unit.
func hashWord(b []byte, number bool) Word {
	h := xxhash.Sum64(b) &^ 1
	if number {
		h |= 1
	}
	return Word(h)
}

// Words splits text into units. The zero value is ready; it holds scratch
// space, so one Words serves one goroutine.
type Words struct {
	unit []byte // the unit being read, folded
	ends []int  // where each character of a run of characters ends in unit
	slow []byte
	sink func(unit []byte, number bool)
	dst  []Word
	wide int
}

// Append appends the units of s, in order, and returns the longer slice and
// how many of the new ones are characters of scripts without spaces. Separators
// between two digits (comma, full stop, their Arabic forms) are no
// separators: 3,500 and ٣٬٥٠٠ are one word, 3500. No allocation once warm, except
// where characters combine. Cost is linear in len(s).
func (w *Words) Append(dst []Word, s string) ([]Word, int) {
	w.dst, w.wide = dst, 0
	split(w, s, true)
	dst = w.dst
	w.dst = nil
	return dst, w.wide
}

// Each calls f for each unit of s with its folded bytes, which are valid during
// the call only.
func (w *Words) Each(s string, f func(unit []byte, number bool)) {
	w.sink = f
	split(w, s, true)
	w.sink = nil
}

func (w *Words) emit(unit []byte, number bool) {
	if w.sink != nil {
		w.sink(unit, number)
		return
	}
	w.dst = append(w.dst, hashWord(unit, number))
}

// flush ends the unit being read.
func (w *Words) flush(number bool) {
	switch {
	case len(w.unit) == 0:
	case len(w.ends) == 0:
		w.emit(w.unit, number)
	case len(w.ends) == 1:
		w.emit(w.unit, false)
		w.wide++
	default:
		from := 0
		for i := 1; i < len(w.ends); i++ {
			w.emit(w.unit[from:w.ends[i]], false)
			from = w.ends[i-1]
			w.wide++
		}
	}
	w.unit, w.ends = w.unit[:0], w.ends[:0]
}

// split reads s. With table it trusts the fold table and sends slow characters,
// with all that stands between two ASCII blanks around them, through
// foldReference; without, s is folded already.
func split[T string | []byte](w *Words, s T, table bool) {
	start := 0 // of the unit being read
	number := false
	for i := 0; i < len(s); {
		var e entry
		var size int
		var r rune
		if table {
			e, size = entryAt(s, i)
			r = rune(e & 0xFFFF)
		} else {
			var b [utf8.UTFMax]byte
			r, size = utf8.DecodeRune(b[:copy(b[:], s[i:])])
			e = entry(classify(r)) << 16
		}
		switch e.class() {
		case classDigit:
			number = true
			fallthrough
		case classLetter:
			if len(w.ends) > 0 {
				w.flush(false)
			}
			if len(w.unit) == 0 {
				start = i
			}
			if r < utf8.RuneSelf {
				w.unit = append(w.unit, byte(r))
			} else if r < 0x800 {
				w.unit = append(w.unit, 0xC0|byte(r>>6), 0x80|byte(r)&0x3F)
			} else {
				w.unit = utf8.AppendRune(w.unit, r)
			}
		case classChar:
			if len(w.ends) == 0 {
				w.flush(number)
				number = false
			}
			if len(w.unit) == 0 {
				start = i
			}
			w.unit = utf8.AppendRune(w.unit, r)
			w.ends = append(w.ends, len(w.unit))
		case classDrop:
		case classSlow:
			if len(w.unit) > 0 {
				i = start
			}
			w.unit, w.ends, number = w.unit[:0], w.ends[:0], false
			to := i
			for to < len(s) && !asciiSpace(s[to]) {
				to++
			}
			w.slow = foldReference(w.slow[:0], string(s[i:to]))
			split(w, w.slow, false)
			i, size = to, 0
		default:
			if number && len(w.ends) == 0 && groups(r) && digitBefore(w.unit) && digitAt(s, i+size, table) {
				break
			}
			w.flush(number)
			number = false
		}
		i += size
	}
	w.flush(number)
}

// groups reports the separators that may stand inside a number.
func groups(r rune) bool { return r == ',' || r == '.' || r == '٬' || r == '٫' }

func digitBefore(unit []byte) bool {
	return len(unit) > 0 && unit[len(unit)-1] >= '0' && unit[len(unit)-1] <= '9'
}

func digitAt[T string | []byte](s T, i int, table bool) bool {
	if i >= len(s) {
		return false
	}
	if table {
		e, _ := entryAt(s, i)
		return e.class() == classDigit
	}
	return s[i] >= '0' && s[i] <= '9'
}
