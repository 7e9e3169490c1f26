package shingle

import (
	"encoding/binary"
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
	short  [shortUnit + 4]byte // the word that shortWord reads
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

// split reads s: most words of most texts by shortWord, the others by careful.
func (w *Words) split(s string) {
	w.pieces.done = 0
	for i := 0; i < len(s); {
		to, n, seen := shortWord(&w.short, s, i)
		end, size := blankEntry, 1
		if to == len(s) {
			// the end of the text ends a word as white space does
		} else if c := s[to]; c < utf8.RuneSelf {
			end = shortTable[asciiRow+uint(c)]
		} else {
			end, size = entryAt(s, to)
		}
		switch number := seen&digitBit != 0; {
		case end < wordEnd, end >= textEnd, number && end.class() == classGroup:
			i = w.careful(s, i)
		default:
			if n > 0 {
				w.emit(w.short[:n], number)
			}
			i = to + size
		}
	}
}

// shortUnit is the longest word in bytes that shortWord reads.
const shortUnit = 64

// shortWord folds into buf the word of characters of one or two bytes that
// begins at s[i], as far as the table alone can. It returns where it stopped,
// the folded length, and the union of the entries. This
// loop is the busiest of the program: it calls nothing.
func shortWord(buf *[shortUnit + 4]byte, s string, i int) (to int, n uint, seen entry) {
	table := shortTable
	s = s[:min(len(s), i+shortUnit)] // folds in shortTable are no longer than their characters
	for i+1 < len(s) {
		var e entry
		size := 2
		c := uint(s[i])
		if at := (c-0xC0)<<8 | uint(s[i+1]); at < asciiRow {
			e = table[at]
		} else if c < utf8.RuneSelf {
			e, size = table[asciiRow+c], 1
		} else {
			break
		}
		if e >= wordEnd {
			break
		}
		binary.LittleEndian.PutUint32(buf[n&(shortUnit-1):], uint32(e))
		n += uint(e >> 24 & 3)
		seen |= e
		i += size
	}
	return i, n, seen
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
