package shingle

import (
	"strings"
	"testing"
)

// Every character of one or two bytes, and some longer ones, at each place that matters of
// the 16 bytes that quick reads at once: behind words of either form, before and between
// others.
func TestEveryCharacterAmongPlainWords(t *testing.T) {
	last := []rune("\u200f“、字ｱ\uffff😀𝟓")
	for r := rune(0); r < 0x800+rune(len(last)); r++ {
		c := r
		if r >= 0x800 {
			c = last[r-0x800]
		}
		for _, letter := range []string{"ب", "k"} {
			for _, n := range []int{0, 1, 3, 4, 6, 7, 8, 9, 14, 15, 16, 17} {
				checkText(t, strings.Repeat(letter, n)+string(c)+"بب of a line that goes on")
			}
		}
		checkText(t, "ببب"+string(c)+" بب"+string(c)+"k a line that goes on")
	}
}

// Bytes that are no UTF-8 end the plain form wherever they stand.
func TestBrokenBytesAmongPlainWords(t *testing.T) {
	for c := range 0x100 {
		for n := range 9 {
			checkText(t, strings.Repeat("ب", n)+string([]byte{byte(c)})+" بب of a line that goes on")
			checkText(t, strings.Repeat("ب", n)+string([]byte{0xD8, byte(c)})+" بب of a line that goes on")
		}
	}
}
