package dump

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// result is all that reading some inputs gave, in order.
type result struct {
	records []Record // with strings of their own
	rejects []Reject
	files   []FileStatus
}

// own makes the strings of r its own.
func own(r Record) Record {
	r.ID, r.URL, r.Site, r.Source = strings.Clone(r.ID), strings.Clone(r.URL), strings.Clone(r.Site), strings.Clone(r.Source)
	r.Title, r.Text, r.DateText = strings.Clone(r.Title), strings.Clone(r.Text), strings.Clone(r.DateText)
	return r
}

// readAll reads args with the given number of workers and block size.
func readAll(t testing.TB, opts Options, workers, block int, args ...string) result {
	t.Helper()
	inputs, err := Walk(args)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(inputs, opts)
	if err != nil {
		t.Fatal(err)
	}
	r.block = block
	var (
		mu  sync.Mutex
		all result
		wg  sync.WaitGroup
	)
	for range workers {
		wg.Go(func() {
			var c Chunk
			for r.Next(&c) {
				for rec, rej := range c.Records() {
					mu.Lock()
					if rej != nil {
						all.rejects = append(all.rejects, *rej)
					} else {
						all.records = append(all.records, own(rec))
					}
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	slices.SortFunc(all.records, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.Position, b.Position))
	})
	slices.SortFunc(all.rejects, func(a, b Reject) int {
		return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.Position, b.Position))
	})
	all.files = r.Files()
	r.Close()
	if r.open != 0 {
		t.Errorf("%d files left open", r.open)
	}
	if len(r.units) != 0 || r.ahead != 0 {
		t.Errorf("%d units of %d bytes left", len(r.units), r.ahead)
	}
	return all
}

// write puts content into a file of dir and returns its path.
func write(t testing.TB, dir, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func gz(content []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(content)
	w.Close()
	return b.Bytes()
}

func zst(content []byte) []byte {
	var b bytes.Buffer
	w, _ := zstd.NewWriter(&b)
	w.Write(content)
	w.Close()
	return b.Bytes()
}

// bgz makes one BGZF block.
func bgz(content []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Extra = []byte{'B', 'C', 2, 0, 0, 0}
	w.Write(content)
	w.Close()
	binary.LittleEndian.PutUint16(b.Bytes()[16:], uint16(b.Len()-1))
	return b.Bytes()
}

// pieces compresses content in pieces of n bytes.
func pieces(content []byte, n int, compress func([]byte) []byte) []byte {
	var b []byte
	for piece := range slices.Chunk(content, n) {
		b = append(b, compress(piece)...)
	}
	return b
}

const sentence = "أعلنت البلدية أمس افتتاح الحديقة الجديدة بعد عام من العمل، وقالت إن الدخول مجاني. "

// lines makes n JSON lines with ids from first on.
func lines(first, n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, `{"id":%d,"title":"عنوان","text":"%s","date":"2026-11-02"}`+"\n", first+i, strings.Repeat(sentence, 1+(first+i)%7))
	}
	return b.Bytes()
}

