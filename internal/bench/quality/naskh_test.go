package main

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The built command is run on the sample dumps and its report read: clusters
// and relations are those that testdata/README.md says were planted.
func TestRunReadsTheReport(t *testing.T) {
	dir := t.TempDir()
	c := command{path: filepath.Join(dir, "naskh"), temp: dir}
	if text, err := exec.Command("go", "build", "-o", c.path, "naskh/cmd/naskh").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	dumps, err := filepath.Glob("../../../testdata/dumps/*.jsonl*")
	if err != nil || len(dumps) != 2 {
		t.Fatalf("%d dumps, %v", len(dumps), err)
	}
	o, err := c.run(t.Context(), dumps)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		a, b string
		want bool
	}{{"sahl-303", "najma-204", true}, {"sahl-305", "khabar-505", true}, {"manara-107", "manara-108", false}, {"wadi-406", "wadi-407", false}} {
		if got := o.together(p.a, p.b); got != p.want {
			t.Errorf("%s and %s: together is %v", p.a, p.b, got)
		}
	}
	if n := len(o.members[o.cluster["sahl-303"]]); n != 6 {
		t.Errorf("the cluster of sahl-303 has %d members, not 6", n)
	}
	v := byArticles(o.pairs)
	if r := v.relation("khabar-505", "sahl-305"); !strings.HasPrefix(r, "excerpt: ") {
		t.Errorf("khabar-505 and sahl-305: %q", r)
	}
	if r := v.relation("manara-107", "manara-108"); !strings.HasPrefix(r, "template: ") {
		t.Errorf("manara-107 and manara-108: %q", r)
	}
	if o.info.Version == "" || o.info.Parameters.Bands == 0 || o.info.Parameters.Rows == 0 {
		t.Errorf("run.json: %+v", o.info)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "report-*")); len(left) > 0 {
		t.Errorf("reports are left: %v", left)
	}

	other, err := c.run(t.Context(), dumps, "--templates")
	if err != nil {
		t.Fatal(err)
	}
	if !other.together("manara-107", "manara-108") {
		t.Error("the flags did not reach the command")
	}
	_, err = c.run(t.Context(), []string{filepath.Join(dir, "nothing")})
	if err == nil {
		t.Error("a missing input is no error")
	}
}

// A row of pairs.csv stands for all articles with the words of its own.
func TestRelationOfEqualTexts(t *testing.T) {
	v := byArticles([]pairRow{
		{a: "a", b: "b", relation: "identical"}, {a: "a", b: "c", relation: "near-duplicate"},
		{a: "c", b: "d", relation: "identical"},
	})
	var got []string
	for _, p := range [][2]string{{"a", "c"}, {"b", "c"}, {"b", "d"}, {"d", "e"}} {
		got = append(got, v.relation(p[0], p[1]))
	}
	if want := []string{"near-duplicate", "near-duplicate", "near-duplicate", "none"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
