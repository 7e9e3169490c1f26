package dump

import (
	"bytes"
	"slices"
)

// excerptBytes is enough of a record for its excerpt.
const excerptBytes = 4 * MaxExcerpt

// fillText reads a text file to its end behind what stands in c.buf from start.
func (s *source) fillText(c *Chunk, start int) {
	limit := s.reader.set.max
	for !s.ended && len(c.buf)-start <= limit {
		c.grow(start)
		s.readInto(c, start+limit+1)
	}
	seg := segment{input: s.input, shape: shapeText, start: start, end: len(c.buf), position: 1, warnings: s.warnings}
	content := c.buf[start:]
	switch {
	case len(content) > limit:
		seg.shape, seg.reason = shapeReject, ReasonTooLong
	case s.status == StatusIncomplete:
		seg.shape, seg.reason = shapeReject, ReasonCutText
	case bytes.Count(content, []byte{0})*binaryShare > len(content):
		s.skip("binary")
		c.buf = c.buf[:start]
		return
	}
	if seg.shape == shapeReject {
		c.buf = c.buf[:min(len(c.buf), start+excerptBytes)]
		seg.end = len(c.buf)
	}
	c.segments = append(c.segments, seg)
}

// fillLines reads whole lines behind what stands in c.buf from start and
// reports whether the file is done. What follows the last newline is carried to
// the next call. A line above the limit is dropped piece by piece.
func (s *source) fillLines(c *Chunk, start int) (done bool) {
	goal := start + s.reader.block
	for {
		for !s.ended && len(c.buf) < goal {
			c.grow(start)
			s.readInto(c, goal)
		}
		if s.skipping {
			rest, found := c.buf[start:], false
			if i := bytes.IndexByte(rest, '\n'); i >= 0 {
				rest, found = rest[i+1:], true
			} else {
				rest = nil
			}
			c.buf = c.buf[:start+copy(c.buf[start:], rest)]
			if found {
				s.skipping = false
				s.line++
			} else if s.ended {
				return true
			}
			continue
		}
		end := len(c.buf)
		if !s.ended {
			end = start + bytes.LastIndexByte(c.buf[start:], '\n') + 1
		}
		if end > start {
			s.addLines(c, start, end)
			s.carry = append(s.carry[:0], c.buf[end:]...)
			c.buf = c.buf[:end]
			return s.ended
		}
		if s.ended {
			return true
		}
		if len(c.buf)-start > s.reader.set.max {
			start += s.addTooLong(c, start)
			goal = start + s.reader.block
			s.skipping = true
			continue
		}
		goal += s.reader.block // a line longer than a block
	}
}

// addLines adds the segment c.buf[start:end].
func (s *source) addLines(c *Chunk, start, end int) {
	shape := shapeLines
	if s.format == formatArray {
		shape = shapeArray
	}
	c.segments = append(c.segments, segment{
		input: s.input, shape: shape, start: start, end: end, position: s.line, warnings: s.warnings,
	})
	s.line += int64(bytes.Count(c.buf[start:end], []byte{'\n'}))
}

// addTooLong adds the reject for the line that begins at start, keeps its
// beginning and returns how many bytes that is.
func (s *source) addTooLong(c *Chunk, start int) int {
	n := min(len(c.buf)-start, excerptBytes)
	c.segments = append(c.segments, segment{
		input: s.input, shape: shapeReject, start: start, end: start + n, position: s.line, reason: ReasonTooLong,
	})
	c.buf = c.buf[:start+n] // the rest of the line goes the way of what is still to be read
	return n
}

// grow makes room for the next read behind c.buf, little for the first bytes of
// a file and ever more for longer ones.
func (c *Chunk) grow(start int) {
	if free := cap(c.buf) - len(c.buf); free < sniffBytes {
		c.buf = slices.Grow(c.buf, max(chunkBytes, len(c.buf)-start))
	}
}
