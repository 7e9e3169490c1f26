package pipeline

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// All rows come back once and in order, from memory and from a file.
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
		if err := p.eachSorted(2, func(rows []uint64) bool {
			got = append(got, rows...)
			return true
		}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d parts: %d rows came back, want the same %d", parts, len(got), len(want))
		}
	}
}
