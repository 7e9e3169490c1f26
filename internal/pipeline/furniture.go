package pipeline

import (
	"cmp"
	"math/bits"
	"slices"

	"naskh/cluster"
)

// Site furniture are lines that recur over the pages of one site: footers,
// adverts, links to the story itself. A line counts by the different pages it
// stands on, where two pages are different when the rest of them is: the
// smallest shingle hash of a page's other lines is its context, which copies of
// one story mostly share (a MinHash with one position). So a story published
// thirty times is no furniture, though its lines recur. A whole text under as many
// different titles is furniture, too.
const (
	// furniturePages is the number of different contexts from which a line is
	// furniture at least.
	furniturePages = 10
	// furnitureShare is the share of the site's pages it must reach as well.
	furnitureShare = 0.02
	// furnitureSpread is the least ratio of contexts to pages.
	furnitureSpread = 0.5
	// teaserPages is the number of pages, all with contexts of their own, from
	// which a line is a teaser of another story where it ends a page; lineCounts
	// count so far.
	teaserPages = 3
)

// furniture is what was found: the dropped lines of each site.
type furniture struct {
	lines map[uint64]where // by site and line
	found []furnitureLine
}

// where says where a line is dropped.
type where uint8

const (
	anywhere where = iota + 1
	atEnd          // behind the last line that is kept: a teaser
)

type furnitureLine struct {
	site    int32
	pages   int64
	example int32 // article
	at      int32 // the line's number in the example
}

func siteLine(site int32, hash uint64) uint64 {
	hi, lo := bits.Mul64(hash^uint64(site), 0x9E3779B97F4A7C15)
	return hi ^ lo
}

// dropped marks in dst the lines of an article that are furniture, given the
// hash of each line. Teasers stay where dropping them would leave nothing; a
// page of nothing but lines that recur anywhere has no article.
func (f *furniture) dropped(dst []bool, site int32, lines int, hash func(i int) uint64) []bool {
	dst = slices.Grow(dst[:0], lines)[:lines]
	kept, end := 0, true
	for i := lines - 1; i >= 0; i-- {
		p := f.lines[siteLine(site, hash(i))]
		dst[i] = p == anywhere || p == atEnd && end
		if !dst[i] {
			kept++
			end = false
		}
	}
	if kept == 0 {
		for i := range dst {
			dst[i] = f.lines[siteLine(site, hash(i))] == anywhere
		}
	}
	return dst
}

// findFurniture counts the lines of all articles and marks the articles that
// hold furniture. Memory: 40 bytes a line that recurs and of at most one in ten others,
// four to eight bits a line.
func (r *run) findFurniture() error {
	r.furniture.lines = map[uint64]where{}
	if r.opts.KeepFurniture {
		return nil
	}
	pages := make([]int64, len(r.sites))
	for i := range r.articles {
		pages[r.articles[i].site]++
	}
	least := func(site int32) int { return max(furniturePages, int(furnitureShare*float64(pages[site]))) }
	notices, lines, err := r.notices(least)
	if err != nil {
		return err
	}
	ofNotices := map[uint64]bool{} // their lines
	counts := newLineCounts(lines)
	if err := r.eachMarks(func(_ int, a *article, _ *detail, marks []uint64) {
		for i := 0; i < len(marks); i += 2 {
			counts.add(siteLine(a.site, marks[i]))
		}
	}); err != nil {
		return err
	}
	var recur seenLines // those that may recur often enough, exactly
	if err := r.eachMarks(func(index int, a *article, d *detail, marks []uint64) {
		notice := notices[siteLine(a.site, d.hash)]
		least, second := ^uint64(0), ^uint64(0)
		for i := 1; i < len(marks); i += 2 {
			if v := marks[i]; v < least {
				least, second = v, least
			} else if v < second {
				second = v
			}
		}
		for i := 0; i < len(marks); i += 2 {
			key := siteLine(a.site, marks[i])
			if counts.of(key) < teaserPages {
				continue
			}
			if notice {
				ofNotices[key] = true
			}
			context := least
			if marks[i+1] == least {
				context = second
			}
			recur.add(seen{key, context, int32(index), int32(i / 2)})
		}
	}); err != nil {
		return err
	}
	recur.eachLine(func(same []seen) {
		r.judge(same, ofNotices[same[0].line], least(r.articles[same[0].article].site))
	})
	return nil
}

// judge decides whether a line, given where it was seen, sorted by context, is
// furniture: one of a notice, one with at least so many contexts, or a teaser.
func (r *run) judge(same []seen, notice bool, least int) {
	contexts := 1
	for i := range same[1:] {
		if same[i].context != same[i+1].context {
			contexts++
		}
	}
	at := where(0)
	switch {
	case notice, contexts >= least && float64(contexts) >= furnitureSpread*float64(len(same)):
		at = anywhere
		example := slices.MinFunc(same, func(a, b seen) int { return cmp.Or(r.byID(a.article, b.article), cmp.Compare(a.at, b.at)) })
		r.furniture.found = append(r.furniture.found, furnitureLine{
			site: r.articles[example.article].site, pages: int64(len(same)), example: example.article, at: example.at,
		})
	case contexts >= teaserPages && contexts == len(same):
		at = atEnd
	default:
		return
	}
	r.furniture.lines[same[0].line] = at
	for _, s := range same {
		r.articles[s.article].trimmed = true
	}
}

