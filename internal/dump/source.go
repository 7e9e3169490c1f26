package dump

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"syscall"

	"golang.org/x/text/transform"
)

// source is an input that is being read. It is in the hands of one worker at a
// time, who appends to its chunk.
type source struct {
	reader *Reader
	input  int
	file   *os.File
	before os.FileInfo
	r      io.Reader // decompressed, UTF-8 or a code page
	codec  codec     // decompresses; nil for a plain file
	format format

	opened   bool
	ended    bool   // r has returned its end
	skipping bool   // inside a line that is too long
	carry    []byte // beginning of a line whose end is still to be read
	line     int64  // number of the next line
	warnings Warnings

	status Status // empty: ok
	reason string
}

// fill appends the next piece of the source to c and reports whether it was the
// last one.
func (s *source) fill(c *Chunk) (done bool) {
	start := len(c.buf)
	if !s.opened {
		s.opened = true
		if !s.begin(c) {
			c.buf = c.buf[:start]
			return true
		}
	} else {
		c.buf = append(c.buf, s.carry...)
		s.carry = s.carry[:0]
	}
	if s.format == formatText {
		s.fillText(c, start)
		done = true
	} else {
		done = s.fillLines(c, start)
	}
	if done {
		s.checkUnchanged()
	}
	return done
}

// begin opens the file, appends its head to c, decoded, and decides how it is
// read. It reports whether it is read at all.
func (s *source) begin(c *Chunk) bool {
	start := len(c.buf)
	if !s.openFile() {
		return false
	}
	s.readHead(c)
	if len(c.buf) == start {
		return s.skip("empty file")
	}
	if kind := sniffCompression(c.buf[start:]); kind != plain {
		raw := s.replay(c, start)
		var err error
		if s.codec, err = s.reader.codec(kind, raw); err != nil {
			s.incomplete("damaged: " + err.Error())
			return false
		}
		s.r = s.codec
		s.readHead(c)
	}
	s.decode(c, start)
	head := c.buf[start:]
	if len(head) == 0 {
		return s.skip("empty file")
	}
	if reason := sniffMagic(head); reason != "" {
		return s.skip(reason)
	}
	if looksBinary(head) {
		return s.skip("binary")
	}
	s.line = 1
	return s.chooseFormat(c, head)
}

// chooseFormat sets s.format and reports whether it is one that is read.
func (s *source) chooseFormat(c *Chunk, head []byte) bool {
	s.format = s.reader.set.format
	if s.format == formatText {
		return true
	}
	sniffed, reason := c.scan.sniffFormat(s.reader.inputs[s.input].Name, head, s.ended)
	switch {
	case s.format == formatAuto:
		s.format = sniffed
	case sniffed == formatArray:
		s.format = formatArray
	case c.scan.oneValue(bytes.TrimLeft(head, " \t\r\n"), s.ended) != "":
		s.format = sniffed
	}
	if s.format == formatNone {
		return s.skip(reason)
	}
	return true
}

// decode puts a decoder in front of the source if its encoding asks for one,
// and drops a UTF-8 byte order mark.
func (s *source) decode(c *Chunk, start int) {
	head := c.buf[start:]
	if bytes.HasPrefix(head, byteOrderMark) {
		c.buf = slices.Delete(c.buf, start, start+len(byteOrderMark))
		return
	}
	dec, w := utf16(head)
	forced := s.reader.set.forced
	if forced != nil && (dec == nil || w != 0) {
		dec, w = forced.NewDecoder(), 0
	}
	if dec == nil {
		return
	}
	s.warnings |= w
	s.r = transform.NewReader(s.replay(c, start), dec)
	s.readHead(c)
}

// replay returns a reader that gives the head again, and drops it from c.
func (s *source) replay(c *Chunk, start int) io.Reader {
	head := bytes.Clone(c.buf[start:])
	c.buf = c.buf[:start]
	if s.ended {
		s.ended = false
		return bytes.NewReader(head)
	}
	return io.MultiReader(bytes.NewReader(head), s.r)
}

// openFile opens the input and checks that it is still a regular file. Opening
// does not wait for the other end of a pipe that has taken its place.
func (s *source) openFile() bool {
	in := &s.reader.inputs[s.input]
	if in.Path == Stdin {
		s.r = &counted{os.Stdin, s.reader}
		return true
	}
	f, err := os.OpenFile(in.Path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return s.skip("cannot be opened: " + cause(err))
	}
	s.file = f
	if s.before, err = f.Stat(); err != nil {
		return s.skip("cannot be opened: " + cause(err))
	}
	if !s.before.Mode().IsRegular() {
		return s.skip(kindOf(s.before.Mode()) + " is not opened")
	}
	s.r = &counted{f, s.reader}
	return true
}

// counted counts the bytes read from disk.
type counted struct {
	r      io.Reader
	reader *Reader
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.reader.read.Add(int64(n))
	return n, err
}

// readHead appends up to sniffBytes to c, or all there is.
func (s *source) readHead(c *Chunk) {
	c.buf = slices.Grow(c.buf, sniffBytes)
	goal := len(c.buf) + sniffBytes
	for !s.ended && len(c.buf) < goal {
		s.readInto(c, goal)
	}
}

// readInto reads once into the free memory of c, up to goal bytes in all.
func (s *source) readInto(c *Chunk, goal int) {
	n, err := s.r.Read(c.buf[len(c.buf):min(goal, cap(c.buf))])
	c.buf = c.buf[:len(c.buf)+n]
	var trailing *trailingError
	switch {
	case err == nil:
	case err == io.EOF:
		s.ended = true
	case errors.As(err, &trailing):
		s.ended = true
		s.reason = trailing.Error()
	default:
		s.ended = true
		s.incomplete("damaged: " + cause(err))
	}
}

// skip notes that the file is not read; it always returns false.
func (s *source) skip(reason string) bool {
	if s.status == "" {
		s.status, s.reason = StatusSkipped, reason
	}
	return false
}

// incomplete notes that the end of the file was not read. The first reason
// holds.
func (s *source) incomplete(reason string) {
	if s.status == "" {
		s.status, s.reason = StatusIncomplete, reason
	}
}

// interrupted notes that the Reader was closed before the source was done.
func (s *source) interrupted() { s.incomplete("stopped before its end") }

// checkUnchanged compares the file with what it was when it was opened.
func (s *source) checkUnchanged() {
	if s.file == nil || s.status != "" {
		return
	}
	now, err := s.file.Stat()
	switch {
	case err != nil:
		s.incomplete("damaged: " + cause(err))
	case now.Size() != s.before.Size():
		s.incomplete(fmt.Sprintf("changed while it was read: %d bytes, then %d", s.before.Size(), now.Size()))
	case !now.ModTime().Equal(s.before.ModTime()):
		s.incomplete("changed while it was read")
	}
}

// close closes the file and gives its decoder back. The caller holds the
// Reader's lock.
func (s *source) close() {
	if s.codec != nil {
		s.reader.put(s.codec)
	}
	if s.file != nil {
		s.file.Close()
	}
	s.codec, s.file, s.r, s.carry = nil, nil, nil, nil
}
