package corpus

import "strconv"

// article is one text before it is rendered: tokens, so that edits are edits
// of words. Comma and full stop are tokens of their own and are written
// without a blank before them.
type article struct {
	title  []string
	paras  [][]string
	extra  []string // whole lines below the body: a related list
	site   int
	source string // a source line below the body, or empty
}

const (
	comma    = "،"
	fullStop = "."
)

var (
	agencies = []string{"وكالة السهل", "وكالة المنارة", "متابعات", "وكالة الضفاف", "مراسل الموقع", "وكالة النجم"}
	towns    = []string{"المرسى", "وادي التين", "القصبة", "عين الزهر", "رأس النخيل", "المدينة البيضاء", "تل السنابل", "الحصن"}
	latin    = []string{"OMX-7", "Delta", "Norvale", "G30", "Wi-Fi", "Kestrel"}
)

// number appends one token: a count of one to five digits, sometimes with
// decimals.
func number(r *random, dst []string) []string {
	limit := 1
	for range r.between(1, 5) {
		limit *= 10
	}
	s := strconv.Itoa(r.between(1, limit))
	if r.chance(0.15) {
		s += "." + strconv.Itoa(r.below(100))
	}
	return append(dst, s)
}

// sentence appends 8 to 29 words and a full stop.
func (g *generator) sentence(r *random, dst []string) []string {
	end := len(dst) + r.between(8, 29)
	for len(dst) < end {
		switch x := r.below(1000); {
		case x < 850:
			dst = append(dst, g.vocab.word(r))
		case x < 950:
			dst = append(dst, g.vocab.phrase(r)...)
		case x < 980:
			dst = number(r, dst)
		case x < 985:
			dst = append(dst, pick(r, latin))
		default:
			dst = append(dst, g.vocab.word(r), comma)
		}
	}
	return append(dst, fullStop)
}

// paragraph returns one to four sentences.
func (g *generator) paragraph(r *random) []string {
	p := make([]string, 0, 128)
	for range r.between(1, 4) {
		p = g.sentence(r, p)
	}
	return p
}

// body returns paragraphs of about g.spec.Words words, between a third and
// three times as many. The conversion of the product keeps machines that fuse
// multiply and add from rounding otherwise.
func (g *generator) body(r *random) [][]string {
	spread := r.unit() + r.unit() + r.unit() - 1.5
	target := int(float64(g.spec.Words) * (0.85 + float64(0.55*spread)))
	target = max(target, g.spec.Words/3, 1)
	var paras [][]string
	for n := 0; n < target; {
		p := g.paragraph(r)
		if left := target - n; len(p) > 2*left {
			p = append(p[:2*left:2*left], fullStop)
		}
		paras, n = append(paras, p), n+len(p)
	}
	return paras
}

// headline returns the title of a cluster's original. It has its own stream:
// a related list can quote a headline without writing the article.
func (g *generator) headline(cluster uint32) []string {
	r := stream(g.spec.Seed, 'h', uint64(cluster))
	return g.vocab.take(&r, nil, r.between(5, 12))
}

// original writes the article that the others of its cluster copy.
func (g *generator) original(cluster uint32) *article {
	r := stream(g.spec.Seed, 'a', uint64(cluster))
	a := &article{title: g.headline(cluster), site: r.below(g.spec.Sites)}
	a.paras = g.body(&r)
	if r.chance(0.5) {
		a.dateline(&r)
	}
	if r.chance(0.3) {
		a.extra = g.related(&r, cluster)
	}
	return a
}

// dateline puts "town - agency:" before the first paragraph.
func (a *article) dateline(r *random) {
	head := []string{pick(r, towns), "-", pick(r, agencies) + ":"}
	a.paras[0] = append(head, a.paras[0]...)
}

// related returns the lines of a related list. Its headlines come from the
// clusters around this one, so that lists overlap as they do within a night.
func (g *generator) related(r *random, cluster uint32) []string {
	const neighbourhood = 60
	first := cluster - cluster%neighbourhood
	lines := []string{"اقرأ أيضا:"}
	for range r.between(3, 8) {
		h := g.headline(first + uint32(r.below(neighbourhood)))
		lines = append(lines, "- "+string(appendTokens(nil, h)))
	}
	return lines
}

// template writes one report of a series: the same form, other numbers. The
// words come from the series, the numbers from the variant.
func (g *generator) template(series uint32, variant int) *article {
	r := stream(g.spec.Seed, 't', uint64(series))
	facts := stream(g.spec.Seed, 'f', uint64(series), uint64(variant))
	a := &article{title: g.headline(series), site: r.below(g.spec.Sites)}
	a.title = number(&facts, a.title)
	for range r.between(3, 6) {
		var p []string
		for range r.between(4, 8) {
			p = g.vocab.take(&r, p, r.between(2, 8))
			p = number(&facts, p)
		}
		a.paras = append(a.paras, append(p, fullStop))
	}
	return a
}

// event writes one of two articles on the same event: each in its own words,
// but both quote the same one or two paragraphs.
func (g *generator) event(pair, cluster uint32) *article {
	shared := stream(g.spec.Seed, 'e', uint64(pair))
	a := g.original(cluster)
	r := stream(g.spec.Seed, 'p', uint64(cluster))
	for range shared.between(1, 2) {
		at := r.below(len(a.paras) + 1)
		a.paras = append(a.paras[:at:at], append([][]string{g.paragraph(&shared)}, a.paras[at:]...)...)
	}
	return a
}
