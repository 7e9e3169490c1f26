package report

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
)

// numbered yields n works of which the first take longest.
func numbered(n int, work func(i int) (int, error)) func(func(func() (int, error)) bool) {
	return func(yield func(func() (int, error)) bool) {
		for i := range n {
			if !yield(func() (int, error) { return work(i) }) {
				return
			}
		}
	}
}

func TestInOrder(t *testing.T) {
	for _, jobs := range []int{1, 2, 8} {
		c := newCrew(jobs)
		var busy, most, begun atomic.Int32
		var got []int
		err := inOrder(c, 2, numbered(50, func(i int) (int, error) {
			begun.Add(1)
			now := busy.Add(1)
			for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
			}
			time.Sleep(time.Duration(50-i) * 20 * time.Microsecond)
			busy.Add(-1)
			return i, nil
		}), func(i int) (bool, error) {
			got = append(got, i)
			return i < 20, nil
		})
		c.all.Wait()
		if err != nil || len(got) != 21 || !slices.IsSorted(got) {
			t.Errorf("%d jobs: %v %v", jobs, got, err)
		}
		if most.Load() > int32(jobs) {
			t.Errorf("%d worked at a time, %d may", most.Load(), jobs)
		}
		if ahead := begun.Load() - 21; ahead > int32(2*jobs) {
			t.Errorf("%d jobs: %d works were begun for nothing", jobs, ahead)
		}
	}
}

func TestInOrderTellsErrors(t *testing.T) {
	boom := errors.New("boom")
	c := newCrew(4)
	used := 0
	err := inOrder(c, 2, numbered(30, func(i int) (int, error) {
		if i >= 7 {
			return 0, boom
		}
		return i, nil
	}), func(int) (bool, error) { used++; return true, nil })
	if !errors.Is(err, boom) || used != 7 {
		t.Errorf("%d results, error %v", used, err)
	}
	if err := inOrder(c, 2, numbered(3, func(i int) (int, error) { return i, nil }), func(int) (bool, error) { return true, boom }); !errors.Is(err, boom) {
		t.Errorf("error of the use: %v", err)
	}
	c.all.Wait()
}

// A gzip writer that has packed other blocks packs the next one to the same
// bytes as a new one.
func TestUsedPackersPackTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	words := slices.Concat(whoAR, fillAR, restEN)
	for _, level := range []int{packFast, packSmall} {
		used := packerPool(level).Get().(*gzip.Writer)
		for i := range 300 {
			var text []byte
			for range r.IntN(1 + 40*i) {
				text = append(append(text, words[r.IntN(len(words))]...), ' ')
			}
			var a, b bytes.Buffer
			fresh := packerPool(level).Get().(*gzip.Writer)
			for _, w := range []struct {
				gz  *gzip.Writer
				out *bytes.Buffer
			}{{used, &a}, {fresh, &b}} {
				w.gz.Reset(w.out)
				w.gz.Write(text)
				if err := w.gz.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Fatalf("level %d, block %d of %d bytes: a used writer packs it otherwise", level, i, len(text))
			}
		}
	}
}

// The bytes depend on the model alone, not on how many goroutines write.
func TestJobsWriteTheSame(t *testing.T) {
	m := newSample(sample{Clusters: 500, Seed: 8, Texts: true})
	write := func(o Options) map[string]string {
		dir := t.TempDir()
		o.Pairs, o.Rejects = true, sampleRejects
		if err := Write(dir, m, o); err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				files[path[len(dir):]] = readFile(t, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	for _, o := range []Options{{}, {HTMLParts: true}, {TextBudgetBytes: 200_000}, {TextBudgetBytes: -1}} {
		var first map[string]string
		for _, jobs := range []int{1, 2, 3, 8, 0} {
			o.Jobs = jobs
			files := write(o)
			if first == nil {
				first = files
				if len(files) < 9 {
					t.Fatalf("%d files", len(files))
				}
			}
			for name, text := range files {
				if text != first[name] {
					t.Errorf("%s differs with %d jobs (parts %v, budget %d)", name, jobs, o.HTMLParts, o.TextBudgetBytes)
				}
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	m := newSample(sample{Clusters: 3000, Seed: 8, Texts: true})
	for b.Loop() {
		if err := Write(b.TempDir(), m, Options{Pairs: true}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(sourceOf(m).rows)*b.N)/b.Elapsed().Seconds(), "members/s")
}

func TestAsTheyFit(t *testing.T) {
	many := func(n int, size int64) []int64 { return slices.Repeat([]int64{size}, n) }
	for name, tt := range map[string]struct {
		sizes []int64
		want  []int
	}{
		"all fit":                     {[]int64{400, 200, 200, 200}, []int{0, 1, 2, 3}},
		"one that never fits":         {[]int64{2000, 100, 200}, []int{1, 2}},
		"one that does at the end":    {[]int64{600, 100, 200}, []int{1, 2, 0}},
		"one that does not then":      {[]int64{600, 200, 250}, []int{1, 2}},
		"no two above half":           {[]int64{400, 300, 100, 250}, []int{0, 2, 3}},
		"an ordinary one is the end":  {[]int64{200, 200, 200, 200, 150, 60, 10}, []int{0, 1, 2, 3, 4}},
		"not too many for nothing":    {append(many(maxPassed, 2000), 100), nil},
		"but some":                    {append(many(maxPassed-1, 2000), 100), []int{maxPassed - 1}},
		"nothing where there is none": {nil, nil},
	} {
		for _, jobs := range []int{1, 8} {
			c := newCrew(jobs)
			var got []int
			err := asTheyFit(c, numbered(len(tt.sizes), func(i int) (int, error) { return i, nil }), 1000,
				func(i int) int64 { return tt.sizes[i] }, func(i int) error { got = append(got, i); return nil })
			c.all.Wait()
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("%s: %v %v, want %v", name, got, err, tt.want)
			}
		}
	}
}
