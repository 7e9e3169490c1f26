package corpus

import (
	"encoding/json"
	"strings"
	"testing"
)

func news(n int, seed uint64) Spec {
	return Spec{Documents: n, Seed: seed, Words: 300, Sites: 40, Copies: 0.2, Hard: 0.02}
}

func mustNew(t testing.TB, s Spec) *Corpus {
	t.Helper()
	c, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEqualSpecsGiveEqualBytes(t *testing.T) {
	a, b, other := mustNew(t, news(200, 3)), mustNew(t, news(200, 3)), mustNew(t, news(200, 4))
	same := 0
	for i := a.Len() - 1; i >= 0; i-- { // b in another order: a document depends on nothing before it
		if x, y := a.AppendJSON(nil, i), b.AppendJSON(nil, i); string(x) != string(y) {
			t.Fatalf("document %d differs between two corpora of one spec:\n%s%s", i, x, y)
		} else if string(x) == string(other.AppendJSON(nil, i)) {
			same++
		}
	}
	if same > 0 {
		t.Errorf("%d documents are equal under another seed", same)
	}
}

func TestDocumentsAreJSON(t *testing.T) {
	for _, shape := range []Shape{News, Identical, OneTemplate, Short, Long} {
		s := news(300, 1)
		s.Shape = shape
		c := mustNew(t, s)
		for i := range c.Len() {
			var d struct{ ID, Site, Date, Title, Text string }
			if err := json.Unmarshal(c.AppendJSON(nil, i), &d); err != nil {
				t.Fatalf("shape %d, document %d: %v", shape, i, err)
			}
			if d.ID != ID(i) || d.Site == "" || d.Title == "" || !strings.HasPrefix(d.Text, d.Title+"\n") {
				t.Fatalf("shape %d, document %d: %+v", shape, i, d)
			}
		}
	}
}

func TestSharesOfKinds(t *testing.T) {
	c := mustNew(t, news(20_000, 1))
	kinds := map[Kind]int{}
	sizes := map[uint32]int{}
	words := 0
	for i := range c.Len() {
		cluster, kind, _ := c.Label(i)
		kinds[kind]++
		sizes[cluster]++
		if i < 2000 {
			words += len(strings.Fields(string(c.AppendText(nil, i))))
		}
	}
	if c.Len() != 20_000 || kinds[Copy] != 4000 || kinds[Template] != 200 || kinds[Event] != 200 {
		t.Errorf("%d documents, kinds %v", c.Len(), kinds)
	}
	for cluster, n := range sizes {
		if n > largestCopy+1 {
			t.Errorf("cluster %d has %d documents", cluster, n)
		}
	}
	if mean := words / 2000; mean < 250 || mean > 400 {
		t.Errorf("mean length %d words, want about 300", mean)
	}
}

func TestDegenerateShapes(t *testing.T) {
	body := func(c *Corpus, i int) string {
		_, rest, _ := strings.Cut(string(c.AppendText(nil, i)), "\n")
		return rest
	}
	s := news(50, 1)
	s.Shape = Identical
	c := mustNew(t, s)
	for i := range c.Len() {
		if body(c, i) != body(c, 0) {
			t.Fatalf("identical: document %d differs", i)
		}
	}
	s.Shape = Short
	c = mustNew(t, s)
	for i := range c.Len() {
		if n := len(strings.Fields(body(c, i))); n != 10 {
			t.Fatalf("short: document %d has %d words", i, n)
		}
	}
	s.Shape, s.Words, s.Documents = Long, 10_007, 1
	if n := len(strings.Fields(body(mustNew(t, s), 0))); n != 10_007 {
		t.Errorf("long: %d words", n)
	}
}

func TestSpecIsChecked(t *testing.T) {
	for name, s := range map[string]Spec{
		"documents": {Documents: -1, Words: 300, Sites: 1},
		"words":     {Words: 9, Sites: 1},
		"sites":     {Words: 300},
		"copies":    {Words: 300, Sites: 1, Copies: 1},
		"hard":      {Words: 300, Sites: 1, Hard: 0.2},
	} {
		if _, err := New(s); err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func BenchmarkDocument(b *testing.B) {
	c := mustNew(b, news(10_000, 1))
	var buf []byte
	total := 0
	for i := 0; b.Loop(); i++ {
		buf = c.AppendJSON(buf[:0], i%c.Len())
		total += len(buf)
	}
	b.SetBytes(int64(total / b.N))
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}
