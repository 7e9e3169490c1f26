package pipeline

import (
	"fmt"

	"naskh/cluster"
)

// The gates tell templates from copies: texts in which the same form holds other
// facts, such as the gold price of two days. Each stands for one sentence that a
// user can repeat, and gives it as the reason in pairs.csv. Figures: over 62,555
// real articles, read by hand.
const (
	// gateTexts is the number of texts from which word frequencies are reliable.
	// In smaller runs the numbers gate works alone.
	gateTexts = 2_000
	// gateApart is the distance of dates from which similar texts are more often
	// the form of another day than a late copy, unless they share gateAlike of
	// their weight: of 55 pairs with Jaccard similarity below .8 that were read at 36
	// hours and more 28 were templates, nearer than that about one in ten.
	gateApart = 36 * 60 * 60 // seconds
	gateAlike = 0.88
	// gateSite is what two pages of one site must share of their weight: a paper
	// prints its forms, columns and teasers again, hardly ever its story. Of 26 such
	// pairs read that share 70 to 84 % 4 were copies.
	gateSite = 0.82
	// gateTight is the Jaccard similarity from which weights say nothing: where most
	// of a night is one story, its words are common and each change is rare.
	gateTight = 0.75
	// gateSeries is the number of similar texts of other days that make a text
	// part of a series.
	gateSeries = 2
)

// template tells why two similar texts are the same form with other facts, or
// returns "".
func (v *verifier) template(p *verified, a, b *text) (string, error) {
	if reason := v.run.weak(p); reason != "" {
		return reason, nil
	}
	if reason, err := v.numbersDiffer(p.Pair, a, b); err != nil || reason != "" {
		return reason, err
	}
	return v.namesDiffer(p.Pair, a, b)
}

// weak is the gate of weight: on one site two texts must share 82 % of the lighter
// one's weight, and where they are 36 hours apart 88 %. Nearly equal texts pass.
func (r *run) weak(p *verified) string {
	switch {
	case len(r.nodes) < gateTexts || p.jaccard >= gateTight:
	case p.weighted < gateSite && r.oneSite(p.Pair):
		return fmt.Sprintf("one site: %.0f%% of the weight is shared", 100*p.weighted)
	case p.weighted < gateAlike && r.apart(p.Pair) >= gateApart:
		return fmt.Sprintf("another day: %.1f days apart, %.0f%% of the weight is shared", float64(r.apart(p.Pair))/(24*60*60), 100*p.weighted)
	}
	return ""
}

// oneSite reports whether two texts come from the same site, where that is known.
func (r *run) oneSite(p cluster.Pair) bool {
	a, b := r.articles[r.first(p.A)].site, r.articles[r.first(p.B)].site
	return a == b && r.sites[a] != ""
}

// apart is the distance between the dates of two nodes in seconds, 0 where one
// has none.
func (r *run) apart(p cluster.Pair) int64 {
	a, b := r.dates(p.A), r.dates(p.B)
	if a.from == noDate || b.from == noDate {
		return 0
	}
	return max(0, a.from-b.to, b.from-a.to)
}

// series is the gate that needs all pairs: two texts that both have templates of
// another day must share 88 % of the weight whatever their dates. So the
// forecasts of Monday and Tuesday stay apart like those of Monday and Thursday.
func (r *run) series(pairs []verified) {
	others := make(map[uint32]int)
	for i := range pairs {
		if v := &pairs[i]; v.relation == template && v.weighted < gateAlike && r.apart(v.Pair) >= gateApart {
			others[v.A]++
			others[v.B]++
		}
	}
	for i := range pairs {
		v := &pairs[i]
		if n := min(others[v.A], others[v.B]); n >= gateSeries && v.weighted < gateAlike && v.jaccard < gateTight && (v.relation == nearDuplicate || v.relation == excerpt) {
			v.relation = template
			v.reason = fmt.Sprintf("a series: both have the form of %d other texts days apart, %.0f%% of the weight is shared", n, 100*v.weighted)
		}
	}
}