func TestReadMixedFolder(t *testing.T) {
	dir := t.TempDir()
	good := lines(0, 300)
	write(t, dir, "a.jsonl", good)
	write(t, dir, "b.jsonl.gz", gz(good))
	write(t, dir, "c.weird", zst(good)) // content decides
	write(t, dir, "d/e/page.txt", []byte("السطر الأول\r\nالسطر الثاني\rالثالث\u0085الرابع"))
	write(t, dir, "f.jsonl", []byte("\ufeff{\"id\":\"x\",\"text\":\"نص\"}\r\n\r\n \t\n{\"id\":\"y\",\"text\":\"\"}\n{\"id\":\"z\",\"text\":\"cut\n{\"id\":\"w\"}\n{\"text\":5}\n[1]\n{\"id\":\"last\",\"text\":\"بلا سطر جديد\"}"))
	write(t, dir, "g.json", []byte("[\n{\"id\":1,\"text\":\"a\"},\n{\"id\":2,\"text\":\"b\"}\n]\n"))
	write(t, dir, "empty.jsonl", nil)
	write(t, dir, "table.csv", []byte("id,text\n1,a\n"))
	write(t, dir, "table.unknown", []byte("PAR1\x00\x00"))
	write(t, dir, "page.html", []byte("<!DOCTYPE html><html>"))
	write(t, dir, "pretty.json", []byte("{\n \"id\": 1,\n \"text\": \"a\"\n}\n"))
	write(t, dir, "array.json", []byte(`[{"id":1,"text":"a"},{"id":2,"text":"b"}]`))
	write(t, dir, "zeros", make([]byte, 1000))
	write(t, dir, "archive.warc", []byte("WARC/1.0\r\n"))
	os.Symlink("nowhere", filepath.Join(dir, "dangling"))
	os.Symlink("..", filepath.Join(dir, "loop"))

	for _, workers := range []int{1, 4} {
		for _, block := range []int{1, 100, 5000, chunkBytes} {
			got := readAll(t, Options{MaxRecordBytes: 1 << 16}, workers, block, dir)
			var table strings.Builder
			for _, f := range got.files {
				rel, _ := filepath.Rel(dir, f.File)
				fmt.Fprintf(&table, "%s %d %d %d %s %s\n", rel, f.Read, f.OK, f.Rejected, f.Status, f.Reason)
			}
			want := `a.jsonl 300 300 0 ok 
archive.warc 0 0 0 skipped format warc is not read yet
array.json 0 0 0 skipped one JSON array; convert it with jq -c '.[]'
b.jsonl.gz 300 300 0 ok 
c.weird 300 300 0 ok 
d/e/page.txt 1 1 0 ok 
dangling 0 0 0 skipped a symbolic link to nothing
empty.jsonl 0 0 0 skipped empty file
f.jsonl 7 3 4 ok 
g.json 2 2 0 ok 
loop 0 0 0 skipped a symbolic link is not followed
page.html 0 0 0 skipped format html is not read yet
pretty.json 0 0 0 skipped one JSON object over several lines; convert it with jq -c .
table.csv 0 0 0 skipped format csv is not read yet
table.unknown 0 0 0 skipped format parquet is not read yet
zeros 0 0 0 skipped binary
`
			if table.String() != want {
				t.Fatalf("workers %d, block %d:\n%s", workers, block, table.String())
			}
			for _, rec := range got.records {
				switch filepath.Base(rec.File) {
				case "page.txt":
					if rec.Text != "السطر الأول\nالسطر الثاني\nالثالث\nالرابع" || rec.ID != rec.File || rec.Position != 1 {
						t.Errorf("text file: %+v", rec)
					}
				case "a.jsonl", "b.jsonl.gz", "c.weird":
					if want := fmt.Sprint(rec.Position - 1); rec.ID != want || !strings.HasPrefix(rec.Text, sentence) || rec.DateText != "2026-11-02" {
						t.Fatalf("%+v", rec)
					}
				}
			}
			var rejects []string
			for _, r := range got.rejects {
				rejects = append(rejects, fmt.Sprintf("%d %s %s", r.Position, r.Reason, r.Excerpt))
			}
			wantRejects := []string{`5 cut_json {"id":"z","text":"cut`, `6 no_text {"id":"w"}`, `7 bad_text {"text":5}`, `8 not_object [1]`}
			if !slices.Equal(rejects, wantRejects) {
				t.Fatalf("%q", rejects)
			}
		}
	}
}

// Rejects and records are the lines that are not blank, and chunking changes
// neither them nor their order.
func TestChunkingDoesNotMatter(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	want := 0
	for i := range 500 {
		switch i % 11 {
		case 3:
			b.WriteString("\n")
			continue
		case 5:
			b.WriteString(strings.Repeat("x", i*5) + "\n")
		case 7:
			b.Write(append([]byte(`{"text":"`), append(windows(sentence), `"}`+"\n"...)...))
		case 9:
			b.WriteString(`{"text":"` + strings.Repeat("y", 4000) + "\"}\n")
		default:
			b.Write(lines(i, 1))
		}
		want++
	}
	write(t, dir, "a.jsonl", b.Bytes())
	write(t, dir, "b.jsonl.zst", zst(b.Bytes()))
	for i := range 50 {
		write(t, dir, fmt.Sprintf("small/%02d.txt", i), []byte(strings.Repeat(sentence, i+1)))
	}
	opts := Options{MaxRecordBytes: 3000}
	first := readAll(t, opts, 1, chunkBytes, dir)
	if n := len(first.records) + len(first.rejects); n != 2*want+50 {
		t.Fatalf("%d records and rejects, want %d", n, 2*want+50)
	}
	tooLong := 0
	for _, r := range first.rejects {
		if r.Reason == ReasonTooLong {
			tooLong++
		}
	}
	if tooLong < 80 {
		t.Errorf("%d too long", tooLong)
	}
	for _, workers := range []int{1, 3} {
		for _, block := range []int{1, 7, 64, 999, 4096, 30000} {
			got := readAll(t, opts, workers, block, dir)
			if fmt.Sprint(got) != fmt.Sprint(first) {
				t.Fatalf("workers %d, block %d: another result", workers, block)
			}
		}
	}
}

