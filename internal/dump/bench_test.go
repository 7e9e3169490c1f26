package dump

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// article makes a text of about 310 words, 3.4 KB, in paragraphs.
func article(r *rand.Rand) string {
	vocabulary := strings.Fields(sentence + "الوزارة المدينة الطريق السكان خلال الاجتماع الصحة المياه التعليم المشروع الثالث بنسبة 15 في المئة")
	var b strings.Builder
	for i := range 310 {
		b.WriteString(vocabulary[r.IntN(len(vocabulary))])
		switch {
		case i%90 == 89:
			b.WriteString(".\n")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// benchLines makes n records, raw or in \u escapes.
func benchLines(n int, escaped bool) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for i := range n {
		fields := [][2]string{
			{"id", fmt.Sprintf("site:%d", i)}, {"url", fmt.Sprintf("https://news.example/%d/", i)}, {"source", "news"},
			{"title", "عنوان الخبر رقم " + strconv.Itoa(i)}, {"date", "2026-11-02T04:51:09Z"}, {"lang", "ar"}, {"text", article(r)},
		}
		for j, f := range fields {
			value, _ := json.Marshal(f[1])
			if escaped {
				value = []byte(strconv.QuoteToASCII(f[1]))
			}
			b.WriteByte("{,"[min(j, 1)])
			fmt.Fprintf(&b, "%q: %s", f[0], value)
		}
		b.WriteString("}\n")
	}
	return b.Bytes()
}

// benchmarkRead reads one file again and again.
func benchmarkRead(b *testing.B, name string, content []byte, raw, docs, workers int) {
	path := write(b, b.TempDir(), name, content)
	inputs, err := Walk([]string{path})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(raw))
	b.ReportAllocs()
	chunks := make([]Chunk, workers)
	for b.Loop() {
		r, err := NewReader(inputs, Options{})
		if err != nil {
			b.Fatal(err)
		}
		var n atomic.Int64
		var wait sync.WaitGroup
		for i := range chunks {
			wait.Go(func() {
				for c := &chunks[i]; r.Next(c); {
					for rec, rej := range c.Records() {
						if rej != nil || len(rec.Text) < 1000 {
							b.Error(rec, rej)
						}
						n.Add(1)
					}
				}
			})
		}
		wait.Wait()
		r.Close()
		if n.Load() != int64(docs) {
			b.Fatal(n.Load())
		}
	}
	b.ReportMetric(float64(docs)*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

func BenchmarkRead(b *testing.B) {
	const docs = 8000
	raw, escaped := benchLines(docs, false), benchLines(docs, true)
	b.Run("raw", func(b *testing.B) { benchmarkRead(b, "a.jsonl", raw, len(raw), docs, 1) })
	b.Run("escaped", func(b *testing.B) { benchmarkRead(b, "a.jsonl", escaped, len(escaped), docs, 1) })
	b.Run("gzip", func(b *testing.B) { benchmarkRead(b, "a.jsonl.gz", gz(raw), len(raw), docs, 1) })
	b.Run("zstd", func(b *testing.B) { benchmarkRead(b, "a.jsonl.zst", zst(raw), len(raw), docs, 1) })
	b.Run("windows-1256", func(b *testing.B) { w := windows(string(raw)); benchmarkRead(b, "a.jsonl", w, len(w), docs, 1) })
}

// BenchmarkFrames reads one compressed file with two workers, in one piece and in
// pieces that both can decode.
func BenchmarkFrames(b *testing.B) {
	const docs = 8000
	raw := benchLines(docs, false)
	for _, v := range []struct {
		name    string
		content []byte
	}{
		{"zstd", zst(raw)},
		{"zstd-64KiB", pieces(raw, 64<<10, zst)},
		{"zstd-4MiB", pieces(raw, 4<<20, zst)},
		{"gzip", gz(raw)},
		{"bgzf", pieces(raw, 0xFF00, bgz)},
	} {
		b.Run(v.name, func(b *testing.B) { benchmarkRead(b, "a.jsonl", v.content, len(raw), docs, 2) })
	}
}

// BenchmarkParse is the part that runs on every core: a chunk that is in memory
// is parsed.
func BenchmarkParse(b *testing.B) {
	const docs = 300
	for _, escaped := range []bool{false, true} {
		b.Run(map[bool]string{false: "raw", true: "escaped"}[escaped], func(b *testing.B) {
			content := benchLines(docs, escaped)
			inputs := []Input{{Name: "a", Path: write(b, b.TempDir(), "a", content)}}
			r, err := NewReader(inputs, Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer r.Close()
			r.block = len(content) + 1
			var c Chunk
			if !r.Next(&c) {
				b.Fatal("nothing read")
			}
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				c.scan.arena = c.scan.arena[:0]
				for rec, rej := range c.Records() {
					if rej != nil || rec.Date.IsZero() {
						b.Fatal(rec, rej)
					}
				}
			}
			b.ReportMetric(float64(docs)*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
		})
	}
}

func BenchmarkInspect(b *testing.B) {
	content := benchLines(10, false)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		inspect(content)
	}
}

func BenchmarkSmallFiles(b *testing.B) {
	dir := b.TempDir()
	const docs = 1000
	total := 0
	for i := range docs {
		text := []byte(strings.Repeat(sentence, 10))
		total += len(text)
		write(b, dir, fmt.Sprintf("%d.txt", i), text)
	}
	inputs, _ := Walk([]string{dir})
	b.SetBytes(int64(total))
	b.ReportAllocs()
	var c Chunk
	for b.Loop() {
		r, _ := NewReader(inputs, Options{})
		for r.Next(&c) {
			for range c.Records() {
			}
		}
		r.Close()
	}
	b.ReportMetric(docs*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

func BenchmarkParseDate(b *testing.B) {
	for _, s := range []string{"2026-11-02T04:51:09Z", "Thu, 10 May 2018 08:51:09 +0400", "الخميس ١٠ أيار/مايو ٢٠١٨"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := ParseDate(s); !ok {
					b.Fatal(s)
				}
			}
		})
	}
}
