package page

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// lineOf draws a line of pieces that markers, ages and dates are made of, and of
// what may stand between their letters.
func lineOf(t *rapid.T, forms []string) string {
	pieces := append([]string{" ", "\u00a0", "\u0640", "\u064e", "\u0301", "\u200f", "(", "-", ":", "'", "©", "#", "3", "٣", "²", "و", "م", "o", "A", "ß", "ﷲ", "日", "\xd9", "\xff"}, forms...)
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 6).Draw(t, "line"), "")
}

// TestFolding compares folding character by character with folding at once.
func TestFolding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		forms := []string{"a", "b", "  ", "…", "É"}
		a, b := lineOf(t, forms), lineOf(t, forms)
		for _, b := range []string{b, a + " ", strings.ToUpper(a), a + "\u064e"} {
			if len(a) > 4*len(b)+16 || len(b) > 4*len(a)+16 {
				continue
			}
			if got, want := equalFolded(a, b), string(appendFold(nil, a)) == string(appendFold(nil, b)); got != want {
				t.Fatalf("%q and %q: equal %v, want %v", a, b, got, want)
			}
		}
	})
}
