package dump

import (
	"slices"
	"sync"
)

// unit is a piece of a compressed file that can be decoded without the others:
// whole zstd frames or whole BGZF blocks. Any worker may decode it; the one
// that reads the file joins the units in their order.
type unit struct {
	kind compression
	in   []byte // compressed
	out  []byte // decoded; belongs to the worker that decodes, then to the file's
	size int    // bound of len(out), known before decoding
	err  error
	done bool // out and err hold; the Reader's lock guards it
}

const (
	// maxUnitBytes bounds what a frame in a unit decodes to; longer ones are
	// decoded as a stream. pzstd makes frames of 8 MiB, in which some blocks may
	// be shorter than a block can be.
	maxUnitBytes = 9 << 20
	unitBytes    = 2 * (maxUnitBytes + chunkBytes) // bound of a unit: frames for less than a chunk, and one
	aheadBytes   = 64 << 20                        // beyond it a file gets no second unit
)

var units = sync.Pool{New: func() any { return new(unit) }}

func newUnit(kind compression) *unit {
	u := units.Get().(*unit)
	*u = unit{kind: kind, in: u.in[:0], out: u.out[:0]}
	return u
}

// bytes bounds the memory of u.
func (u *unit) bytes() int { return len(u.in) + u.size }

// decode fills u.out.
func (u *unit) decode() {
	u.out = slices.Grow(u.out[:0], u.size+unitSlack)
	if u.kind == zstandard {
		u.decodeFrames()
	} else {
		u.decodeBlocks()
	}
}

// unitSlack lets the decoder of zstd copy in steps up to the end of its output.
const unitSlack = 64

// reserve reports whether a file with so many units in work may have one more,
// which the first always may, and takes unitBytes for it until offer.
func (r *Reader) reserve(units int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if units > 0 && (units >= r.most || r.ahead >= aheadBytes || r.closed) {
		return false
	}
	r.ahead += unitBytes
	return true
}

// offer lets any worker decode u, for which room is reserved. It reports whether
// there is anything in u to decode.
func (r *Reader) offer(u *unit) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ahead -= unitBytes
	if len(u.in) == 0 {
		units.Put(u)
		return false
	}
	r.ahead += u.bytes()
	r.units = append(r.units, u)
	r.freed.Broadcast()
	return true
}

// await returns when u is decoded. Until then the caller decodes it, or other
// units while another worker has it.
func (r *Reader) await(u *unit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for !u.done {
		if len(r.units) > 0 {
			r.decode(max(slices.Index(r.units, u), 0))
		} else {
			r.freed.Wait()
		}
	}
}

// decode takes and decodes r.units[i]. The caller holds r.mu, which is free
// meanwhile.
func (r *Reader) decode(i int) {
	u := r.units[i]
	r.units = slices.Delete(r.units, i, i+1)
	r.mu.Unlock()
	u.decode()
	r.mu.Lock()
	u.done = true
	r.freed.Broadcast()
}

// release gives back units that nobody reads any more.
func (r *Reader) release(list ...*unit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(list...)
}

// drop is release for a caller who holds r.mu.
func (r *Reader) drop(list ...*unit) {
	for _, u := range list {
		r.ahead -= u.bytes()
		if i := slices.Index(r.units, u); i >= 0 {
			r.units = slices.Delete(r.units, i, i+1)
			u.done = true
		}
		if u.done { // else a worker still writes to it
			units.Put(u)
		}
	}
}
