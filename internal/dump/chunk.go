package dump

import (
	"bytes"
	"iter"
)

// Chunk is a piece of the input: whole lines of one file, or whole small files.
// The zero value is ready for [Reader.Next]. A chunk belongs to one goroutine
// at a time and its memory is used again by the next Next.
type Chunk struct {
	reader   *Reader
	buf      []byte
	segments []segment
	scan     scanner
}

// shape is what a segment holds.
type shape uint8

const (
	shapeLines  shape = iota // JSON lines
	shapeArray               // JSON lines that are the elements of one array
	shapeText                // one text file
	shapeReject              // the beginning of a record that is not read
)

// segment is the part of a chunk that comes from one file.
type segment struct {
	input      int
	shape      shape
	start, end int   // in the chunk's buf
	position   int64 // of its first record
	reason     Reason
	warnings   Warnings
	ok         int64 // records read, once Records has run
	rejected   int64
}

const (
	chunkBytes = 1 << 20  // what a chunk holds, but for longer records
	keptBytes  = 8 << 20  // memory of a chunk that is kept for the next one
	sniffBytes = 32 << 10 // what formats and encodings are recognised by
)

// reset empties c for the reader r.
func (c *Chunk) reset(r *Reader) {
	c.reader = r
	c.scan.fields = r.set.fields
	c.segments = c.segments[:0]
	if c.buf = c.buf[:0]; cap(c.buf) > keptBytes {
		c.buf = nil
	}
	if c.scan.arena = c.scan.arena[:0]; cap(c.scan.arena) > keptBytes {
		c.scan.arena = nil
	}
}

// Records yields the records and rejects of the chunk in the order of the
// input: a Record with a nil Reject, or an empty Record with a Reject. Blank
// lines are neither. A record's strings are valid until the chunk goes to
// [Reader.Next]; see [Record].
func (c *Chunk) Records() iter.Seq2[Record, *Reject] {
	return func(yield func(Record, *Reject) bool) {
		for i := range c.segments {
			seg := &c.segments[i]
			seg.ok, seg.rejected = 0, 0
			if !c.records(seg, yield) {
				return
			}
		}
	}
}

// records yields what is in seg and reports whether more is wanted.
func (c *Chunk) records(seg *segment, yield func(Record, *Reject) bool) bool {
	data := c.buf[seg.start:seg.end]
	rec := Record{Input: seg.input, File: c.reader.inputs[seg.input].Name, Position: seg.position}
	switch seg.shape {
	case shapeReject:
		seg.rejected++
		return yield(Record{}, rec.reject(seg.reason, data))
	case shapeText:
		text, w := c.plainText(data)
		rec.ID, rec.Text, rec.Warnings = rec.File, view(text), seg.warnings|w
		seg.ok++
		return yield(rec, nil)
	}
	for position := seg.position; len(data) > 0; position++ {
		line := data
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			line, data = data[:i], data[i+1:]
		} else {
			data = nil
		}
		tooLong := len(line) > c.reader.set.max
		line = trim(line, seg.shape)
		if len(line) == 0 && !tooLong {
			continue
		}
		rec := Record{Input: rec.Input, File: rec.File, Position: position}
		reason := ReasonTooLong
		if !tooLong {
			reason = c.parseLine(line, &rec)
		}
		if reason != "" {
			seg.rejected++
			if !yield(Record{}, rec.reject(reason, line)) {
				return false
			}
			continue
		}
		rec.Warnings |= seg.warnings
		seg.ok++
		if !yield(rec, nil) {
			return false
		}
	}
	return true
}

// trim drops what may stand around the object of a line: a byte order mark,
// white space and, in an array, its brackets and commas.
func trim(line []byte, s shape) []byte {
	line = bytes.TrimPrefix(line, byteOrderMark)
	for len(line) > 0 && isSpace(line[len(line)-1]) {
		line = line[:len(line)-1]
	}
	for len(line) > 0 && isSpace(line[0]) {
		line = line[1:]
	}
	if s == shapeArray {
		if len(line) == 1 && (line[0] == '[' || line[0] == ']') {
			return nil
		}
		if len(line) > 0 && line[len(line)-1] == ',' {
			return trim(line[:len(line)-1], shapeLines)
		}
	}
	return line
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// reject makes the reject for a record that could not be read.
func (r *Record) reject(reason Reason, data []byte) *Reject {
	return &Reject{Input: r.Input, File: r.File, Position: r.Position, Reason: reason, Excerpt: Excerpt(data)}
}
