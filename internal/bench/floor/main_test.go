package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestScanCountsLinesAndStrings(t *testing.T) {
	long := make([]byte, 9<<20)
	for i := range long {
		long[i] = 'x'
	}
	for name, tc := range map[string]struct {
		text string
		want counts
	}{
		"empty":       {"", counts{}},
		"two lines":   {`{"a":"b"}` + "\n" + `{"a":"c\"d\\"}` + "\n", counts{lines: 2, strings: 4}},
		"no line end": {`{"a":1}`, counts{lines: 1, strings: 1}},
		"long line":   {`{"a":"` + string(long) + `"}` + "\n{}", counts{lines: 2, strings: 2}},
	} {
		file := filepath.Join(t.TempDir(), "docs.jsonl")
		if err := os.WriteFile(file, []byte(tc.text), 0o666); err != nil {
			t.Fatal(err)
		}
		tc.want.bytes = int64(len(tc.text))
		if got, err := scan(file); err != nil || got != tc.want {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, tc.want)
		}
	}
}
