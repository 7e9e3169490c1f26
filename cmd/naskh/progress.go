package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// logEvery is the time between two log lines where there are no bars.
const logEvery = 10 * time.Second

// progress shows the stages: bars with rate and time left on a terminal, a log
// line every ten seconds elsewhere, nothing when quiet.
type progress struct {
	bars  *mpb.Progress
	log   *slog.Logger
	out   io.Writer
	quiet bool

	mu    sync.Mutex
	bar   *mpb.Bar
	stage string
	unit  string
	total int64
	begun time.Time
	done  atomic.Int64
	stop  chan struct{}
}

func newProgress(o *runOptions, stderr io.Writer) *progress {
	p := &progress{out: stderr, quiet: o.quiet, stop: make(chan struct{})}
	file, isFile := stderr.(*os.File)
	terminal := false
	if isFile && term.IsTerminal(int(file.Fd())) {
		width, height, err := term.GetSize(int(file.Fd()))
		terminal = err == nil && width > 0 && height > 0 // bars need room
	}
	switch {
	case o.quiet || o.progress == "off":
		p.quiet = true
	case o.progress == "on" || terminal:
		p.bars = mpb.New(mpb.WithOutput(stderr), mpb.WithAutoRefresh())
	default:
		var h slog.Handler = slog.NewTextHandler(stderr, nil)
		if o.format == "json" {
			h = slog.NewJSONHandler(stderr, nil)
		}
		p.log = slog.New(h)
		go p.tick()
	}
	return p
}

// say shows one line before the first stage.
func (p *progress) say(line string) {
	switch {
	case p.quiet:
	case p.log != nil:
		p.log.Info(line)
	default:
		fmt.Fprintln(p.out, "naskh: "+line)
	}
}

// Stage begins a stage. One without a total shows no count: its parts have
// different units.
func (p *progress) Stage(name, unit string, total int64) {
	if p.quiet {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
	p.stage, p.unit, p.total, p.begun = name, unit, total, time.Now()
	p.done.Store(0)
	if p.bars == nil {
		return
	}
	decorators := []decor.Decorator{decor.CountersNoUnit("%d / %d " + unit), decor.AverageSpeed(0, "  %.0f/s"), decor.AverageETA(decor.ET_STYLE_GO, decor.WC{W: 8})}
	if unit == "bytes" {
		decorators = []decor.Decorator{decor.CountersKibiByte("% .1f / % .1f"), decor.AverageSpeed(decor.SizeB1024(0), "  % .1f"), decor.AverageETA(decor.ET_STYLE_GO, decor.WC{W: 8})}
	}
	if total == 0 {
		p.bar = p.bars.New(0, mpb.NopStyle(), mpb.PrependDecorators(decor.Name(name, decor.WCSyncSpaceR)), mpb.AppendDecorators(decor.Elapsed(decor.ET_STYLE_GO)))
		return
	}
	p.bar = p.bars.AddBar(total, mpb.PrependDecorators(decor.Name(name, decor.WCSyncSpaceR)), mpb.AppendDecorators(decorators...))
}

// Add reports work done.
func (p *progress) Add(n int64) {
	p.done.Add(n)
	if p.bars != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.bar != nil && p.total > 0 {
			p.bar.IncrInt64(n)
		}
	}
}

// finish ends the running stage; the caller holds the lock.
func (p *progress) finish() {
	if p.bar != nil {
		p.bar.SetTotal(-1, true)
		p.bar = nil
	}
	if p.log != nil && p.stage != "" {
		args := []any{"stage", p.stage}
		if p.total > 0 {
			args = append(args, "done", p.done.Load(), "unit", p.unit)
		}
		p.log.Info("stage done", append(args, "seconds", time.Since(p.begun).Round(10*time.Millisecond).Seconds())...)
	}
	p.stage = ""
}

func (p *progress) close() {
	if p.quiet {
		return
	}
	p.mu.Lock()
	p.finish()
	p.mu.Unlock()
	close(p.stop)
	if p.bars != nil {
		p.bars.Wait()
	}
}

func (p *progress) tick() {
	t := time.NewTicker(logEvery)
	defer t.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-t.C:
			p.mu.Lock()
			done, seconds := p.done.Load(), time.Since(p.begun).Seconds()
			args := []any{"stage", p.stage, "seconds", int64(seconds)}
			if p.total > 0 {
				args = append(args, "done", done, "total", p.total, "unit", p.unit, "rate", int64(float64(done)/seconds))
			}
			if done > 0 && p.total > done {
				args = append(args, "eta_seconds", int64(float64(p.total-done)/float64(done)*seconds))
			}
			p.log.Info("working", args...)
			p.mu.Unlock()
		}
	}
}
