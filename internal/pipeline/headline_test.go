package pipeline

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"naskh/internal/dump"
	"naskh/internal/page"
)

func TestBareHeadline(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"“صحيفة المرسى”: الميناء يستقبل أول سفينة", "الميناء يستقبل أول سفينة"},
		{"\"Port Gazette\": First ship enters the new harbour", "First ship enters the new harbour"},
		{"«الرصيف» : وصول السفينة", "وصول السفينة"},
		{"سلمى العطار: السفينة لن تعود", "سلمى العطار: السفينة لن تعود"}, // a speaker, not an outlet
		{"«لن نعود إلى الميناء» يقول القبطان", "«لن نعود إلى الميناء» يقول القبطان"},
		{"First ship enters the harbour - Port Gazette", "First ship enters the harbour"},
		{"Talks fail - again", "Talks fail - again"}, // too little would be left
		{"“Port Gazette”:", "“Port Gazette”:"},
		{"", ""},
	} {
		if got := bareHeadline(c.in); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

// runText runs the texts as files of one folder.
func runText(t *testing.T, opts Options, texts map[string]string) *Result {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	inputs, err := dump.Walk([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	opts.Markers = page.NewMarkers()
	result, err := Run(context.Background(), inputs, dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { result.Close() })
	return result
}

// Two pages whose lists share three of five headlines are a group; a third
// list with other headlines is not in it. Other numbers make other headlines.
func TestListGroups(t *testing.T) {
	body := func(s string) string {
		return s + " opened on Monday, the council said, after two years of work on the site near the river.\n\n" +
			"Visitors may enter free of charge until the end of the month, according to the same statement.\n\nRelated articles\n\n"
	}
	result := runText(t, DefaultOptions(), map[string]string{
		"a.txt": body("The new library") + "- Ferry company adds early services to the islands\n- Twelve streets get new lamps before winter\n- Fire at the mill: 12 people unhurt\n- Old tram returns to the harbour line\n",
		"b.txt": body("The rebuilt market hall") + "- Ferry company adds early services to the islands!\n- Twelve streets get new lamps before winter\n- Fire at the mill: 17 people unhurt\n- Old tram returns to the harbour line\n",
		"c.txt": body("The swimming pool") + "- School kitchen wins a prize for its soup\n- Why the clock tower is ten minutes late\n- A bakery gives away one hundred loaves\n",
	})
	lists := result.Model.Lists
	if len(lists) != 1 || len(lists[0].Pages) != 2 {
		t.Fatalf("list groups: %+v, want one of two pages", lists)
	}
	for i, p := range lists[0].Pages {
		want := 0.6 // three shared of five
		if i == 0 {
			want = 1
		}
		if p.Headlines != 4 || p.Similarity != want {
			t.Errorf("page %d: %d headlines, similarity %g, want 4 and %g", i, p.Headlines, p.Similarity, want)
		}
	}
	if n := len(result.Model.Headlines); n != 8 {
		t.Errorf("%d headline groups, want 8", n)
	}
}

// A title's form is found however far it lies from where its hash lets it expect.
func TestTitlesFindTheirForms(t *testing.T) {
	for _, far := range []int{0, titleReach - 1, titleReach, titleReach + 1} {
		const forms, at = 20_000, 10_000
		step := ^uint64(0) / forms
		hash := uint64(at-far)*step + step/2 // expected at the form with the number at-far
		all := make([]form, forms)
		for i := range all {
			switch {
			case i < at && uint64(i)*step >= hash:
				all[i].hash = hash - uint64(at-i)
			case i == at:
				all[i].hash = hash
			default:
				all[i].hash = uint64(i)*step + 1
			}
		}
		slices.SortFunc(all, func(a, b form) int { return cmp.Compare(a.hash, b.hash) })
		r, err := newRun(nil, t.TempDir(), DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		defer r.close()
		details := spillWriter{s: r.details}
		stands, err := details.put((&detail{titled: hash}).bytes())
		if err := cmp.Or(err, details.flush()); err != nil {
			t.Fatal(err)
		}
		r.articles = []article{{details: stands}}
		found, err := r.titles(context.Background(), all)
		if err != nil || !slices.Contains(found, 0) {
			t.Errorf("%d forms away: not found, %v", far, err)
		}
	}
}
