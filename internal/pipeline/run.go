// Package pipeline runs all stages of a night on one machine: dumps in, a
// report model out. Goroutines, memory and progress are its business; what a
// stage decides stands in the packages it calls.
//
// Nothing of an article but a short row stays in memory: words, texts, signatures
// and lists lie in temporary files. The result depends on the input and the
// options alone, not on Jobs or the order of files. docs/speed.md says what each
// stage costs and what bounds it.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync/atomic"
	"time"

	"naskh/cluster"
	"naskh/internal/dump"
	"naskh/report"
	"naskh/shingle"
)

// run is the state of one run.
type run struct {
	opts     Options
	bands    cluster.Bands
	progress Progress
	inputs   []dump.Input
	temp     string // folder of the temporary files

	texts, marks, signs, samples, lists *spill
	details                             *spill // of articles, see detail
	rowsOf                              *spill // until gather has read it
	rejectsOf                           *spill

	articles  []article
	ids       arena
	sites     []string // by name
	rejects   []rejected
	warnings  map[string]int64
	badDates  int64
	bytesRead atomic.Int64 // as the progress was told

	repeated                                                    []article // records dropped because id and words repeat
	pages, embedded, duplicateIDs, versions, short, rejectCount int64

	furniture furniture
	byNode    []int32 // articles, node by node
	nodes     []node
	spans     []span
	signer    *shingle.Signer
	frequency *frequency
	logTexts  float64 // ln(number of texts + 1)
	capped    map[string]int64
	crowding  []uint16 // of a node: the capped band buckets it stands in; nil where there are none
	linked    []group

	model      report.Model
	rows       []int32 // of an article: 1 + its number in the report
	modeled    []int32 // articles in the report
	clusterOf  []int32 // of an article: 1 + its index in model.Clusters
	headlineAt []int32 // of a headline group: its index in model.Headlines
	siteLists  []int64 // pages of a site with a related list

	headsRead     *spill  // of all articles, see headWriter
	headsOf       *spill  // of the report, see source
	headlineTexts []place // of model.Headlines
}

// Result is what a run found. Close gives its temporary files back; the texts
// in the model can be read until then.
type Result struct {
	Model   *report.Model
	Rejects iter.Seq2[report.Reject, error] // in the order of the input, until Close
	Bands   cluster.Bands                   // as chosen
	// Incomplete reports that records or files were skipped.
	Incomplete bool

	run *run
}

// Close removes the temporary files.
func (r *Result) Close() error { return r.run.close() }

// Run does everything from reading to the report model. temp is a folder for
// temporary files, about 1.8 times the size of the decompressed input. Errors:
// *UsageError for settings, those of dump.Walk and dump.NewReader for inputs,
// context errors, or input and output errors of the temporary files.
func Run(ctx context.Context, inputs []dump.Input, temp string, opts Options) (*Result, error) {
	r, err := newRun(inputs, temp, opts)
	if err != nil {
		return nil, err
	}
	source, err := dump.NewReader(inputs, opts.Dump)
	if err != nil {
		return nil, errors.Join(&UsageError{err.Error()}, r.close())
	}
	defer source.Close()
	result, err := r.stages(ctx, source)
	if err != nil {
		return nil, errors.Join(err, r.close())
	}
	return result, nil
}

// newRun checks the options and opens the temporary files.
func newRun(inputs []dump.Input, temp string, opts Options) (*run, error) {
	r := &run{opts: opts, inputs: inputs, temp: temp, progress: opts.Progress, warnings: map[string]int64{}, capped: map[string]int64{}}
	if r.progress == nil {
		r.progress = noProgress{}
	}
	if opts.Memory > 0 {
		r.opts.Jobs = int(max(1, min(int64(opts.Jobs), opts.Memory/jobMemory)))
	}
	var err error
	if r.bands, err = opts.bands(); err != nil {
		return nil, err
	}
	if r.signer, err = shingle.NewSigner(opts.Perms, opts.Seed); err != nil {
		return nil, &UsageError{err.Error()}
	}
	r.frequency = newFrequency()
	for kind, s := range map[string]**spill{"details": &r.details, "rows": &r.rowsOf, "rejects": &r.rejectsOf, "heads": &r.headsRead, "report": &r.headsOf, "texts": &r.texts, "marks": &r.marks, "signs": &r.signs, "samples": &r.samples, "lists": &r.lists} {
		if *s, err = newSpill(temp, kind); err != nil {
			return nil, errors.Join(err, r.close())
		}
	}
	return r, nil
}

func (r *run) close() error {
	return r.drop(&r.details, &r.rowsOf, &r.rejectsOf, &r.headsRead, &r.headsOf, &r.texts, &r.marks, &r.signs, &r.samples, &r.lists)
}

// drop removes temporary files that are no longer needed.
func (r *run) drop(spills ...**spill) error {
	var errs []error
	for _, s := range spills {
		if *s != nil {
			errs = append(errs, (*s).Close())
			*s = nil
		}
	}
	return errors.Join(errs...)
}

// stages runs one stage after the other and takes their time.
func (r *run) stages(ctx context.Context, source *dump.Reader) (*Result, error) {
	r.model.Timing.Started = time.Now()
	var bytes int64
	for _, in := range r.inputs {
		bytes += in.Size
	}
	var pairs []cluster.Pair
	var found []verified
	stages := []struct {
		name, unit string
		total      func() int64
		do         func() error
	}{
		{"read", "bytes", func() int64 { return bytes }, func() error { return r.read(ctx, source) }},
		{"furniture", "articles", func() int64 { return int64(len(r.articles)) }, func() error {
			if err := r.findFurniture(); err != nil {
				return err
			}
			if err := r.trim(ctx); err != nil {
				return err
			}
			return r.drop(&r.marks)
		}},
		{"collapse", "articles", func() int64 { return int64(len(r.articles) + len(r.repeated)) }, func() error {
			if err := r.collapse(); err != nil {
				return err
			}
			return r.countNodes(ctx)
		}},
		{"candidates", "", func() int64 { return 0 }, func() (err error) {
			if pairs, err = r.candidates(ctx); err != nil {
				return err
			}
			return r.drop(&r.signs, &r.samples)
		}},
		{"verify", "pairs", func() int64 { return int64(len(pairs)) }, func() (err error) {
			found, err = r.verify(ctx, pairs)
			pairs = nil
			return err
		}},
		{"cluster", "", func() int64 { return 0 }, func() error {
			known := found
			found = nil
			if err := r.groups(ctx, known); err != nil {
				return err
			}
			return r.drop(&r.lists, &r.details, &r.headsRead)
		}},
	}
	for _, s := range stages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r.progress.Stage(s.name, s.unit, s.total())
		done := r.model.Timing.Begin(s.name)
		if err := s.do(); err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
		done()
	}
	r.model.Timing.Jobs = r.opts.Jobs
	r.model.Timing.Bytes = source.BytesRead()
	r.articles, r.modeled, r.rows, r.clusterOf, r.headlineAt = nil, nil, nil, nil, nil // the source has what the report needs
	r.collect()
	result := &Result{Model: &r.model, Rejects: r.eachReject, Bands: r.bands, run: r}
	result.Incomplete = r.files(source.Files())
	return result, nil
}

// cap counts work that was bounded.
func (r *run) cap(what string, capped cluster.Capped) {
	if capped.Buckets > 0 {
		r.capped[what+"_buckets"] += capped.Buckets
		r.capped[what+"_members"] += capped.Members
	}
	for _, node := range capped.Articles {
		if r.crowding == nil {
			r.crowding = make([]uint16, len(r.nodes))
		}
		r.crowding[node]++
	}
}
