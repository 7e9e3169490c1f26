package shingle

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// pieces folds the parts of one text that the table cannot fold. Such a piece
// is a character with all that combines with it. It begins and ends where NFKC
// has a boundary, so it folds by itself as it does within the text.
type pieces struct {
	done      int // where the last piece ended
	nfkc, out []byte
	iter      norm.Iter
}

// at returns the piece of s around the mark or slow character at i, and the
// entry of its base: the character before a mark, which the caller has folded
// already and must take back. Without a base, or where that is white space, with
// which nothing combines, the piece begins at i and the entry is a blank.
func (p *pieces) at(s string, i int) (base entry, from, to int) {
	e, size := entryAt(s, i)
	base, from, to = blankEntry, i, i+size
	if e.class() == classMark {
		for at := i; at > p.done; {
			_, size := utf8.DecodeLastRuneInString(s[:at])
			at -= size
			if e, _ := entryAt(s, at); e.class() != classDrop {
				if e.class() != classSpace {
					base, from = e, at
				}
				break
			}
		}
	}
	for to < len(s) {
		e, size := entryAt(s, to)
		if c := e.class(); c != classMark && c != classDrop {
			break
		}
		to += size
	}
	p.done = to
	return base, from, to
}

// fold returns foldReference of the piece s, valid until the next call, and
// allocates only where the case of a character has a long fold.
func (p *pieces) fold(s string) []byte {
	p.out = appendKept(p.out[:0], s)
	p.normalize()
	p.out = p.out[:0]
	for i := 0; i < len(p.nfkc); {
		r, size := utf8.DecodeRune(p.nfkc[i:])
		i += size
		r, ok := foldCase(r)
		if !ok {
			p.out = foldReference(p.out[:0], s)
			return p.out
		}
		p.out = utf8.AppendRune(p.out, r)
	}
	p.normalize()
	p.out = appendUnited(p.out[:0], p.nfkc)
	return p.out
}

// normalize sets nfkc to the NFKC of out. norm.NFKC.Append would allocate its
// buffer at each call; an iterator keeps it.
func (p *pieces) normalize() {
	p.nfkc = p.nfkc[:0]
	for p.iter.Init(norm.NFKC, p.out); !p.iter.Done(); {
		p.nfkc = append(p.nfkc, p.iter.Next()...)
	}
}

// foldCase returns the case fold of a character of NFKC text, or false where it
// may be longer than one.
func foldCase(r rune) (rune, bool) {
	if b := beforeCase(r); b != r {
		return b, b == 'i'
	}
	e := entry(0)
	if r < 1<<16 {
		e = foldTable[r]
	}
	if e.class() == classSlow || r == 0x0345 {
		return r, false
	}
	if unicode.SimpleFold(r) == r {
		return r, true
	}
	char, n := e.char()
	if n == 0 {
		return r, false
	}
	b := [utf8.UTFMax]byte{byte(char), byte(char >> 8), byte(char >> 16)}
	r, _ = utf8.DecodeRune(b[:n])
	return r, true
}
