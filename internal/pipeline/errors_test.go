package pipeline

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"naskh/report"
)

// A temporary file that cannot be read ends the stage that reads it.
func TestLostTemporaryFileEndsTheStage(t *testing.T) {
	ctx := context.Background()
	candidates := func(r *run) error { _, err := r.candidates(ctx); return err }
	for _, c := range []struct {
		name  string
		lose  func(r *run) *spill
		stage func(r *run) error
	}{
		{"signs", func(r *run) *spill { return r.signs }, candidates},
		{"samples", func(r *run) *spill { return r.samples }, candidates},
		{"details", func(r *run) *spill { return r.details }, candidates},
		{"texts", func(r *run) *spill { return r.texts }, func(r *run) error {
			r.repeated = r.articles[:1] // a record whose words have to be taken out again
			return r.countNodes(ctx)
		}},
	} {
		r := hotPair(t).run
		if err := c.lose(r).f.Close(); err != nil {
			t.Fatal(err)
		}
		if c.stage(r) == nil {
			t.Errorf("%s: no error", c.name)
		}
	}
}

// So does a part of the samples that cannot be read back.
func TestLostPartOfSamplesIsTold(t *testing.T) {
	s, err := newSpill(t.TempDir(), "parts")
	if err != nil {
		t.Fatal(err)
	}
	p := partition{spill: s, parts: make([]part, 3)}
	w := p.writer()
	for i := range uint32(3) {
		if err := w.add(i<<30, i); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.flush(), s.f.Close()); err != nil {
		t.Fatal(err)
	}
	if p.eachSorted(2, func([]uint64) bool { return true }) == nil {
		t.Error("no error")
	}
}

// A report without its titles is not written.
func TestLostHeadsFailTheReport(t *testing.T) {
	line := func(id string) string {
		return `{"id":"` + id + `","text":"The mayor of the harbour town opened a bridge for walkers this morning."}` + "\n"
	}
	result := runText(t, DefaultOptions(), map[string]string{"n.jsonl": line("a") + line("b")})
	if err := result.run.headsOf.f.Close(); err != nil {
		t.Fatal(err)
	}
	if report.Write(t.TempDir(), result.Model, report.Options{}) == nil {
		t.Error("no error")
	}
}

// After an error of one worker the others do not finish the stage.
func TestWorkersStopAtAnError(t *testing.T) {
	opts := DefaultOptions()
	opts.Jobs = 4
	r := &run{opts: opts, progress: noProgress{}}
	full := errors.New("no space left")
	var done atomic.Int64
	_, err := workers(context.Background(), r, 4000, 10, func() struct{} { return struct{}{} }, func(_ struct{}, i int) error {
		if i == 0 {
			return full
		}
		time.Sleep(time.Millisecond)
		done.Add(1)
		return nil
	})
	if err != full || done.Load() > 400 {
		t.Errorf("%v, %d others were done", err, done.Load())
	}
}

// Of records with one id and the same words the earliest stays, in whatever order they
// come.
func TestEarliestOfRepeatedRecordsStays(t *testing.T) {
	const text = "The mayor of the harbour town opened a bridge for walkers this morning."
	line := func(id, date, site string) string {
		return `{"id":"` + id + `","date":"` + date + `","site":"` + site + `","text":"` + text + `"}` + "\n"
	}
	x, late, y := line("x", "2026-03-01", "a.example"), line("x", "2026-03-05", "b.example"), line("y", "2026-03-03", "c.example")
	for _, input := range []string{x + late + y, late + x + y, y + late + x} {
		m := runText(t, DefaultOptions(), map[string]string{"n.jsonl": input}).Model
		if len(m.Clusters) != 1 || m.Records.DuplicateID != 1 {
			t.Fatalf("%d clusters, %d repeated records", len(m.Clusters), m.Records.DuplicateID)
		}
		if a := m.Article(m.Clusters[0].Members[0].Article); a.ID != "x" || a.Site != "a.example" {
			t.Errorf("representative %q of %q", a.ID, a.Site)
		}
	}
}
