package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The same id with the same words is counted once; with other words it is a
// version of its own, in an order that does not depend on the input's.
func TestRepeatedIDs(t *testing.T) {
	const one = "The ferry to the northern islands leaves an hour later from Monday on, says the harbour office."
	const two = "A new bakery opens beside the town hall and gives away the first hundred loaves of bread."
	line := func(id, title, text string) string {
		return `{"id":"` + id + `","title":"` + title + `","text":"` + text + "\"}\n"
	}
	var want []string
	for _, input := range []string{
		line("x", "a", one) + line("x", "b", one) + line("x", "c", two) + line("x#2", "d", two) + line("", "e", two),
		line("x", "c", two) + line("x", "a", one) + line("x#2", "d", two) + line("x", "a", one) + line("", "e", two),
	} {
		opts := DefaultOptions()
		opts.Singletons = true
		r := runText(t, opts, map[string]string{"n.jsonl": input})
		m := r.Model
		if m.Records.Read != 5 || m.Records.OK != 4 || m.Records.DuplicateID != 1 || m.Records.Versions != 1 {
			t.Errorf("records: %+v", m.Records)
		}
		var got, texts []string
		for i := range int32(m.Known()) {
			a := m.Article(i)
			if m.Head(i).Position == 5 { // without an id it has the file's name
				continue
			}
			p, err := m.Text(i)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, a.ID)
			texts = append(texts, a.ID+p[0])
		}
		slices.Sort(got)
		if !slices.Equal(got, []string{"x", "x#2", "x~2"}) {
			t.Errorf("ids %q", got)
		}
		slices.Sort(texts)
		if want == nil {
			want = texts
		}
		if !slices.Equal(texts, want) {
			t.Errorf("another order of the input gives the ids to other texts:\n%q\n%q", texts, want)
		}
	}
}

// An id that a record has is given to no other.
func TestMadeIDsAreNew(t *testing.T) {
	const one = "The ferry to the northern islands leaves an hour later from Monday on, says the harbour office."
	const two = "A new bakery opens beside the town hall and gives away the first hundred loaves of bread."
	const three = "The museum shows maps of the coast that fishermen drew by hand two hundred years ago."
	var input strings.Builder
	for _, r := range [][2]string{{"a", one}, {"a", two}, {"a~2", three}, {"a~3", one + two}} {
		fmt.Fprintf(&input, "{\"id\":%q,\"title\":\"t\",\"text\":%q}\n", r[0], r[1])
	}
	opts := DefaultOptions()
	opts.Singletons = true
	m := runText(t, opts, map[string]string{"n.jsonl": input.String()}).Model
	var got []string
	for i := range int32(m.Known()) {
		got = append(got, m.Article(i).ID)
	}
	slices.Sort(got)
	if want := []string{"a", "a~2", "a~3", "a~4"}; !slices.Equal(got, want) {
		t.Errorf("ids %q, want %q", got, want)
	}
}

// A page's embedded articles get ids of their own where a record has the first made one.
func TestEmbeddedArticlesHaveIDsOfTheirOwn(t *testing.T) {
	w := hotReader(t)
	w.site("s.example")
	for i, record := range []struct {
		id    string
		parts int
	}{{"A", 3}, {"A#2", 1}} {
		first, err := w.rows.record(0)
		if err != nil {
			t.Fatal(err)
		}
		id := w.ids.add(record.id)
		for part := range record.parts {
			w.rows.add(row{article: article{id: id, node: -1, embedded: part > 0}, detail: detail{position: int64(i + 1), hash: uint64(10*i + part)}})
		}
		w.rows.endRecord(first)
	}
	if err := w.flush(); err != nil {
		t.Fatal(err)
	}
	if err := w.run.gather([]*reader{w}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range w.run.articles {
		got = append(got, w.run.id(int32(i)))
	}
	if want := []string{"A", "A#3", "A#4", "A#2"}; !slices.Equal(got, want) {
		t.Errorf("ids %q, want %q", got, want)
	}
}
