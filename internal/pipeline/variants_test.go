package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// Spellings of one text that a reader takes for the same meet as identical, each
// alone and all at once; a changed word does not.
func TestVariantsAreIdentical(t *testing.T) {
	const plain = "أعلنت إدارة المكتبة في مدينة الميناء أن ٣٬٥٠٠ كتاب و 12 خريطة قديمة وصلت إلى القاعة الكبرى، وقال علي الكاتب: يبقى المعرض مفتوحا ١٥ يوما Library Notice"
	replace := func(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }
	between := func(mark string) func(string) string {
		return func(s string) string { return strings.ReplaceAll(s, "ك", "ك"+mark) }
	}
	variants := []struct {
		name  string
		write func(string) string
	}{
		{"tashkeel", replace("م", "مَ", "ب", "بِّ")},
		{"tatweel", between("ـ")},
		{"hamza", replace("أ", "ا", "إ", "ا")},
		{"yeh", replace("ى", "ي", "ي", "ی")},
		{"teh marbuta", replace("ة", "ه")},
		{"kaf", replace("ك", "ک")},
		{"presentation forms", replace("ع", "ﻋ", "م", "ﻢ", "لا", "ﻻ")},
		{"NFD", norm.NFD.String},
		{"digits", replace("٣", "3", "٬", ",", "٥", "5", "٠", "0", "1", "۱", "2", "۲", "١", "۱")},
		{"NBSP", replace(" ", "\u00a0")},
		{"bidi marks", replace(" ", "\u200f ", "L", "\u202aL", "e ", "e\u202c ")},
		{"punctuation", replace("،", " –", ":", " «»!")},
		{"ZWNJ", between("\u200c")},
		{"full width", replace("L", "Ｌ", "N", "Ｎ", "1", "１", "2", "２")},
		{"capitals", strings.ToUpper},
	}
	all := plain
	var lines strings.Builder
	record := func(id, text string) {
		fmt.Fprintf(&lines, "{\"id\":%q,\"site\":%q,\"title\":\"t\",\"text\":%q}\n", id, id+".example", text)
	}
	record("plain", plain)
	for _, v := range variants {
		written := v.write(plain)
		if written == plain {
			t.Errorf("%s changes nothing", v.name)
		}
		record(v.name, written)
		all = v.write(all)
	}
	record("all at once", all)
	record("another word", strings.Replace(plain, "قديمة", "نادرة", 1))
	m := runText(t, DefaultOptions(), map[string]string{"n.jsonl": lines.String()}).Model
	same := map[string]bool{}
	for _, p := range m.Pairs {
		if p.Relation == string(identical) {
			same[m.Article(p.A).ID], same[m.Article(p.B).ID] = true, true
		}
	}
	for _, v := range variants {
		if !same[v.name] {
			t.Errorf("%s: not identical with the plain text", v.name)
		}
	}
	if !same["all at once"] || same["another word"] {
		t.Errorf("all at once identical: %t, want true; another word: %t, want false", same["all at once"], same["another word"])
	}
}