func TestBrokenContainers(t *testing.T) {
	dir := t.TempDir()
	a, b := gz(lines(0, 100)), gz(lines(100, 100))
	za, zb := zst(lines(0, 100)), zst(lines(100, 100))
	broken := bytes.Clone(b)
	broken[len(broken)-6] ^= 1 // the checksum
	cases := []struct {
		name    string
		content []byte
		read    int64 // -1: any number below 200
		status  Status
		reason  string
	}{
		{"glued.gz", slices.Concat(a, b), 200, StatusOK, ""},
		{"zeros.gz", slices.Concat(a, make([]byte, 512)), 100, StatusOK, ""},
		{"zeros-between.gz", slices.Concat(a, make([]byte, 5), b), 200, StatusOK, ""},
		{"garbage.gz", slices.Concat(a, b, []byte("garbage\n")), 200, StatusOK, "garbage"},
		{"g1.gz", slices.Concat(a, []byte("g")), 100, StatusOK, "garbage"},
		{"cut.gz", slices.Concat(a, b[:len(b)-5]), 200, StatusIncomplete, "too early"},
		{"cut-half.gz", slices.Concat(a, b[:len(b)/2]), -1, StatusIncomplete, "too early"},
		{"cut-header.gz", a[:5], 0, StatusIncomplete, "too early"},
		{"checksum.gz", slices.Concat(a, broken), 200, StatusIncomplete, "checksum"},
		{"empty.gz", gz(nil), 0, StatusSkipped, "empty"},
		{"glued.zst", slices.Concat(za, zb), 200, StatusOK, ""},
		{"garbage.zst", slices.Concat(za, zb, []byte("garbage\n")), 200, StatusOK, "garbage"},
		{"zeros.zst", slices.Concat(za, make([]byte, 64)), 100, StatusOK, "garbage"},
		{"g1.zst", slices.Concat(za, []byte("g")), 100, StatusIncomplete, "too early"}, // looks like a cut frame
		{"cut.zst", slices.Concat(za, zb[:len(zb)-5]), -1, StatusIncomplete, "too early"},
		{"empty.zst", zst(nil), 0, StatusSkipped, "empty"},
		{"text.txt.gz", gz([]byte(sentence))[:60], 1, StatusIncomplete, "too early"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := readAll(t, Options{}, 2, 1000, write(t, dir, c.name, c.content))
			f := got.files[0]
			if c.read >= 0 && f.Read != c.read || c.read < 0 && (f.Read < 100 || f.Read > 200) {
				t.Errorf("read %d, want %d", f.Read, c.read)
			}
			if f.Status != c.status || !strings.Contains(f.Reason, c.reason) || c.reason == "" && f.Reason != "" {
				t.Errorf("%s %q, want %s %q", f.Status, f.Reason, c.status, c.reason)
			}
			for i, rec := range got.records {
				if rec.ID != fmt.Sprint(i) {
					t.Fatalf("record %d has id %q", i, rec.ID)
				}
			}
		})
	}
}

