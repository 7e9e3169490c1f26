package report

import (
	"fmt"
	"strings"
	"unicode"
)

// The joiners are spelling in Persian and Urdu, so they are not shown by name.
const zwnj, zwj = '\u200C', '\u200D'

// Guard returns s with a leading ' where a spreadsheet would otherwise run it
// as a formula: the first character that is neither blank nor invisible is one
// of = + - @ (also full-width), or a tab, CR or LF comes before it. Text that
// only looks guarded gets one more ', so that Unguard gives back every s.
func Guard(s string) string {
	if startsFormula(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

// Unguard undoes Guard; text that was never guarded comes back as it is.
func Unguard(s string) string {
	if strings.HasPrefix(s, "'") && startsFormula(strings.TrimLeft(s, "'")) {
		return s[1:]
	}
	return s
}

func startsFormula(s string) bool {
	for _, r := range s {
		switch r {
		case '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n':
			return true
		}
		if !unicode.IsSpace(r) && !invisible(r) && !unicode.IsControl(r) {
			return false
		}
	}
	return false
}

// ShowControls replaces the characters that can reorder or damage what stands
// around them by their name, as in ‹U+202E›: bidi embeddings, overrides and
// isolates, and control characters other than tab, CR and LF.
func ShowControls(s string) string { return show(s, reorders) }

// ShowInvisible does as ShowControls and shows the marks that take no room at
// all as well, so that two titles that look equal are.
func ShowInvisible(s string) string {
	return show(s, func(r rune) bool { return reorders(r) || invisible(r) && r != zwnj && r != zwj })
}

func show(s string, hidden func(rune) bool) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			fmt.Fprintf(&b, "‹U+%04X›", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// reorders tells bidi embeddings, overrides and isolates and the control
// characters that are not white space.
func reorders(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r':
		return false
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return unicode.IsControl(r)
}

// invisible tells the characters without width.
func invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x034F, r == 0x061C, r == 0x180E, r == 0xFEFF:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	case r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return false
}
