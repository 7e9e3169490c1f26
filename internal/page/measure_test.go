package page

import (
	"strings"
	"testing"
)

// TestRuneCount compares with counting byte by byte, up to the longest text.
func TestRuneCount(t *testing.T) {
	text := strings.Repeat("aمé日𝄞\xff\x80", maxCounted/8)
	for n := 0; n <= maxCounted; n++ {
		for _, s := range []string{text[:n], strings.Repeat("\x80", n)} {
			want := 0
			for i := range n {
				if s[i]&0xC0 != 0x80 {
					want++
				}
			}
			if got := runeCount(s); got != want {
				t.Fatalf("%d of %d bytes begin a character, want %d", got, n, want)
			}
		}
	}
}
