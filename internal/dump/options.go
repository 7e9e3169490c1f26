package dump

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// DefaultMaxRecordBytes is the longest line or text file that is read when
// Options does not say otherwise: 16 MiB.
const DefaultMaxRecordBytes = 16 << 20

// mostRecordBytes is the most that the longest record can be set to: what is kept of a
// line is up to ten times its size and must stay below 2 GiB.
const mostRecordBytes = 128 << 20

// Options say how inputs are read. The zero value reads everything that is
// recognised, with the default field names.
type Options struct {
	// Format is auto (or empty: by content first, by name second), jsonl or
	// text. The other formats of the command line are refused.
	Format string
	// Fields maps a role (text, title, url, id, site, source, date) to the JSON
	// keys that may hold it, first non-empty one wins. A role that is not
	// mentioned keeps its default keys. Keys are matched with their case.
	Fields map[string][]string
	// Encoding is auto (or empty) or a name of the WHATWG encoding index, which
	// then holds for every input without a byte order mark.
	Encoding string
	// MaxRecordBytes is the longest record in bytes after decompression: a line
	// without its newline, or a text file. 0 means DefaultMaxRecordBytes.
	MaxRecordBytes int64
}

// ErrFormat is returned, wrapped, for a format that cannot be read.
var ErrFormat = errors.New("unreadable format")

// Formats lists what Options.Format accepts.
var Formats = []string{"auto", "jsonl", "text"}

// unread are the formats that are known by name and by content, but not read.
var unread = []string{"csv", "tsv", "parquet", "html", "warc", "wet"}

// settings are Options after validation.
type settings struct {
	format format
	fields *fieldTable
	forced encoding.Encoding // nil: detect
	max    int
}

// resolve validates o.
func (o Options) resolve() (settings, error) {
	var s settings
	switch o.Format {
	case "", "auto":
		s.format = formatAuto
	case "jsonl":
		s.format = formatLines
	case "text":
		s.format = formatText
	default:
		if slices.Contains(unread, o.Format) {
			return s, fmt.Errorf("%w: %s\nconvert the input to JSON lines, one object a line", ErrFormat, notRead(o.Format))
		}
		return s, fmt.Errorf("%w: %q\nuse one of %s", ErrFormat, o.Format, strings.Join(Formats, ", "))
	}
	var err error
	if s.fields, err = newFieldTable(o.Fields); err != nil {
		return s, err
	}
	if o.Encoding != "" && o.Encoding != "auto" {
		if s.forced, err = htmlindex.Get(o.Encoding); err != nil {
			return s, fmt.Errorf("unknown encoding %q\nuse auto, utf-8, utf-16le, windows-1256, windows-1252, iso-8859-6 or another name of the WHATWG encoding index", o.Encoding)
		}
		if name, _ := htmlindex.Name(s.forced); name == "replacement" {
			return s, fmt.Errorf("encoding %q cannot be read safely\nconvert the input to UTF-8", o.Encoding)
		}
	}
	switch {
	case o.MaxRecordBytes < 0:
		return s, fmt.Errorf("the longest record cannot be %d bytes\nuse a size above 0", o.MaxRecordBytes)
	case o.MaxRecordBytes == 0:
		s.max = DefaultMaxRecordBytes
	case o.MaxRecordBytes > mostRecordBytes:
		return s, fmt.Errorf("the longest record cannot be above %d MiB\nuse a smaller size", mostRecordBytes>>20)
	default:
		s.max = int(o.MaxRecordBytes)
	}
	return s, nil
}

// ParseFields reads the value of --fields: comma-separated role=key entries. A
// role may be repeated; its keys keep their order.
func ParseFields(list string) (map[string][]string, error) {
	if strings.TrimSpace(list) == "" {
		return nil, nil
	}
	fields := map[string][]string{}
	for entry := range strings.SplitSeq(list, ",") {
		role, key, ok := strings.Cut(entry, "=")
		role = strings.TrimSpace(role)
		if !ok || key == "" {
			return nil, fmt.Errorf("field %q has no key\nwrite role=key, as in text=content,id=_id", entry)
		}
		if !slices.Contains(roleNames[:], role) {
			return nil, unknownRole(role)
		}
		fields[role] = append(fields[role], key)
	}
	return fields, nil
}
