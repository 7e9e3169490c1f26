package dump

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// BGZF is gzip in members of up to 64 KiB that say how long they are: in an
// extra field BC, the only one, as bgzip and samtools write it (SAM
// specification, 4.1). Members of other gzip files end where their data do, so
// that only decoding finds the next one.
const (
	bgzfHeader   = 18
	maxBGZFBlock = 64 << 10
)

// bgzfSize returns the size of the BGZF block that begins with head, 0 if it is
// none.
func bgzfSize(head []byte) int {
	if len(head) < bgzfHeader || !bytes.HasPrefix(head, []byte{0x1F, 0x8B, 8, 4}) || !bytes.HasPrefix(head[10:], []byte{6, 0, 'B', 'C', 2, 0}) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(head[16:])) + 1
}

// cutBlock appends the next BGZF block of raw.
func (u *unit) cutBlock(raw *bufio.Reader) bool {
	head, _ := raw.Peek(bgzfHeader)
	n := bgzfSize(head)
	u.size += maxBGZFBlock
	return n > bgzfHeader && u.take(raw, n)
}

var members = sync.Pool{New: func() any { return new(gzip.Reader) }}

var errBlock = errors.New("no BGZF block")

// decodeBlocks decodes a unit of BGZF blocks. It is an error if a member does
// not end where its block does, or has more data than it may.
func (u *unit) decodeBlocks() {
	z := members.Get().(*gzip.Reader)
	defer members.Put(z)
	for in := u.in; len(in) > 0 && u.err == nil; {
		n := min(bgzfSize(in), len(in))
		member := bytes.NewReader(in[:n])
		in = in[n:]
		if u.err = z.Reset(member); u.err != nil {
			return
		}
		z.Multistream(false)
		from, err := len(u.out), error(nil)
		for err == nil && len(u.out)-from <= maxBGZFBlock {
			n, err = z.Read(u.out[len(u.out):min(cap(u.out), from+maxBGZFBlock+1)])
			u.out = u.out[:len(u.out)+n]
		}
		if err != io.EOF || member.Len() > 0 {
			u.err = errBlock
		}
	}
}
