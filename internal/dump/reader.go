package dump

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Reader hands out the chunks of a list of inputs.
//
// Next may be called by any number of goroutines, each with a chunk of its own.
// A file is read by one of them at a time: a worker that finds the open files
// taken opens another one, so that several compressed files are decoded at once,
// up to a fixed number of open files. One that would have to wait for a file all
// the same decodes frames for the worker that reads it, where the compression
// has frames whose end can be found.
type Reader struct {
	set    settings
	inputs []Input
	block  int // bytes of a chunk and of a unit
	read   atomic.Int64

	mu     sync.Mutex
	freed  sync.Cond
	next   int       // input to open next
	idle   []*source // open and in nobody's hands, by input
	open   int       // sources that are open
	most   int       // bound of open
	closed bool
	files  []FileStatus
	codecs codecs
	units  []*unit // of compressed files, to be decoded by whoever comes first
	ahead  int     // bytes of the units that are not read yet
}

// maxOpenFiles bounds the files open at once, together with the number of
// processors: enough to decode as many compressed files, few enough for any
// limit on descriptors.
const maxOpenFiles = 16

// NewReader checks opts and returns a Reader over inputs, which it does not
// change and which must not change. Nothing is opened yet. Errors are those of
// the options; their second line says what to do.
func NewReader(inputs []Input, opts Options) (*Reader, error) {
	set, err := opts.resolve()
	if err != nil {
		return nil, err
	}
	r := &Reader{set: set, inputs: inputs, block: chunkBytes, files: make([]FileStatus, len(inputs))}
	r.freed.L = &r.mu
	r.most = min(max(runtime.GOMAXPROCS(0), 2), maxOpenFiles)
	for i, in := range inputs {
		r.files[i] = FileStatus{File: in.Name, Status: StatusOK}
		if in.Skip != "" {
			r.files[i].Status, r.files[i].Reason = StatusSkipped, in.Skip
		}
	}
	return r, nil
}

// Next fills c with the next piece of the input and reports whether there was
// one. What c held before becomes invalid and is added to the counts of
// [Reader.Files]. Next returns false when all inputs are read or the Reader is
// closed.
func (r *Reader) Next(c *Chunk) bool {
	r.count(c)
	c.reset(r)
	for {
		s := r.take(len(c.segments) == 0)
		if s == nil {
			return len(c.segments) > 0
		}
		done := s.fill(c)
		r.give(s, done)
		if !done || len(c.buf) >= r.block/2 || len(c.segments) >= maxSegments {
			return true
		}
	}
}

// maxSegments bounds the files of one chunk.
const maxSegments = 4096

// count adds the counts of c to those of its files.
func (r *Reader) count(c *Chunk) {
	if c.reader != r || len(c.segments) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, seg := range c.segments {
		f := &r.files[seg.input]
		f.OK += seg.ok
		f.Rejected += seg.rejected
		f.Read += seg.ok + seg.rejected
	}
}

// take returns a source for the caller alone: one that is open, or the next
// input. If all that may be open are taken it waits for one, or returns nil if
// wait is false; instead of waiting it decodes. It also returns nil when there is
// nothing left.
func (r *Reader) take(wait bool) *source {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		switch {
		case r.closed:
			return nil
		case len(r.idle) > 0:
			s := r.idle[0]
			r.idle = append(r.idle[:0], r.idle[1:]...)
			return s
		case r.open < r.most && r.next < len(r.inputs):
			i := r.next
			r.next++
			if r.inputs[i].Skip != "" {
				continue
			}
			r.open++
			return &source{reader: r, input: i}
		case r.open == 0 || !wait:
			return nil
		case len(r.units) > 0:
			r.decode(0)
		default:
			r.freed.Wait()
		}
	}
}

// give puts s back, or ends it if it is done.
func (r *Reader) give(s *source, done bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !done && !r.closed {
		at := len(r.idle)
		for at > 0 && r.idle[at-1].input > s.input {
			at--
		}
		r.idle = append(r.idle, nil)
		copy(r.idle[at+1:], r.idle[at:])
		r.idle[at] = s
	} else {
		r.end(s)
	}
	r.freed.Broadcast()
}

// end closes s and notes what became of it. The caller holds r.mu.
func (r *Reader) end(s *source) {
	s.close()
	r.open--
	f := &r.files[s.input]
	if s.status != "" {
		f.Status = s.status
	}
	f.Reason = s.reason
}

// Close ends the reading: Next returns false from now on, and open files are
// closed once nobody reads them. Call it after the last chunk too. It does not
// invalidate chunks and never fails.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	for _, s := range r.idle {
		s.interrupted()
		r.end(s)
	}
	r.idle = nil
	for ; r.next < len(r.inputs); r.next++ {
		if f := &r.files[r.next]; f.Status != StatusSkipped {
			f.Status, f.Reason = StatusSkipped, "stopped before it was read"
		}
	}
	r.codecs = codecs{}
	r.freed.Broadcast()
	return nil
}

// Files returns what became of each input, in their order. It is complete when
// every worker's Next has returned false; the slice is the caller's.
func (r *Reader) Files() []FileStatus {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]FileStatus(nil), r.files...)
}

// BytesRead returns how many bytes on disk have been read so far; Input.Size
// adds up to the total.
func (r *Reader) BytesRead() int64 { return r.read.Load() }
