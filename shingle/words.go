package shingle

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// Word is the hash of one unit of folded text: a word of a script with spaces,
// or two neighbouring characters of a script without (one, where it stands
// alone). The upper 31 bits are those of a hash of the unit's UTF-8 bytes, the
// lowest is 1 where the unit holds a digit, the others are 0: half as many bytes
// to keep, and two different units are one word with probability 5e-10.
type Word uint64

// Pack returns the word in 32 bits.
func (w Word) Pack() uint32 { return uint32(w>>32) | uint32(w&1) }

// Unpack is the inverse of Pack.
func Unpack(packed uint32) Word { return Word(packed&^1)<<32 | Word(packed&1) }

// Number reports whether the unit holds a digit.
func (w Word) Number() bool { return w&1 != 0 }

// hashWord hashes the UTF-8 bytes of one unit: XXH64, and hashShort where they are few,
// which is most words of most languages.
func hashWord(b []byte, number bool) Word {
	if len(b) > shortHash {
		return newWord(xxhash.Sum64(b), number)
	}
	if cap(b) >= shortHash { // what stands behind b does not count
		return newWord(hashShort((*[shortHash]byte)(b[:shortHash]), uint(len(b))), number)
	}
	var padded [shortHash]byte
	copy(padded[:], b)
	return newWord(hashShort(&padded, uint(len(b))), number)
}

func newWord(hash uint64, number bool) Word {
	w := Word(hash) &^ (1<<33 - 1)
	if number {
		w |= 1
	}
	return w
}

// shortHash is the most bytes that hashShort takes.
const shortHash = 16

// hashShort hashes the first n bytes of b: the product of its halves, folded, as
// wyhash has it (github.com/wangyi-fudan/wyhash), without a branch on the length.
func hashShort(b *[shortHash]byte, n uint) uint64 {
	return hashHalves(binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:]), n)
}

// hashHalves is hashShort of the first n bytes of low and high, lowest first.
func hashHalves(low, high uint64, n uint) uint64 {
	mask := &shortMasks[n]
	hi, lo := bits.Mul64(low&mask[0]^0xA0761D6478BD642F, high&mask[1]^0xE7037ED1A0B428DB^uint64(n)<<56)
	return (hi ^ lo) * 0x9E3779B97F4A7C15
}

// shortMasks keeps the first n bytes of two words.
var shortMasks = func() (t [shortHash + 1][2]uint64) {
	for n := range t {
		t[n] = [2]uint64{1<<(8*min(n, 8)) - 1, 1<<(8*max(n-8, 0)) - 1}
	}
	return t
}()

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
	folded []byte // of AppendChars
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

// emitShort emits the first n bytes of short.
func (w *Words) emitShort(n uint, number bool) {
	if w.sink == nil && n <= shortHash {
		w.dst = append(w.dst, newWord(hashShort((*[shortHash]byte)(w.short[:]), n), number))
		return
	}
	w.emit(w.short[:n], number)
}

func (w *Words) emit(unit []byte, number bool) {
	if w.sink != nil {
		w.sink(unit, number)
		return
	}
	w.dst = append(w.dst, hashWord(unit, number))
}

// split reads s: most words of most texts by quick, most others by shortWord, the rest by
// careful.
func (w *Words) split(s string) {
	w.pieces.done = 0
	for i := 0; i < len(s); {
		if w.sink == nil {
			if w.dst, i = quick(w.dst, s, i); i == len(s) {
				break
			}
		}
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
				w.emitShort(n, number)
			}
			i = to + size
		}
	}
}

// shortUnit is the longest word in bytes that shortWord reads.
const shortUnit = 64

// shortWord folds into buf the word of characters of one or two bytes that
// begins at s[i], as far as the table alone can. It returns where it stopped,
// the folded length, and the union of the entries. This loop is the busiest of the
// program: it calls nothing.
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
