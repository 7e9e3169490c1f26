package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"naskh/cluster"
	"naskh/internal/dump"
	"naskh/internal/pipeline"
	"naskh/report"
)

// timingFlags cannot change a result; run.json keeps them apart.
var timingFlags = map[string]bool{
	"out": true, "jobs": true, "memory": true, "progress": true, "log-format": true, "quiet": true, "timing": true,
}

func runCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) (err error) {
	var o runOptions
	groups := o.addFlags()
	f := pflag.NewFlagSet("run", pflag.ContinueOnError)
	f.SetOutput(io.Discard)
	for _, g := range groups {
		f.AddFlagSet(g.flags)
	}
	if err := f.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			fmt.Fprintln(stdout, "naskh run [flags] INPUT…   split, compare, cluster; write the report folder")
			for _, g := range groups {
				fmt.Fprintf(stdout, "\n%s\n%s", g.name, g.flags.FlagUsages())
			}
			return nil
		}
		return usagef("%v\nsee naskh run --help", err)
	}
	if err := o.resolve(); err != nil {
		return err
	}
	share, err := o.skipShare()
	if err != nil {
		return err
	}
	inputs, err := dump.Walk(f.Args())
	if err != nil {
		return err
	}
	debug.SetMemoryLimit(max(int64(o.memory)/2, int64(o.memory)-ownMemory))
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signals()
	defer stop()
	out, err := report.Open(o.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Abort()) }()
	if o.night == "" {
		o.night = time.Now().UTC().Format(time.DateOnly)
	}
	o.p.Night, o.p.Memory = o.night, int64(o.memory)
	progress := newProgress(&o, stderr)
	progress.say(estimateLine(inputs, int64(o.memory)))
	o.p.Progress = progress
	result, err := pipeline.Run(ctx, inputs, out.TempDir(), o.p)
	if err != nil {
		progress.close()
		if c := context.Cause(ctx); c != nil && errors.Is(err, context.Canceled) {
			return c
		}
		return err
	}
	defer result.Close()
	m := result.Model
	m.Version = version
	m.Parameters, m.Timing.Flags = parameters(f, o.night, result.Bands)
	if rejected := m.Records.Rejected; m.Records.Read >= 1000 && float64(rejected) > share*float64(m.Records.Read) {
		progress.close()
		return fmt.Errorf("%w: %d of %d, more than --max-skip %s\nnothing was published; the reasons: %s", errNight, rejected, m.Records.Read, o.maxSkip, reasons(m.Rejects))
	}
	progress.Stage("report", "", 0)
	packers := o.p.Jobs
	if o.p.Frugal() {
		packers = 1
	}
	err = report.Write(out.Dir(), m, report.Options{
		BeforeRun: m.Timing.Begin("report"), CSVBOM: o.bom, CSVRaw: o.raw, Pairs: o.pairs, HTMLParts: o.parts, Jobs: packers, Rejects: result.Rejects,
	})
	progress.close()
	if err == nil {
		err = context.Cause(ctx)
	}
	if err == nil {
		err = out.Commit()
	}
	if err != nil {
		return err
	}
	if !o.quiet {
		fmt.Fprintf(stdout, "%d articles, %d copies in %d clusters, %d related groups; %d records read, %d rejected; %s\n",
			m.Articles.All, m.Articles.Duplicates, len(m.Clusters), len(m.Lists), m.Records.Read, m.Records.Rejected, out.Target())
	}
	if o.timing {
		if err := writeTiming(stderr, m); err != nil {
			return err
		}
	}
	if result.Incomplete {
		for _, file := range m.Files {
			if file.Status != string(dump.StatusOK) {
				fmt.Fprintf(stderr, "naskh: %q: %s: %s\n", file.File, file.Status, file.Reason)
			}
		}
		if m.Records.Rejected > 0 {
			fmt.Fprintf(stderr, "naskh: records rejected: %d (%s); see rejects.jsonl in %q\n", m.Records.Rejected, reasons(m.Rejects), out.Target())
		}
		return errIncomplete
	}
	return nil
}

// reasons lists why records were rejected, the most frequent first.
func reasons(counts map[string]int64) string {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	for i, n := range names {
		names[i] = fmt.Sprintf("%s %d", n, counts[n])
	}
	return strings.Join(names, ", ")
}

// signals returns a context that SIGINT, SIGTERM or SIGHUP ends; a second
// signal ends the process at once.
func signals() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	c := make(chan os.Signal, 2)
	signal.Notify(c, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		if s, ok := <-c; ok {
			signal.Stop(c)
			cancel(stopped{s.(syscall.Signal)})
		}
	}()
	return ctx, func() { signal.Stop(c); close(c); cancel(nil) }
}

// parameters lists the flags with their values, those that cannot change a
// result apart.
func parameters(f *pflag.FlagSet, night string, bands cluster.Bands) (result, timing []report.Parameter) {
	f.SortFlags = false
	f.VisitAll(func(flag *pflag.Flag) {
		p := report.Parameter{Name: flag.Name, Value: value(flag)}
		switch flag.Name {
		case "night":
			p.Value = night
		case "bands":
			p.Value = bands.Bands
		case "rows":
			p.Value = bands.Rows
		}
		if timingFlags[flag.Name] {
			timing = append(timing, p)
		} else {
			result = append(result, p)
		}
	})
	return result, timing
}

func value(flag *pflag.Flag) any {
	s := flag.Value.String()
	switch flag.Value.Type() {
	case "bool":
		return s == "true"
	case "int", "uint64", "float64":
		if v, err := strconv.ParseFloat(s, 64); err == nil {
			return v
		}
	}
	return s
}
