package pipeline

import (
	"testing"

	"naskh/internal/dump"
)

// The table is in the order of the input, whoever read what when.
func TestTableIsInTheOrderOfTheInput(t *testing.T) {
	r, err := newRun([]dump.Input{{Name: "a"}, {Name: "b"}}, t.TempDir(), DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	readers := []*reader{r.newReader(), r.newReader()}
	// Stretches of a worker, a file and the first of three positions.
	for _, s := range [][3]int{{1, 1, 7}, {0, 1, 1}, {1, 0, 4}, {0, 1, 4}, {1, 0, 1}} {
		w := &readers[s[0]].rows
		for i := range 3 {
			first, err := w.record(int32(s[1]))
			if err != nil {
				t.Fatal(err)
			}
			w.add(row{detail: detail{file: int32(s[1]), position: int64(s[2] + i)}})
			w.endRecord(first)
		}
		if err := w.end(); err != nil {
			t.Fatal(err)
		}
	}
	for _, w := range readers {
		if err := w.flush(); err != nil {
			t.Fatal(err)
		}
	}
	content, err := r.table(readers, [][]int32{{0}, {0}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.articles) != 15 || len(content) != 15 {
		t.Fatalf("%d articles and %d hashes, want 15", len(r.articles), len(content))
	}
	if err := r.eachArticle(func(i int, _ *article, d *detail) error {
		file, position := int32(0), int64(i+1)
		if i >= 6 {
			file, position = 1, int64(i-5)
		}
		if d.file != file || d.position != position {
			t.Errorf("article %d is number %d of file %d, want %d of %d", i, d.position, d.file, position, file)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
