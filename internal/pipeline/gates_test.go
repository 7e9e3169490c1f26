package pipeline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"naskh/internal/bench/corpus"
	"naskh/shingle"
)

// piece is one article of a test's night.
type piece struct {
	id, site, text string
	hours          int // after the first
}

// pairsOf runs the pieces among filler texts of invented words and returns the
// pairs, by "a b".
func pairsOf(t *testing.T, filler int, pieces []piece) map[string]string {
	t.Helper()
	var out strings.Builder
	add := func(p piece) {
		line, err := json.Marshal(map[string]string{
			"id": p.id, "site": p.site, "title": "عنوان", "text": p.text,
			"date": time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC).Add(time.Duration(p.hours) * time.Hour).Format(time.RFC3339),
		})
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	if filler > 0 {
		c, err := corpus.New(corpus.Spec{Documents: filler, Seed: 8, Words: 60, Sites: 40})
		if err != nil {
			t.Fatal(err)
		}
		for i := range filler {
			_, body, _ := bytes.Cut(c.AppendText(nil, i), []byte("\n"))
			add(piece{id: corpus.ID(i), site: fmt.Sprint("filler", i%40), text: string(body)})
		}
	}
	for _, p := range pieces {
		add(p)
	}
	opts := DefaultOptions()
	opts.Jobs = 2
	m := runText(t, opts, map[string]string{"night.jsonl": out.String()}).Model
	pairs := map[string]string{}
	for _, p := range m.Pairs {
		pairs[m.Article(p.A).ID+" "+m.Article(p.B).ID] = p.Relation + ": " + p.Reason
	}
	return pairs
}

func expect(t *testing.T, pairs, want map[string]string) {
	t.Helper()
	for pair, relation := range want {
		if got := pairs[pair]; !strings.HasPrefix(got, relation) {
			t.Errorf("%s: %q, want %q", pair, got, relation)
		}
	}
}

const goldEnglish = "Gold stood at %s dollars an ounce in early trade, after %s dollars at the close before. Silver cost %s dollars and platinum %s dollars. " +
	"A gram of pure gold sold for %s riyals in the old market, where dealers spoke of a calm morning with few buyers. " +
	"The dollar index stood at %s points. Dealers wait for the meeting of the central bank, which sets its rate next week."

const goldArabic = "بلغ سعر أوقية الذهب %s دولارا في تعاملات الصباح بعد أن أغلق عند %s دولارا. وسجلت الفضة %s دولارا والبلاتين %s دولارا. " +
	"وبيع غرام الذهب الخالص بمبلغ %s ريالا في السوق القديم حيث تحدث التجار عن صباح هادئ قليل المشترين. " +
	"ووقف مؤشر العملة عند %s نقطة وينتظر التجار اجتماع المصرف المركزي الذي يحدد سعره الأسبوع المقبل."

func fill(form string, facts ...any) string { return fmt.Sprintf(form, facts...) }

// The price report of another hour is no copy, the same report with one corrected
// number is, and so is one whose decimals stand the other way round; with fewer
// than three numbers nothing is said. No word frequencies are needed.
func TestNumbersGate(t *testing.T) {
	for name, form := range map[string]string{"english": goldEnglish, "arabic": goldArabic} {
		t.Run(name, func(t *testing.T) {
			few := strings.NewReplacer("%s", "some", "1", "").Replace(form)
			expect(t, pairsOf(t, 0, []piece{
				{id: "a", site: "x", text: fill(form, "4012.5", "3998.1", "48.2", "1630.7", "483", "99.4")},
				{id: "b", site: "y", text: fill(form, "3987.3", "4020.6", "47.9", "1588.5", "479", "98.8")},
				{id: "c", site: "z", text: fill(form, "4012.5", "3998.1", "48.2", "1603.7", "483", "99.4")},
				{id: "d", site: "w", text: fill(form, "5.4012", "1.3998", "2.48", "7.1630", "483", "4.99")},
				{id: "e", site: "v", text: strings.Replace(few, "some", "4012", 1)},
				{id: "f", site: "u", text: strings.Replace(few, "some", "3987", 1)},
			}), map[string]string{
				"a b": "template: numbers differ at 6 of 6 places between the same words",
				"b c": "template: numbers differ", "b d": "template: numbers differ",
				"a c": "near-duplicate: ", "a d": "near-duplicate: ", "e f": "near-duplicate: ",
			})
		})
	}
}

