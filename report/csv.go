package report

import (
	"bufio"
	"strconv"
	"time"
)

// table writes the rows of one CSV file (RFC 4180, lines end in LF). The first
// error stays in err and turns the rest into no-ops.
type table struct {
	w    *bufio.Writer
	raw  bool
	row  []byte
	some bool // the row has a cell
	err  error
}

func newTable(w *bufio.Writer, o Options) *table {
	t := &table{w: w, raw: o.CSVRaw}
	if o.CSVBOM {
		_, t.err = w.WriteString("\uFEFF")
	}
	return t
}

// header writes the column names.
func (t *table) header(names ...string) {
	for _, n := range names {
		t.cell(n)
	}
	t.end()
}

// text adds a cell that was scraped or names something that was.
func (t *table) text(s string) {
	kinds := kindsOf(s)
	if !t.raw && s != "" {
		if c := s[0] | 0x20; c < 'a' || c > 'z' { // no letter starts a formula
			s = Guard(s)
		}
		if kinds&mayHide != 0 {
			s = ShowControls(s)
		}
	}
	t.put(s, kinds&mayQuote != 0)
}

func (t *table) cell(s string) { t.put(s, kindsOf(s)&mayQuote != 0) }

func (t *table) put(s string, quote bool) {
	t.comma()
	if s == "" || !quote && s[0] != ' ' && s[len(s)-1] != ' ' {
		t.row = append(t.row, s...)
		return
	}
	t.row = append(t.row, '"')
	for i := range len(s) {
		if s[i] == '"' {
			t.row = append(t.row, '"')
		}
		t.row = append(t.row, s[i])
	}
	t.row = append(t.row, '"')
}

// What a byte can mean for a cell.
const (
	mayQuote = 1 << iota // the cell is put in quotes
	mayHide              // a control character, or the first byte of one that ShowControls shows
)

var byteKinds = func() (k [256]uint8) {
	for c := range 0x20 {
		k[c] = mayHide
	}
	k[0x7F], k[0xC2], k[0xE2] = mayHide, mayHide, mayHide // U+007F, U+0080–U+00BF, U+2000–U+2FFF
	for _, c := range "\",\r\n" {
		k[c] |= mayQuote
	}
	return k
}()

// kindsOf tells in one pass what the bytes of a cell can mean.
func kindsOf(s string) (kinds uint8) {
	for i := range len(s) {
		kinds |= byteKinds[s[i]]
	}
	return kinds
}

func (t *table) count(n int64) {
	t.comma()
	t.row = strconv.AppendInt(t.row, n, 10)
}

// ratio adds a similarity with 6 decimals.
func (t *table) ratio(f float64) {
	t.comma()
	t.row = strconv.AppendFloat(t.row, f, 'f', 6, 64)
}

// date adds a date as RFC 3339 in UTC, nothing where there is none.
func (t *table) date(d time.Time) {
	t.comma()
	if !d.IsZero() {
		t.row = d.UTC().AppendFormat(t.row, time.RFC3339)
	}
}

func (t *table) comma() {
	if t.some {
		t.row = append(t.row, ',')
	}
	t.some = true
}

func (t *table) end() {
	t.row = append(t.row, '\n')
	if t.err == nil {
		_, t.err = t.w.Write(t.row)
	}
	t.row, t.some = t.row[:0], false
}
