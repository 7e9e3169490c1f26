package shingle

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// A variant writes a text as another site might: the reader sees the same words.
type variant struct {
	name  string
	apply func(t *rapid.T, s string) string
}

// eachLetter replaces or decorates single characters.
func eachLetter(f func(t *rapid.T, r rune) string) func(*rapid.T, string) string {
	return func(t *rapid.T, s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(f(t, r))
		}
		return b.String()
	}
}

// after inserts one of marks behind characters that are in table.
func after(table *unicode.RangeTable, marks ...string) func(*rapid.T, string) string {
	choice := rapid.SampledFrom(append(marks, "", ""))
	return eachLetter(func(t *rapid.T, r rune) string {
		if !unicode.Is(table, r) {
			return string(r)
		}
		return string(r) + choice.Draw(t, "mark")
	})
}

// among writes each character as any of its kin.
func among(kin ...string) func(*rapid.T, string) string {
	return eachLetter(func(t *rapid.T, r rune) string {
		for _, k := range kin {
			if strings.ContainsRune(k, r) {
				return string(rapid.SampledFrom([]rune(k)).Draw(t, "kin"))
			}
		}
		return string(r)
	})
}

// presentationForms writes letters as any of the forms that NFKC takes back.
var presentationForms = func() func(*rapid.T, string) string {
	forms := map[rune][]rune{}
	for r := rune(0xFB50); r <= 0xFEFC; r++ {
		if d := []rune(norm.NFKC.String(string(r))); len(d) == 1 && d[0] != r {
			forms[d[0]] = append(forms[d[0]], r)
		}
	}
	letters := eachLetter(func(t *rapid.T, r rune) string {
		if f := forms[r]; f != nil {
			return string(rapid.SampledFrom(f).Draw(t, "form"))
		}
		return string(r)
	})
	return func(t *rapid.T, s string) string {
		return letters(t, strings.NewReplacer("لا", "ﻻ", "الله", "ﷲ").Replace(s))
	}
}()

var variants = []variant{
	{"hamza", among("اأإآٱ", "وؤ")},
	{"yeh", among("يىیئ")},
	{"teh marbuta", among("ةه")},
	{"kaf", among("كک")},
	{"digits", among("0٠۰०", "1١۱१", "2٢۲२", "3٣۳३", "4٤۴४", "5٥۵५", "6٦۶६", "7٧۷७", "8٨۸८", "9٩۹९")},
	{"presentation forms", presentationForms},
	{"case", eachLetter(func(t *rapid.T, r rune) string {
		if rapid.Bool().Draw(t, "upper") {
			return strings.ToUpper(string(r))
		}
		return string(r)
	})},
	{"NFD", func(_ *rapid.T, s string) string { return norm.NFD.String(s) }},
	{"full width", func(_ *rapid.T, s string) string { return width.Widen.String(s) }},
	{"tashkeel", after(unicode.Arabic, "\u064b", "\u064e", "\u064f\u0651", "\u0651\u0650", "\u0652", "\u0670", "\ufe77")},
	{"niqqud", after(unicode.Hebrew, "\u05b0", "\u05b8", "\u05bc\u05b7", "\u05c1")},
	{"tatweel", after(unicode.Arabic, "\u0640", "\u0640\u0640\u0640")},
	{"zero width", after(unicode.L, "\u200c", "\u200d", "\u200b", "\u00ad", "\ufeff")},
	{"bidi marks", func(t *rapid.T, s string) string {
		return "\u202b" + after(unicode.Zs, "\u200f", "\u202a", "\u2067")(t, s) + "\u202c\u061c"
	}},
	{"punctuation", func(t *rapid.T, s string) string {
		ends := rapid.SampledFrom([]string{" ", ", ", "، ", "؛ ", " «", "» ", " “", "”: ", "! ", "؟ ", " – ", "… ", "\u06d4 "})
		words := strings.Split(s, " ")
		for i := range words[1:] {
			words[i] += ends.Draw(t, "end")
		}
		return strings.Join(words, "") + "."
	}},
	{"blanks", among(" \u00a0\t\n\u2003\u3000\u2028\u202f")},
}

var variantTexts = []struct{ language, text string }{
	{"Arabic", "أعلنت وزارة الصحة في المملكة العربية السعودية اليوم عن تسجيل 3,500 إصابة جديدة على مدى 24 ساعة لا إله إلا الله"},
	{"Persian", "رئیس جمهوری ایران روز شنبه در تهران گفت که می\u200cخواهند 1250 کارگاه کوچک را تا پایان سال 1403 راه\u200cاندازی کنند"},
	{"English", "The ministry said on Monday that 12,000 people had left the city's old quarter before Straße 9 was closed"},
	{"French", "L'été dernier à Genève, où naïfs et élèves français célébraient Noël, 1 750 garçons reçurent des bourses"},
	{"Hebrew", "ראש הממשלה אמר אתמול בירושלים כי 250 חיילים ישובו לבתיהם עד סוף השנה"},
	{"Chinese", "新华社北京 11月25日电 国家统计局发布数据 同比增长 5.2% 全国居民消费价格"},
	{"Korean", "서울시는 지난 25일 한강 공원에서 열린 행사에 3,500 명이 참가했다고 밝혔다"},
	{"Russian", "Министр сообщил что 45 районов Якутии ещё остаются под водой и йод раздают бесплатно"},
}

func TestVariantsMeet(t *testing.T) {
	all := variant{"all at once", func(t *rapid.T, s string) string {
		for _, v := range variants {
			s = v.apply(t, s)
		}
		return s
	}}
	units := func(s string) (list []string) {
		new(Words).Each(s, func(unit []byte, _ bool) { list = append(list, string(unit)) })
		return list
	}
	for _, v := range append(variants, all) {
		t.Run(v.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				for _, of := range variantTexts {
					other := v.apply(t, of.text)
					if a, b := units(of.text), units(other); !slices.Equal(a, b) {
						t.Errorf("%s: %+q\n got %q\nwant %q", of.language, other, b, a)
					}
				}
			})
		})
	}
}

// What must not meet: folding may not make two words of one.
func TestVariantsThatDiffer(t *testing.T) {
	for _, pair := range [][2]string{
		{"سعر الذهب 3,500", "سعر الذهب 3,501"},
		{"علي ضرب عمر", "عمر ضرب علي"},
		{"3 500", "3500"},
		{"كتاب", "كتب"},
		{"فار", "قار"},
		{"côté", "cote"},
		{"نمو ٣٫٥", "نمو ٣ ٥"},
		{"が", "か"},
	} {
		a, _ := new(Words).Append(nil, pair[0])
		b, _ := new(Words).Append(nil, pair[1])
		if slices.Equal(a, b) {
			t.Errorf("%q and %q have the same words", pair[0], pair[1])
		}
	}
}
