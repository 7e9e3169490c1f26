// Gencorpus writes a synthetic corpus: docs.jsonl, labels.csv (id,cluster,kind)
// and pairs.csv (the pairs on one event, which are no copies).
//
//	gencorpus -n 1000000 -seed 1 -out /tmp/corpus
//	gencorpus -n 1000000 -identical -out DIR      a million equal pages
//	gencorpus -n 100000 -template -out DIR        one bucket of pages that differ in numbers
//	gencorpus -n 1000000 -short -out DIR          pages of ten words
//	gencorpus -long 1000000 -out DIR              one page of a million words
//	gencorpus -n 300000 -files -out DIR           one text file a document, below DIR/files
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"naskh/internal/bench/corpus"
)

type options struct {
	spec                       corpus.Spec
	out                        string
	identical, template, short bool
	long                       int
	files                      bool
}

func main() {
	debug.SetGCPercent(1000) // documents are garbage as soon as they are written
	if err := run(os.Args[1:]); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "gencorpus:", err)
		}
		os.Exit(2)
	}
}

func run(args []string) error {
	var o options
	fs := flag.NewFlagSet("gencorpus", flag.ContinueOnError)
	fs.IntVar(&o.spec.Documents, "n", 10_000, "documents")
	fs.Uint64Var(&o.spec.Seed, "seed", 1, "another seed gives another corpus")
	fs.IntVar(&o.spec.Words, "words", 300, "words of a document, on average")
	fs.IntVar(&o.spec.Sites, "sites", 40, "sites")
	fs.Float64Var(&o.spec.Copies, "dup", 0.2, "share of documents that copy another")
	fs.Float64Var(&o.spec.Hard, "hard", 0.02, "share of documents that look like copies and are none")
	fs.StringVar(&o.out, "out", "", "folder to write into (made if missing)")
	fs.BoolVar(&o.identical, "identical", false, "all documents have the same words")
	fs.BoolVar(&o.template, "template", false, "all documents are of one series")
	fs.BoolVar(&o.short, "short", false, "all documents have ten words")
	fs.IntVar(&o.long, "long", 0, "one document of this many words")
	fs.BoolVar(&o.files, "files", false, "one text file a document instead of docs.jsonl")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if o.out == "" || fs.NArg() > 0 {
		return errors.New("usage: gencorpus -n DOCUMENTS -out FOLDER (see -help)")
	}
	switch {
	case o.identical:
		o.spec.Shape = corpus.Identical
	case o.template:
		o.spec.Shape = corpus.OneTemplate
	case o.short:
		o.spec.Shape = corpus.Short
	case o.long > 0:
		o.spec.Shape, o.spec.Words, o.spec.Documents = corpus.Long, o.long, 1
	}
	c, err := corpus.New(o.spec)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o777); err != nil {
		return err
	}
	start := time.Now()
	var bytes int64
	if o.files {
		bytes, err = writeFiles(c, o.out)
	} else {
		bytes, err = writeLines(c, filepath.Join(o.out, "docs.jsonl"))
	}
	if err != nil {
		return err
	}
	seconds := time.Since(start).Seconds()
	if err := writeLabels(c, o); err != nil {
		return err
	}
	fmt.Printf("documents %d  MB %.1f  seconds %.2f  docs/s %.0f\n",
		c.Len(), float64(bytes)/1e6, seconds, float64(c.Len())/seconds)
	return nil
}

// chunk is how many documents one worker writes at a time.
const chunk = 256

// writeLines writes all documents as lines of JSON, in order; the workers fill
// chunks ahead of the writer.
func writeLines(c *corpus.Corpus, name string) (int64, error) {
	workers := runtime.GOMAXPROCS(0)
	ahead := make(chan chan []byte, 2*workers) // chunks in order, each to be filled
	free := make(chan []byte, 4*workers)
	for range cap(free) {
		free <- nil
	}
	go func() {
		defer close(ahead)
		for first := 0; first < c.Len(); first += chunk {
			filled := make(chan []byte, 1)
			ahead <- filled
			buf := <-free
			go func() {
				buf = buf[:0]
				for i := first; i < min(first+chunk, c.Len()); i++ {
					buf = c.AppendJSON(buf, i)
				}
				filled <- buf
			}()
		}
	}()
	var written int64
	err := writeFile(name, func(w io.Writer) error {
		var failed error
		for filled := range ahead {
			buf := <-filled
			if failed == nil {
				_, failed = w.Write(buf)
				written += int64(len(buf))
			}
			free <- buf
		}
		return failed
	})
	return written, err
}

// writeFiles writes each document into a file of its own, a thousand a folder.
func writeFiles(c *corpus.Corpus, out string) (int64, error) {
	var buf []byte
	var written int64
	for i := range c.Len() {
		folder := filepath.Join(out, "files", fmt.Sprintf("%04d", i/1000))
		if i%1000 == 0 {
			if err := os.MkdirAll(folder, 0o777); err != nil {
				return written, err
			}
		}
		buf = c.AppendText(buf[:0], i)
		if err := os.WriteFile(filepath.Join(folder, corpus.ID(i)+".txt"), buf, 0o666); err != nil {
			return written, err
		}
		written += int64(len(buf))
	}
	return written, nil
}

// writeLabels writes labels.csv and pairs.csv. The similarity columns of
// pairs.csv stay empty: it holds only pairs that are no copies.
func writeLabels(c *corpus.Corpus, o options) error {
	type pair struct{ a, b string }
	var pairs []pair
	first := map[uint32]string{}
	err := writeFile(filepath.Join(o.out, "labels.csv"), func(w io.Writer) error {
		if _, err := io.WriteString(w, "id,cluster,kind\n"); err != nil {
			return err
		}
		for i := range c.Len() {
			cluster, kind, partner := c.Label(i)
			id := corpus.ID(i)
			if o.files {
				id = filepath.Join(fmt.Sprintf("%04d", i/1000), id+".txt")
			}
			if kind == corpus.Event {
				if a, ok := first[partner]; ok {
					pairs = append(pairs, pair{a, id})
				}
				first[partner] = id
			}
			if _, err := fmt.Fprintf(w, "%s,%d,%s\n", id, cluster, kind); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(o.out, "pairs.csv"), func(w io.Writer) error {
		if _, err := io.WriteString(w, "a,b,kind,j_raw,j_norm,cont_norm,edits\n"); err != nil {
			return err
		}
		for _, p := range pairs {
			if _, err := fmt.Fprintf(w, "%s,%s,event,,,,\n", p.a, p.b); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeFile makes name and fills it through a buffer.
func writeFile(name string, fill func(io.Writer) error) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := fill(w); err != nil {
		return err
	}
	return w.Flush()
}
