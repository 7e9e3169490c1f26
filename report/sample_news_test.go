package report

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"time"
)

// news makes headlines and addresses that are as long and as varied as those of
// newspapers and as hard to pack: 30 bytes a headline and 24 an address under
// gzip; 30,000 of 19 Arabic sites take 28 and 24.
type news struct {
	r     *rand.Rand
	zipf  *rand.Zipf
	words []string
}

func newNews(r *rand.Rand) *news {
	n := &news{r: r}
	for _, list := range [][]string{{"في", "من", "على", "إلى", "عن", "بعد"}, whatAR, ofAR, whoAR, placeAR, verbAR, fillAR} {
		n.words = append(n.words, list...)
	}
	seen := places(n.words)
	for len(n.words) < 90_000 {
		w := n.word()
		if _, ok := seen[w]; !ok {
			seen[w] = 0
			n.words = append(n.words, w)
		}
	}
	n.zipf = rand.NewZipf(r, 1.1, 12, uint64(len(n.words)-1))
	return n
}

// word makes up one by the patterns in which Arabic builds words of a root.
func (n *news) word() string {
	root := []rune("بتثجحخدذرزسشصضطظعغفقكلمنهوي")
	pattern := []string{"123", "12ا3", "1ا23", "م12و3", "ت12ي3", "ا12ا3", "م1ا23ة", "12ي3", "است1ا23", "1و123", "12ا3ات", "م123ون", "ان12ا3", "123ية"}[n.r.IntN(14)]
	w := []string{"", "", "ال", "ال", "و", "ب", "لل", "وال"}[n.r.IntN(8)]
	var of [3]rune
	for i := range of {
		of[i] = root[n.r.IntN(len(root))]
	}
	for _, c := range pattern {
		if c >= '1' && c <= '3' {
			c = of[c-'1']
		}
		w += string(c)
	}
	return w
}

// title has as many words as headlines have: four to twelve.
func (n *news) title() string {
	w := make([]string, 5+n.r.IntN(4)+n.r.IntN(4))
	for i := range w {
		w[i] = n.words[n.zipf.Uint64()]
		switch n.r.IntN(24) {
		case 0:
			w[i] = fmt.Sprintf("«%s»", w[i])
		case 1:
			w[i] += ".."
		case 2:
			w[i] = fmt.Sprint(n.r.IntN(300))
		}
	}
	return strings.Join(w, " ")
}

// address is one of a site's, in the form that its site always uses.
func (n *news) address(site int, name, title string, at time.Time) string {
	number := n.r.IntN(900_000) + 4_000_000
	slug := strings.NewReplacer("«", "", "»", "", "..", "", " ", "-").Replace(title)
	switch site % 6 {
	case 0:
		return fmt.Sprintf("http://www.%s/%s/article/%d/%s.html", name, at.Format("2006/01/02"), number, slug)
	case 1:
		return fmt.Sprintf("https://www.%s/%s/%d-%s", name, []string{"sport", "world", "business", "middle-east"}[n.r.IntN(4)], number, url.PathEscape(slug))
	case 2:
		return fmt.Sprintf("http://www.%s/new/Issues/%s/Con%s%d.htm", name, at.Format("20060102"), at.Format("20060102"), number)
	case 3:
		var words []string
		for range 5 {
			words = append(words, restEN[n.r.IntN(len(restEN))])
		}
		return fmt.Sprintf("https://%s/ar/%s/%s-%d", name, at.Format("2006/01/02"), strings.Join(words, "-"), number)
	case 4:
		return fmt.Sprintf("http://www.%s/Articles/Detail.aspx?ArticleId=%d", name, number)
	}
	return fmt.Sprintf("https://%s/%d", name, number)
}

// likeNews gives the articles of a sample such headlines and addresses, lengths
// that are near each other in a cluster, and similarities that are ratios of
// counts.
func likeNews(m *Model, r *rand.Rand) {
	n := newNews(r)
	sites := map[string]int{}
	for i := range m.Clusters {
		c := &m.Clusters[i]
		title := n.title()
		first := &sourceOf(m).rows[c.Members[0].Article]
		for k, mem := range c.Members {
			a := &sourceOf(m).rows[mem.Article]
			if _, ok := sites[a.Site]; !ok {
				sites[a.Site] = len(sites)
			}
			a.Title = title
			if k > 0 && r.IntN(3) == 0 {
				a.Title = n.title()
			}
			a.ID = fmt.Sprintf("%s#%x", n.address(sites[a.Site], a.Site, a.Title, sourceOf(m).rows[c.Members[0].Article].Date), mem.Article)
			a.URL = a.ID
			a.Words = first.Words + int32(r.NormFloat64()*20)
			if !a.Date.IsZero() && k > 0 {
				a.Date = a.Date.Add(time.Duration(r.IntN(5000)) * time.Second)
			}
		}
		for k := range c.Merges {
			e := &c.Merges[k]
			if all := 150 + r.IntN(300); e.Similarity < 1 {
				e.Similarity = float64(int(e.Similarity*float64(all))+1) / float64(all)
			}
		}
		slices.SortStableFunc(c.Merges, func(a, b Merge) int { return cmpFloat(b.Similarity, a.Similarity) })
		w := c.Merges[len(c.Merges)-1]
		c.Weakest, c.WeakestA, c.WeakestB = w.Similarity, w.A, w.B
		for _, e := range c.Merges {
			mem := &c.Members[e.B-c.Members[0].Article]
			mem.Similarity, mem.Containment = e.Similarity, sampleContainment(e.Similarity)
		}
	}
}
