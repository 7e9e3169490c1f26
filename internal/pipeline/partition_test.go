package pipeline

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// All rows come back once, in the part of their first number, from memory and from a
// file.
func TestPartitionGivesAllRowsBack(t *testing.T) {
	for _, parts := range []int{1, 7} {
		p := partition{parts: make([]part, parts)}
		if parts > 1 {
			var err error
			if p.spill, err = newSpill(t.TempDir(), "parts"); err != nil {
				t.Fatal(err)
			}
			defer p.spill.Close()
		}
		random := rand.New(rand.NewPCG(1, 2))
		writers := []partWriter{p.writer(), p.writer()}
		var want []uint64
		for range 100_000 {
			row := random.Uint64()
			want = append(want, row)
			if err := writers[random.IntN(2)].add(uint32(row>>32), uint32(row)); err != nil {
				t.Fatal(err)
			}
		}
		for i := range writers {
			if err := writers[i].flush(); err != nil {
				t.Fatal(err)
			}
		}
		slices.Sort(want)
		var got []uint64
		for i := range parts {
			rows, err := p.read(nil, i)
			if err != nil {
				t.Fatal(err)
			}
			slices.Sort(rows)
			if n := len(got); n > 0 && len(rows) > 0 && rows[0] <= got[n-1] {
				t.Errorf("%d parts: part %d begins at %x, the one before ends at %x", parts, i, rows[0], got[n-1])
			}
			got = append(got, rows...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d parts: %d rows came back, want the same %d", parts, len(got), len(want))
		}
	}
}
