package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "quality:", err)
		}
		stop()
		os.Exit(1)
	}
}

// part is one table, or several, of docs/quality.md.
type part struct {
	name  string
	data  bool // needs the data folder
	print func(l *lab, ctx context.Context, w io.Writer) error
}

var parts = []part{
	{"provenance", false, (*lab).provenance},
	{"scores", true, (*lab).scores},
	{"defaults", false, (*lab).defaults},
	{"ablation", false, (*lab).ablation},
	{"candidates", true, (*lab).candidates},
	{"languages", true, (*lab).languages},
	{"wrong", true, (*lab).wrong},
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	l := &lab{measured: map[string]*figures{}, jobs: runtime.GOMAXPROCS(0), log: stderr}
	fs := flag.NewFlagSet("quality", flag.ContinueOnError)
	fs.SetOutput(stderr)
	data := fs.String("data", os.Getenv("NASKH_SHARED"), "folder that holds data/ and bench/make_corpus.py")
	only := fs.String("only", "", "comma-separated parts to run: provenance, scores, defaults, ablation, candidates, languages, wrong")
	write := fs.String("write", "", "Markdown file whose tables are replaced (default: print them)")
	fs.StringVar(&l.naskh.path, "naskh", "bin/naskh", "the naskh command")
	fs.StringVar(&l.python, "python", "/usr/bin/python3", "Python with numpy, for make_corpus.py")
	fs.BoolVar(&l.quick, "quick", false, "fewer settings, nights of 5,000 documents, fewer planted copies")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("%q is no flag (see -help)", fs.Arg(0))
	}
	if *data != "" {
		l.data, l.script = filepath.Join(*data, "data"), filepath.Join(*data, "bench", "make_corpus.py")
	}
	if *write != "" && !l.hasData() {
		return errors.New("-write needs the data folder (-data), or the tables would lose columns")
	}
	chosen, err := choose(*only)
	if err != nil {
		return err
	}
	if l.naskh.path, err = filepath.Abs(l.naskh.path); err != nil {
		return err
	}
	if l.naskh.temp, err = os.MkdirTemp("", "quality-"); err != nil {
		return err
	}
	defer os.RemoveAll(l.naskh.temp)

	blocks := map[string]string{}
	for _, p := range chosen {
		if p.data && !l.hasData() {
			fmt.Fprintf(stderr, "%s: no data (set -data): left out\n", p.name)
			continue
		}
		start := time.Now()
		var b bytes.Buffer
		if err := p.print(l, ctx, &b); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Fprintf(stderr, "%s: %.0f s\n", p.name, time.Since(start).Seconds())
		blocks[p.name] = b.String()
		if *write == "" {
			fmt.Fprintf(stdout, "## %s\n\n%s", p.name, b.String())
		}
	}
	if *write == "" {
		return nil
	}
	text, err := os.ReadFile(*write)
	if err != nil {
		return err
	}
	for name, block := range blocks {
		if text, err = replaceBlock(text, name, block); err != nil {
			return fmt.Errorf("%s: %w", *write, err)
		}
	}
	return os.WriteFile(*write, text, 0o666)
}

// choose returns the named parts, in their order; all where none is named.
func choose(only string) ([]part, error) {
	if only == "" {
		return parts, nil
	}
	var chosen []part
	names := strings.Split(only, ",")
	for _, p := range parts {
		for i, n := range names {
			if n == p.name {
				chosen = append(chosen, p)
				names = append(names[:i], names[i+1:]...)
				break
			}
		}
	}
	if len(names) > 0 {
		return nil, fmt.Errorf("-only: there is no part %q", names[0])
	}
	return chosen, nil
}

// replaceBlock puts block between the comments that begin and end the tables of
// a part, which stay.
func replaceBlock(text []byte, name, block string) ([]byte, error) {
	begin, end := []byte("<!-- begin "+name+" -->\n"), []byte("<!-- end "+name+" -->")
	from := bytes.Index(text, begin)
	to := bytes.Index(text, end)
	if from < 0 || to < from {
		return nil, fmt.Errorf("%q and %q are not both there, in this order", bytes.TrimSpace(begin), end)
	}
	from += len(begin)
	return bytes.Join([][]byte{text[:from], []byte("\n" + block), text[to:]}, nil), nil
}
