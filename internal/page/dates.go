package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDateBytes bounds the lines that are looked at as a date or an age.
const maxDateBytes = 120

// ageHead is a word that stands before an age ("منذ", "vor"); rows are the bits
// of the age rows it belongs to.
type ageHead struct {
	text string
	rows uint64
}

// ageRow says in which rows a unit stands with a word before it (rows), and
// whether it is complete with the word behind it; bare: only after a number.
type ageRow struct {
	rows  uint64
	after bool
	bare  bool
}

// dateWord is the role of a word in dates.
type dateWord uint8

const (
	dateFiller dateWord = iota + 1
	dateMonth
	dateDay
)

func (m *Markers) addAges(t *table) {
	for _, row := range t.Ages {
		bit := uint64(1) << (len(m.ageBefore) % 64)
		for _, head := range row.Before {
			m.ageBefore = append(m.ageBefore, ageHead{string(appendFold(nil, head)), bit})
		}
		for _, unit := range row.Units {
			u := string(appendFold(nil, unit))
			if len(row.Before) > 0 {
				r := m.ages[u]
				r.rows |= bit
				m.ages[u] = r
			}
			for _, after := range row.After {
				a := string(appendFold(nil, after))
				for _, key := range []string{u + " " + a, u + a} {
					key = strings.TrimSpace(key)
					r := m.ages[key]
					if a == "" {
						r.bare = true
					} else {
						r.after = true
					}
					m.ages[key] = r
				}
			}
		}
	}
	for _, w := range t.AgeNumbers {
		m.ageNumbers[string(appendFold(nil, w))] = true
	}
	for _, w := range t.Now {
		m.now[string(appendFold(nil, w))] = true
	}
}

func (m *Markers) addDates(t *table) {
	for _, d := range t.Dates {
		for _, group := range []struct {
			words []string
			role  dateWord
		}{{d.Months, dateMonth}, {d.Days, dateDay}, {d.Words, dateFiller}} {
			for _, w := range group.words {
				w = foldForm(w)
				m.dateWords[w] = max(m.dateWords[w], group.role)
			}
		}
	}
}

// age reports whether the folded line s is an age such as "3 hours ago".
func (m *Markers) age(s []byte) bool {
	if m.now[string(s)] {
		return true
	}
	for _, head := range m.ageBefore {
		if len(s) <= len(head.text) || string(s[:len(head.text)]) != head.text || s[len(head.text)] != ' ' {
			continue
		}
		rest, _ := m.cutNumber(s[len(head.text)+1:])
		if m.ages[string(rest)].rows&head.rows != 0 {
			return true
		}
	}
	rest, number := m.cutNumber(s)
	row := m.ages[string(rest)]
	return row.after || row.bare && number
}

// cutNumber cuts a number, in digits or a word, and the blank behind it.
func (m *Markers) cutNumber(s []byte) (rest []byte, found bool) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 {
		word := i
		for word < len(s) && s[word] != ' ' {
			word++
		}
		if word == len(s) || !m.ageNumbers[string(s[:word])] {
			return s, false
		}
		i = word
	}
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return s[i:], true
}

// date reports whether the folded line s holds a date, a time of day or a
// duration and nothing else.
func (m *Markers) date(s []byte) bool {
	numbers, long, slashes, fillers, clock, named := 0, 0, 0, 0, false, false
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			if numbers++; j-i == 4 {
				long++
			}
			if j-i > 4 {
				return false
			}
			if j+1 < len(s) && s[j+1] >= '0' && s[j+1] <= '9' {
				switch s[j] {
				case ':':
					clock = true
				case '/', '-', '.':
					slashes++
				}
			}
			i = j
		case c == ' ' || c == '/' || c == '-' || c == '.' || c == ',' || c == ':' || c == '|' || c == '(' || c == ')':
			i++
		default:
			role, size := m.dateWordAt(s[i:])
			if size == 0 {
				return false
			}
			if role == dateFiller {
				fillers++
			} else if role != 0 {
				named = true
			}
			i += size
		}
	}
	if numbers == 0 || numbers > 8 {
		return false
	}
	return named || clock && numbers <= 7 || slashes >= 2 && long > 0 || numbers >= 2 && fillers >= numbers && !clock
}

// dateWordAt returns the role of the word or two words that s opens with, and
// their length in bytes; 0 bytes: no word of dates.
func (m *Markers) dateWordAt(s []byte) (dateWord, int) {
	first := wordEnd(s)
	if first == 0 { // other punctuation: the comma of Arabic, a dot in the middle
		if r, size := utf8.DecodeRune(s); r == '،' || r == '·' || r == '٫' {
			return 0, size
		}
		return 0, 0
	}
	if first < len(s) && s[first] == ' ' {
		if second := wordEnd(s[first+1:]); second > 0 {
			if role := m.dateWords[string(s[:first+1+second])]; role != 0 {
				return role, first + 1 + second
			}
		}
	}
	if role := m.dateWords[string(s[:first])]; role != 0 {
		return role, first
	}
	return 0, 0
}

// wordEnd returns the length of the letters, and hyphens and dots between
// letters, that s opens with.
func wordEnd(s []byte) int {
	i := 0
	for i < len(s) {
		if s[i] == '-' || s[i] == '.' {
			if i > 0 && i+1 < len(s) && (s[i+1] >= 'a' && s[i+1] <= 'z' || s[i+1] >= utf8.RuneSelf) {
				i++
				continue
			}
			return i
		}
		r, size := utf8.DecodeRune(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
		i += size
	}
	return i
}
