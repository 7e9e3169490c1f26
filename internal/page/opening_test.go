package page

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestOpenings holds the filter to the rules it stands before: a line that is a
// date or opens with a marker must pass, in the built-in table and in an odd one.
func TestOpenings(t *testing.T) {
	const odd = "version: 1\nbullets: 'وé'\nnow: ['a-b', م]\nage_numbers: [q]\nages: [{units: ['', 'ªb'], after: ['', 'x']}]\n" +
		"markers:\n- {marker: م, kind: tags, position: opening}\n- {marker: ßt, kind: nav, position: opening}\n- {marker: '7 q', kind: date, position: opening}\n- {marker: 'a © b', kind: share_follow, position: opening}\n"
	user, err := ReadMarkers(strings.NewReader(odd), "odd")
	if err != nil {
		t.Fatal(err)
	}
	forms := []string{"م", "ßt", "7 q", "a © b", "a-b", "ªb x"}
	for _, e := range builtinEntries().Markers {
		forms = append(append(forms, e.Marker), e.Variants...)
	}
	for w := range user.dateWords {
		forms = append(forms, w)
	}
	for w := range user.now {
		forms = append(forms, w)
	}
	for w := range user.ages {
		forms = append(forms, w)
	}
	for w := range user.ageNumbers {
		forms = append(forms, w+" hour ago")
	}
	for _, head := range user.ageBefore {
		for w, row := range user.ages {
			if row.rows&head.rows != 0 {
				forms = append(forms, head.text+" "+w)
			}
		}
	}
	for _, m := range []*Markers{NewMarkers(), user} {
		s := NewSplitter(m)
		check := func(t interface{ Fatalf(string, ...any) }, line string) {
			opens := m.openings.of(line)
			s.text = line
			if core, _ := s.opening(0, len(line)); opens&opensMarker == 0 {
				if form, _, ok := m.trie.longest(line[core:]); ok {
					t.Fatalf("%q opens with a marker of kind %d", line, form.kind)
				}
			}
			if age := s.ageOf(line); age != ageNone && opens&opensDate == 0 {
				t.Fatalf("%q is a date of class %d", line, age)
			}
		}
		for _, form := range forms {
			for _, tail := range []string{"", " ", ":", " 5", " x", "\u064e"} {
				check(t, form+tail)
			}
		}
		rapid.Check(t, func(t *rapid.T) { check(t, lineOf(t, forms)) })
	}
}
