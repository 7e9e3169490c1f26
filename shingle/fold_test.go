package shingle

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/text/unicode/norm"
)

// eachRune calls f for each character of the Basic Multilingual Plane and each
// assigned one beyond it.
func eachRune(f func(r rune)) {
	for r := rune(0); r < 0xF0000; r++ {
		if r < 1<<16 || unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf) {
			f(r)
		}
	}
}

// textBatch checks many short texts as one, with blanks between; where that
// fails, each.
type textBatch []string

func (b *textBatch) add(t *testing.T, texts ...string) {
	*b = append(*b, texts...)
	if len(*b) > 500 {
		b.check(t)
	}
}

func (b *textBatch) check(t *testing.T) {
	t.Helper()
	if whole := strings.Join(*b, " "); !sameAsOracle(whole) {
		for _, s := range *b {
			checkText(t, s)
		}
		if !t.Failed() {
			checkText(t, whole)
		}
		t.FailNow()
	}
	*b = (*b)[:0]
}

// sameAsOracle reports whether s folds and splits as the oracle says, by the
// hashes alone.
func sameAsOracle(s string) bool {
	units := oracleUnits(s)
	var w Words
	words, wide := w.Append(nil, s)
	same := len(words) == len(units) && string(AppendFolded(nil, []byte(s))) == oracleAppendFolded(s)
	for i := 0; same && i < len(units); i++ {
		same = words[i] == units[i].word()
		if units[i].wide {
			wide--
		}
	}
	return same && wide == 0
}

// checkText is sameAsOracle with the whole story, of Each too.
func checkText(t interface{ Errorf(string, ...any) }, s string) {
	var w Words
	var each []oracleUnit
	w.Each(s, func(unit []byte, number bool) { each = append(each, oracleUnit{text: string(unit), number: number}) })
	units := oracleUnits(s)
	same := len(each) == len(units)
	for i := 0; same && i < len(units); i++ {
		same = each[i].text == units[i].text && each[i].number == units[i].number
	}
	if !same || !sameAsOracle(s) {
		t.Errorf("%+q\n  got %+q\n want %+q\n  got %s\n want %s", s,
			AppendFolded(nil, []byte(s)), oracleAppendFolded(s), fmt.Sprint(each), fmt.Sprint(units))
	}
}

func TestEveryRuneFoldsAsTheReference(t *testing.T) {
	var batch textBatch
	eachRune(func(r rune) {
		c := string(r)
		if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Co, unicode.Cs) && r%16 != 0 {
			batch.add(t, "a"+c+"か")
			return
		}
		batch.add(t, c, c+c, "ا"+c+"ب", "a"+c+"b", "か"+c+"か", "1,"+c+"1", "1"+c+",1", "="+c)
	})
	batch.check(t)
}

// A table fold stands alone only if no fold combines with the one before it.
func TestTableFoldsBeginAtABoundary(t *testing.T) {
	eachRune(func(r rune) {
		if !utf8.ValidRune(r) {
			return
		}
		e, size := entryAt(string(r), 0)
		if size != utf8.RuneLen(r) {
			t.Errorf("%U has size %d", r, size)
		}
		switch e.class() {
		case classDrop, classMark, classSlow:
			return
		}
		if f := foldReference(nil, string(r)); len(f) == 0 || !norm.NFKC.Properties(f).BoundaryBefore() {
			t.Errorf("the fold of %U combines with what stands before", r)
		}
	})
}

func TestFoldingTwiceChangesNothing(t *testing.T) {
	eachRune(func(r rune) {
		once := foldReference(nil, string(r))
		if twice := foldReference(nil, string(once)); string(once) != string(twice) && utf8.ValidRune(r) {
			t.Errorf("%U folds to %+q, that to %+q", r, once, twice)
		}
	})
}

