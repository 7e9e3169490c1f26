package shingle

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawText makes texts of the parts where folding can go wrong.
func drawText(t *rapid.T) string {
	parts := rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("ابتجدهويةىئكکیگءأ")), 1, 6, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("abcEFÉßıİſǅﬁŉΣςΐᾲ")), 1, 6, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("新闻記事カキタはひ々ーｶﾞﾟ𠀀豈")), 1, 6, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("กำนํ้าไม่ຫມາຂ່າວខ្មែរမြန်မာ")), 1, 6, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("\u1100\u1161\u11a8\u3131\u314f한글ᄀﾡￂ")), 1, 6, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("हिन्दीক্োாொᬆ\u0344\u0f73")), 1, 6, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("012٣٤۵६𝟓⑦⒈²½,.٬٫،:")), 1, 8, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("\u0301\u0307\u0308\u0323\u0327\u0338\u0345\u3099\u309a\u093c\u0e33\u0e49\u064b\u0651\u0653\u0654\u05b4\u20e3")), 1, 4, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("\u0640\u200b\u200c\u200d\u200e\u202b\u2069\u00ad\ufeff\ufe0f\u034f\U000e0100\U000e0041")), 1, 4, -1),
		rapid.SampledFrom([]string{" ", "\t", "\n", "\r", "\u00a0", "\u2003", "\u3000", "\u2028", "\u0085", "¨", "\ufe70", "\ufe71", "\ufc60"}),
		rapid.StringOfN(rapid.RuneFrom([]rune("-=<>≠'’،؛؟。“”…%€😀🇸👍🏽`´")), 1, 3, -1),
		rapid.SampledFrom([]string{"\xff", "\xc0", "\xdf", "\xc0\x80", "\xed\xa0\x80", "\xe2\x82", "\xf0\x9f", "\xf4\x90\x80\x80", "\x80", "\xe0\x9f\xbf", "\ufffd", "\x00"}),
		rapid.StringN(1, 4, -1),
	)
	return strings.Join(rapid.SliceOfN(parts, 0, 12).Draw(t, "parts"), "")
}

func TestWordsAsTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for range 20 {
			checkText(t, drawText(t))
		}
	})
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "a é e\u0301 =\u0338", "٣٬٥٠٠ 3,\u200e500 3,𝟓", "か\u3099ー字a", "น้ำ", "\u1100\u1161\u11a8", "a\xffb\xed\xa0\x80", "ﷺ\u0640\u064b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkText(t, s) })
}

func FuzzFold(f *testing.F) {
	f.Add([]byte("  a\u00a0\u3000b \ufffd"))
	f.Fuzz(func(t *testing.T, s []byte) {
		before := string(s)
		got := string(AppendFolded(nil, s))
		if string(s) != before {
			t.Error("the text was changed")
		}
		if want := oracleAppendFolded(before); got != want {
			t.Errorf("%+q: got %+q, want %+q", s, got, want)
		}
		if again := string(AppendFolded(nil, []byte(got))); again != got {
			t.Errorf("%+q: folds to %+q, that to %+q", s, got, again)
		}
	})
}

// Ten times the text may not cost forty times the time, whatever it is made of.
func TestLinearTime(t *testing.T) {
	const n = 1_000
	for _, unit := range []string{"a", "ا ", "字", "か\u3099", "\u0640", "\u0640か", "\u0301", "e\u0301\u0640", "1,", "\xff", "\u200c\u0301", "𝟓", "ﷺ", "😀", " \u0301", "\U000e0100"} {
		var w Words
		cost := func(s string) time.Duration {
			best := time.Hour
			for range 3 {
				start := time.Now()
				w.Append(nil, s)
				AppendFolded(nil, []byte(s))
				best = min(best, time.Since(start))
			}
			return best
		}
		small := cost(strings.Repeat(unit, n))
		if large := cost(strings.Repeat(unit, 10*n)); large > 40*small+10*time.Millisecond {
			t.Errorf("%+q: %d times cost %v, %d times %v", unit, n, small, 10*n, large)
		}
	}
}

func TestPackLosesNothing(t *testing.T) {
	var w Words
	words, _ := w.Append(nil, "قال 12 رجلا ٣٬٥٠٠ مرة 東京大 and 3rd")
	for _, want := range words {
		if got := Unpack(want.Pack()); got != want || got.Number() != want.Number() {
			t.Errorf("%#x packed is %#x", want, got)
		}
	}
}

// Words of few letters fall evenly into 2^31 values: of n words about n²/2^32 pairs
// are equal, whatever letters they have in common.
func TestShortWordsSpread(t *testing.T) {
	letters := []rune("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
	seen := map[Word]bool{}
	n, equal := 0, 0
	var w Words
	var words []Word
	for _, before := range []string{"", "ال", "وال"} {
		for _, a := range letters {
			for _, b := range letters {
				for _, c := range letters {
					for _, d := range letters[:14] {
						words, _ = w.Append(words[:0], before+string([]rune{a, b, c, d}))
						n++
						if seen[words[0]] {
							equal++
						}
						seen[words[0]] = true
					}
				}
			}
		}
	}
	want := float64(n) * float64(n) / (1 << 32)
	if off := math.Abs(float64(equal)-want) / math.Sqrt(want); off > 5 {
		t.Errorf("%d of %d words equal another, want %.0f: %.1f standard deviations off", equal, n, want, off)
	}
}
