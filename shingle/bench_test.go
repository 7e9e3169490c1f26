package shingle

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// Texts of invented words. Each benchmark goes round many of them: the branch
// predictor learns a single one by heart and makes it look twice as fast.

const benchTexts = 64

var benchAlphabets = []struct {
	name, letters, between string
	shortest, longest      int
}{
	{"arabic", "ااالللييموونرتبةعدسفهكقحجشصطخذضثزغظءأإىئؤ", " ", 2, 7},
	{"english", "eeeetttaaooiinnsshhrrdlucmfwygpbvk", " ", 2, 8},
	{"chinese", "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经", "", 2, 2},
}

var benchSizes = []struct {
	name  string
	words int
}{{"short-30", 30}, {"news-310", 310}, {"long-3000", 3000}}

func benchCorpus(letters, between string, shortest, longest, words int) []string {
	random := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune(letters)
	texts := make([]string, benchTexts)
	for i := range texts {
		var b strings.Builder
		for n := range words {
			if n > 0 {
				b.WriteString(between)
			}
			for range shortest + random.IntN(longest-shortest+1) {
				b.WriteRune(alphabet[random.IntN(len(alphabet))])
			}
			if n%12 == 11 {
				b.WriteString(map[string]string{" ": ".", "": "，"}[between])
			}
		}
		texts[i] = b.String()
	}
	return texts
}

func eachBenchText(b *testing.B, stage func(text string)) {
	for _, a := range benchAlphabets {
		for _, size := range benchSizes {
			b.Run(a.name+"/"+size.name, func(b *testing.B) {
				texts := benchCorpus(a.letters, a.between, a.shortest, a.longest, size.words)
				bytes := 0
				for _, s := range texts {
					bytes += len(s)
				}
				b.SetBytes(int64(bytes / len(texts)))
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					stage(texts[n%len(texts)])
					n++
				}
				b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
			})
		}
	}
}

func BenchmarkWords(b *testing.B) {
	var w Words
	var words []Word
	eachBenchText(b, func(text string) { words, _ = w.Append(words[:0], text) })
}

func BenchmarkAppendFolded(b *testing.B) {
	var folded, in []byte
	eachBenchText(b, func(text string) {
		in = append(in[:0], text...)
		folded = AppendFolded(folded[:0], in)
	})
}

// BenchmarkArticle is a text's whole way to its signature.
func BenchmarkArticle(b *testing.B) {
	signer, err := NewSigner(128, 1)
	if err != nil {
		b.Fatal(err)
	}
	var w Words
	var words []Word
	var shingles, scratch []uint64
	var sketch []byte
	signature := make([]uint64, 128)
	eachBenchText(b, func(text string) {
		var wide int
		words, wide = w.Append(words[:0], text)
		shingles = AppendShingles(shingles[:0], words, ByWord.Size(3, len(words), wide))
		set := MakeSet(shingles, &scratch)
		signer.Sign(signature, set)
		sketch = AppendSketch(sketch[:0], signature)
	})
}

// eachBenchSize runs a stage on sets of n mixed values, all of them new.
func eachBenchSize(b *testing.B, stage func(values []uint64)) {
	for _, n := range []int{30, 300, 3000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			random := rand.New(rand.NewPCG(3, 4))
			values := make([]uint64, n*benchTexts)
			for i := range values {
				values[i] = random.Uint64()
			}
			set := make([]uint64, n)
			b.ReportAllocs()
			b.SetBytes(int64(8 * n))
			i := 0
			for b.Loop() {
				copy(set, values[i%benchTexts*n:])
				stage(set)
				i++
			}
			b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "docs/s")
		})
	}
}

func BenchmarkMakeSet(b *testing.B) {
	var scratch []uint64
	eachBenchSize(b, func(values []uint64) { MakeSet(values, &scratch) })
}

func BenchmarkSign128(b *testing.B) {
	signer, err := NewSigner(128, 1)
	if err != nil {
		b.Fatal(err)
	}
	signature := make([]uint64, 128)
	eachBenchSize(b, func(values []uint64) { signer.Sign(signature, values) })
}

func BenchmarkAppendShingles(b *testing.B) {
	var words []Word
	var shingles []uint64
	eachBenchSize(b, func(values []uint64) {
		words = words[:0]
		for _, v := range values {
			words = append(words, Word(v))
		}
		shingles = AppendShingles(shingles[:0], words, 3)
	})
}

func BenchmarkShared(b *testing.B) {
	var scratch []uint64
	random := rand.New(rand.NewPCG(5, 6))
	eachBenchSize(b, func(values []uint64) {
		other := append([]uint64(nil), values...)
		other[random.IntN(len(other))]++
		Shared(MakeSet(values, &scratch), MakeSet(other, &scratch))
	})
}

func BenchmarkFoldTable(b *testing.B) {
	for b.Loop() {
		buildFoldTable()
	}
}
