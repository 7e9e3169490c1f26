package report

import (
	"bufio"
	"fmt"
	"iter"
	"os"
	"path/filepath"
)

// Options says how a Model is written. The zero value writes plain CSV without
// byte order mark, without pairs.csv and an empty rejects.jsonl; the command's
// own defaults are CSVBOM and Pairs true.
type Options struct {
	CSVBOM bool // start every CSV file with a UTF-8 byte order mark
	CSVRaw bool // leave cells as they are: no formula guard, no visible controls
	Pairs  bool // write pairs.csv

	// Rejects yields every record that was not read, in the order of the file;
	// nil means none. An error it yields ends Write.
	Rejects iter.Seq2[Reject, error]

	// TextBudgetBytes bounds the article texts that a page carries, counted as
	// they stand in the file. 0 means what is left of 12 MB, which is a megabyte
	// where addresses are left out for want of room, but at least 512 KiB; in
	// parts it means all texts. A negative value leaves all texts out. The largest
	// clusters and the ones with the weakest join come first, and the page says
	// how many have theirs.
	TextBudgetBytes int64

	// BeforeRun is called when all files but run.json are written: the caller may
	// complete the model's Timing, which nothing else shows. nil means no call.
	BeforeRun func()

	// Jobs bounds the goroutines that work at a time; 0 means one a processor.
	// The bytes are the same for any.
	Jobs int

	// HTMLParts writes the members of clusters, with all addresses and texts, as
	// pages of their own beside index.html. Without it all stands inside the one
	// file, which keeps of them what fits 12 MB.
	HTMLParts bool
}

// The files of an output folder. pairs.csv is left out without Options.Pairs,
// the folder of parts without Options.HTMLParts.
const (
	ClustersFile  = "clusters.csv"
	PairsFile     = "pairs.csv"
	RelatedFile   = "related.csv"
	HeadlinesFile = "headlines.csv"
	SitesFile     = "sites.csv"
	FurnitureFile = "furniture.csv"
	RejectsFile   = "rejects.jsonl"
	RunFile       = "run.json"
	HTMLFile      = "index.html"
	PartsFolder   = "index.parts"
)

// Write writes m as the files of an output folder into dir, which must exist
// and is normally Output.Dir. The bytes depend on m and o alone, but for the
// "timing" key of run.json. After an error the files are incomplete: abort the
// Output. Errors wrap those of the system, so that a full disk can be told.
func Write(dir string, m *Model, o Options) error {
	c := newCrew(o.Jobs)
	defer c.all.Wait()
	var examples map[string][]Reject
	err := writeFile(dir, RejectsFile, func(w *bufio.Writer) (err error) {
		examples, err = writeRejects(w, o.Rejects)
		return err
	})
	if err != nil {
		return err
	}
	tables := startTables(c, dir, m, o)
	err = writeFile(dir, HTMLFile, func(w *bufio.Writer) error { return writeHTML(w, c, dir, m, o, examples) })
	for _, wait := range tables {
		if _, terr := wait(); err == nil {
			err = terr
		}
	}
	if err == nil && m.Source != nil {
		err = m.Err()
	}
	if err != nil {
		return err
	}
	if o.BeforeRun != nil {
		o.BeforeRun()
	}
	// run.json comes last: it is what marks the folder as ours.
	return writeFile(dir, RunFile, func(w *bufio.Writer) error { return WriteRun(w, m) })
}

// startTables begins to write the CSV files; each function returned waits for
// one of them.
func startTables(c *crew, dir string, m *Model, o Options) []func() (struct{}, error) {
	var started []func() (struct{}, error)
	for _, t := range []struct {
		name string
		rows func(*table, *Model)
	}{
		{ClustersFile, clusterRows},
		{PairsFile, pairRows},
		{RelatedFile, relatedRows},
		{HeadlinesFile, headlineRows},
		{SitesFile, siteRows},
		{FurnitureFile, furnitureRows},
	} {
		if t.name == PairsFile && !o.Pairs {
			continue
		}
		started = append(started, later(c, func() (struct{}, error) {
			return struct{}{}, writeFile(dir, t.name, func(w *bufio.Writer) error {
				tab := newTable(w, o)
				t.rows(tab, m)
				return tab.err
			})
		}))
	}
	return started
}

// writeFile creates dir/name with what write puts into it.
func writeFile(dir, name string, write func(*bufio.Writer) error) (err error) {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	defer func() {
		if cerr := f.Close(); err == nil && cerr != nil {
			err = cerr
		}
		if err != nil {
			err = fmt.Errorf("report: writing %s: %w", name, err)
		}
	}()
	w := bufio.NewWriterSize(f, 1<<18)
	if err := write(w); err != nil {
		return err
	}
	return w.Flush()
}
