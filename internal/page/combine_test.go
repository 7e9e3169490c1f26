package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// parts are the building blocks of pages in one language, in the notation of
// testdata/pages; rapid puts them together in every order that sites have.
type parts struct {
	title                                                                                    string
	above, body, between, lists, before, source, note, tags, embedded, related, most, footer []string
}

var blocks = map[string]parts{
	"ar": {
		title: "T السوق القديم يفتح أبوابه من جديد",
		above: []string{"", "X كتب: سامي الحلبي", "X الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس", "X تابع أحدث الأخبار عبر تطبيق google news", "X الديوان – متابعات", "X 12 أكتوبر 2023", "X صورة أرشيفية للسوق"},
		body: []string{"B فتح السوق القديم أبوابه من جديد صباح اليوم بعد ترميم دام سنتين، وعاد ثلاثون تاجرا إلى دكاكينهم التي ورثوها عن آبائهم.",
			"B وقال شيخ التجار إن السوق لم يفقد رائحته، وإن الناس عرفوا الطريق إليه من غير لافتات، ثم دعا الصغار إلى تعلم الحرف قبل أن ينساها الكبار ويطويها الزمن.",
			"B ويشمل الترميم سقوف الممرات وأرضياتها والبوابة الغربية.", "B المصدر الأول للحجارة هو المقلع القديم نفسه، وقد فتح خصيصا لهذا الغرض."},
		between: []string{"I إقرأ المزيد حكاية أقدم دكان في السوق ⇒ حكاية أقدم دكان في السوق", "I (اقرأ أيضا: صانع النحاس الأخير) ⇒ صانع النحاس الأخير", "X إعلان", "X اقرأ أيضا:\nI سوق الذهب ينتظر دوره", "X صورة: باب السوق الغربي"},
		lists:   []string{"X قصص مقترحة\nR بائعة الخبز تعود إلى ركنها\nR مفاتيح الدكاكين القديمة\nX نهاية قصص مقترحة", "X قد يهمك أيضا:\nR • بائعة الخبز تعود إلى ركنها ⇒ بائعة الخبز تعود إلى ركنها\nR • مفاتيح الدكاكين القديمة ⇒ مفاتيح الدكاكين القديمة"},
		before:  []string{"", "", "I اقرأ أيضا: جدول الحافلات إلى السوق ⇒ جدول الحافلات إلى السوق"},
		source:  []string{"", "S المصدر: الديوان ⇒ الديوان", "S المصدر : الديوان + وكالات ⇒ الديوان ⇒ وكالات", "X المصدر:\nS الديوان", "S * خدمة «الديوان» ⇒ الديوان", "S (رويترز) ⇒ رويترز"},
		note:    []string{"", "", "X المقالة تعبر فقط عن رأي الصحيفة أو الكاتب\nS المصدر: وكالة النهر ⇒ وكالة النهر"},
		tags:    []string{"", "K كلمات دلالية: السوق، الترميم ⇒ السوق ⇒ الترميم", "K الوسوم: #السوق_القديم #ترميم ⇒ السوق_القديم ⇒ ترميم", "X الكلمات المفتاحية:\nK السوق | الترميم | الحرف ⇒ السوق ⇒ الترميم ⇒ الحرف"},
		embedded: []string{"X إقرأ أيضاً:\nE مدرسة للحرف قرب السوق\nP افتتحت البلدية مدرسة للحرف قرب السوق القديم، تعلم النجارة والنسيج وصياغة النحاس لأبناء الحي مجانا ثلاث سنوات.\nP ويتخرج الطالب وفي يده عدته.",
			"X اقرأ أيضا\nE لصوص النحاس في قبضة الشرطة\nP قبضت الشرطة على ثلاثة لصوص سرقوا أبواب النحاس من السوق القديم قبل شهرين، وأعادت الأبواب إلى أصحابها كاملة.\nI إقرأ المزيد سرقة غريبة في وضح النهار ⇒ سرقة غريبة في وضح النهار\nP وقال أحدهم إنه كان ينوي ترميمها."},
		related: []string{"X مقالات مشابهة\nR   • الحرفيون يطلبون سوقا مسقوفا ⇒ الحرفيون يطلبون سوقا مسقوفا\nR   • “الديوان”: السوق يعود ⇒ “الديوان”: السوق يعود\nR   • نادر سليم: هذا سوقي ⇒ نادر سليم: هذا سوقي",
			"R مقالات ذات صلة • الحرفيون يطلبون سوقا مسقوفا • من رمم البوابة؟ ⇒ الحرفيون يطلبون سوقا مسقوفا ⇒ من رمم البوابة؟",
			"X وَقَـــد يهمك ايضـــًا :\nR الحرفيون يطلبون سوقا مسقوفا\nR من رمم البوابة؟",
			"X أخبار ذات صلة\nR ١- الحرفيون يطلبون سوقا مسقوفا ⇒ الحرفيون يطلبون سوقا مسقوفا\nX منذ 3 ساعات\nR ٢- من رمم البوابة؟ ⇒ من رمم البوابة؟\nX منذ يومين",
			"X حول هذه القصة\nR الحرفيون يطلبون سوقا مسقوفا\nX طالب الحرفيون البلدية بسقف يقيهم المطر والشمس، وقالوا إن زبائنهم يهجرونهم في الشتاء.\nX مدة الفيديو 02 minutes 47 seconds\nX 02:47\nR من رمم البوابة؟\nX بقي اسم المعماري مجهولا حتى وجدت ابنته دفتره في صندوق.",
			"X المزيد من أخبار الثقافة\nR الحرفيون يطلبون سوقا مسقوفا\nX حرفيون أمام السوق (رويترز)\nR من رمم البوابة؟\nX البوابة الغربية قبل الترميم (الجزيرة)"},
		most:   []string{"", "X الأكثر قراءة\nM 1. أسعار الذهب اليوم ⇒ أسعار الذهب اليوم\nM 2. حالة الطقس ⇒ حالة الطقس", "X يتصدر الآن\nM مباراة القمة بالأهداف\nM وصفة اليوم في عشر دقائق"},
		footer: []string{"", "X فيسبوك\nX تويتر\nX 3 تعليقات\nX علي: أحسنتم", "X الخبر السابق\nX سوق السمك ينتقل\nX جميع الحقوق محفوظة لموقع الديوان 2024", "X ملحوظة: مضمون هذا الخبر تم كتابته بواسطة الديوان ولا يعبر عن رأينا.\nX اقرأ الخبر من المصدر"},
	},
	"en": {
		title: "T Old market opens its doors again",
		above: []string{"", "X By Lena Marsh", "X Published 4 November 2025", "X Photo: The old market", "X Follow us on Telegram"},
		body: []string{"B The old market opened its doors again on Monday after two years of repairs, and thirty traders went back to the stalls of their parents.",
			"B \"It has kept its smell,\" said Amin Brook, who sells rope. \"People found the way without a single sign, and some of them without shoes, as they always have.\"",
			"B The roof and the west gate were rebuilt.", "B Source stone came from the old quarry, which was opened for the purpose."},
		between: []string{"I READ MORE: The oldest stall of all ⇒ The oldest stall of all", "X Advertisement", "X Story continues below advertisement", "X Read more:\nI The last coppersmith", "I (Read also: Gold market waits its turn) ⇒ Gold market waits its turn"},
		lists:   []string{"X Recommended Stories\nX list of 2 items\nR The bread seller is back\nR keys of the old stalls, and the long road they took home\nX end of list", "X You may also like\nR - The bread seller is back ⇒ The bread seller is back\nR - Keys of the old stalls ⇒ Keys of the old stalls"},
		before:  []string{"", "", "I Read also: Bus times to the market ⇒ Bus times to the market"},
		source:  []string{"", "S Source: City Wire ⇒ City Wire", "S Sources: City Wire, Reuters ⇒ City Wire ⇒ Reuters", "X SOURCE:\nS City Wire", "S (Reuters) ⇒ Reuters"},
		note:    []string{"", "X (Reporting by Lena Marsh; Editing by Tom Hale)"},
		tags:    []string{"", "K Tags: market, repairs ⇒ market ⇒ repairs", "K Keywords: #old_market #repairs ⇒ old_market ⇒ repairs", "X Tags\nK market / repairs ⇒ market ⇒ repairs"},
		embedded: []string{"X Read also:\nE A school of crafts beside the market\nP The town has opened a school of crafts beside the old market, which teaches joinery, weaving and coppersmithing for three years.\nP Pupils leave with their own tools.",
			"X See also\nE Copper thieves caught\nP The police have caught three thieves who stole the copper doors of the market two months ago and gave the doors back whole.\nI Read more: A strange theft in daylight ⇒ A strange theft in daylight\nP One said he had meant to polish them."},
		related: []string{"X Related articles\nR - Traders ask for a roof ⇒ Traders ask for a roof\nR - Who rebuilt the gate? ⇒ Who rebuilt the gate?", "R Related articles • Traders ask for a roof • Who rebuilt the gate? ⇒ Traders ask for a roof ⇒ Who rebuilt the gate?",
			"X More on this story\nR Traders ask for a roof\nX 3 hours ago\nR Who rebuilt the gate?\nX 2 days ago", "X Related stories:\nR (1) Traders ask for a roof ⇒ Traders ask for a roof\nR (2) Who rebuilt the gate? ⇒ Who rebuilt the gate?",
			"X More from City Wire\nR Traders ask for a roof\nX Traders outside the market in May [Al Jazeera]\nR Who rebuilt the gate?\nX The west gate before the works [File: Reuters]"},
		most:   []string{"", "X Most read\nM 1. Gold price today ⇒ Gold price today\nM 2. Rain by the weekend ⇒ Rain by the weekend", "X Trending now\nM The match in pictures\nM Ten minute dinner"},
		footer: []string{"", "X Share this:\nX Facebook\nX Copy link\nX 2 Comments\nX Well done", "X Previous post\nX Fish market moves\nX Copyright © 2025 City Wire", "X The post Old market opens its doors again appeared first on City Wire.", "X Disclaimer: this text was copied from City Wire and does not reflect our views."},
	},
}

