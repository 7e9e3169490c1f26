package pipeline

import (
	"bytes"
	"testing"

	"naskh/cluster"
	"naskh/internal/bench/corpus"
	"naskh/internal/dump"
	"naskh/internal/page"
)

// hotReader is a worker of the first stage that writes to files of its own.
func hotReader(tb testing.TB) *reader {
	opts := DefaultOptions()
	opts.Markers = page.NewMarkers()
	r, err := newRun(make([]dump.Input, 1), tb.TempDir(), opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { r.close() })
	return r.newReader()
}

// generated are n records of the benchmark's corpus.
func generated(tb testing.TB, n int) (records []dump.Record, size int) {
	c, err := corpus.New(corpus.Spec{Documents: n, Seed: 3, Words: 300, Sites: 40, Copies: 0.2, Hard: 0.02})
	if err != nil {
		tb.Fatal(err)
	}
	for i := range n {
		title, body, _ := bytes.Cut(c.AppendText(nil, i), []byte("\n"))
		size += len(title) + len(body) + 1
		records = append(records, dump.Record{ID: corpus.ID(i), Title: string(title), Text: string(body), Position: int64(i + 1)})
	}
	return records, size
}

// Split, words, shingles, signature, sample, counts and spills reuse their memory; a
// new block for ids comes once in thousands of records.
func TestReadingAllocatesNothing(t *testing.T) {
	w := hotReader(t)
	records, _ := generated(t, 256)
	read := func(n int) {
		if err := w.add(&records[n%len(records)]); err != nil {
			t.Fatal(err)
		}
		if n%len(records) == 0 { // as at the end of a chunk
			if err := w.rows.end(); err != nil {
				t.Fatal(err)
			}
		}
	}
	for n := range 20 * len(records) { // warm up: buffers reach their size, counts are flushed
		read(n)
	}
	n := 0
	if allocs := testing.AllocsPerRun(2000, func() { read(n); n++ }); allocs > 0 {
		t.Errorf("%g allocations a record, want 0", allocs)
	}
}

// BenchmarkRead is the first stage without JSON: split, words, signature, spill.
func BenchmarkRead(b *testing.B) {
	w := hotReader(b)
	records, size := generated(b, 1024)
	b.SetBytes(int64(size / len(records)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if err := w.add(&records[n%len(records)]); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkSign is what makes the signs record of words.
func BenchmarkSign(b *testing.B) {
	w := hotReader(b)
	records, size := generated(b, 256)
	for i := range records {
		if err := w.add(&records[i]); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.flush(); err != nil {
		b.Fatal(err)
	}
	if err := w.run.gather([]*reader{w}); err != nil {
		b.Fatal(err)
	}
	l := loader{run: w.run}
	b.SetBytes(int64(size / len(records)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		words, wide, err := l.whole(&w.run.articles[n%len(records)])
		if err != nil {
			b.Fatal(err)
		}
		w.signing.sign(words, wide, nil)
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
}

// hotPair is a verifier of a run with two texts, of which one has a few words more.
func hotPair(tb testing.TB) *verifier {
	w := hotReader(tb)
	r := w.run
	records, _ := generated(tb, 2)
	records[1].Text = records[0].Text + " one word more"
	for i := range records {
		if err := w.add(&records[i]); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.flush(); err != nil {
		tb.Fatal(err)
	}
	if err := r.gather([]*reader{w}); err != nil {
		tb.Fatal(err)
	}
	if err := r.collapse(); err != nil {
		tb.Fatal(err)
	}
	if len(r.nodes) != 2 {
		tb.Fatalf("%d texts", len(r.nodes))
	}
	return newVerifier(r, 16)
}

// Two texts that stand in memory are compared, and read back once they were
// forgotten, without new memory.
func TestComparingAllocatesNothing(t *testing.T) {
	v := hotPair(t)
	compare := func() {
		if _, err := v.compare(cluster.Pair{A: 0, B: 1}); err != nil {
			t.Fatal(err)
		}
	}
	compare()
	if n := testing.AllocsPerRun(200, compare); n != 0 {
		t.Errorf("%g allocations a pair", n)
	}
	if n := testing.AllocsPerRun(200, func() {
		v.made.used = len(v.made.all) // as when the memory is used up
		compare()
	}); n != 0 {
		t.Errorf("%g allocations a pair whose texts are read back", n)
	}
}

// BenchmarkCompare is the exact comparison of two texts that stand in memory.
func BenchmarkCompare(b *testing.B) {
	v := hotPair(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.compare(cluster.Pair{A: 0, B: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pairs/s")
}
