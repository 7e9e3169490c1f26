package report

import (
	"bufio"
	"strconv"
	"strings"
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
	if !t.raw {
		s = Guard(s)
		s = ShowControls(s)
	}
	t.cell(s)
}

func (t *table) cell(s string) {
	t.comma()
	if s == "" || !strings.ContainsAny(s, "\",\r\n") && s[0] != ' ' && s[len(s)-1] != ' ' {
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