// Other numbers are no other facts where they stand at other places: the one paper
// rounds and writes numbers as words, the other does not.
func TestNumbersElsewhereAreNoTemplate(t *testing.T) {
	expect(t, pairsOf(t, 0, []piece{
		{id: "a", site: "x", text: "The council will spend 157726135 riyals on 31 parks in the north and 44 on the coast, said the mayor, who opened the first of them this morning with children of the nearby school and promised shade, water and light for all by 2027."},
		{id: "b", site: "y", text: "The council will spend almost 158 million riyals on thirty parks in the north and more on the coast, said the mayor, who opened the first of them at 9 this morning with 12 children of the nearby school and promised shade, water and light for all."},
	}), map[string]string{"a b": "near-duplicate: "})
}

const telegram = "بعث رئيس اتحاد البحارة رسالة تهنئة إلى السيد %[1]s رئيس رابطة %[2]s بمناسبة ذكرى تأسيس مرفأ %[3]s، وأعرب في الرسالة عن أطيب التمنيات بدوام الصحة للسيد %[1]s ولأهل %[2]s كافة، " +
	"مشيدا بما يجمع المرفأين من تعاون قديم في صناعة السفن وإصلاح الشباك. وختم رئيس الاتحاد رسالته بالدعاء لسكان %[3]s بمزيد من الرخاء، وأرسل نائبه رسالة مماثلة إلى الربان %[4]s عبر فيها عن التحية ذاتها لأسرة %[5]s وتمنى لها موسما وفيرا."

// Messages of one form to other people are no copies, the same message in two
// papers is; what is rare is only known in a night of 2,000 texts.
func TestNamesGate(t *testing.T) {
	first := fill(telegram, "قرطاس الزعفراني", "كهرمانة", "بلسانة", "طرفوس", "الياقوتي")
	second := fill(telegram, "سندروس المرمري", "جلنارة", "قرنفلة", "هرمزان", "الفستقي")
	pieces := []piece{
		{id: "a", site: "x", text: first},
		{id: "b", site: "y", text: strings.Replace(first, "رسالة تهنئة", "أمس رسالة تهنئة", 1)},
		{id: "c", site: "z", text: second},
		{id: "d", site: "w", text: strings.Replace(second, "رسالة تهنئة", "اليوم رسالة تهنئة", 1)},
	}
	pairs := pairsOf(t, 2100, pieces)
	expect(t, pairs, map[string]string{
		"a b": "near-duplicate: ", "c d": "near-duplicate: ",
		"a c": "template: names differ: ", "b d": "template: names differ: ", "a d": "template: ", "b c": "template: ",
	})
	for _, name := range []string{"قرطاس", "سندروس", " / "} {
		if !strings.Contains(pairs["a c"], name) {
			t.Errorf("%q does not name %q", pairs["a c"], name)
		}
	}
	expect(t, pairsOf(t, 0, pieces), map[string]string{"a b": "near-duplicate: ", "a c": "near-duplicate: "})
}

const ship = "وصلت إلى المرفأ سفينة المؤونة %s محملة %s يرافقها وفد من هيئة الغوث ضمن الجسر البحري الذي تسيره الهيئة لسكان الجزر وقال ناطق باسم الهيئة إن التوزيع يبدأ %s"

// ships are arrivals of one form, each with facts of its own.
var ships = []string{
	fill(ship, "الأولى", "بألف طن من القمح والسكر", "غدا في المدارس"),
	fill(ship, "الثانية", "بأغطية وخيام ومواقد", "الخميس في المساجد"),
	fill(ship, "الثالثة", "بأدوية ولقاحات وضمادات", "الجمعة في العيادات"),
	fill(ship, "الرابعة", "بمولدات ومضخات ووقود", "السبت في الساحات"),
	fill(ship, "الخامسة", "بكتب ودفاتر وألواح", "الأحد في المكتبات"),
}

