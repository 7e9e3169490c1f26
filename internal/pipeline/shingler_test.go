package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"naskh/shingle"
)

// windows is the set of strings of n runes in s, all of it where it is shorter.
func windows(s string, n int) map[string]bool {
	runes, set := []rune(s), map[string]bool{}
	n = min(n, len(runes))
	for i := 0; i+n <= len(runes); i++ {
		set[string(runes[i:i+n])] = true
	}
	return set
}

// jaccard and containment of two sets of strings.
func jaccard(a, b map[string]bool) (j, c float64) {
	shared := 0
	for s := range a {
		if b[s] {
			shared++
		}
	}
	return float64(shared) / float64(len(a)+len(b)-shared), float64(shared) / float64(min(len(a), len(b)))
}

// Pairs by characters have the figures of sets of strings: fifteen characters in
// scripts with spaces, six in others. Footers are no part of them.
func TestShinglesOfCharacters(t *testing.T) {
	footer := "\n\nWrite to the newsroom at the old customs house or call us between nine and five on working days, your tip stays secret"
	english := [2]string{
		"the ferry to the northern islands will leave at seven from the new pier, said the harbour office; tickets of the old line stay valid until autumn",
		"the ferry to the northern islands leaves at seven from the new pier, said the harbour office: tickets of the old line stay valid until the winter",
	}
	chinese := [2]string{
		"港口的新码头明天早上七点开放渡轮将从这里开往北方的岛屿旧船票在秋天以前仍然有效",
		"港口的新码头后天早上七点开放渡轮将从这里开往北方的岛屿旧船票在冬天以前仍然有效",
	}
	texts := map[string]string{}
	put := func(id, text string) {
		texts[id+".jsonl"] = fmt.Sprintf("{\"id\":%q,\"site\":\"x\",\"title\":\"t\",\"text\":%q}\n", id, text)
	}
	for i := range 2 {
		put(fmt.Sprint("en", i), english[i]+footer)
		put(fmt.Sprint("zh", i), chinese[i])
	}
	for i := range 20 {
		put(fmt.Sprint("other", i), story(i)+footer)
	}
	opts := DefaultOptions()
	opts.Shingle = shingle.ByChar
	m := runText(t, opts, texts).Model
	plain := strings.NewReplacer(",", "", ";", "", ":", "")
	want := map[string][2]map[string]bool{
		"en0": {windows(plain.Replace(english[0]), 15), windows(plain.Replace(english[1]), 15)},
		"zh0": {windows(chinese[0], 6), windows(chinese[1], 6)},
	}
	found := 0
	for _, p := range m.Pairs {
		sets, ok := want[m.Article(p.A).ID]
		if !ok {
			continue
		}
		found++
		if j, c := jaccard(sets[0], sets[1]); p.Jaccard != j || p.Containment != c {
			t.Errorf("%s: %g, %g, want %g, %g", m.Article(p.A).ID, p.Jaccard, p.Containment, j, c)
		}
	}
	if found != 2 {
		t.Errorf("%d pairs, want 2", found)
	}
}

// A script without spaces has k pairs of characters in a shingle.
func TestShinglesInAScriptWithoutSpaces(t *testing.T) {
	a := "港口的新码头明天早上七点开放渡轮将从这里开往北方的岛屿旧船票在秋天以前仍然有效"
	b := "港口的新码头后天早上七点开放渡轮将从这里开往北方的岛屿旧船票在冬天以前仍然有效"
	m := runText(t, DefaultOptions(), map[string]string{"n.jsonl": fmt.Sprintf("{\"id\":\"a\",\"title\":\"t\",\"text\":%q}\n{\"id\":\"b\",\"title\":\"t\",\"text\":%q}\n", a, b)}).Model
	want, _ := jaccard(windows(a, 4), windows(b, 4))
	if len(m.Pairs) != 1 || m.Pairs[0].Jaccard != want {
		t.Errorf("pairs %+v, want one of %g", m.Pairs, want)
	}
}
