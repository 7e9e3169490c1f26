package page

import (
	"strings"
	"unicode/utf8"
)

// collector is the state of one list while its lines are read.
type collector struct {
	s          *Splitter
	most       bool
	tailed     bool // the list stands behind source or tags
	first      int  // line of the first item
	items      int
	bullet     rune // of the first item
	gap        bool // a blank line stood before the first item
	other      bool // the first item has letters that are not Latin
	lastIsItem bool
	lastItem   int
}

// line files line i and reports false where it ends the list.
func (c *collector) line(i int, l *line) bool {
	s := c.s
	switch {
	case c.items > 0 && s.caption(l), c.items > 0 && c.alternates(i):
		s.drop(l)
		c.lastIsItem = false
		return true
	case c.items > 0 && c.other && l.bullet == 0 && l.width <= maxItemWidth && foreign(s.text[l.start:l.end]):
		s.drop(l)
		return true
	case c.bullet != 0 && l.bullet == 0:
		if i+1 < len(s.lines) && s.lines[i+1].bullet == c.bullet && !s.lines[i+1].blank && !l.blank {
			s.drop(l) // teaser or caption between bulleted headlines
			return true
		}
		if i+1 < len(s.lines) && s.lines[i+1].bullet == c.bullet && !s.story(&s.lines[i+1]) {
			s.drop(l)
			return true
		}
		if !l.blank && c.lastIsItem && c.tailed && s.atEnd(i+1) && !s.item(l) {
			s.drop(l)
			return true
		}
		return false
	case l.bullet != 0 && (l.bullet == c.bullet || c.items == 0) && l.width <= 2*maxItemWidth:
		c.item(i, l)
		return true
	case s.item(l):
		if c.leaves(i, l) {
			return false
		}
		c.item(i, l)
		return true
	}
	if c.teaser(i, l) {
		s.drop(l)
		c.lastIsItem = false
		return true
	}
	return false
}

func (c *collector) item(i int, l *line) {
	s := c.s
	if c.items == 0 {
		c.first, c.bullet, c.gap = i, l.bullet, l.blank
		c.other = !latin(s.text[l.body:l.end])
	}
	c.items++
	c.lastIsItem, c.lastItem = true, i
	text := s.itemText(l)
	if l.bullet >= utf8.RuneSelf && strings.Contains(text, " "+string(l.bullet)+" ") { // glued behind the heading's line
		s.cut = appendCutSigns(s.cut[:0], text, l.bullet)
		for _, piece := range s.cut {
			s.add(piece, c.most)
		}
		return
	}
	s.add(text, c.most)
}

// leaves reports that headline-like line i stands in the body again: the list's
// items follow the heading without blank lines, this one stands apart, and a
// paragraph comes behind it.
func (c *collector) leaves(i int, l *line) bool {
	s := c.s
	if c.items == 0 || c.tailed || c.gap || !l.blank || i > s.lastStory || i+1 >= len(s.lines) {
		return false
	}
	return s.story(&s.lines[i+1])
}

// alternates reports a caption told by its place: it ends with a bracket as the
// line two before or two behind does, and the lines between do not.
func (c *collector) alternates(i int) bool {
	s := c.s
	mine := credit(s.text[s.lines[i].body:s.lines[i].end])
	if mine == "" || !c.lastIsItem || c.lastItem != i-1 {
		return false
	}
	for _, j := range [2]int{i - 2, i + 2} {
		if j <= c.first || j >= len(s.lines) || s.lines[j].kind != KindNone {
			continue
		}
		other, between := &s.lines[j], &s.lines[(i+j)/2]
		if credit(s.text[other.body:other.end]) != "" && credit(s.text[between.body:between.end]) == "" {
			return true
		}
	}
	return false
}

// had reports that the headlines before the last one had teasers.
func (c *collector) had() bool { return c.items > 1 && c.lastItem-c.first >= 2*(c.items-1) }

// teaser reports that sentence i inside the list is a teaser of the headline
// before it, not the body again.
func (c *collector) teaser(i int, l *line) bool {
	s := c.s
	if c.items == 0 || l.width > maxTeaserWidth {
		return false
	}
	end := i + 1
	for l.flags&flagWrap != 0 && end < len(s.lines) && s.lines[end].flags&flagWrap != 0 && !s.lines[end].blank {
		end++
	}
	next := s.skip(end)
	over := next >= len(s.lines) || s.lines[next].kind != KindNone
	follows := c.lastIsItem && (c.lastItem == i-1 || s.lines[i-1].age != ageNone || s.lines[i-1].kind != KindNone)
	if !over && s.paragraph(&s.lines[next]) { // two paragraphs in a row: an article, unless a blank line parts them
		return follows && c.had() && !l.blank && s.lines[next].blank
	}
	if c.tailed {
		return follows || l.width < longWidth
	}
	if over {
		// The list's end or the body's last paragraph: a teaser stands close, and
		// the headlines before it had theirs.
		return follows && c.had() && (!l.blank || l.width < longWidth)
	}
	then := next + 1
	alternating := s.item(&s.lines[next]) && (then >= len(s.lines) || s.lines[then].kind != KindNone || s.lines[then].age != ageNone || s.lines[then].flags&flagStop != 0)
	if l.blank && !s.lines[next].blank || l.blank && l.width >= longWidth {
		return false
	}
	if c.items > 1 && c.lastItem-c.first == c.items-1 && l.width >= storyWidth || l.width >= longWidth && !c.had() {
		return false // the headlines before it had no teasers
	}
	return follows && (alternating || l.width < storyWidth)
}
