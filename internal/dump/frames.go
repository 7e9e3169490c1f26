package dump

import (
	"bufio"
	"encoding/binary"
	"sync"

	"github.com/klauspost/compress/zstd"
)

const (
	maxBlock    = 128 << 10 // what a zstd block decodes to at most
	maxSkipped  = 64 << 10  // longest skippable frame that is part of a unit
	blockHeader = 3
)

// frameDecoder decodes frames from memory, from many goroutines. It has no
// goroutines of its own.
var frameDecoder = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true))
})

// cutFrame appends the next zstd frame of raw, whose blocks say how long they
// are, if it is not too long to be held in memory (RFC 8878, 3.1.1).
func (u *unit) cutFrame(raw *bufio.Reader) bool {
	head, _ := raw.Peek(zstd.HeaderMaxSize)
	var h zstd.Header
	switch {
	case h.Decode(head) != nil:
		return false
	case h.Skippable:
		return h.SkippableSize <= maxSkipped && u.take(raw, h.HeaderSize+int(h.SkippableSize))
	case h.HasFCS && h.FrameContentSize > maxUnitBytes || !u.take(raw, h.HeaderSize):
		return false
	}
	size := 0
	for from, last := len(u.in), false; !last; {
		if !u.take(raw, blockHeader) {
			return false
		}
		b := u.in[len(u.in)-blockHeader:]
		n := int(b[0])>>3 | int(binary.LittleEndian.Uint16(b[1:]))<<5
		last = b[0]&1 != 0
		switch b[0] >> 1 & 3 {
		case 0: // raw
			size += n
		case 1: // one byte, n times
			size += n
			n = 1
		case 2: // compressed
			size += maxBlock
		default:
			return false
		}
		if size > maxUnitBytes || len(u.in)+n-from > maxUnitBytes || !u.take(raw, n) {
			return false
		}
	}
	if h.HasFCS {
		size = min(size, int(h.FrameContentSize))
	}
	u.size += size
	return !h.HasCheckSum || u.take(raw, 4)
}

// decodeFrames decodes a unit of zstd frames.
func (u *unit) decodeFrames() {
	d, err := frameDecoder()
	if err == nil {
		u.out, err = d.DecodeAll(u.in, u.out)
	}
	u.err = err
}
