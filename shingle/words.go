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
	short  [shortUnit + 3]byte // the word that fastWords reads
	unit   []byte              // the unit that feed builds
	ends   [64]int             // where each character of a run of characters ends in unit
	chars  int                 // how many these are
	number bool                // unit holds a digit
	group  bool                // a separator stands after unit's last digit
	pieces pieces
	sink   func(unit []byte, number bool)
	dst    []Word
	wide   int
}

// Append appends the units of s, in order, and returns the longer slice and
// how many of the new ones are characters of scripts without spaces. Separators
// between two digits (comma, full stop, their Arabic forms) are no
// separators: 3,500 and ٣٬٥٠٠ are one word, 3500. No allocation once warm, except
// where a capital folds to several letters. Cost is linear in len(s).
func (w *Words) Append(dst []Word, s string) ([]Word, int) {
	w.dst, w.wide = dst, 0
	w.split(s)
	dst = w.dst
	w.dst = nil
	return dst, w.wide
}

// Each calls f for each unit of s with its folded bytes, which are valid during
// the call only.
func (w *Words) Each(s string, f func(unit []byte, number bool)) {
	w.sink = f
	w.split(s)
	w.sink = nil
}

func (w *Words) emit(unit []byte, number bool) {
	if w.sink != nil {
		w.sink(unit, number)
		return
	}
	w.dst = append(w.dst, hashWord(unit, number))
}

// shortUnit is the longest word in bytes that split reads without feed.
const shortUnit = 60

// split reads s. The inner loop reads one word of a script with spaces, which is
// nearly all of most texts; whatever else it meets, it leaves that word to
// careful.
func (w *Words) split(s string) {
	w.pieces.done = 0
	for i := 0; i < len(s); {
		start, n := i, 0
		var e, seen entry
		size := 0
		for i < len(s) && n < shortUnit {
			if c := s[i]; c < utf8.RuneSelf {
				e, size = foldTable[c], 1
			} else if i+1 < len(s) && c-0xC2 < 0xE0-0xC2 && s[i+1]&0xC0 == 0x80 {
				e, size = foldTable[uint(c&0x1F)<<6|uint(s[i+1]&0x3F)], 2
			} else {
				e, size = entryAt(s, i)
			}
			if e >= wordEnd {
				break
			}
			w.short[n], w.short[n+1], w.short[n+2] = byte(e), byte(e>>8), byte(e>>16)
			n += int(e >> 24 & 3)
			seen |= e
			i += size
		}
		number := seen&digitBit != 0
		switch c := e.class(); {
		case i == len(s), c == classSpace, c == classOther, c == classGroup && !number:
			if n > 0 {
				w.emit(w.short[:n], number)
			}
			i += size
		default:
			i = w.careful(s, start)
		}
	}
}

// careful reads s from i, where no unit is open, until one or more are complete,
// and returns where it stopped.
func (w *Words) careful(s string, i int) int {
	for i < len(s) {
		e, size := entryAt(s, i)
		switch e.class() {
		case classDrop:
			i += size
			continue
		case classMark, classSlow:
			base, from, to := w.pieces.at(s, i)
			w.takeBack(base.class())
			for _, r := range string(w.pieces.fold(s[from:to])) {
				char, n := encode(r)
				w.feed(classify(r), char, n)
			}
			i, size = to, 0
		default:
			char, n := e.char()
			w.feed(e.class(), char, n)
		}
		i += size
		if len(w.unit) == 0 {
			return i
		}
	}
	w.flush()
	return i
}

// takeBack takes the last character, of class c, from the open unit.
func (w *Words) takeBack(c class) {
	switch c {
	case classChar:
		w.chars--
		fallthrough
	case classLetter, classDigit:
		_, size := utf8.DecodeLastRune(w.unit)
		w.unit = w.unit[:len(w.unit)-size]
	}
}

// feed takes one folded character: its class, its UTF-8 (first byte lowest) and
// how many bytes that is.
func (w *Words) feed(c class, char uint32, n int) {
	if w.group && c != classDigit {
		w.flush()
	}
	w.group = false
	switch c {
	case classLetter, classDigit:
		if w.chars > 0 {
			w.flush()
		}
		w.number = w.number || c == classDigit
		w.add(char, n)
	case classChar:
		if w.chars == 0 {
			w.flush()
		}
		if w.chars == len(w.ends) {
			w.shortenRun()
		}
		w.add(char, n)
		w.ends[w.chars] = len(w.unit)
		w.chars++
	case classGroup:
		if last := len(w.unit) - 1; w.number && '0' <= w.unit[last] && w.unit[last] <= '9' {
			w.group = true
			return
		}
		w.flush()
	default:
		w.flush()
	}
}

func (w *Words) add(char uint32, n int) {
	w.unit = append(w.unit, byte(char), byte(char>>8), byte(char>>16), byte(char>>24))[:len(w.unit)+n]
}

// flush ends the open unit.
func (w *Words) flush() {
	switch {
	case w.chars > 1:
		w.emitPairs(w.chars)
	case w.chars == 1:
		w.wide++
		w.emit(w.unit, false)
	case len(w.unit) > 0:
		w.emit(w.unit, w.number)
	}
	w.unit, w.chars, w.number, w.group = w.unit[:0], 0, false, false
}

// emitPairs emits each two neighbours among the first n characters of the run.
func (w *Words) emitPairs(n int) {
	from := 0
	for k := 1; k < n; k++ {
		w.emit(w.unit[from:w.ends[k]], false)
		from = w.ends[k-1]
	}
	w.wide += n - 1
}

// shortenRun emits all pairs of a run but the last, which may still change: its
// second character may be taken back.
func (w *Words) shortenRun() {
	w.emitPairs(w.chars - 1)
	cut := w.ends[w.chars-3]
	first, second := w.ends[w.chars-2]-cut, w.ends[w.chars-1]-cut
	w.unit = w.unit[:copy(w.unit, w.unit[cut:])]
	w.ends[0], w.ends[1], w.chars = first, second, 2
}
