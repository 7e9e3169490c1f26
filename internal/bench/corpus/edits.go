package corpus

import (
	"slices"
	"strings"
)

// edit is one thing that happens to an article on its way to another site.
type edit struct {
	weight int // of 100
	apply  func(g *generator, r *random, a *article, cluster uint32)
}

// edits are what a reader meets in copied Arabic news; the weights follow how
// often each was met, not how hard it is.
var edits = []edit{
	{20, func(g *generator, r *random, a *article, _ uint32) { a.title = g.vocab.take(r, nil, r.between(5, 12)) }},
	{17, addSource},
	{12, dropParagraphs},
	{15, func(g *generator, r *random, a *article, c uint32) { a.extra = g.related(r, c) }},
	{8, func(_ *generator, r *random, a *article, _ uint32) {
		a.mapWords(r, pick(r, []float64{.3, 1}), bareLetters.Replace)
	}},
	{4, func(_ *generator, r *random, a *article, _ uint32) {
		a.mapWords(r, pick(r, []float64{.05, .2, .9}), func(w string) string { return vowelled(r, w) })
	}},
	{5, func(_ *generator, r *random, a *article, _ uint32) {
		a.mapWords(r, pick(r, []float64{.03, .1}), func(w string) string { return stretched(r, w) })
	}},
	{5, func(_ *generator, r *random, a *article, _ uint32) { a.mapWords(r, 1, arabicDigits.Replace) }},
	{6, func(g *generator, r *random, a *article, _ uint32) {
		a.mapWords(r, pick(r, []float64{.01, .03, .06}), func(string) string { return g.vocab.word(r) })
	}},
	{5, addSentences},
	{3, cutTail},
}

var (
	// bareLetters writes as hurried editors do: no hamza, yeh for alef maqsura,
	// heh for teh marbuta.
	bareLetters  = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ى", "ي", "ة", "ه")
	arabicDigits = strings.NewReplacer("0", "٠", "1", "١", "2", "٢", "3", "٣", "4", "٤", "5", "٥", "6", "٦", "7", "٧", "8", "٨", "9", "٩")
	vowels       = []string{"\u064e", "\u064f", "\u0650", "\u0652", "\u064b", "\u064d", "\u064e\u0651"}
)

// copied edits a into the given variant of its cluster. One copy in seven only
// moves to another site.
func (g *generator) copied(a *article, cluster uint32, variant int) {
	r := stream(g.spec.Seed, 'c', uint64(cluster), uint64(variant))
	if r.chance(0.75) {
		a.site = r.below(g.spec.Sites)
	}
	if r.chance(0.15) {
		return
	}
	for range pick(&r, []int{1, 1, 1, 2, 2, 2, 3, 3, 4, 6}) {
		x := r.below(100)
		for _, e := range edits {
			if x -= e.weight; x < 0 {
				e.apply(g, &r, a, cluster)
				break
			}
		}
	}
}

// mapWords replaces each body word by f(word) with probability share.
func (a *article) mapWords(r *random, share float64, f func(string) string) {
	for _, p := range a.paras {
		for i, w := range p {
			if w != comma && w != fullStop && r.chance(share) {
				p[i] = f(w)
			}
		}
	}
}

func addSource(_ *generator, r *random, a *article, _ uint32) {
	if r.chance(0.5) {
		a.dateline(r)
	} else {
		a.source = "المصدر: " + pick(r, agencies)
	}
}

// dropParagraphs drops up to a third of them, never all.
func dropParagraphs(_ *generator, r *random, a *article, _ uint32) {
	for range r.between(1, max(1, len(a.paras)/3)) {
		if len(a.paras) > 2 {
			i := r.below(len(a.paras))
			a.paras = slices.Delete(a.paras, i, i+1)
		}
	}
}

func addSentences(g *generator, r *random, a *article, _ uint32) {
	for range r.between(1, 3) {
		i := r.below(len(a.paras))
		a.paras[i] = g.sentence(r, a.paras[i])
	}
}

// cutTail keeps the first half to nine tenths of the paragraphs.
func cutTail(_ *generator, r *random, a *article, _ uint32) {
	keep := max(1, int(float64(len(a.paras))*(0.5+float64(0.4*r.unit()))))
	a.paras = a.paras[:keep]
}

// vowelled sets vowel marks on most Arabic letters of w.
func vowelled(r *random, w string) string {
	var b strings.Builder
	for _, c := range w {
		b.WriteRune(c)
		if c >= 'ء' && c <= 'ي' && r.chance(0.7) {
			b.WriteString(pick(r, vowels))
		}
	}
	return b.String()
}

// stretched puts one to five tatweels inside w.
func stretched(r *random, w string) string {
	letters := []rune(w)
	if len(letters) < 3 {
		return w
	}
	at := r.between(1, len(letters)-2)
	return string(letters[:at]) + strings.Repeat("ـ", r.between(1, 5)) + string(letters[at:])
}
