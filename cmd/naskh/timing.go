package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"naskh/report"
)

// writeTiming prints what --timing asks for: the wall and processor time of each
// stage, then rates and memory of the whole run.
func writeTiming(w io.Writer, m *report.Model) error {
	t := &m.Timing
	var cpu time.Duration
	for _, s := range t.Stages {
		cpu += s.CPU
	}
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tab, "stage\twall s\tCPU s\tshare of CPU\t")
	for _, s := range append(t.Stages, report.Stage{Name: "all", Wall: t.WallTime, CPU: cpu}) {
		fmt.Fprintf(tab, "%s\t%.2f\t%.2f\t%.0f%%\t\n", s.Name, s.Wall.Seconds(), s.CPU.Seconds(), 100*s.CPU.Seconds()/max(cpu.Seconds(), 1e-9))
	}
	if err := tab.Flush(); err != nil {
		return err
	}
	seconds := max(t.WallTime.Seconds(), 1e-9)
	_, err := fmt.Fprintf(w, "%.0f articles/s, %.1f MB/s, %d workers, at most %d MB of memory\n",
		float64(m.Articles.All)/seconds, float64(t.Bytes)/1e6/seconds, t.Jobs, t.PeakRSS/1e6)
	return err
}
