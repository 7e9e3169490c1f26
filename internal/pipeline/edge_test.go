package pipeline

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// checkNight runs lines of JSON records and checks that each record is accounted
// for, and which stand together: all members of a together group, no two of an
// apart group.
func checkNight(t *testing.T, input string, together, apart map[string][]string) {
	t.Helper()
	opts := DefaultOptions()
	opts.Singletons, opts.Jobs = true, 2
	m := runText(t, opts, map[string]string{"n.jsonl": input}).Model
	n := int64(strings.Count(input, "\n"))
	if m.Records.Read != n || m.Records.OK+m.Records.Rejected+m.Records.DuplicateID != n {
		t.Errorf("%d records went in: %+v", n, m.Records)
	}
	if a := m.Articles; a.All != m.Records.OK+a.Embedded || a.All != a.Short+a.Duplicates+a.Unique {
		t.Errorf("articles do not add up: %+v", a)
	}
	cluster := map[string]int{}
	for i, c := range m.Clusters {
		for _, member := range c.Members {
			cluster[m.Article(member.Article).ID] = i + 1
		}
	}
	for name, ids := range together {
		for _, id := range ids {
			if cluster[id] == 0 || cluster[id] != cluster[ids[0]] {
				t.Errorf("%s: %s does not stand with %s", name, id, ids[0])
			}
		}
	}
	for name, ids := range apart {
		for i, id := range ids {
			if at := slices.IndexFunc(ids[:i], func(other string) bool { return cluster[other] != 0 && cluster[other] == cluster[id] }); at >= 0 {
				t.Errorf("%s: %s stands with %s", name, id, ids[at])
			}
		}
	}
}

// Pages with next to nothing, with one word a thousand times, of one giant word,
// and one text in many spellings.
func TestDegenerateRecords(t *testing.T) {
	const plain = "أعلنت إدارة الميناء افتتاح الرصيف الجديد أمام السفن الكبيرة يوم الاثنين المقبل، وقال مدير الميناء إن الرصيف يتسع لأربع سفن في وقت واحد."
	marked := func(mark string) string {
		var s strings.Builder
		for _, r := range plain {
			s.WriteRune(r)
			if r >= 'ب' && r <= 'ي' {
				s.WriteString(mark)
			}
		}
		return s.String()
	}
	var input strings.Builder
	ids := map[string][]string{}
	add := func(kind string, texts ...string) {
		for _, text := range texts {
			id := fmt.Sprint(kind, len(ids[kind]))
			ids[kind] = append(ids[kind], id)
			b, err := json.Marshal(map[string]string{"id": id, "text": text})
			if err != nil {
				t.Fatal(err)
			}
			input.Write(append(b, '\n'))
		}
	}
	add("empty", "", "", " ", "\n\t\n", "\u00a0")
	add("word", "عاجل", "عاجل", "Breaking", "breaking", "x", "x")
	add("mark", "...", "...", "؟!", "\u200f\u200f", "\u064e", "ـــ", "😀", "😀")
	add("four", "بدء العمل في الجسر", "بدء العمل في الجسر")
	add("seven", "بدء العمل في الجسر الجديد فوق النهر", "بدء العمل في الجسر الجديد فوق النهر.")
	add("same", strings.Repeat("خبر ", 500), strings.Repeat("خبر ", 1000))
	add("giant", strings.Repeat("ا", 500_000), strings.Repeat("ا", 500_000))
	add("nul", "نص فيه\u0000صفر "+story(3))
	add("variant", plain, marked("\u064e"), marked("ـ"), strings.ReplaceAll(plain, " ", "\u00a0"), strings.ReplaceAll(plain, " ", " \u200f"),
		strings.ReplaceAll(plain, " ", "\n"), strings.NewReplacer("أ", "ا", "إ", "ا", "ة", "ه").Replace(plain), strings.NewReplacer("،", "", ".", "").Replace(plain))
	input.WriteString(`{"id":"surrogate","text":"\ud83d ` + plain[:60] + "\"}\n")
	checkNight(t, input.String(),
		map[string][]string{"variant": ids["variant"], "seven": ids["seven"]},
		map[string][]string{
			"short": slices.Concat(ids["empty"], ids["word"], ids["mark"], ids["four"], ids["same"], ids["giant"]),
			"kinds": {"nul0", "variant0", "seven0", "four0"},
		})
}

// The degenerate documents that the shared corpus maker writes.
func TestSharedDegenerateDocuments(t *testing.T) {
	maker := filepath.Join(os.Getenv("NASKH_SHARED"), "bench", "make_corpus.py")
	if _, err := os.Stat(maker); err != nil {
		t.Skip("no shared corpus maker: set NASKH_SHARED")
	}
	dir := t.TempDir()
	if out, err := exec.Command("/usr/bin/python3", maker, "--n", "100", "--seed", "7", "--out", dir).CombinedOutput(); err != nil {
		t.Skipf("the corpus maker needs Python, numpy and aspell: %v\n%s", err, out)
	}
	input, err := os.ReadFile(filepath.Join(dir, "edge.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	labels, err := os.Open(filepath.Join(dir, "edge_labels.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer labels.Close()
	rows, err := csv.NewReader(labels).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	together, apart := map[string][]string{}, map[string][]string{}
	for _, row := range rows[1:] { // id, cluster, kind
		switch {
		case row[2] == "one_word" || row[2] == "four_words_pair":
			apart["short"] = append(apart["short"], row[0])
		default:
			together[row[1]] = append(together[row[1]], row[0])
		}
	}
	var different []string
	for name, ids := range together {
		different = append(different, ids[0])
		if len(ids) == 1 {
			delete(together, name)
		}
	}
	apart["different"] = different
	checkNight(t, string(input), together, apart)
}
