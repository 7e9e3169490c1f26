package pipeline

import (
	"strings"
	"testing"
)

// Strings of any size come back, those longer than a block and what stands behind them, too.
func TestArenaGivesStringsBack(t *testing.T) {
	var a arena
	writers := []arenaWriter{{arena: &a}, {arena: &a}}
	want := map[arenaPlace]string{}
	for round := range 300 {
		for _, n := range []int{0, 1, 7, 8, 130, arenaBlock - 12, arenaBlock, 3*arenaBlock + round} {
			if n > 1000 && round%100 != 0 {
				continue
			}
			s := strings.Repeat(string(rune('a'+(round+n)%26)), n)
			p := writers[round%2].add(s)
			if _, taken := want[p]; taken {
				t.Fatalf("two strings at %d", p)
			}
			want[p] = s
		}
	}
	for p, s := range want {
		if got := a.of(p); got != s {
			t.Fatalf("%d bytes at %d came back as %d", len(s), p, len(got))
		}
	}
}