// seen is one place of a line.
type seen struct {
	line, context uint64
	article, at   int32
}

// seenLines lists places of lines, in blocks, which grow without being copied.
type seenLines struct {
	blocks [][]seen
	n      int
}

const seenBlock = 1 << 14

func (s *seenLines) add(v seen) {
	if s.n%seenBlock == 0 {
		s.blocks = append(s.blocks, make([]seen, seenBlock))
	}
	*s.at(s.n) = v
	s.n++
}

func (s *seenLines) at(i int) *seen { return &s.blocks[i/seenBlock][i%seenBlock] }

// eachLine calls visit for each line that was seen teaserPages times or more with its
// places by context, then article. They are valid during the call.
func (s *seenLines) eachLine(visit func(same []seen)) {
	order := make([]uint64, s.n) // upper half of the line, number of the place
	for i := range order {
		order[i] = s.at(i).line>>32<<32 | uint64(i)
	}
	var scratch []uint64
	cluster.SortKeys(order, &scratch)
	var rows []seen
	for bucket := range cluster.Buckets(order) {
		if len(bucket) < teaserPages {
			continue
		}
		rows = rows[:0]
		for _, row := range bucket {
			rows = append(rows, *s.at(int(uint32(row))))
		}
		slices.SortFunc(rows, func(a, b seen) int {
			return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.context, b.context), cmp.Compare(a.article, b.article), cmp.Compare(a.at, b.at))
		})
		for from, to := 0, 0; from < len(rows); from = to {
			for to < len(rows) && rows[to].line == rows[from].line {
				to++
			}
			if to-from >= teaserPages {
				visit(rows[from:to])
			}
		}
	}
}

// lineCounts counts lines up to teaserPages, two bits each, never too low: lines
// that fall on one counter count together.
type lineCounts struct {
	bits  []uint8
	shift int
}

// newLineCounts makes counters for so many lines: two to four each, 4 MiB at least.
func newLineCounts(lines int) *lineCounts {
	n := max(24, bits.Len(uint(lines))+1)
	return &lineCounts{make([]uint8, 1<<n/4), 64 - n}
}

func (c *lineCounts) of(line uint64) int {
	at := line >> c.shift
	return int(c.bits[at/4] >> (at % 4 * 2) & teaserPages)
}

func (c *lineCounts) add(line uint64) {
	if at := line >> c.shift; c.of(line) < teaserPages {
		c.bits[at/4] += 1 << (at % 4 * 2)
	}
}

// notices finds the texts that stand, word for word, under many different titles
// of one site: "sign in to go on reading" in place of the article. It returns
// them as siteLine of the text's hash, and the number of all lines.
func (r *run) notices(least func(site int32) int) (found map[uint64]bool, lines int, err error) {
	type text struct {
		site   int32
		titles map[uint64]bool
		pages  int
	}
	size := max(20, bits.Len(uint(len(r.articles)))+1) // so that few texts share one
	counters := make([]uint8, 1<<size)
	count := func(key uint64) *uint8 { return &counters[key>>(64-size)] }
	if err := r.eachArticle(func(_ int, a *article, d *detail) error {
		lines += int(d.lines)
		if c := count(siteLine(a.site, d.hash)); *c < furniturePages {
			*c++
		}
		return nil
	}); err != nil {
		return nil, 0, err
	}
	texts := map[uint64]*text{}
	if err := r.eachArticle(func(_ int, a *article, d *detail) error {
		key := siteLine(a.site, d.hash)
		if *count(key) < furniturePages || d.titled == 0 {
			return nil
		}
		if texts[key] == nil {
			texts[key] = &text{site: a.site, titles: map[uint64]bool{}}
		}
		texts[key].titles[d.titled] = true
		texts[key].pages++
		return nil
	}); err != nil {
		return nil, 0, err
	}
	found = map[uint64]bool{}
	for key, t := range texts {
		if n := len(t.titles); n >= least(t.site) && float64(n) >= furnitureSpread*float64(t.pages) {
			found[key] = true
		}
	}
	return found, lines, nil
}

// eachMarks reads the marks record of every article, in the order of the table.
func (r *run) eachMarks(visit func(i int, a *article, d *detail, marks []uint64)) error {
	window := spillWindow{s: r.marks}
	return r.eachArticle(func(i int, a *article, d *detail) error {
		if d.lines == 0 {
			return nil
		}
		record, err := window.view(d.marks.offset(), 16*int(d.lines))
		if err == nil {
			visit(i, a, d, asNumbers[uint64](record))
		}
		return err
	})
}
