package pipeline

import (
	"context"
	"sync/atomic"

	"naskh/shingle"
)

// frequency counts the texts a word stands in: a count-min sketch with two
// counters a word (Cormode, Muthukrishnan 2005), both in one line of the
// processor's cache. It never counts too low; what it counts too much is the
// texts of other words in both of a word's counters. 32 MiB.
type frequency struct{ lines []frequencyLine }

type frequencyLine [16]atomic.Int32

const frequencyBits = 19 // of the number of lines

func newFrequency() *frequency { return &frequency{make([]frequencyLine, 1<<frequencyBits)} }

// counters returns a word's counters, one in each half of its line.
func (f *frequency) counters(word uint64) (a, b *atomic.Int32) {
	line := &f.lines[word>>(64-frequencyBits)]
	return &line[word>>8&7], &line[8|word>>16&7]
}

func (f *frequency) of(word uint64) int {
	a, b := f.counters(word)
	return int(min(a.Load(), b.Load()))
}

// counter counts the words of one text after another; one serves one goroutine.
type counter struct {
	f    *frequency
	seen []uint64 // open addressing; a word's slot holds it once it was met
}

// count adds n texts to each different word.
func (c *counter) count(words []shingle.Word, n int32) {
	size := 64
	for size < 2*len(words) {
		size *= 2
	}
	if cap(c.seen) < size {
		c.seen = make([]uint64, size)
	}
	seen := c.seen[:size]
	clear(seen)
	for _, w := range words {
		x := uint64(w)
		for at := x >> 24 & uint64(size-1); ; at = (at + 1) & uint64(size-1) {
			if seen[at] == x {
				break
			}
			if seen[at] == 0 {
				seen[at] = x
				a, b := c.f.counters(x)
				a.Add(n)
				b.Add(n)
				break
			}
		}
	}
}

// countNodes takes texts that are short, or that repeat a node or a record, out of
// the word frequencies again: reading counts them all.
func (r *run) countNodes(ctx context.Context) error {
	type worker struct {
		loader
		counter
	}
	n := len(r.articles)
	_, err := workers(ctx, r, n+len(r.repeated), 256, func() *worker {
		return &worker{loader{run: r}, counter{f: r.frequency}}
	}, func(w *worker, i int) error {
		var words []shingle.Word
		var err error
		if i >= n {
			words, _, err = w.whole(&r.repeated[i-n])
		} else if a := &r.articles[i]; a.node < 0 || r.nodes[a.node].first() != int32(i) {
			words, _, err = w.body(a)
		}
		if err == nil {
			w.count(words, -1)
		}
		return err
	})
	r.repeated = nil
	return err
}
