package page

import (
	"strings"
	"testing"
)

// TestGap puts two and three blanks at every place of texts.
func TestGap(t *testing.T) {
	for _, other := range []string{"x", "\x00", "\t", "@", "\xA0", "!"} {
		testGap(t, other)
	}
}

func testGap(t *testing.T, other string) {
	for n := 0; n < 24; n++ {
		for at := 0; at <= n; at++ {
			for blanks := 0; blanks < 5; blanks++ {
				text := strings.Repeat(other, at) + strings.Repeat(" ", blanks) + strings.Repeat(other, n-at)
				if got := gap(text); got != (blanks >= 3) {
					t.Errorf("gap(%q) = %v", text, got)
				}
			}
		}
	}
}
