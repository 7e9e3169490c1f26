package page

import "unicode/utf8"

// trie holds the folded forms of all markers, a folded character an edge. Edges
// live in one open-addressed table keyed by node and character, so that a line
// of prose fails after two or three look-ups.
type trie struct {
	keys  []uint64 // node<<21 | character, 0 = free
	next  []int32
	nodes []marker // kind KindNone and colon: no marker ends here
	ends  []bool
	used  int
	// numbered is the node behind a number and a blank.
	numbered int32
}

// anyNumber is the character that stands for a run of digits in a form.
const anyNumber = '#'

func newTrie() trie {
	return trie{keys: make([]uint64, 1<<10), next: make([]int32, 1<<10), nodes: make([]marker, 1), ends: make([]bool, 1)}
}

func edgeKey(node int32, r rune) uint64 { return uint64(node)<<cellBits | uint64(r) }

func (t *trie) slot(key uint64) int {
	h := key * 0x9E3779B97F4A7C15
	for i := int(h>>40) & (len(t.keys) - 1); ; i = (i + 1) & (len(t.keys) - 1) {
		if t.keys[i] == key || t.keys[i] == 0 {
			return i
		}
	}
}

// step follows an edge; ok is false where there is none.
func (t *trie) step(node int32, r rune) (int32, bool) {
	i := t.slot(edgeKey(node, r))
	return t.next[i], t.keys[i] != 0
}

// add puts a form into the trie. The first entry of a form stays; a later
// spelling of the same entry without its colon frees it from needing one.
func (t *trie) add(form string, m marker) {
	node := int32(0)
	for _, r := range form {
		i := t.slot(edgeKey(node, r))
		if t.keys[i] == 0 {
			t.nodes, t.ends = append(t.nodes, marker{}), append(t.ends, false)
			t.keys[i], t.next[i] = edgeKey(node, r), int32(len(t.nodes)-1)
			node = t.next[i]
			if t.used++; t.used*2 > len(t.keys) {
				t.grow()
			}
			continue
		}
		node = t.next[i]
	}
	if t.ends[node] {
		old := &t.nodes[node]
		if old.kind == m.kind && !m.colon {
			old.colon = false
		}
		return
	}
	t.nodes[node], t.ends[node] = m, true
}

func (t *trie) grow() {
	keys, next := t.keys, t.next
	t.keys, t.next = make([]uint64, 2*len(keys)), make([]int32, 2*len(keys))
	for i, k := range keys {
		if k != 0 {
			j := t.slot(k)
			t.keys[j], t.next[j] = k, next[i]
		}
	}
}

// longest returns the longest marker that s opens with and the byte where it
// ends in s; ok is false where there is none. A marker ends at the end of a word
// or, in a script without blanks, anywhere. Cost: at most the length of the
// longest marker, digits aside.
func (t *trie) longest(s string) (m marker, end int, ok bool) { return t.longestFrom(0, s) }

// longestFrom is longest for a text that goes on behind the form that leads to node.
func (t *trie) longestFrom(node int32, s string) (m marker, end int, ok bool) {
	blank, digit, wordy := false, false, false
	at := 0 // where the last character that counts ended
	for i := 0; i <= len(s); {
		var r rune
		size := 0
		var cell uint64
		if i < len(s) {
			if r, size = shortRune(s[i:]); size == 0 {
				r, size = utf8.DecodeRuneInString(s[i:])
			}
			if cell = foldRune(r); cell == 0 { // a mark belongs to the letter before it
				i += size
				if at == i-size {
					at = i
				}
				continue
			}
			if cell == ' ' {
				blank = true
				i += size
				continue
			}
		}
		if t.ends[node] && (i == len(s) || blank || !wordy || !wordRune(r) || wordy && spacelessBefore(s[:at])) {
			m, end, ok = t.nodes[node], at, true
		}
		if i == len(s) {
			return m, end, ok
		}
		if blank && node != 0 {
			if node, _ = t.step(node, ' '); node == 0 {
				return m, end, ok
			}
			digit = false
		}
		blank = false
		for ; cell != 0; cell >>= cellBits {
			f := rune(cell & cellMask)
			if f == ' ' {
				continue
			}
			if f == anyNumber { // a hash sign in the text is no number
				return m, end, ok
			}
			if '0' <= f && f <= '9' {
				if digit {
					continue
				}
				digit, f = true, anyNumber
			} else {
				digit = false
			}
			next, found := t.step(node, f)
			if !found {
				return m, end, ok
			}
			node = next
			wordy = f == anyNumber || wordRune(f)
		}
		i += size
		at = i
	}
	return m, end, ok
}

// spacelessBefore reports whether s ends with a character of a script without
// blanks.
func spacelessBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return spaceless(r)
}
