package shingle

import (
	"slices"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// AppendChars against the folded characters written out by hand.
func TestAppendChars(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"words", "Port  of\tAden", "port of aden"},
		{"punctuation is a blank", "«الميناء»، 12 سفينة!", "الميناء 12 سفينه"},
		{"marks and hamza", "أُعِيدَ الإعمارُ", "اعيد الاعمار"},
		{"separators in numbers", "3,500 and ٣٬٥٠٠ and 2.5.", "3500 and 3500 and 25"},
		{"a list of numbers", "1, 2, 3", "1 2 3"},
		{"no spaces", "港口开放了。明天", "港口开放了 明天"},
		{"nothing", " … !", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var want []Word
			for _, r := range c.want {
				want = append(want, hashWord(utf8.AppendRune(nil, r), '0' <= r && r <= '9'))
			}
			var w Words
			if got := w.AppendChars(nil, c.in); !slices.Equal(got, want) {
				t.Errorf("%d units, want those of %q (%d)", len(got), c.want, len(want))
			}
		})
	}
}

// A text has the same characters however its words are spread over lines.
func TestCharsOfLinesAreThoseOfTheText(t *testing.T) {
	var w Words
	text := w.AppendChars(nil, "one two, three 4,5 ستة")
	lines := w.AppendChars(w.AppendChars(w.AppendChars(nil, "one"), " two,"), "three 4,5 ستة")
	if !slices.Equal(text, lines) {
		t.Errorf("%d units over lines, %d in one", len(lines), len(text))
	}
}

// Spellings that fold alike have the same characters.
func TestCharsFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringN(0, 40, 200).Draw(t, "text")
		var w Words
		if a, b := w.AppendChars(nil, s), w.AppendChars(nil, string(AppendFolded(nil, []byte(s)))); !slices.Equal(a, b) {
			t.Errorf("%q: %d units, folded before %d", s, len(a), len(b))
		}
	})
}

func TestParseKind(t *testing.T) {
	for name, want := range map[string]Kind{"auto": ByWord, "word": ByWord, "char": ByChar} {
		if got, err := ParseKind(name); err != nil || got != want {
			t.Errorf("%s: %d, %v", name, got, err)
		}
	}
	for _, name := range []string{"", "Auto", "words"} {
		if _, err := ParseKind(name); err == nil {
			t.Errorf("%q is a kind", name)
		}
	}
}
