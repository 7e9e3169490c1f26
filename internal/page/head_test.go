package page

import (
	"strings"
	"testing"
)

// TestGap puts two and three blanks at every place of a text.
func TestGap(t *testing.T) {
	for n := 0; n < 12; n++ {
		for at := 0; at <= n; at++ {
			for blanks := 0; blanks < 5; blanks++ {
				text := strings.Repeat("x", at) + strings.Repeat(" ", blanks) + strings.Repeat("x", n-at)
				if got := gap(text); got != (blanks >= 3) {
					t.Errorf("gap(%q) = %v", text, got)
				}
			}
		}
	}
}
