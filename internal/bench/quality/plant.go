package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// language is a set of articles in one language and what planting needs.
type language struct {
	code string
	// files and lang choose the articles: all of the file where lang is empty.
	files  []string
	lang   string
	marker string // heads a related list
	agency string // begins a re-headed copy
	// wide is the number of characters that count as a word where a script has
	// no spaces; 0 for scripts that have them.
	wide int
	// digest joins so many entries of the first half of the file to one article,
	// for sets that hold headlines alone; 0 for none.
	digest int
}

var languages = []language{
	{code: "fa", files: []string{"fa_hamshahri"}, marker: "بیشتر بخوانید", agency: "تهران - خبرگزاری شمال:"},
	{code: "ur", files: []string{"ur_news", "ur_bend_the_truth"}, marker: "یہ بھی پڑھیں", agency: "لاہور - خبر رساں ادارہ:"},
	{code: "he", files: []string{"he_headlines"}, marker: "קראו גם", agency: "חיפה - סוכנות הצפון:", digest: 6},
	{code: "fr", files: []string{"fr_headlines_one_day"}, marker: "À lire aussi", agency: "Lyon (Agence du Nord) -", digest: 12},
	{code: "en", files: []string{"en_india_2020-03-20_21"}, marker: "Read also", agency: "NEW TOWN (North Agency) -"},
	{code: "pl", files: []string{"daniel_el_en_pl_ru_zh"}, lang: "pl", marker: "Czytaj także", agency: "Lublin (Agencja Północ) -"},
	{code: "ru", files: []string{"daniel_el_en_pl_ru_zh"}, lang: "ru", marker: "Читайте также", agency: "Казань, агентство «Север» -"},
	{code: "el", files: []string{"daniel_el_en_pl_ru_zh"}, lang: "el", marker: "Διαβάστε επίσης", agency: "Βόλος - Πρακτορείο Βορρά:"},
	{code: "zh", files: []string{"daniel_el_en_pl_ru_zh"}, lang: "zh", marker: "相关阅读", agency: "北方社电：", wide: 2},
	{code: "th", files: []string{"th_news"}, marker: "ข่าวที่เกี่ยวข้อง", agency: "สำนักข่าวเหนือ -", wide: 4},
}

// kinds are the copies planted of each original; the last is cut by 30 %,
// edited by 5 to 10 %, re-headed, and ends with a list.
var kinds = []string{"cut by 30 %", "first half", "edited 5–10 %", "edited 15–20 %", "re-headed", "list added", "all of these"}

// planter makes copies in one language. Its random numbers depend on the seed
// and the original alone.
type planter struct {
	language
	articles []article
	original string // id of what is being copied
	r        *rand.Rand
}

// words splits a text into the words that edits replace, paragraph by
// paragraph: what lies between blanks, or runs of wide characters.
func (l *language) words(paragraph string) []string {
	if l.wide == 0 {
		return strings.Fields(paragraph)
	}
	var out []string
	from, n := 0, 0
	for i := range paragraph {
		if n == l.wide {
			out = append(out, paragraph[from:i])
			from, n = i, 0
		}
		n++
	}
	return append(out, paragraph[from:])
}

// join is the inverse of words.
func (l *language) join(words []string) string {
	if l.wide == 0 {
		return strings.Join(words, " ")
	}
	return strings.Join(words, "")
}

// length counts the words of a text.
func (l *language) length(text string) int {
	if l.wide == 0 {
		return len(strings.Fields(text))
	}
	return utf8.RuneCountInString(text) / l.wide
}

// copyOf makes the copy of the given kind: the same date, another id, and a site
// that has copies of this kind alone.
func (p *planter) copyOf(original *article, kind int) article {
	p.r = rand.New(rand.NewPCG(uint64(kind), hashOf(original.ID)))
	p.original = original.ID
	c := *original
	c.ID += "/" + kinds[kind]
	c.Site, c.Source, c.URL = fmt.Sprintf("copies-%d.example", kind), "", ""
	switch kind {
	case 0:
		c.Text = p.cut(c.Text, 0.7)
	case 1:
		c.Text = p.cut(c.Text, 0.5)
	case 2:
		c.Text = p.edit(c.Text, 0.05)
	case 3:
		c.Text = p.edit(c.Text, 0.15)
	case 4:
		p.rehead(&c)
	case 5:
		p.addList(&c)
	case 6:
		c.Text = p.edit(p.cut(c.Text, 0.7), 0.05)
		p.rehead(&c)
		p.addList(&c)
	}
	return c
}

// rehead gives the copy another title and begins it with an agency line.
func (p *planter) rehead(c *article) {
	c.Title = p.headline()
	c.Text = p.agency + " " + c.Text
}

// addList ends the copy with a list of six headlines.
func (p *planter) addList(c *article) {
	lines := []string{c.Text, p.marker}
	for range 6 {
		lines = append(lines, p.headline())
	}
	c.Text = strings.Join(lines, "\n")
}

// cut keeps the first words of a text, so many of all.
func (p *planter) cut(text string, keep float64) string {
	left := int(float64(p.length(text)) * keep)
	var kept []string
	for line := range strings.Lines(text) {
		words := p.words(strings.TrimSpace(line))
		if len(words) >= left {
			return strings.Join(append(kept, p.join(words[:left])), "\n")
		}
		left -= len(words)
		kept = append(kept, p.join(words))
	}
	return strings.Join(kept, "\n")
}

// edit replaces or drops single words, a share of least to least+.05 of them;
// new words come from other articles of the language.
func (p *planter) edit(text string, least float64) string {
	rate := least + 0.05*p.r.Float64()
	var lines []string
	for line := range strings.Lines(text) {
		words := p.words(strings.TrimSpace(line))
		for i := range words {
			if p.r.Float64() >= rate {
				continue
			}
			words[i] = ""
			if p.r.IntN(2) == 0 {
				words[i] = p.word()
			}
		}
		words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
		lines = append(lines, p.join(words))
	}
	return strings.Join(lines, "\n")
}

// word picks a word from any article.
func (p *planter) word() string {
	for {
		words := p.words(p.articles[p.r.IntN(len(p.articles))].Text)
		if w := words[p.r.IntN(len(words))]; strings.TrimSpace(w) != "" {
			return w
		}
	}
}

// longestTitle is the length in bytes above which a title is scraping rubbish.
const longestTitle = 400

// headline picks another article's title, or its first words where it has none.
func (p *planter) headline() string {
	a := &p.articles[p.r.IntN(len(p.articles))]
	for a.ID == p.original {
		a = &p.articles[p.r.IntN(len(p.articles))]
	}
	if a.Title != "" && len(a.Title) <= longestTitle {
		return a.Title
	}
	first, _, _ := strings.Cut(a.Text, "\n")
	words := p.words(first)
	return p.join(words[:min(len(words), 9)])
}