// Where a mark that is dropped composes with a letter, the letter alone folds
// to the same; other marks take the letter with them.
func TestEveryComposite(t *testing.T) {
	var batch textBatch
	eachRune(func(r rune) {
		if d := norm.NFD.String(string(r)); d != string(r) {
			batch.add(t, "a"+d+"b", "1"+d+",1", d+"،"+d)
		}
		if d := norm.NFKD.String(string(r)); d != string(r) {
			batch.add(t, "1,"+d, "か"+d+"か")
		}
	})
	batch.check(t)
}

func TestFoldTable(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"alef", "أإآٱا", "ااااا"},
		{"yeh", "يىیئې", "ييييي"},
		{"waw", "ؤو", "وو"},
		{"heh", "ةهہھەۀۂ", "ههههههه"},
		{"kaf", "كکڪ", "ككك"},
		{"marks and tatweel", "مُحَمَّــدٌ قُرْآن", "محمد قران"},
		{"hamza as a mark", "أ إ ؤ ئ آ", "ا ا و ي ا"},
		{"presentation forms", "ﻣﻘﺎﻻﺕ ﷲ", "مقالات الله"},
		{"marks as presentation forms", "ﻣﹹﺤﹷﻤﱠﺪ ﻣﹸﺤﹶﻤﹼﺪ", "محمد محمد"},
		{"digits", "٠١٢٣ ۴۵۶ 789 ７８ ०१ 𝟗", "0123 456 789 78 01 9"},
		{"case", "STRASSE Straße ΣΊΣΥΦΟΣ", "strasse strasse σίσυφοσ"},
		{"Turkish", "İstanbul ISPARTA ısparta i̇", "istanbul isparta isparta i"},
		{"Hebrew points", "שָׁלוֹם", "שלום"},
		{"width", "ＡＢＣ　ｶﾞｷﾞ", "abc ガギ"},
		{"bidi and zero width", "\u202bمر\u200cحبا\u202c \u2067a\u00adb\u2069\ufeff", "مرحبا ab"},
		{"blanks", "\u00a0 a\u3000\t\r\nb \u2028", "a b"},
		{"not UTF-8", "a\xffb\xed\xa0\x80c\ufffdd\xe2\x82", "a b c d"},
		{"emoji", "❤️ 👍🏽 🇸🇦 👨‍👩‍👧", "❤ 👍🏽 🇸🇦 👨👩👧"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(AppendFolded(nil, []byte(c.in))); got != c.want {
				t.Errorf("got %+q, want %+q", got, c.want)
			}
			checkText(t, c.in)
		})
	}
}

// A new Go or x/text may know more characters. That changes kept hashes: raise
// Version with the sums.
func TestHashesAreFrozen(t *testing.T) {
	var w Words
	var words []Word
	eachRune(func(r rune) { words, _ = w.Append(words, "ab"+string(r)+"1,"+string(r)+"م ") })
	shingles := AppendShingles(nil, words, 3)
	signer, _ := NewSigner(128, 1)
	signature := make([]uint64, 128)
	signer.Sign(signature, shingles)
	sum := func(values []uint64) uint64 {
		h := xxhash.New()
		for _, v := range values {
			h.Write(binary.LittleEndian.AppendUint64(nil, v))
		}
		return h.Sum64()
	}
	wordValues := make([]uint64, len(words))
	for i, w := range words {
		wordValues[i] = uint64(w)
	}
	got := [3]uint64{sum(wordValues), sum(shingles), sum(signature)}
	if want := [3]uint64{0xd55f17b57658d459, 0x278b10c6af9c209c, 0xa9401e4dc9fec453}; Version != 2 || got != want {
		t.Errorf("version %d has words, shingles, signature %#x, want %#x in version 2", Version, got, want)
	}
}

// Units longer than the fixed buffers.
func TestLongUnits(t *testing.T) {
	for n := 20; n < 135; n += 3 {
		for _, unit := range []string{"a", "ا", "Ⱥ", "か", "字", "ﻻ", "e\u0301", "か\u3099", "ำ", "1", "1,", "𝟓", "а\u0301"} {
			s := strings.Repeat(unit, n)
			checkText(t, s)
			checkText(t, "x, "+s+"か\u3099か ab")
		}
	}
}
