package dump

import (
	"bytes"
	"math/bits"
)

// The JSON scanner: one pass over a line that checks all of it as encoding/json
// would and keeps the values of the wanted keys.
//
// It agrees with encoding/json on validity and on the values, the last of equal
// keys included, and is held to that by FuzzJSON. What differs on purpose:
//   - keys are compared with their case;
//   - a byte order mark before a line is dropped;
//   - a line that is no UTF-8 may be read in a code page (see line.go), and one
//     that is unreadable only for its NUL bytes is read without them.

// fault says why a line is no JSON.
type fault uint8

const (
	faultNone   fault = iota
	faultSyntax       // a byte that cannot stand there
	faultCut          // the line ends inside a value
	faultDepth        // nested deeper than maxDepth
)

// maxDepth is encoding/json's own limit.
const maxDepth = 10000

// kind is the type of a value.
type kind uint8

const (
	kindString kind = iota
	kindNumber
	kindList   // raw bytes
	kindObject // raw bytes
	kindNull
	kindBool
)

// value is what a wanted key held: the decoded string, the number as written,
// or the raw bytes. It is a view of the line or of the scanner's arena.
type value struct {
	kind kind
	data []byte
}

// scanner reads one line after the other. The values of a line are valid until
// the arena is reset.
type scanner struct {
	fields *fieldTable
	arena  []byte // decoded strings
	stack  []byte // open brackets of the value being skipped

	b         []byte // the line
	control   bool   // b holds bytes below space, so strings must be checked
	surrogate bool   // a lone surrogate was replaced

	seen   uint64 // slots that hold a value
	values [maxSlots]value
	order  []keySlot // keys of the last object in order: records of a dump look alike
}

// keySlot remembers which slot a key has.
type keySlot struct {
	key  string
	slot slot
}

// object scans a whole line that should be one object. control says whether it
// may hold bytes below space. isObject is false if the line is another value.
func (s *scanner) object(line []byte, control bool) (isObject bool, f fault) {
	s.b, s.control, s.surrogate, s.seen = line, control, false, 0
	i := s.space(0)
	if i == len(line) {
		return false, faultCut
	}
	if line[i] != '{' {
		i, f = s.skip(i, 0)
	} else {
		isObject = true
		i, f = s.members(i + 1)
	}
	if f != faultNone {
		return isObject, f
	}
	if s.space(i) != len(line) {
		return isObject, faultSyntax
	}
	return isObject, faultNone
}

// members scans from behind the { of the record to behind its }.
func (s *scanner) members(i int) (int, fault) {
	i = s.space(i)
	if i < len(s.b) && s.b[i] == '}' {
		return i + 1, faultNone
	}
	for n := 0; ; n++ {
		if i >= len(s.b) {
			return i, faultCut
		}
		if s.b[i] != '"' {
			return i, faultSyntax
		}
		key, next, f := s.str(i + 1)
		if f != faultNone {
			return next, f
		}
		at := s.lookup(n, key)
		if i, f = s.colon(next); f != faultNone {
			return i, f
		}
		if i, f = s.member(at, i); f != faultNone {
			return i, f
		}
		i = s.space(i)
		if i >= len(s.b) {
			return i, faultCut
		}
		switch s.b[i] {
		case ',':
			i = s.space(i + 1)
		case '}':
			return i + 1, faultNone
		default:
			return i, faultSyntax
		}
	}
}

// lookup finds the slot of the n-th key of an object.
func (s *scanner) lookup(n int, key []byte) slot {
	if n < len(s.order) && s.order[n].key == string(key) {
		return s.order[n].slot
	}
	at, ok := s.fields.byKey[string(key)]
	if !ok {
		at = noSlot
	}
	const longest = 64 // keys and bytes of a key worth remembering
	if n < longest && len(key) < longest {
		if n < len(s.order) {
			s.order[n] = keySlot{string(key), at}
		} else if n == len(s.order) {
			s.order = append(s.order, keySlot{string(key), at})
		}
	}
	return at
}

// member scans the value at i and keeps it in its slot.
func (s *scanner) member(at slot, i int) (int, fault) {
	if i >= len(s.b) {
		return i, faultCut
	}
	c := s.b[i]
	if c == '"' {
		data, next, f := s.str(i + 1)
		if at != noSlot {
			s.keep(at, value{kindString, data})
		}
		return next, f
	}
	next, f := s.skip(i, 1)
	if f != faultNone || at == noSlot {
		return next, f
	}
	v := value{kindNumber, s.b[i:next]}
	switch c {
	case '[':
		v.kind = kindList
	case '{':
		v.kind = kindObject
	case 'n':
		v.kind = kindNull
	case 't', 'f':
		v.kind = kindBool
	}
	s.keep(at, v)
	return next, f
}

func (s *scanner) keep(at slot, v value) {
	s.seen |= 1 << at
	s.values[at] = v
}

// first returns the value of the role's first key that holds something, null
// and "" being nothing. ok says whether any of the keys was there at all.
func (s *scanner) first(r role) (v value, ok bool) {
	set := s.seen & s.fields.mask[r]
	v.kind = kindNull
	for rest := set; rest != 0; rest &= rest - 1 {
		w := s.values[bits.TrailingZeros64(rest)]
		if w.kind != kindNull && len(w.data) > 0 {
			return w, true
		}
	}
	return v, set != 0
}

// space skips white space from i.
func (s *scanner) space(i int) int {
	for i < len(s.b) && (s.b[i] == ' ' || s.b[i] == '\t' || s.b[i] == '\n' || s.b[i] == '\r') {
		i++
	}
	return i
}

// colon skips the colon between key and value with the space around it.
func (s *scanner) colon(i int) (int, fault) {
	i = s.space(i)
	if i >= len(s.b) {
		return i, faultCut
	}
	if s.b[i] != ':' {
		return i, faultSyntax
	}
	return s.space(i + 1), faultNone
}

// str decodes the string whose first byte behind the quote is at i. The result
// is a view of the line if it holds no escape, else of the arena.
func (s *scanner) str(i int) ([]byte, int, fault) {
	n := bytes.IndexByte(s.b[i:], '"')
	if n < 0 {
		return nil, len(s.b), s.unclosed(i)
	}
	raw := s.b[i : i+n]
	if bytes.IndexByte(raw, '\\') >= 0 {
		return s.unescape(i)
	}
	if s.control && hasControl(raw) {
		return nil, i, faultSyntax
	}
	return raw, i + n + 1, faultNone
}

// unclosed tells a string that the end of the line cut from one that is wrong
// before that.
func (s *scanner) unclosed(i int) fault {
	_, _, f := s.unescape(i)
	return f
}

// hasControl reports a byte below space.
func hasControl(b []byte) bool {
	for _, c := range b {
		if c < ' ' {
			return true
		}
	}
	return false
}
