package main

import (
	"fmt"
	"io"
	"strings"
)

// table is a Markdown table: the first column to the left, numbers to the right.
type table struct {
	head []string
	rows [][]string
	left int // columns at the start that are text; 0 counts as 1
}

// add appends one row; cells are formatted as fmt.Sprint does.
func (t *table) add(cells ...any) {
	row := make([]string, len(cells))
	for i, c := range cells {
		row[i] = strings.ReplaceAll(fmt.Sprint(c), "|", `\|`)
	}
	t.rows = append(t.rows, row)
}

func (t *table) write(w io.Writer) {
	fmt.Fprintf(w, "| %s |\n|", strings.Join(t.head, " | "))
	for i := range t.head {
		if i < max(1, t.left) {
			fmt.Fprint(w, "---|")
		} else {
			fmt.Fprint(w, "--:|")
		}
	}
	fmt.Fprintln(w)
	for _, r := range t.rows {
		fmt.Fprintf(w, "| %s |\n", strings.Join(r, " | "))
	}
	fmt.Fprintln(w)
}

// f3 shows a share with three decimals.
func f3(x float64) string { return fmt.Sprintf("%.3f", x) }

// percent shows a share in percent with one decimal.
func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(whole))
}

// of shows a count of a total.
func of(part, whole int) string { return fmt.Sprintf("%d/%d", part, whole) }
