package report

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	textMembers    = 60     // texts kept of one cluster at most
	textRunes      = 20_000 // of one text; what follows is cut and said so
	textChunkWords = 15_000 // of text in one block, about
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

// writeTexts writes texts for clusters, which begin at from in the model, in
// this order as far as the budget goes.
func writeTexts(w *countingWriter, c *crew, m *Model, from int, order []int, budget int64) (textPlaces, error) {
	places := textPlaces{Of: make([]int32, len(order))}
	for i := range places.Of {
		places.Of[i] = -1
	}
	if budget <= 0 {
		return places, nil
	}
	works := func(yield func(func() (packedTexts, error)) bool) {
		for clusters := range textChunks(m, from, order) {
			if !yield(func() (packedTexts, error) { return packTexts(m, from, clusters) }) {
				return
			}
		}
	}
	number := int32(0)
	err := asTheyFit(c, works, budget, func(p packedTexts) int64 { return int64(len(p.text)) }, func(p packedTexts) error {
		if len(p.clusters) == 0 {
			return nil
		}
		for _, i := range p.clusters {
			places.Of[i] = number
		}
		places.Count += len(p.clusters)
		number++
		return packedBlock{fmt.Sprintf("t%d", number-1), p.text}.write(w)
	})
	return places, err
}

// packedTexts is one block of texts with the places of its clusters in the
// index.
type packedTexts struct {
	text     []byte
	clusters []int
}

// packTexts reads and packs the texts of some clusters, which begin at from in
// the model. Clusters without any are left out.
func packTexts(m *Model, from int, clusters []int) (p packedTexts, err error) {
	texts := textsBlock{make(map[string]clusterTexts, len(clusters))}
	for _, i := range clusters {
		ct, err := textsOf(m, &m.Clusters[from+i])
		if err != nil {
			return p, err
		}
		if len(ct.Texts) > 0 {
			texts.Clusters[strconv.Itoa(i)] = ct
			p.clusters = append(p.clusters, i)
		}
	}
	if len(p.clusters) > 0 {
		p.text, err = pack(texts, packFast)
	}
	return p, err
}

// textChunks cuts the clusters into blocks of about textChunkWords, so that
// opening one unpacks little. A cluster of as many has a block of its own.
func textChunks(m *Model, from int, order []int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		start, words := 0, 0
		for at, i := range order {
			c := &m.Clusters[from+i]
			n := min(len(c.Members), textMembers) * (10 + int(m.Article(c.Members[0].Article).Words))
			if n >= textChunkWords && start < at {
				if !yield(order[start:at]) {
					return
				}
				start, words = at, 0
			}
			words += n
			if words < textChunkWords && at+1 < len(order) {
				continue
			}
			if !yield(order[start : at+1]) {
				return
			}
			start, words = at+1, 0
		}
	}
}

// textsOf reads the texts of a cluster. Of a large one it keeps the
// representative, the earliest, the weakest pair and the members least similar
// to the representative.
func textsOf(m *Model, c *Cluster) (clusterTexts, error) {
	ct := clusterTexts{Of: make([]int, len(c.Members)), Texts: []string{}, Cut: []int{}}
	place := map[string]int{}
	for k, mem := range c.Members {
		ct.Of[k] = -1
		needed := k == 0 || mem.Article == c.Earliest || mem.Article == c.WeakestA || mem.Article == c.WeakestB
		if !needed && k < len(c.Members)-textMembers {
			continue
		}
		text, cut, err := readText(m, mem.Article)
		if err != nil {
			return ct, err
		}
		if text == "" {
			continue
		}
		p, ok := place[text]
		if !ok {
			p = len(ct.Texts)
			place[text] = p
			ct.Texts = append(ct.Texts, text)
			if cut {
				ct.Cut = append(ct.Cut, p)
			}
		}
		ct.Of[k] = p
	}
	return ct, nil
}

func readText(m *Model, article int32) (text string, cut bool, err error) {
	paragraphs, err := m.Text(article)
	if err != nil {
		return "", false, fmt.Errorf("text of article %q: %w", m.Article(article).ID, err)
	}
	text = strings.Join(paragraphs, "\n")
	if len(text) <= textRunes || utf8.RuneCountInString(text) <= textRunes {
		return text, false, nil
	}
	return head(text, textRunes), true, nil
}
