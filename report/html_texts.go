package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Unless Options.TextBudgetBytes says otherwise, texts take what a page of
// htmlTargetBytes leaves, but at least textFloorBytes, so that the largest
// clusters have theirs in a report of any size.
const (
	htmlTargetBytes = 11_500_000
	textFloorBytes  = 512 << 10
)

const (
	textMembers   = 60      // texts kept of one cluster at most
	textRunes     = 20_000  // of one text; what follows is cut and said so
	textChunkSize = 160_000 // bytes of text in one block, before compression
)

// textsBlock holds the texts of some clusters, by their place in the index.
type textsBlock struct {
	Clusters map[string]clusterTexts `json:"c"`
}

// clusterTexts holds each distinct text of a cluster once. Of gives for each
// member the place of its text, -1 where it was left out.
type clusterTexts struct {
	Of    []int    `json:"of"`
	Texts []string `json:"texts"`
	Cut   []int    `json:"cut"` // places of texts that were cut
}

// textPlaces says in which block of texts each cluster's stand, -1 where none
// are kept, and how many clusters have theirs.
type textPlaces struct {
	Of    []int32 `json:"of"`
	Count int     `json:"count"`
}

// writeTexts writes texts for the clusters [from,to) until the budget is used
// up, the largest and the weakest in turn.
func writeTexts(w *countingWriter, m *Model, from, to int, budget int64) (textPlaces, error) {
	places := textPlaces{Of: make([]int32, to-from)}
	for i := range places.Of {
		places.Of[i] = -1
	}
	texts := textsBlock{map[string]clusterTexts{}}
	size, number := 0, int32(0)
	flush := func() error {
		if len(texts.Clusters) == 0 {
			return nil
		}
		before := w.n
		err := writeBlocks(w, block{fmt.Sprintf("t%d", number), texts})
		budget -= w.n - before
		texts, size = textsBlock{map[string]clusterTexts{}}, 0
		number++
		return err
	}
	for _, i := range textOrder(m, from, to) {
		if budget <= 0 {
			break
		}
		ct, n, err := textsOf(m, &m.Clusters[i])
		if err != nil {
			return places, err
		}
		if n == 0 {
			continue
		}
		places.Of[i-from] = number
		places.Count++
		texts.Clusters[fmt.Sprint(i-from)] = ct
		if size += n; size >= textChunkSize {
			if err := flush(); err != nil {
				return places, err
			}
		}
	}
	return places, flush()
}

// textOrder lists the clusters in the order in which they get texts: the
// largest and the ones with the weakest join in turn.
func textOrder(m *Model, from, to int) []int {
	weak := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		weak = append(weak, i)
	}
	slices.SortStableFunc(weak, func(a, b int) int { return cmp.Compare(m.Clusters[a].Weakest, m.Clusters[b].Weakest) })
	order := make([]int, 0, to-from)
	seen := make([]bool, to-from)
	for k, w := range weak {
		for _, i := range []int{from + k, w} {
			if !seen[i-from] {
				seen[i-from] = true
				order = append(order, i)
			}
		}
	}
	return order
}

// textsOf reads the texts of a cluster and returns their size in bytes. Of a
// large cluster it keeps the representative, the earliest, the weakest pair and
// the members least similar to the representative.
func textsOf(m *Model, c *Cluster) (clusterTexts, int, error) {
	ct := clusterTexts{Of: make([]int, len(c.Members)), Texts: []string{}, Cut: []int{}}
	place := map[string]int{}
	size := 0
	for k, mem := range c.Members {
		ct.Of[k] = -1
		a := &m.Members[mem.Article]
		needed := k == 0 || mem.Article == c.Earliest || mem.Article == c.WeakestA || mem.Article == c.WeakestB
		if a.Text == nil || !needed && k < len(c.Members)-textMembers {
			continue
		}
		text, cut, err := readText(a)
		if err != nil {
			return ct, 0, err
		}
		p, ok := place[text]
		if !ok {
			p = len(ct.Texts)
			place[text] = p
			ct.Texts = append(ct.Texts, text)
			size += len(text)
			if cut {
				ct.Cut = append(ct.Cut, p)
			}
		}
		ct.Of[k] = p
	}
	return ct, size, nil
}

func readText(a *Article) (text string, cut bool, err error) {
	if a.Text == nil {
		return "", false, nil
	}
	paragraphs, err := a.Text()
	if err != nil {
		return "", false, fmt.Errorf("text of article %q: %w", a.ID, err)
	}
	text = strings.Join(paragraphs, "\n")
	if runes := []rune(text); len(runes) > textRunes {
		return string(runes[:textRunes]), true, nil
	}
	return text, false, nil
}
