package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"naskh/report"
)

// Rejects come back in the order of the input, whichever worker met them, with what was
// wrong.
func TestRejectsComeBackInOrder(t *testing.T) {
	const good = `{"id":"g%d","text":"The mayor of the harbour town opened a bridge for walkers this morning."}` + "\n"
	files := map[string]string{"empty.jsonl": "{}\n"}
	want := []string{"empty.jsonl 1 no_text {}"}
	var many strings.Builder
	for i := range 60_000 { // several chunks
		switch {
		case i%3 == 0:
			fmt.Fprintf(&many, good, i)
		case i%3 == 1:
			fmt.Fprintf(&many, "[%d]\n", i)
			want = append(want, fmt.Sprintf("many.jsonl %d not_object [%d]", i+1, i))
		default:
			fmt.Fprintf(&many, "{\"id\":%d\n", i)
			want = append(want, fmt.Sprintf("many.jsonl %d cut_json {\"id\":%d", i+1, i))
		}
	}
	files["many.jsonl"] = many.String()
	opts := DefaultOptions()
	opts.Jobs = 4
	result := runText(t, opts, files)
	var got []string
	result.Rejects(func(r report.Reject, err error) bool {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %d %s %s", r.File[strings.LastIndex(r.File, "/")+1:], r.Position, r.Reason, r.Excerpt))
		return true
	})
	if len(got) != len(want) {
		t.Fatalf("%d rejects, want %d", len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("reject %d is %q, want %q", i, got[i], want[i])
		}
	}
	if m := result.Model; m.Records.Rejected != 40_001 || m.Rejects["not_object"] != 20_000 || m.Rejects["cut_json"] != 20_000 || m.Rejects["no_text"] != 1 {
		t.Errorf("counted %d: %v", m.Records.Rejected, m.Rejects)
	}
}
