package pipeline

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"unsafe"
)

// spill is a temporary file of variable records that many goroutines append to
// and read back at random. What a run needs of each article but cannot keep in
// memory stands there. On systems that allow it the file loses its name as soon
// as it is open, so nothing is left even after a kill.
type spill struct {
	f    *os.File
	name string
	end  atomic.Int64
}

// extentBytes is the part of the file that one writer claims at a time.
const extentBytes = 256 << 10

func newSpill(dir, kind string) (*spill, error) {
	f, err := os.CreateTemp(dir, kind+"-*")
	if err != nil {
		return nil, fmt.Errorf("temporary file: %w", err)
	}
	s := &spill{f: f, name: f.Name()}
	if os.Remove(s.name) == nil {
		s.name = ""
	}
	return s, nil
}

func (s *spill) Close() error {
	err := s.f.Close()
	if s.name != "" {
		os.Remove(filepath.Clean(s.name))
	}
	return err
}

// spillWriter appends to a spill; one serves one goroutine.
type spillWriter struct {
	s    *spill
	buf  []byte // what is not written yet
	base int64  // where buf begins in the file
	end  int64  // where the claimed extent ends
}

// append writes one record and returns its offset. Records are aligned to 8
// bytes.
func (w *spillWriter) append(record []byte) (int64, error) {
	size := int64(len(record)+7) &^ 7
	if w.base+int64(len(w.buf))+size > w.end {
		if err := w.flush(); err != nil {
			return 0, err
		}
		extent := max(extentBytes, size)
		w.end = w.s.end.Add(extent)
		w.base = w.end - extent
	}
	at := w.base + int64(len(w.buf))
	w.buf = append(w.buf, record...)
	for len(w.buf)&7 != 0 {
		w.buf = append(w.buf, 0)
	}
	return at, nil
}

// place is where a record begins in a spill of at most 32 GiB, at a multiple of 8
// bytes: half the size of an offset, for what each article has one of.
type place uint32

func (p place) offset() int64 { return int64(p) << 3 }

// put is append for spills that are known by place.
func (w *spillWriter) put(record []byte) (place, error) {
	at, err := w.append(record)
	if err == nil && at>>3 > math.MaxUint32 {
		err = errors.New("temporary file: more than 32 GiB of one kind; run over fewer files")
	}
	return place(at >> 3), err
}

func (w *spillWriter) flush() error {
	if len(w.buf) > 0 {
		if err := w.s.write(w.buf, w.base); err != nil {
			return err
		}
	}
	w.base += int64(len(w.buf))
	w.buf = w.buf[:0]
	return nil
}

// flush writes out what a writer of each worker holds.
func flush[W any](workers []W, writer func(w W) *spillWriter) error {
	for _, w := range workers {
		if err := writer(w).flush(); err != nil {
			return err
		}
	}
	return nil
}

// write puts bytes at offset.
func (s *spill) write(record []byte, offset int64) error {
	if _, err := s.f.WriteAt(record, offset); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	return nil
}

// read fills dst from offset.
func (s *spill) read(dst []byte, offset int64) error {
	if _, err := s.f.ReadAt(dst, offset); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	return nil
}

// spillWindow reads records that lie behind each other with few calls; one serves
// one goroutine.
type spillWindow struct {
	s    *spill
	buf  []byte
	base int64 // where buf begins in the file
}

const (
	windowBytes = 64 << 10
	glanceBytes = 1 << 10 // of a record that lies somewhere else
)

// view returns the n bytes at offset, valid until the next call.
func (w *spillWindow) view(offset int64, n int) ([]byte, error) {
	if offset < w.base || offset+int64(n) > w.base+int64(len(w.buf)) {
		size := windowBytes
		if end := w.base + int64(len(w.buf)); offset < w.base || offset > end+windowBytes {
			size = glanceBytes
		}
		size = max(size, n)
		w.buf = slices.Grow(w.buf[:0], size)[:size]
		got, err := w.s.f.ReadAt(w.buf, offset)
		w.buf, w.base = w.buf[:got], offset
		if got < n {
			return nil, fmt.Errorf("temporary file: %w", err)
		}
	}
	at := int(offset - w.base)
	return w.buf[at : at+n], nil
}

// asBytes views numbers as the bytes they stand in, for spill records that the
// same process reads back.
func asBytes[T ~uint32 | ~uint64](x []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(x))), len(x)*int(unsafe.Sizeof(x[0])))
}

// asNumbers is the inverse. The bytes come from a spill record, which begins at
// a multiple of 8.
func asNumbers[T ~uint32 | ~uint64](b []byte) []T {
	var one T
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(b))), len(b)/int(unsafe.Sizeof(one)))
}
