package dump

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// format is how a file is cut into records.
type format uint8

const (
	formatAuto format = iota
	formatLines
	formatArray
	formatText
	formatNone // not read; a reason says why
)

// compression is known by the first bytes of a file, whatever its name.
type compression uint8

const (
	plain compression = iota
	gzipped
	blockGzipped // BGZF
	zstandard
)

func sniffCompression(head []byte) compression {
	switch {
	case bgzfSize(head) > 0:
		return blockGzipped
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B, 8}):
		return gzipped
	case bytes.HasPrefix(head, []byte{0x28, 0xB5, 0x2F, 0xFD}),
		len(head) >= 4 && head[0]&0xF0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2A, 0x4D, 0x18}):
		return zstandard
	}
	return plain
}

// magics are beginnings of files that are known and not read.
var magics = []struct{ prefix, reason string }{
	{"PAR1", notRead("parquet")},
	{"WARC/", notRead("warc")},
	{"BZh", "compression bzip2 is not read; compress with gzip or zstd"},
	{"\xFD7zXZ\x00", "compression xz is not read; compress with gzip or zstd"},
	{"\x04\x22\x4D\x18", "compression lz4 is not read; compress with gzip or zstd"},
	{"PK\x03\x04", "a zip archive is not read; unpack it"},
	{"7z\xBC\xAF", "a 7z archive is not read; unpack it"},
	{"%PDF-", "binary (PDF)"},
	{"\x89PNG", "binary (image)"},
	{"\xFF\xD8\xFF", "binary (image)"},
	{"GIF8", "binary (image)"},
	{"SQLite format 3", "binary (database)"},
}

// notRead is the reason for a file in a format that is not read.
func notRead(format string) string { return "format " + format + " is not read yet" }

// sniffMagic returns why a file that begins with head is not read, or "".
func sniffMagic(head []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return m.reason
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return "a tar archive is not read; unpack it"
	}
	return ""
}

// utf16 returns how to decode head as UTF-16, or nil. Without a byte order mark
// it is UTF-16 if one parity of the bytes never is NUL, the other often is zero
// or the number of the Arabic block, and nearly all units are usual characters.
func utf16(head []byte) (dec transform.Transformer, w Warnings) {
	little, big := false, false
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		little = true
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		big = true
	default:
		head = head[:min(len(head)&^1, 4096)]
		var nul, usual [2]int // by byte order, little endian first
		for i := 0; i < len(head); i += 2 {
			for p, pair := range [2][2]byte{{head[i+1], head[i]}, {head[i], head[i+1]}} {
				high, low := pair[0], pair[1]
				if high == 0 {
					nul[p]++
				}
				if high == 0 && (low >= ' ' || low == '\n' || low == '\r' || low == '\t') || high == 6 || high == 0x20 {
					usual[p]++
				}
			}
		}
		units := len(head) / 2
		enough := func(p int) bool {
			return units >= 8 && nul[p]*20 >= units && nul[1-p] == 0 && usual[p]*20 >= units*19
		}
		little, big = enough(0), enough(1)
		w = WarnUTF16
	}
	switch {
	case little:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder(), w
	case big:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder(), w
	}
	return nil, 0
}

// sniffFormat decides how to cut the file called name that begins with head;
// whole says that head is all of it. A reason comes with formatNone.
func (s *scanner) sniffFormat(name string, head []byte, whole bool) (f format, reason string) {
	extension := extension(name)
	start := bytes.TrimLeft(head, " \t\r\n")
	if reason := s.oneValue(start, whole); reason != "" {
		return formatNone, reason
	}
	if len(start) > 0 && start[0] == '[' && s.arrayOfLines(start) {
		return formatArray, ""
	}
	if len(start) > 0 && start[0] == '{' && s.someObject(start, whole) {
		return formatLines, ""
	}
	if lower := bytes.ToLower(start[:min(len(start), 16)]); bytes.HasPrefix(lower, []byte("<!doctype html")) || bytes.HasPrefix(lower, []byte("<html")) {
		return formatNone, notRead("html")
	} else if bytes.HasPrefix(lower, []byte("<?xml")) {
		return formatNone, notRead("xml")
	}
	switch extension {
	case "jsonl", "ndjson", "json", "jl":
		return formatLines, ""
	case "htm":
		return formatNone, notRead("html")
	case "xml":
		return formatNone, notRead("xml")
	}
	if slices.Contains(unread, extension) {
		return formatNone, notRead(extension)
	}
	return formatText, ""
}

// extension is the last extension of name, behind those of compressions.
func extension(name string) string {
	for {
		e := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
		if e != "gz" && e != "zst" && e != "zstd" && e != "gzip" {
			return e
		}
		name = name[:len(name)-len(e)-1]
	}
}

// oneValue recognises JSON that is one value over several lines: an object that
// is only closed on a later line, or an array of objects that does not have one
// on each line. It returns the reason with the way out.
func (s *scanner) oneValue(start []byte, whole bool) string {
	if len(start) == 0 {
		return ""
	}
	switch start[0] {
	case '{':
		line, _, more := bytes.Cut(start, []byte{'\n'})
		if !more || s.check(line) != faultCut {
			return ""
		}
		if f := s.checkFirst(start); f == faultNone || f == faultCut && !whole {
			return "one JSON object over several lines; convert it with jq -c ."
		}
	case '[':
		inner := bytes.TrimLeft(start[1:], " \t\r\n")
		if len(inner) > 0 && inner[0] == '{' && !s.arrayOfLines(start) {
			return "one JSON array; convert it with jq -c '.[]'"
		}
	}
	return ""
}

// arrayOfLines recognises the array that scrapers write: [ on a line of its
// own, then an object on each line.
func (s *scanner) arrayOfLines(start []byte) bool {
	first, rest, more := bytes.Cut(start, []byte{'\n'})
	if !more || len(trim(first, shapeLines)) != 1 {
		return false
	}
	line, _, more := bytes.Cut(rest, []byte{'\n'})
	line = trim(line, shapeArray)
	if len(line) == 0 || line[0] != '{' {
		return false
	}
	f := s.check(line)
	return f == faultNone || f == faultCut && !more
}

// someObject reports whether one of the lines of start is an object, a last
// line that goes on behind start counting if it is sound so far.
func (s *scanner) someObject(start []byte, whole bool) bool {
	for len(start) > 0 {
		line, rest, more := bytes.Cut(start, []byte{'\n'})
		if line = trim(line, shapeLines); len(line) > 0 && line[0] == '{' {
			if f := s.check(line); f == faultNone || f == faultCut && !more && !whole {
				return true
			}
		}
		start = rest
	}
	return false
}

// check scans a whole line.
func (s *scanner) check(line []byte) fault {
	defer func(mark int) { s.arena = s.arena[:mark] }(len(s.arena))
	_, f := s.object(line, true)
	return f
}

// checkFirst scans the first value of b, whatever stands behind it.
func (s *scanner) checkFirst(b []byte) fault {
	defer func(mark int) { s.arena = s.arena[:mark] }(len(s.arena))
	s.b, s.control = b, true
	_, f := s.skip(0, 0)
	return f
}
