package dump

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// decodeStd is the oracle: what encoding/json makes of a line.
func decodeStd(line []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var m map[string]any
	if !json.Valid(line) {
		return nil, json.Unmarshal(line, &m)
	}
	err := d.Decode(&m)
	return m, err
}

func newTestScanner(t testing.TB) *scanner {
	fields, err := newFieldTable(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &scanner{fields: fields}
}

// checkAgainstStd compares the scanner with encoding/json on one line.
func checkAgainstStd(t *testing.T, s *scanner, line []byte) {
	t.Helper()
	valid, control := inspect(line)
	if valid != utf8.Valid(line) {
		t.Fatalf("inspect(%q): valid %v", line, valid)
	}
	if control != hasControl(line) {
		t.Fatalf("inspect(%q): control %v", line, control)
	}
	if !valid {
		line = appendValid(nil, line)
	}
	s.arena = s.arena[:0]
	isObject, f := s.object(line, control)
	if (f == faultNone) != json.Valid(line) {
		t.Fatalf("%q: fault %d, encoding/json valid %v", line, f, json.Valid(line))
	}
	if f != faultNone {
		return
	}
	want, err := decodeStd(line)
	if isObject != (err == nil && want != nil) {
		t.Fatalf("%q: object %v, encoding/json: %v", line, isObject, err)
	}
	if !isObject {
		return
	}
	for key, at := range s.fields.byKey {
		v, ok := want[key]
		if ok != (s.seen>>at&1 == 1) {
			t.Fatalf("%q: key %q seen %v, want %v", line, key, !ok, ok)
		}
		if !ok {
			continue
		}
		got := s.values[at]
		switch v := v.(type) {
		case string:
			if got.kind != kindString || string(got.data) != v {
				t.Fatalf("%q: %s = %d %q, want %q", line, key, got.kind, got.data, v)
			}
		case json.Number:
			if got.kind != kindNumber || string(got.data) != v.String() {
				t.Fatalf("%q: %s = %d %q, want %s", line, key, got.kind, got.data, v)
			}
		case nil:
			if got.kind != kindNull {
				t.Fatalf("%q: %s = %d, want null", line, key, got.kind)
			}
		case bool:
			if got.kind != kindBool {
				t.Fatalf("%q: %s = %d, want bool", line, key, got.kind)
			}
		case []any:
			checkList(t, s, line, got, v)
		case map[string]any:
			if got.kind != kindObject {
				t.Fatalf("%q: %s = %d, want object", line, key, got.kind)
			}
			s.scalar(got)
		}
	}
}

// checkList compares a list of strings.
func checkList(t *testing.T, s *scanner, line []byte, got value, want []any) {
	t.Helper()
	if got.kind != kindList {
		t.Fatalf("%q: %d, want list", line, got.kind)
	}
	var parts []string
	sound := true
	for _, e := range want {
		switch e := e.(type) {
		case string:
			parts = append(parts, e)
		case nil:
		default:
			sound = false
		}
	}
	text, ok := s.joined(got.data)
	if ok != sound || ok && string(text) != strings.Join(parts, "\n") {
		t.Fatalf("%q: joined %q %v, want %q %v", line, text, ok, parts, sound)
	}
}

var jsonSeeds = []string{
	`{}`, `{"text":"a"}`, ` { "text" : "a" , "id" : 5 } `, `{"id":-0.5e+10,"text":null}`, `{"text":"x","text":"y"}`,
	`{"Text":"x","TEXT":"y"}`, `{"text":"نص\nجديد \"مقتبس\" \\ \/ \b\f\r\t"}`, `{"text":"\u0646\u0635 \ud83d\ude00"}`,
	`{"text":"\ud800"}`, `{"text":"\ud800\u0041"}`, `{"text":"\udc00\ud800\udc00x"}`, `{"text":"\ud800\ud800\udc00"}`,
	`{"text":"\u12"}`, `{"text":"\u12G4"}`, `{"text":"\x"}`, `{"text":"\`, `{"text":"a`, `{"text"`, `{"text":`, `{"text":tru`,
	`{"text":true,"id":false,"url":nul}`, `{"id":01}`, `{"id":1.}`, `{"id":1e}`, `{"id":-}`, `{"id":.5}`, `{"id":+1}`,
	`{"a":{"b":[1,2,{"c":"d\""}],"e":{}},"text":"t"}`, `{"a":[],"b":[[],[[]]],"text":["p1","p2",null]}`,
	`{"text":["a",["b"]]}`, `{"date":{"$date":"2018-05-10T00:00:00Z"},"_id":{"$oid":"5f"}}`, `{"date":{"$date":{"$numberLong":"1526000000000"}}}`,
	`[1,2]`, `"s"`, `12`, `null`, `{"a":1}x`, `{"a":1,}`, `{,}`, `{"a" 1}`, `{"a":1 "b":2}`, `[1,]`, `[1 2]`, `{1:2}`,
	"{\"text\":\"tab\there\"}", "{\t\"text\":\"a\"\r}", "{\"text\":\"nul\x00\"}", "{\"text\":\"\xff\xfe bad\"}", "{\"te\xffxt\":1}",
	"{\"text\":\"\u2028\u0085\ufeff\"}", "\ufeff{}", `{"te\u0078t":"escaped key"}`, `{"":""}`, `{"a":"` + strings.Repeat("س", 40) + `"}`,
	`{"text":"` + strings.Repeat(`\u0633`, 40) + strings.Repeat("س ", 40) + `\n"}`,
}

func TestJSONAgreesWithStd(t *testing.T) {
	s := newTestScanner(t)
	for _, line := range jsonSeeds {
		checkAgainstStd(t, s, []byte(line))
		for i := range line {
			checkAgainstStd(t, s, []byte(line[:i]))
			checkAgainstStd(t, s, []byte(line[i:]))
			changed := []byte(line)
			for _, c := range []byte{'"', '\\', '}', ']', ',', 0x1F, 0xE0, 'u', '0'} {
				changed[i] = c
				checkAgainstStd(t, s, changed)
			}
		}
	}
}

func TestJSONDepth(t *testing.T) {
	s := newTestScanner(t)
	for _, n := range []int{1, 2, maxDepth - 1, maxDepth, maxDepth + 1, 1 << 20} {
		for _, line := range []string{
			strings.Repeat("[", n) + strings.Repeat("]", n),
			strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n),
		} {
			_, f := s.object([]byte(line), false)
			if want := n > maxDepth; (f == faultDepth) != want || (f == faultNone) == want {
				t.Errorf("depth %d: fault %d", n, f)
			}
			if n < 1<<20 && (f == faultNone) != json.Valid([]byte(line)) {
				t.Errorf("depth %d: encoding/json differs", n)
			}
		}
	}
}

func FuzzJSON(f *testing.F) {
	for _, seed := range jsonSeeds {
		f.Add([]byte(seed))
	}
	s := newTestScanner(f)
	f.Fuzz(func(t *testing.T, line []byte) { checkAgainstStd(t, s, line) })
}

func TestInspect(t *testing.T) {
	alphabet := []string{"a", " ", "\n", "\x00", "\x1f", "\x7f", "é", "س", "߿", "ࠀ", "€", "\u2028", "퟿", "\ue000", "😀", "\U0010ffff",
		"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xdf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xe2\x80", "\xed\xa0\x80", "\xed\x9f\xbf",
		"\xef", "\xf0\x80\x80\x80", "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf5", "\xff"}
	check := func(b []byte) {
		t.Helper()
		valid, control := inspect(b)
		if valid != utf8.Valid(b) || control != hasControl(b) {
			t.Fatalf("%q: %v %v", b, valid, control)
		}
	}
	for pad := range 9 {
		for _, x := range alphabet {
			for _, y := range alphabet {
				for _, z := range []string{"", "aaaaaaa", "سسسس", "€€€"} {
					check([]byte(strings.Repeat("a", pad) + x + y + z))
					check([]byte(strings.Repeat("س", pad) + x + z + y))
					check([]byte(strings.Repeat("€", pad) + z + x + y))
				}
			}
		}
	}
}
