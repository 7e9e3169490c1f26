package corpus

import (
	"errors"
	"fmt"
	"math"
)

// Shape is the kind of corpus: a night of news, or one of the degenerate
// inputs that have stopped other programs.
type Shape uint8

const (
	News        Shape = iota // originals, copies with edits, templates, events
	Identical                // every document has the same words
	OneTemplate              // every document is of one series: one bucket
	Short                    // ten words each
	Long                     // Words words each
)

// Spec says what to make. Two corpora of equal Spec are equal byte for byte.
type Spec struct {
	Documents int
	Seed      uint64
	Words     int     // of a document, on average; exact for Long. At least 10
	Sites     int     // at least 1
	Copies    float64 // share of documents that are copies of another, 0 to 0.9
	Hard      float64 // share of documents that look like copies and are none, 0 to 0.1
	Shape     Shape
}

// Corpus is a planned corpus. Documents are written on demand, in any order
// and from several goroutines, as long as each has its own dst.
type Corpus struct {
	generator
	plan []entry
}

// generator is what writing a document needs besides its plan.
type generator struct {
	spec    Spec
	vocab   *vocabulary
	footers []string // by site; empty where a site has none
}

// New makes the vocabulary and plans the corpus: 16 bytes of memory a document.
func New(s Spec) (*Corpus, error) {
	switch {
	case s.Documents < 0 || s.Documents > math.MaxUint32/2:
		return nil, fmt.Errorf("documents: %d is not between 0 and %d", s.Documents, math.MaxUint32/2)
	case s.Words < 10:
		return nil, errors.New("words: at least 10 are needed")
	case s.Sites < 1:
		return nil, errors.New("sites: at least 1 is needed")
	case !(s.Copies >= 0 && s.Copies <= 0.9):
		return nil, errors.New("copies: the share must lie between 0 and 0.9")
	case !(s.Hard >= 0 && s.Hard <= 0.1):
		return nil, errors.New("hard: the share must lie between 0 and 0.1")
	}
	c := &Corpus{generator: generator{spec: s, vocab: newVocabulary(s.Seed)}, plan: plan(s)}
	r := stream(s.Seed, 'b')
	for i := range s.Sites {
		footer := ""
		if i%5 != 0 { // one site in five has none
			words := c.vocab.take(&r, []string{"جميع", "الحقوق", "محفوظة"}, r.between(5, 40))
			footer = string(appendTokens(nil, words)) + ". اشترك في النشرة البريدية"
		}
		c.footers = append(c.footers, footer)
	}
	return c, nil
}

// Len returns the number of documents.
func (c *Corpus) Len() int { return len(c.plan) }

// Label returns the true cluster of document i, its kind and, for Event, the
// number that it shares with its partner.
func (c *Corpus) Label(i int) (cluster uint32, kind Kind, pair uint32) {
	e := c.plan[i]
	return e.cluster, e.kind, e.origin
}

// ID returns the id of document i.
func ID(i int) string { return fmt.Sprintf("d%08d", i) }

// article writes document i.
func (c *Corpus) article(i int) *article {
	e := c.plan[i]
	switch {
	case c.spec.Shape == Short:
		r := stream(c.spec.Seed, 's', uint64(i))
		return &article{title: c.headline(e.cluster), site: r.below(c.spec.Sites), paras: [][]string{c.vocab.take(&r, nil, 10)}}
	case c.spec.Shape == Long:
		return c.long(i)
	case e.kind == Template:
		return c.template(e.origin, int(e.variant))
	case e.kind == Event:
		return c.event(e.origin, e.cluster)
	}
	a := c.original(e.origin)
	if e.variant > 0 {
		// Three copies in ten were made from an earlier copy.
		if r := stream(c.spec.Seed, 'o', uint64(e.cluster), uint64(e.variant)); e.variant > 1 && r.chance(0.3) {
			c.copied(a, e.origin, r.between(1, int(e.variant)-1))
		}
		c.copied(a, e.origin, int(e.variant))
	}
	return a
}

// long writes one page of exactly Words words in paragraphs of fifty.
func (c *Corpus) long(i int) *article {
	const paragraph = 50
	r := stream(c.spec.Seed, 'g', uint64(i))
	a := &article{title: c.headline(uint32(i)), site: r.below(c.spec.Sites)}
	for left := c.spec.Words; left > 0; left -= paragraph {
		a.paras = append(a.paras, c.vocab.take(&r, nil, min(left, paragraph)))
	}
	return a
}
