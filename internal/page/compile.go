package page

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

var digits = regexp.MustCompile(`[0-9]+`)

// foldForm folds one spelling of a marker, without the punctuation at its ends;
// a number in it stands for any.
func foldForm(form string) string {
	return strings.TrimFunc(digits.ReplaceAllString(string(appendFold(nil, form)), string(anyNumber)), func(r rune) bool {
		return r != anyNumber && r != '©' && !unicode.In(r, unicode.L, unicode.M, unicode.N)
	})
}

// compile builds the table; earlier tables win over later ones.
func compile(tables ...*table) *Markers {
	m := &Markers{trie: newTrie(), bullets: map[rune]bool{}, ages: map[string]ageRow{}, ageNumbers: map[string]bool{},
		now: map[string]bool{}, dateWords: map[string]dateWord{}, agencies: map[string]bool{}, datelines: map[string]bool{}, bylines: map[string]bool{}}
	for _, t := range tables {
		for _, e := range t.Markers {
			for _, form := range append([]string{e.Marker}, e.Variants...) {
				folded := foldForm(form)
				m.trie.add(folded, e.marker(form))
				m.openings.add(folded, opensMarker)
			}
		}
		for _, r := range t.Bullets {
			m.bullets[r] = false
		}
		for _, r := range t.BulletsSpaced {
			m.bullets[r] = true
		}
		if n, ok := m.trie.step(0, anyNumber); ok {
			m.trie.numbered, _ = m.trie.step(n, ' ')
		}
		m.addAges(t)
		m.addDates(t)
		for _, list := range []struct {
			words []string
			into  map[string]bool
		}{{t.Agencies, m.agencies}, {t.Datelines, m.datelines}, {t.Bylines, m.bylines}} {
			for _, w := range list.words {
				list.into[foldForm(w)] = true
			}
		}
	}
	m.openings.describe(m.bullets)
	for _, head := range m.ageBefore {
		m.openings.add(head.text, opensDate)
	}
	addKeys(&m.openings, m.ages)
	addKeys(&m.openings, m.ageNumbers)
	addKeys(&m.openings, m.now)
	addKeys(&m.openings, m.dateWords)
	return m
}

// addKeys notes that an age or a date may open with each key of words.
func addKeys[T any](o *openings, words map[string]T) {
	for w := range words {
		o.add(w, opensDate)
	}
}

// marker compiles one spelling of an entry.
func (e *entry) marker(form string) marker {
	folded := foldForm(form)
	last, _ := utf8.DecodeLastRuneInString(folded)
	trimmed := strings.TrimSpace(form)
	m := marker{kind: kindNames[e.Kind], position: positionNames[e.Position]}
	m.word = !strings.ContainsRune(folded, ' ') && !spaceless(last)
	m.colon = strings.HasSuffix(trimmed, ":") || strings.HasSuffix(trimmed, "：") || strings.HasSuffix(trimmed, "..")
	m.latin = last < 0x0590
	m.name = m.kind == KindSource && m.position == PositionLineEnd
	return m
}

// names lists the keys of a table of names, in order.
func names[T any](m map[string]T) string {
	list := make([]string, 0, len(m))
	for n := range m {
		list = append(list, n)
	}
	sort.Strings(list)
	return strings.Join(list, ", ")
}
