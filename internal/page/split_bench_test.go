package page

import (
	"strings"
	"testing"
)

// prose returns a page of n paragraphs, about 3.4 KB for ten.
func prose(n int) string {
	const words = "وقال مدير المشروع إن الفرق أنهت المرحلة الأولى من العمل قبل موعدها وبدأت في نقل المعدات إلى الموقع الجديد قرب النهر حيث تنتظرها لجنة من المهندسين والعمال "
	return strings.Repeat(strings.TrimSpace(words)+" قبل نهاية الأسبوع المقبل بحسب البيان.\n\n", n)
}

const tailText = "المصدر: وكالات\n\nكلمات دلالية: نهر، مشروع\n\nمقالات مشابهة\n\n  • خبر أول عن النهر القريب\n  • خبر ثان عن المعدات الجديدة\n  • خبر ثالث عن لجنة المهندسين\n"

func BenchmarkSplit(b *testing.B) {
	m := NewMarkers()
	for _, c := range []struct{ name, text string }{
		{"prose", prose(10)},
		{"prose+lists", prose(10) + tailText},
		{"latin", strings.Repeat("The harbour bridge will close to all traffic for six weekends from January while engineers replace the joints, the authority said on Tuesday, and buses will be diverted through the tunnel under the river for the whole time of the works.\n\n", 14)},
		{"short lines", strings.Repeat("يا بحر مالك لا تجيب\n", 100)},
	} {
		b.Run(c.name, func(b *testing.B) {
			s, p := NewSplitter(m), new(Page)
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				s.Split(p, "عنوان", c.text)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

func BenchmarkNewMarkers(b *testing.B) {
	for b.Loop() {
		if _, err := ReadMarkers(strings.NewReader("version: 1"), "-"); err != nil {
			b.Fatal(err)
		}
	}
}
