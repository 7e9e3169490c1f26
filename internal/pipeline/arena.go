package pipeline

import (
	"encoding/binary"
	"sync"
	"unsafe"
)

// arena holds strings end to end, so that a million of them are no work for the
// garbage collector. Many goroutines add, each with a writer of its own; nobody reads
// meanwhile but the writer what it wrote.
type arena struct {
	mu     sync.Mutex
	blocks [][]byte
}

// arenaPlace is where a string stands, in units of 8 bytes: a block has a number for each
// of its arenaBlock bytes or part of them. There stand its length, a varint, and its bytes.
type arenaPlace uint32

// of returns the string at p. It shares the memory of the block.
func (a *arena) of(p arenaPlace) string {
	b := a.blocks[p/arenaUnits][p%arenaUnits*8:]
	n, k := binary.Uvarint(b)
	return unsafe.String(unsafe.SliceData(b[k:]), int(n))
}

type arenaWriter struct {
	arena *arena
	block []byte // what is used of the last block
	at    arenaPlace
}

const (
	arenaBlock = 64 << 10
	arenaUnits = arenaBlock / 8
)

func (w *arenaWriter) add(s string) arenaPlace {
	w.block = w.block[:min(cap(w.block), (len(w.block)+7)&^7)]
	if need := len(s) + binary.MaxVarintLen64; cap(w.block)-len(w.block) < need {
		w.block = make([]byte, 0, max(arenaBlock, need))
		w.arena.mu.Lock()
		w.at = arenaPlace(len(w.arena.blocks) * arenaUnits)
		w.arena.blocks = append(w.arena.blocks, w.block[:cap(w.block)])
		for n := arenaBlock; n < cap(w.block); n += arenaBlock {
			w.arena.blocks = append(w.arena.blocks, nil) // its further numbers
		}
		w.arena.mu.Unlock()
	}
	p := w.at + arenaPlace(len(w.block)/8)
	w.block = binary.AppendUvarint(w.block, uint64(len(s)))
	w.block = append(w.block, s...)
	return p
}
