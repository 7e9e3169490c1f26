package pipeline

import (
	"math/rand/v2"
	"slices"
	"sync"
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
		want := make([]uint64, 100_000)
		random := rand.New(rand.NewPCG(1, 2))
		for i := range want {
			want[i] = random.Uint64()
		}
		var wait sync.WaitGroup
		for _, half := range [][]uint64{want[:40_000], want[40_000:]} {
			w := p.writer()
			wait.Go(func() {
				for _, row := range half {
					if err := w.add(uint32(row>>32), uint32(row)); err != nil {
						t.Error(err)
					}
				}
				if err := w.flush(); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
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
