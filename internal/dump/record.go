package dump

import (
	"iter"
	"math/bits"
	"strings"
	"time"
)

// Record is one page of a dump.
//
// Its strings are views of memory of the chunk it came from: they are valid
// until the chunk is given to [Reader.Next] again. Clone what is kept longer;
// File alone lives as long as the Reader's inputs.
type Record struct {
	Input    int    // index of its file in the Reader's inputs
	File     string // name of the input, see Input.Name
	Position int64  // 1-based line in a line format, else 1-based number of the record

	ID     string // a number as it is written; the file's name for a text file; empty: none
	URL    string
	Site   string
	Source string
	Title  string
	Text   string // several strings of a list are joined with a newline

	// Date is in UTC; zero where there is none or DateBad is set. DateText is
	// the date as it is written.
	Date     time.Time
	DateText string
	DateBad  bool // DateText holds no date that can be read without guessing

	Warnings Warnings // what was repaired or ignored
}

// SiteName returns the record's site: Site, else Source, else the host of URL
// without "www.", else the empty string. It copies only a host in capitals.
func (r *Record) SiteName() string {
	switch {
	case r.Site != "":
		return r.Site
	case r.Source != "":
		return r.Source
	}
	return strings.TrimPrefix(strings.ToLower(host(r.URL)), "www.")
}

// host cuts the host out of a URL that may lack its scheme.
func host(url string) string {
	url = strings.TrimSpace(url)
	if _, rest, ok := strings.Cut(url, "//"); ok {
		url = rest
	}
	if i := strings.IndexAny(url, "/?#"); i >= 0 {
		url = url[:i]
	}
	if i := strings.LastIndexByte(url, '@'); i >= 0 {
		url = url[i+1:]
	}
	if i := strings.LastIndexByte(url, ':'); i >= 0 && !strings.HasSuffix(url, "]") {
		url = url[:i]
	}
	return strings.TrimSuffix(url, ".")
}

// Reason says why a record was not read. The words are those of rejects.jsonl.
type Reason string

const (
	ReasonTooLong   Reason = "too_long"   // longer than MaxRecordBytes; the next line is read again
	ReasonBadJSON   Reason = "bad_json"   // encoding/json would refuse the line
	ReasonCutJSON   Reason = "cut_json"   // a sound beginning, but the line ends too early
	ReasonTooDeep   Reason = "too_deep"   // nested more than 10,000 deep
	ReasonNotObject Reason = "not_object" // JSON, but no object
	ReasonNoText    Reason = "no_text"    // none of the text keys; null and "" are texts
	ReasonBadText   Reason = "bad_text"   // the text is neither string nor list of strings
	ReasonCutText   Reason = "cut_text"   // a text file whose end could not be read
)

// Reject is a record that was not read, and a row of rejects.jsonl. It owns its
// strings.
type Reject struct {
	Input    int    `json:"-"`
	File     string `json:"file"`
	Position int64  `json:"position"`
	Reason   Reason `json:"reason"`
	Excerpt  string `json:"excerpt"` // beginning of the record, see the function Excerpt
}

// Warnings is a set of Warning.
type Warnings uint16

// Warning is something that was repaired or ignored in a record that was read
// all the same.
type Warning = Warnings

const (
	WarnBadUTF8     Warning = 1 << iota // bytes that are no UTF-8 became U+FFFD
	WarnWindows1256                     // read as windows-1256, found by its letters
	WarnWindows1252                     // read as windows-1252
	WarnISO88596                        // read as ISO 8859-6
	WarnUTF16                           // read as UTF-16 without a byte order mark
	WarnMojibake                        // UTF-8 that had been read as a code page and stored again
	WarnNUL                             // NUL bytes were dropped
	WarnSurrogate                       // lone surrogate escapes became U+FFFD
	WarnBadDate                         // DateBad
	WarnBadField                        // a field other than the text held an object or the like and was ignored
	warnings                            // end of the list
)

var warningNames = [...]string{"bad_utf8", "windows_1256", "windows_1252", "iso_8859_6", "utf_16",
	"mojibake", "nul_bytes", "lone_surrogate", "bad_date", "bad_field"}

// Names yields the words for the warnings in w, as run.json counts them.
func (w Warnings) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := uint(w) & (uint(warnings) - 1); rest != 0; rest &= rest - 1 {
			if !yield(warningNames[bits.TrailingZeros(rest)]) {
				return
			}
		}
	}
}

// Status is what became of a file.
type Status string

const (
	StatusOK         Status = "ok"         // read to its end
	StatusIncomplete Status = "incomplete" // cut, damaged or changed while it was read
	StatusSkipped    Status = "skipped"    // not read
)

// FileStatus tells what became of one input. Read = OK + Rejected, in records.
type FileStatus struct {
	File     string
	Read     int64
	OK       int64
	Rejected int64
	Status   Status
	Reason   string // for people; also set for an ok file with something odd about it
}