// What a damaged zstd block leaves in memory, of this file or an earlier one,
// is nobody's record.
func TestDamagedBlockGivesNothing(t *testing.T) {
	dir := t.TempDir()
	content := lines(0, 500)
	w, _ := zstd.NewWriter(nil, zstd.WithEncoderCRC(false))
	whole := w.EncodeAll(content, nil)
	write(t, dir, "a.jsonl.zst", zst(bytes.ReplaceAll(content, []byte("البلدية"), []byte("OTHER"))))
	for i := range 200 {
		damaged := bytes.Clone(whole)
		damaged[len(damaged)-1-i*len(damaged)/201] ^= 0x10
		write(t, dir, "b.jsonl.zst", damaged)
		got := readAll(t, Options{}, 1, chunkBytes, dir)
		for _, rec := range got.records {
			if rec.Input == 1 && strings.Contains(rec.Text, "OTHER") {
				t.Fatalf("byte %d: record %s of the other file", i, rec.ID)
			}
		}
	}
}

func TestLongLineIsSkipped(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jsonl.gz", gz(slices.Concat(lines(0, 1), bytes.Repeat([]byte{'a'}, 64<<20), []byte("\n"), lines(1, 1))))
	var c Chunk
	inputs, _ := Walk([]string{path})
	r, err := NewReader(inputs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var got []string
	for r.Next(&c) {
		if cap(c.buf) > 64<<20 {
			t.Errorf("chunk of %d bytes", cap(c.buf))
		}
		for rec, rej := range c.Records() {
			if rej != nil {
				got = append(got, fmt.Sprintf("%d %s %d", rej.Position, rej.Reason, len([]rune(rej.Excerpt))))
			} else {
				got = append(got, fmt.Sprintf("%d %s", rec.Position, rec.ID))
			}
		}
	}
	if want := []string{"1 0", "2 too_long 120", "3 1"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestFileThatGrowsIsIncomplete(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jsonl", lines(0, 500))
	inputs, _ := Walk([]string{path})
	r, _ := NewReader(inputs, Options{})
	defer r.Close()
	r.block = 1000
	var c Chunk
	if !r.Next(&c) {
		t.Fatal("nothing read")
	}
	f, _ := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	f.Write(lines(500, 1))
	f.Close()
	for r.Next(&c) {
	}
	if got := r.Files()[0]; got.Status != StatusIncomplete || !strings.Contains(got.Reason, "changed") {
		t.Errorf("%+v", got)
	}
}

func TestCloseStopsReading(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		write(t, dir, fmt.Sprintf("%d.jsonl.zst", i), zst(lines(0, 500)))
	}
	inputs, _ := Walk([]string{dir})
	r, _ := NewReader(inputs, Options{})
	r.block = 1000
	var c Chunk
	r.Next(&c)
	r.Close()
	r.Close()
	if r.Next(&c) {
		t.Error("a chunk after Close")
	}
	for _, f := range r.Files() {
		if f.Status == StatusOK {
			t.Errorf("%+v", f)
		}
	}
}

func TestFields(t *testing.T) {
	tests := []struct {
		name, line string
		fields     string
		want       Record
	}{
		{"priority", `{"body":"ب","content":"","text":null,"headline":"ع"}`, "", Record{Text: "ب", Title: "ع"}},
		{"list text", `{"content":["أ","ب"],"title":["ع"]}`, "", Record{Text: "أ\nب", Title: "ع"}},
		{"mapped", `{"text":"no","c":"نعم","_id":7,"k":"م"}`, "text=c,id=_id,source=k", Record{Text: "نعم", ID: "7", Source: "م"}},
		{"taken from another role", `{"text":"ن","site":"s"}`, "source=site", Record{Text: "ن", Source: "s"}},
		{"export", `{"text":"ن","_id":{"$oid":"5f"},"date":{"$date":"2018-05-10T00:00:00Z"}}`, "", Record{Text: "ن", ID: "5f", DateText: "2018-05-10T00:00:00Z"}},
		{"bad title", `{"text":"ن","title":{"a":1}}`, "", Record{Text: "ن", Warnings: WarnBadField}},
		{"bad date", `{"text":"ن","date":"أمس"}`, "", Record{Text: "ن", DateText: "أمس", DateBad: true, Warnings: WarnBadDate}},
		{"second date", `{"text":"ن","date":"أمس","published_at":1525935109}`, "", Record{Text: "ن", DateText: "1525935109"}},
		{"surrogate", `{"text":"a\ud800"}`, "", Record{Text: "a\uFFFD", Warnings: WarnSurrogate}},
		{"nul", "{\"text\":\"a\x00b" + sentence + "\"}", "", Record{Text: "ab" + sentence, Warnings: WarnNUL}},
		{"mojibake", `{"text":"` + mixed(sentence) + `"}`, "", Record{Text: sentence, Warnings: WarnMojibake}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fields, err := ParseFields(tt.fields)
			if err != nil {
				t.Fatal(err)
			}
			path := write(t, t.TempDir(), "a.jsonl", []byte(tt.line))
			got := readAll(t, Options{Fields: fields, Format: "jsonl"}, 1, chunkBytes, path)
			if len(got.records) != 1 {
				t.Fatalf("%+v", got)
			}
			rec := got.records[0]
			if rec.Date.IsZero() != (rec.DateBad || rec.DateText == "") {
				t.Errorf("date %v of %q", rec.Date, rec.DateText)
			}
			tt.want.File, tt.want.Position, tt.want.Date = path, 1, rec.Date
			if rec != tt.want {
				t.Errorf("got  %+v\nwant %+v", rec, tt.want)
			}
		})
	}
}

func TestOptionsRefused(t *testing.T) {
	for _, o := range []Options{
		{Format: "csv"}, {Format: "word"}, {Encoding: "klingon"}, {MaxRecordBytes: -1},
		{Fields: map[string][]string{"body": {"x"}}}, {Fields: map[string][]string{"text": {}}},
		{Fields: map[string][]string{"text": {"x"}, "title": {"x"}}},
	} {
		if _, err := NewReader(nil, o); err == nil || !strings.Contains(err.Error(), "\n") {
			t.Errorf("%+v: %v", o, err)
		}
	}
	for _, list := range []string{"text", "text=", "body=x", "=x", ",", "text=a,,id=b"} {
		if _, err := ParseFields(list); err == nil {
			t.Errorf("%q: no error", list)
		}
	}
}

func TestSiteName(t *testing.T) {
	for url, want := range map[string]string{
		"https://www.Example.com:8080/a?b": "example.com", "www.express.gr": "express.gr", "http://u:p@host.net": "host.net",
		"//cdn.example/x": "cdn.example", "": "", "https://example.org?x=//y": "example.org", "https://[::1]/": "[::1]",
	} {
		if got := (&Record{URL: url}).SiteName(); got != want {
			t.Errorf("%q: %q, want %q", url, got, want)
		}
	}
	if got := (&Record{URL: "http://a", Source: "s"}).SiteName(); got != "s" {
		t.Error(got)
	}
}

func TestExcerpt(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		"نص\n\r\t\x00\x1b[31m\xff": `نص\n\r\t\x00\x1b[31m\xff`,
		"\u202egpj.exe\u2028":      `\u202egpj.exe\u2028`,
		strings.Repeat("س", 120):   strings.Repeat("س", 120),
		strings.Repeat("س", 121):   strings.Repeat("س", 119) + "…",
		strings.Repeat("\x01", 90): strings.Repeat(`\x01`, 29) + "…",
	} {
		if got := Excerpt([]byte(in)); got != want {
			t.Errorf("%q:\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestJSONRejectRow(t *testing.T) {
	got, _ := json.Marshal(Reject{File: "a", Position: 3, Reason: ReasonTooLong, Excerpt: "x"})
	if want := `{"file":"a","position":3,"reason":"too_long","excerpt":"x"}`; string(got) != want {
		t.Errorf("%s", got)
	}
}

func TestStdin(t *testing.T) {
	saved := os.Stdin
	defer func() { os.Stdin = saved }()
	for name, content := range map[string][]byte{"jsonl": lines(0, 40), "gz": gz(lines(0, 40)), "frames": pieces(lines(0, 40), 500, zst), "blocks": pieces(lines(0, 40), 500, bgz), "text": []byte(sentence)} {
		in, out, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			out.Write(content)
			out.Close()
		}()
		os.Stdin = in
		got := readAll(t, Options{}, 2, 1000, Stdin)
		in.Close()
		want := 40
		if name == "text" {
			want = 1
		}
		if len(got.records) != want || got.records[0].File != Stdin || got.files[0].Status != StatusOK {
			t.Errorf("%s: %d records, %+v", name, len(got.records), got.files)
		}
	}
}
