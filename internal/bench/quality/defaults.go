package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// choice is a flag with the values tried: the default, then the others from
// near to far.
type choice struct {
	flag   string
	values []string
}

var choices = []choice{
	{"--shingle-size", []string{"3", "2", "4", "1", "5"}},
	{"--threshold", []string{"0.4", "0.35", "0.45", "0.3", "0.5", "0.6"}},
	{"--containment", []string{"0.45", "0.4", "0.5", "0.35", "0.55", "0.6"}},
	{"--weighted-containment", []string{"0.7", "0.65", "0.75", "0.5", "0.55", "0.6", "0.8"}},
	{"--window", []string{"5", "2", "10", "0"}},
	{"--linkage", []string{"average", "single", "complete"}},
	{"--recall", []string{"0.99", "0.9", "0.999"}},
}

// quickValues is how many values of a choice are tried with -quick: the default
// and its neighbours.
const quickValues = 3

// setting is one row of a table of settings.
type setting struct {
	name  string
	flags []string
}

// settings lists the defaults and every value that differs from them, one flag
// at a time.
func (l *lab) settings() []setting {
	all := []setting{{"**defaults**", nil}}
	for _, c := range choices {
		values := c.values
		if l.quick {
			values = values[:quickValues]
		}
		values = slices.Clone(values[1:])
		slices.SortFunc(values, func(a, b string) int { return cmp.Or(cmp.Compare(number(a), number(b)), cmp.Compare(a, b)) })
		for _, v := range values {
			all = append(all, setting{"`" + c.flag + " " + v + "`", []string{c.flag, v}})
		}
	}
	return all
}

// number is the value of a flag; 0 for a word.
func number(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return x
}

// defaults prints what each value of each flag gives, one at a time.
func (l *lab) defaults(ctx context.Context, w io.Writer) error {
	var names []string
	for _, c := range choices {
		names = append(names, fmt.Sprintf("`%s %s`", c.flag, c.values[0]))
	}
	fmt.Fprintf(w, "Defaults: %s. One flag changed at a time.\n\n", strings.Join(names, ", "))
	settings := l.settings()
	if err := l.settingsTable(ctx, w, settings); err != nil {
		return err
	}
	if !l.hasData() {
		return nil
	}
	return l.validate(ctx, w, settings)
}

// settingsTable prints one row of figures for each setting.
func (l *lab) settingsTable(ctx context.Context, w io.Writer, settings []setting) error {
	t := table{head: []string{"flags"}}
	nights, err := l.nights(ctx)
	if err != nil {
		return err
	}
	if l.hasData() {
		t.head = append(t.head, "near F1", "same F1", "template, boilerplate merged", "partial merged", "weak pairs", "largest, 5 days", "largest, all days")
	}
	for _, n := range nights {
		t.head = append(t.head, n.name+" F1")
	}
	t.head = append(t.head, "template pairs", "event pairs")
	for _, s := range settings {
		f, err := l.measure(ctx, s.flags...)
		if err != nil {
			return err
		}
		cells := []any{s.name}
		if l.hasData() {
			cells = append(cells,
				f3(f.goldCounts(l.goldSet, near).f1()), f3(f.goldCounts(l.goldSet, same).f1()),
				of(f.labelCounts(l.goldSet, "template", "boilerplate")), of(f.labelCounts(l.goldSet, "partial")),
				percent(f.weak, f.pairs), f.daysLargest, f.fullLargest)
		}
		templates, events, eventPairs := 0, 0, 0
		for _, n := range f.nights {
			cells = append(cells, fmt.Sprintf("%.4f", n.f1()))
			templates, events, eventPairs = templates+n.templates, events+n.events, eventPairs+n.eventPairs
		}
		t.add(append(cells, templates, of(events, eventPairs))...)
	}
	t.write(w)
	return nil
}