// TestCombinations puts the blocks together, with blank lines between all lines,
// between blocks and paragraphs only, or nowhere.
func TestCombinations(t *testing.T) {
	s, p := NewSplitter(NewMarkers()), new(Page)
	for lang, b := range blocks {
		t.Run(lang, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				pick := func(name string, from []string) string { return rapid.SampledFrom(from).Draw(t, name) }
				var rows []string
				put := func(row string) {
					if row != "" {
						rows = append(rows, row)
					}
				}
				style := rapid.IntRange(0, 2).Draw(t, "style")
				put(b.title)
				put(pick("above", b.above))
				put(b.body[0])
				list := rapid.IntRange(0, 3).Draw(t, "list") == 0
				for i, para := range b.body[1:] {
					if rapid.IntRange(0, 2).Draw(t, "between?") == 0 {
						put(pick("between", b.between))
					} else if list && i == 0 {
						put(pick("lists", b.lists))
					}
					put(para)
				}
				source, tags := pick("source", b.source), pick("tags", b.tags)
				if source != "" {
					put(pick("before", b.before))
					put(source)
					put(pick("note", b.note))
				}
				put(tags)
				if source != "" || tags != "" {
					for range rapid.IntRange(0, 2).Draw(t, "embedded") {
						put(pick("embedded", b.embedded))
					}
				}
				for range rapid.IntRange(0, 2).Draw(t, "related") {
					put(pick("related", b.related))
				}
				put(pick("most", b.most))
				put(pick("footer", b.footer))
				sep := [3]string{"\n\n", "\n\n", "\n"}[style]
				source2 := strings.Join(rows, sep)
				if style == 0 {
					source2 = strings.ReplaceAll(strings.ReplaceAll(source2, "\n\n", "\n"), "\n", "\n\n")
				}
				page := parseOwnPage(t, source2)
				s.Split(p, "", page.text)
				if diff := cmp.Diff(page.want.normal(), p.answer().normal()); diff != "" {
					t.Fatalf("%s\n-want +got\n%s\ndropped: %q", page.text, diff, p.Dropped)
				}
			})
		})
	}
}
