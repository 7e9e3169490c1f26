package report

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// The words of headlines make up most of a report of many clusters, and gzip
// looks back over some hundred headlines only. So a page lists the words that
// occur more than once, and in its headlines and addresses each of them is one
// character. The headlines of 100,000 clusters with those of real papers pack
// to 3.0 MB so, to 4.4 MB as plain text; an address to 17 bytes, not 26.
//
// Headlines: a listed word is its character, other words stand as they are
// between two blanks; the blanks between words are left out. Addresses: ASCII
// stands as it is, a listed word is its character moved beyond ASCII, other
// text stands between two marks.

const (
	shortCodes = 92            // words of one byte: ASCII without blank, ", \ and DEL
	longCodes  = 1888          // words of two bytes: from firstLong to U+07FF
	maxWords   = 0xd800 - 0xa0 // up to the surrogates
	firstLong  = 0xa0
	mark       = "\x7f"
)

// wordList is the list of a page with the place of each word in it.
type wordList struct {
	list []string
	at   map[string]int
}

// newWordList lists the words that occur more than once in texts, the most
// frequent ones first; those that take as many bytes by the alphabet.
func newWordList(texts []string) *wordList {
	counts := map[string]int{}
	for _, t := range texts {
		for w := range strings.FieldsSeq(t) {
			counts[w]++
		}
	}
	type counted struct {
		word string
		n    int
	}
	var several []counted
	for w, n := range counts {
		if n > 1 && utf8.ValidString(w) && !strings.Contains(w, mark) {
			several = append(several, counted{w, n})
		}
	}
	slices.SortFunc(several, func(a, b counted) int {
		if a.n != b.n {
			return cmp.Compare(b.n, a.n)
		}
		return cmp.Compare(a.word, b.word)
	})
	l := &wordList{list: []string{}}
	for _, w := range several[:min(len(several), maxWords)] {
		l.list = append(l.list, w.word)
	}
	short, long := min(shortCodes, len(l.list)), min(shortCodes+longCodes, len(l.list))
	for _, same := range [][]string{l.list[:short], l.list[short:long], l.list[long:]} {
		slices.Sort(same)
	}
	l.at = places(l.list)
	return l
}

// packed is the list as one text: of each word how many characters it shares
// with the one before it, as a character from 0 up, and the rest.
func (l *wordList) packed() string {
	var b strings.Builder
	before := ""
	for i, w := range l.list {
		if i > 0 {
			b.WriteByte(' ')
		}
		n, units := sharedStart(before, w)
		b.WriteByte(byte('0' + units))
		b.WriteString(w[n:])
		before = w
	}
	return b.String()
}

// sharedStart is how much two words share at their start, in bytes and in
// characters of the page's script.
func sharedStart(a, b string) (bytes, units int) {
	for i, r := range a {
		if units == 70 || r > 0xffff || r == utf8.RuneError || !strings.HasPrefix(b[i:], string(r)) {
			return i, units
		}
		units++
	}
	return len(a), units
}

// titles writes the titles of a cluster, one a line.
func (l *wordList) titles(s string) string {
	var b strings.Builder
	for i, title := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		for w := range strings.FieldsSeq(title) {
			switch at, ok := l.at[w]; {
			case !ok:
				b.WriteString(" " + w + " ")
			case at < shortCodes:
				b.WriteByte(shortCode[at])
			default:
				b.WriteRune(rune(firstLong + at - shortCodes))
			}
		}
	}
	return b.String()
}

// shortCode is the ASCII that JSON leaves as it is, but for the blank.
var shortCode = func() (s string) {
	for c := byte('!'); c < mark[0]; c++ {
		if c != '"' && c != '\\' {
			s += string(c)
		}
	}
	return s
}()

// address writes an id or an address. An escaped one stands as %, followed by
// what it says, where the browser's encodeURI gives it back.
func (l *wordList) address(s string) string {
	if strings.HasPrefix(s, "%") || strings.Contains(s, mark) {
		return mark + mark + s
	}
	before := ""
	if strings.Contains(s, "%") {
		if plain, err := url.PathUnescape(s); err == nil && utf8.ValidString(plain) && !strings.Contains(plain, mark) && encodeURI(plain) == s {
			before, s = "%", plain
		}
	}
	var b strings.Builder
	b.WriteString(before)
	for len(s) > 0 {
		n := strings.IndexFunc(s, beyondASCII)
		if n < 0 {
			n = len(s)
		}
		b.WriteString(s[:n])
		s = s[n:]
		if n = strings.IndexFunc(s, func(r rune) bool { return !beyondASCII(r) }); n < 0 {
			n = len(s)
		}
		if at, ok := l.at[s[:n]]; ok {
			b.WriteRune(rune(firstLong + at))
		} else if n > 0 {
			b.WriteString(mark + s[:n] + mark)
		}
		s = s[n:]
	}
	return b.String()
}

func beyondASCII(r rune) bool { return r > 0x7f }

// encodeURI escapes what the function of this name in JavaScript does.
func encodeURI(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(";,/?:@&=+$-_.!~*'()#", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}

// addresses writes a list of them, each as how many characters it takes over
// from the one before it, up to the last slash, as a character from 0 up, and
// the rest.
func (l *wordList) addresses(list []string) []string {
	out := make([]string, len(list))
	before := ""
	for i, s := range list {
		s = l.address(s)
		n := 0
		for k := 0; k < min(len(s), len(before), 70) && s[k] == before[k] && s[k] < utf8.RuneSelf; k++ {
			if s[k] == '/' {
				n = k + 1
			}
		}
		out[i] = string(rune('0'+n)) + s[n:]
		before = s
	}
	return out
}
