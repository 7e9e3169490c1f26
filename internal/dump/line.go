package dump

import (
	"bytes"
	"math/bits"
	"unsafe"
)

var byteOrderMark = []byte("\xEF\xBB\xBF")

// parseLine reads the record of one line without its newline, its white space
// trimmed. Rejected lines have a reason and leave rec in pieces.
func (c *Chunk) parseLine(line []byte, rec *Record) Reason {
	var w Warnings
	valid, control := inspect(line)
	if !valid {
		raw := line
		line = c.put(func(dst []byte) []byte {
			dst, w = appendRepaired(dst, raw)
			return dst
		})
	}
	isObject, f := c.scan.object(line, control)
	if f != faultNone && control && bytes.IndexByte(line, 0) >= 0 {
		raw := line
		line = c.put(func(dst []byte) []byte { return appendWithoutNUL(dst, raw) })
		w |= WarnNUL
		isObject, f = c.scan.object(line, hasControl(line))
	}
	switch {
	case f == faultSyntax:
		return ReasonBadJSON
	case f == faultCut:
		return ReasonCutJSON
	case f == faultDepth:
		return ReasonTooDeep
	case !isObject:
		return ReasonNotObject
	}
	rec.Warnings = w
	return c.fill(rec)
}

// fill takes the fields of rec from the object that was scanned.
func (c *Chunk) fill(rec *Record) Reason {
	s := &c.scan
	text, ok := s.first(roleText)
	switch {
	case !ok:
		return ReasonNoText
	case text.kind == kindList:
		if text.data, ok = s.joined(text.data); !ok {
			return ReasonBadText
		}
	case text.kind != kindString && text.kind != kindNull:
		return ReasonBadText
	}
	w := &rec.Warnings
	rec.Text = view(c.unmix(text.data, w))
	rec.Title = view(c.unmix(c.scalar(roleTitle, w), w))
	rec.URL = view(c.scalar(roleURL, w))
	rec.ID = view(c.scalar(roleID, w))
	rec.Site = view(c.scalar(roleSite, w))
	rec.Source = view(c.scalar(roleSource, w))
	c.fillDate(rec)
	if s.surrogate {
		*w |= WarnSurrogate
	}
	return ""
}

// scalar returns the one string or number of a role, nil if there is none.
func (c *Chunk) scalar(r role, w *Warnings) []byte {
	v, ok := c.scan.first(r)
	if !ok {
		return nil
	}
	data, ok := c.scan.scalar(v)
	if !ok {
		*w |= WarnBadField
		return nil
	}
	return data
}

// fillDate takes the first of the record's dates that can be read; if there is
// none, the first that is there stands as DateText.
func (c *Chunk) fillDate(rec *Record) {
	s := &c.scan
	for rest := s.seen & s.fields.mask[roleDate]; rest != 0; rest &= rest - 1 {
		data, ok := s.scalar(s.values[bits.TrailingZeros64(rest)])
		if !ok {
			rec.Warnings |= WarnBadField
			continue
		}
		if data = bytes.TrimSpace(data); len(data) == 0 {
			continue
		}
		if t, ok := ParseDate(view(data)); ok {
			rec.Date, rec.DateText, rec.DateBad = t, view(data), false
			return
		}
		if rec.DateText == "" {
			rec.DateText, rec.DateBad = view(data), true
		}
	}
	if rec.DateBad {
		rec.Warnings |= WarnBadDate
	}
}

// view returns b as a string without a copy. The chunk does not write to memory
// it has handed out until it is reused.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
