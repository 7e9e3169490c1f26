package pipeline

import (
	"context"
	"errors"
	"sync"
	"unsafe"

	"naskh/shingle"
)

// frequency counts the texts a word stands in: a count-min sketch with two
// counters a word (Cormode, Muthukrishnan 2005), both in one line of the
// processor's cache. It never counts too low; what it counts too much is the
// texts of other words in both of a word's counters. 32 MiB.
type frequency struct {
	lines []frequencyLine
	locks [frequencyParts]sync.Mutex
}

type frequencyLine [16]int32

const (
	frequencyBits  = 19 // of the number of lines
	frequencyParts = 64 // of the lines, each with a lock
	partLines      = 1 << frequencyBits / frequencyParts
)

func newFrequency() *frequency { return &frequency{lines: make([]frequencyLine, 1<<frequencyBits)} }

// park writes the counters to a temporary file and gives their memory back until the
// returned function is called.
func (f *frequency) park(dir string) (unpark func() error, err error) {
	s, err := newSpill(dir, "frequency")
	if err != nil {
		return nil, err
	}
	if err := s.write(asBytes(f.numbers()), 0); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	f.lines = nil
	return func() error {
		f.lines = newFrequency().lines
		return errors.Join(s.read(asBytes(f.numbers()), 0), s.Close())
	}, nil
}

// numbers views the counters as one list.
func (f *frequency) numbers() []uint32 {
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(f.lines))), len(f.lines)*len(frequencyLine{}))
}

// cell tells a word's counters: the number of the line, then three bits for the
// one in its first half and three for the one in its second.
func cell(word uint64) uint32 { return uint32(word >> (64 - frequencyBits - 6)) }

func (f *frequency) of(word uint64) int {
	p := cell(word)
	line := &f.lines[p>>6]
	return int(min(line[p>>3&7], line[8|p&7]))
}

// counter counts the words of one text after another; one serves one goroutine.
// Counts wait here until there are enough for one part of the sketch, which then
// stays in the cache while they are added. flush adds the last ones.
type counter struct {
	f       *frequency
	seen    []uint32 // packed words; open addressing; a word's slot holds it once it was met
	waiting [frequencyParts][]uint32
}

const (
	waitingMost = 1 << 13 // as many as a part has lines; 2 MiB a counter
	takeAway    = 1 << 31
)

// add counts one text with these words; remove takes it out again.
func (c *counter) add(words []shingle.Word)    { c.each(words, 0) }
func (c *counter) remove(words []shingle.Word) { c.each(words, takeAway) }

func (c *counter) each(words []shingle.Word, sign uint32) {
	size := 64
	for size < 2*len(words) {
		size *= 2
	}
	if cap(c.seen) < size {
		c.seen = make([]uint32, size)
	}
	seen := c.seen[:size]
	clear(seen)
	for _, w := range words {
		x := w.Pack()
		at := x >> 1 & uint32(size-1)
		for seen[at] != x && seen[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		if seen[at] == x {
			continue
		}
		seen[at] = x
		p := cell(uint64(w))
		part := p >> 6 / partLines
		c.waiting[part] = append(c.waiting[part], p|sign)
		if len(c.waiting[part]) == waitingMost {
			c.flushPart(part)
		}
	}
}

func (c *counter) flush() {
	for part := range uint32(frequencyParts) {
		c.flushPart(part)
	}
}

func (c *counter) flushPart(part uint32) {
	c.f.locks[part].Lock()
	defer c.f.locks[part].Unlock()
	for _, p := range c.waiting[part] {
		n := int32(1)
		if p&takeAway != 0 {
			n = -1
		}
		line := &c.f.lines[p&^takeAway>>6]
		line[p>>3&7] += n
		line[8|p&7] += n
	}
	c.waiting[part] = c.waiting[part][:0]
}

// countNodes makes the word frequencies those of the nodes: texts that are short,
// or that repeat a node or a record, are taken out where reading counted them.
func (r *run) countNodes(ctx context.Context) error {
	type worker struct {
		loader
		counter
	}
	n := len(r.articles)
	all, err := workers(ctx, r, n+len(r.repeated), 256, func() *worker {
		return &worker{loader{run: r}, counter{f: r.frequency}}
	}, func(w *worker, i int) error {
		if i >= n {
			a := &r.repeated[i-n]
			if !a.counted {
				return nil
			}
			words, _, err := w.whole(a)
			w.remove(words)
			return err
		}
		a := &r.articles[i]
		if a.counted == a.leads {
			return nil
		}
		words, _, err := w.body(a)
		if a.leads {
			w.add(words)
		} else {
			w.remove(words)
		}
		return err
	})
	for _, w := range all {
		w.flush()
	}
	r.repeated = nil
	return err
}