// The form of another day is no copy, a late copy is; on the same day the form
// alone does not tell.
func TestAnotherDayGate(t *testing.T) {
	late := strings.Replace(ships[0], "المرفأ", "المرفأ القديم", 1)
	expect(t, pairsOf(t, 2100, []piece{
		{id: "a", site: "x", text: ships[0]},
		{id: "b", site: "y", text: late, hours: 60},
		{id: "c", site: "z", text: ships[1], hours: 37},
		{id: "d", site: "w", text: ships[2], hours: 34},
	}), map[string]string{
		"a b": "near-duplicate: ",
		"a c": "template: another day: 1.5 days apart, ",
		"a d": "near-duplicate: ",
	})
}

// Where the form recurs on other days, neighbouring days are no copies either.
func TestSeriesGate(t *testing.T) {
	var daily []piece
	for i, text := range ships {
		daily = append(daily, piece{id: string(rune('a' + i)), site: fmt.Sprint("s", i), text: text, hours: 24 * i})
	}
	expect(t, pairsOf(t, 2100, daily), map[string]string{
		"a c": "template: another day: ", "a b": "template: a series: ", "b c": "template: a series: ", "c d": "template: a series: ",
	})
	expect(t, pairsOf(t, 2100, daily[:3]), map[string]string{
		"a c": "template: another day: ", "a b": "near-duplicate: ", "b c": "near-duplicate: ",
	})
}

// One site prints its form again; two sites print one story.
func TestOneSiteGate(t *testing.T) {
	expect(t, pairsOf(t, 2100, []piece{
		{id: "a", site: "x", text: ships[0]}, {id: "b", site: "x", text: ships[1]}, {id: "c", site: "y", text: ships[2]},
		{id: "d", text: ships[3]}, {id: "e", text: ships[4]}, // no site is not one site
	}), map[string]string{
		"a b": "template: one site: ", "a c": "near-duplicate: ", "d e": "near-duplicate: ",
	})
}

// Gates are for big nights: a run of two, whatever it holds, loses no copy.
func TestSmallRunsLoseNoCopies(t *testing.T) {
	late := strings.Replace(ships[0], "غدا في المدارس", "يوم الأربعاء في مدارس الجزر كلها", 1)
	first := fill(telegram, "قرطاس الزعفراني", "كهرمانة", "بلسانة", "طرفوس", "الياقوتي")
	for name, p := range map[string][2]piece{
		"days apart": {{id: "a", site: "x", text: ships[0]}, {id: "b", site: "x", text: late, hours: 100}},
		"excerpt":    {{id: "a", site: "x", text: first}, {id: "b", site: "x", text: first[:len(first)/2]}},
	} {
		t.Run(name, func(t *testing.T) {
			got := pairsOf(t, 0, p[:])["a b"]
			if !strings.HasPrefix(got, "near-duplicate") && !strings.HasPrefix(got, "excerpt") {
				t.Errorf("%q", got)
			}
		})
	}
}

// Numbers are compared where they stand between the same words.
func TestCompareFrames(t *testing.T) {
	var split shingle.Words
	for _, c := range []struct {
		a, b          string
		differ, agree int
	}{
		{"price 10 dollars, 20 boats, 30 men", "price 11 dollars, 20 boats, 31 men", 2, 1},
		{"price 10 dollars", "cost 11 dollars", 0, 0},
		{"between 10 and 20 between 11 and 21", "between 11 and 22", 1, 1}, // one of several agrees
		{"room 4 5 6 closed", "room 7 8 9 closed", 2, 0},                   // at both ends of a row of numbers
		{"40 boats", "50 boats", 1, 0},
	} {
		words := func(s string) []shingle.Word {
			w, _ := split.Append(nil, s)
			return w
		}
		differ, agree := compareFrames(numberFrames(words(c.a)), numberFrames(words(c.b)), func(x, y uint64) bool { return x == y })
		if differ != c.differ || agree != c.agree {
			t.Errorf("%q, %q: %d differ, %d agree, want %d, %d", c.a, c.b, differ, agree, c.differ, c.agree)
		}
	}
}
