package dump

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// encoded is s in another encoding, by x/text.
func encoded(e encoding.Encoding, s string) []byte {
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func windows(s string) []byte { return encoded(charmap.Windows1256, s) }

// mixed is s after its UTF-8 was read as windows-1256 and stored again.
func mixed(s string) string { return read(charmap.Windows1256, s) }

func read(e encoding.Encoding, s string) string {
	b, err := e.NewDecoder().String(s)
	if err != nil {
		panic(err)
	}
	return b
}

// The same article in all forms it comes in.
func TestTextEncodings(t *testing.T) {
	text := strings.Repeat(sentence+"\n", 4)
	french := strings.Repeat("L’été dernier, le préfet a déclaré l’état d’urgence à Besançon où Noël fut gâché. ", 3)
	german := "Die Höhe der Gebühren für größere Häuser übersteigt die Erwartungen.\n"
	arabic6 := strings.ReplaceAll(text, "•", "")
	le, be := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	cut := strings.LastIndex(text, "الدخول")
	tests := []struct {
		name     string
		content  []byte
		want     string
		warnings Warnings
	}{
		{"utf8", []byte(text), text, 0},
		{"bom", append([]byte("\xEF\xBB\xBF"), text...), text, 0},
		{"utf16le bom", append([]byte{0xFF, 0xFE}, encoded(le, text)...), text, 0},
		{"utf16be bom", append([]byte{0xFE, 0xFF}, encoded(be, text)...), text, 0},
		{"utf16le", encoded(le, text), text, WarnUTF16},
		{"utf16be", encoded(be, text), text, WarnUTF16},
		{"utf16le english", encoded(le, "An English page about nothing.\n"), "An English page about nothing.\n", WarnUTF16},
		{"windows-1256", windows(text), text, WarnWindows1256},
		{"windows-1256 one word", windows("خبر"), "خبر", WarnWindows1256},
		{"iso-8859-6", encoded(charmap.ISO8859_6, arabic6), arabic6, WarnISO88596},
		{"windows-1252 french", encoded(charmap.Windows1252, french), french, WarnWindows1252},
		{"windows-1252 german", encoded(charmap.Windows1252, german), german, WarnWindows1252},
		{"mojibake", []byte(mixed(text)), text, WarnMojibake},
		{"mojibake 1252", ansi(text), text, WarnMojibake},
		{"mojibake latin-1", latin1(text), text, WarnMojibake},
		{"nul", bytes.Replace([]byte(text), []byte(" "), []byte(" \x00"), 3), text, WarnNUL},
		{"bad bytes", slices.Concat([]byte(text[:cut]), []byte("\xff\xfe\x80"), []byte(text[cut:])), text[:cut] + "\uFFFD\uFFFD\uFFFD" + text[cut:], WarnBadUTF8},
		{"cut inside a letter", []byte(text[:len(text)-8]), text[:len(text)-9] + "\uFFFD", WarnBadUTF8},
		{"dos", []byte(strings.ReplaceAll(text, "\n", "\r\n")), text, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := write(t, t.TempDir(), "page.txt", tt.content)
			got := readAll(t, Options{}, 1, chunkBytes, path)
			if len(got.records) != 1 {
				t.Fatalf("%+v", got)
			}
			rec := got.records[0]
			if rec.Text != tt.want {
				t.Errorf("text %q", rec.Text)
			}
			if rec.Warnings != tt.warnings {
				t.Errorf("warnings %q", slices.Collect(rec.Warnings.Names()))
			}
		})
	}
}

// ansi is s read as windows-1252 the way browsers do: five bytes that it leaves
// open are control characters.
func ansi(s string) []byte {
	var out []byte
	for i := range len(s) {
		r := charmap.Windows1252.DecodeByte(s[i])
		if r == utf8.RuneError {
			r = rune(s[i])
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

func latin1(s string) []byte {
	var out []byte
	for i := range len(s) {
		out = utf8.AppendRune(out, rune(s[i]))
	}
	return out
}

func TestJSONLinesInOtherEncodings(t *testing.T) {
	content := string(lines(0, 20))
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for name, b := range map[string][]byte{
		"utf16":  append([]byte{0xFF, 0xFE}, encoded(le, content)...),
		"bare":   encoded(le, content),
		"1256":   windows(content),
		"iso":    encoded(charmap.ISO8859_6, content),
		"forced": encoded(charmap.MacintoshCyrillic, strings.Repeat("{\"text\":\"Новости\"}\n", 20)),
	} {
		o := Options{}
		if name == "forced" {
			o.Encoding = "x-mac-cyrillic"
		}
		got := readAll(t, o, 1, 100, write(t, t.TempDir(), "a", b))
		if len(got.records) != 20 {
			t.Fatalf("%s: %+v", name, got.files)
		}
		for _, r := range got.records {
			if !strings.HasPrefix(r.Text, sentence) && r.Text != "Новости" {
				t.Errorf("%s: %q", name, r.Text)
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", sentence, mixed(sentence), "a\r\nb\rc\u0085", "a\x00b", string(windows(sentence)), "\xff\xfe", "é\xe9", "\xc2"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var c Chunk
		before := bytes.Clone(raw)
		text, w := c.plainText(raw)
		if !bytes.Equal(raw, before) {
			t.Fatal("input changed")
		}
		if !utf8.Valid(text) {
			t.Fatalf("%q is no UTF-8", text)
		}
		if bytes.ContainsAny(text, "\x00\r\u0085") && w&(WarnWindows1252|WarnISO88596|WarnMojibake) == 0 {
			t.Fatalf("%q: left over", text)
		}
		if utf8.Valid(raw) && w&^WarnNUL == 0 {
			want := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n").Replace(strings.ReplaceAll(string(raw), "\x00", ""))
			if string(text) != want {
				t.Fatalf("%q, want %q", text, want)
			}
		}
		if again, w2 := c.plainText(bytes.Clone(text)); w2 == 0 && !bytes.Equal(again, text) {
			t.Fatalf("%q changes again to %q", text, again)
		}
		utf16(raw)
		s := newTestScanner(t)
		s.sniffFormat("x", raw, true)
	})
}
