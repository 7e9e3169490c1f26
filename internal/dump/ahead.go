package dump

import (
	"bufio"
	"bytes"
	"io"
)

// ahead reads a compressed file in units that all workers decode: those that
// would have to wait for the file do. From the first thing on that is no unit,
// or cannot be decoded, the file goes to the sequential decoder, beginning with
// that unit; so damage, garbage and ends are treated in one place.
type ahead struct {
	reader *Reader
	kind   compression
	raw    *bufio.Reader
	queue  []*unit // in work, in order
	head   *unit   // being read
	left   []byte  // of head
	ended  bool    // there are no more units
	tail   []byte  // read from raw, behind the last unit
	out    int64   // bytes read
	rest   codec   // the sequential decoder, once it has taken over
}

func (a *ahead) reset(raw io.Reader) error {
	if a.raw == nil {
		a.raw = bufio.NewReaderSize(raw, 64<<10)
	} else {
		a.raw.Reset(raw)
	}
	a.ended, a.out = false, 0
	return nil
}

func (a *ahead) Read(p []byte) (int, error) {
	for a.rest == nil {
		if len(a.left) > 0 {
			n := copy(p, a.left)
			a.left = a.left[n:]
			a.out += int64(n)
			return n, nil
		}
		if err := a.advance(); err != nil {
			return 0, err
		}
	}
	return a.rest.Read(p)
}

// advance goes to the next unit, or to the sequential decoder.
func (a *ahead) advance() error {
	if a.head != nil {
		a.reader.release(a.head)
		a.head = nil
	}
	for !a.ended && a.reader.reserve(len(a.queue)) {
		if u := a.cut(); a.reader.offer(u) {
			a.queue = append(a.queue, u)
		}
	}
	if len(a.queue) == 0 {
		if len(a.tail) == 0 {
			if _, err := a.raw.Peek(1); err == io.EOF {
				return io.EOF
			}
		}
		return a.sequential()
	}
	u := a.queue[0]
	a.reader.await(u)
	if u.err != nil {
		var in []byte
		for _, u := range a.queue {
			in = append(in, u.in...)
		}
		a.tail = append(in, a.tail...)
		a.reader.release(a.queue...)
		a.queue = a.queue[:0]
		return a.sequential()
	}
	a.queue = append(a.queue[:0], a.queue[1:]...)
	a.head, a.left = u, u.out
	return nil
}

// sequential gives what is left of the file to the sequential decoder.
func (a *ahead) sequential() (err error) {
	raw := io.MultiReader(bytes.NewReader(a.tail), a.raw)
	a.ended, a.tail = true, nil
	a.rest, err = a.reader.sequential(a.kind, raw, a.out)
	return err
}

// cut reads the next unit, frames for a chunk or one longer frame. It is empty
// if there is none; a.ended says that it is the last one.
func (a *ahead) cut() *unit {
	u := newUnit(a.kind)
	for whole := 0; u.size < a.reader.block && len(u.in) < a.reader.block; whole = len(u.in) {
		if !u.cut(a.raw) {
			a.ended = true
			a.tail = bytes.Clone(u.in[whole:])
			u.in = u.in[:whole]
			break
		}
	}
	return u
}

// cut appends the next frame or block of raw to u.in and reports whether it is
// one whose end could be found.
func (u *unit) cut(raw *bufio.Reader) bool {
	if u.kind == zstandard {
		return u.cutFrame(raw)
	}
	return u.cutBlock(raw)
}

// take appends n bytes of raw to u.in and reports whether they were there.
func (u *unit) take(raw *bufio.Reader, n int) bool {
	from := len(u.in)
	u.in = append(u.in, make([]byte, n)...)
	n, err := io.ReadFull(raw, u.in[from:])
	u.in = u.in[:from+n]
	return err == nil
}

// letGo frees what belongs to the file. The caller holds the Reader's lock.
func (a *ahead) letGo() {
	a.reader.drop(a.queue...)
	if a.head != nil {
		a.reader.drop(a.head)
	}
	if a.rest != nil {
		a.reader.put(a.rest)
	}
	a.raw.Reset(nil)
	a.queue, a.head, a.left, a.tail, a.rest = a.queue[:0], nil, nil, nil, nil
}
