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
	maxUnitBytes = 16 << 20 // longer frames are decoded as a stream
	aheadBytes   = 64 << 20 // bound of the units of all files, but for one each
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

// offer lets any worker decode u.
func (r *Reader) offer(u *unit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ahead += u.bytes()
	r.units = append(r.units, u)
	r.freed.Broadcast()
}

// mayOffer reports whether a file with so many units in work may have one more.
func (r *Reader) mayOffer(units int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return units < r.most && r.ahead < aheadBytes && !r.closed
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
