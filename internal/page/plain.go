package page

import (
	"strings"
	"unicode/utf8"
)

// plain files a line without a marker.
func (s *Splitter) plain(i int) int {
	l := &s.lines[i]
	first := len(s.p.Body) == 0 && !s.embedded
	switch {
	case l.age == digitLine:
		if s.tail && s.atEnd(i) {
			s.drop(l)
			return i + 1
		}
	case l.age != ageNone:
		if s.loose(i) {
			s.drop(l)
			return i + 1
		}
	}
	if first {
		if s.p.HasTitle && !s.titleMet && l.width <= 400 && equalFolded(s.text[l.start:l.end], s.p.Title) {
			s.titleMet = true
			if s.given {
				s.titleLine = i
			} else {
				s.drop(l)
			}
			return i + 1
		}
		if (s.dateline(l) || s.p.HasTitle && s.byline(l)) && i+1 < len(s.lines) {
			s.drop(l)
			return i + 1
		}
		if s.headlines(l) {
			return i + 1
		}
	}
	if s.furniture(i) {
		s.drop(l)
		return i + 1
	}
	if next := s.bare(i); next > i {
		return next
	}
	return s.place(i)
}

// Limits of a list without a marker.
const (
	minBareItems = 3
	minBareWidth = 35 // mean width of the items where nothing but the blank lines speaks for a list
	minBareWords = 5
)

// bare files a list of headlines without a marker that begins with line i, and
// returns the line behind it, or i where there is none. Such a list stands at the
// end of the page, behind a body of two paragraphs, and is told by the source or
// tags line before it, by its bullets, or by standing close in a page whose
// paragraphs stand apart.
func (s *Splitter) bare(i int) int {
	if i < s.bareEnd || s.embedded || !s.enoughBody() {
		return i
	}
	items, j := 0, i
	for ; j < len(s.lines); j++ {
		l := &s.lines[j]
		if l.age != ageNone && j > i {
			continue
		}
		if !s.item(l) {
			break
		}
		items++
	}
	if j == i {
		return i
	}
	s.bareEnd = j
	if items < minBareItems || j < len(s.lines) && !s.ends(&s.lines[j]) {
		return i
	}
	run := bareRun{bullet: s.lines[i].bullet}
	for k := i; k < j; k++ {
		if l := &s.lines[k]; k == i || l.age == ageNone {
			run.add(s, l, k > i)
		}
	}
	if run.short > 0 && !run.uniform() {
		return i
	}
	afterValue := s.afterValue == i
	before := lineFlags(0)
	if i > 0 && s.lines[i-1].kind == KindNone {
		before = s.lines[i-1].flags
	}
	bulleted := run.uniform() && run.bullet != '1' && before&flagColon == 0 && before&flagEnded != 0 && s.lines[i].blank
	close := run.gaps == 0 && s.gaps > 0 && s.lines[i].blank && before&flagColon == 0 && before&flagEnded != 0 &&
		run.width >= minBareWidth*run.items && run.words >= minBareWords*run.items && run.odd*3 < run.items && run.bullet != '1' && !run.rhymes()
	if !afterValue && !bulleted && !close {
		return i
	}
	for ; i < j; i++ {
		l := &s.lines[i]
		if l.age != ageNone || s.caption(l) {
			s.drop(l)
			continue
		}
		s.p.Related = append(s.p.Related, s.text[l.body:l.end])
	}
	s.endList()
	s.tail = true
	return j
}

// bareRun sums up the lines of a possible list.
type bareRun struct {
	bullet             rune
	mixed              bool
	items, gaps, short int
	width, words, odd  int
	rhymed             int     // lines that end with the letter of one of the two before
	ends               [2]rune // last letters of those
}

// rhymes reports that most lines end with the letter of one of the two before:
// verse.
func (r *bareRun) rhymes() bool { return r.rhymed*4 >= (r.items-1)*3 }

func (r *bareRun) uniform() bool { return r.bullet != 0 && !r.mixed }

func (r *bareRun) add(s *Splitter, l *line, inside bool) {
	r.items++
	text := s.text[l.body:l.end]
	n := words(text, maxItemWords+1)
	wideText := l.width > l.runes
	if (n < minItemWords || n > maxItemWords) && !(wideText && l.width >= 12) {
		r.short++
	}
	if wideText {
		n = max(n, int(l.runes)/3)
	}
	r.words += n
	r.width += int(l.width)
	if inside && l.blank {
		r.gaps++
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "؟?!.…»”\" "))
	if last == r.ends[0] || last == r.ends[1] {
		r.rhymed++
	}
	r.ends = [2]rune{last, r.ends[0]}
	if l.bullet != r.bullet {
		r.mixed = true
	}
	if oddItem(text) {
		r.odd++
	}
}

// oddItem reports a line that looks like a row of a table or a verse: digits on
// both sides of a dash, a comma at its end, stars or tabs inside.
func oddItem(text string) bool {
	digits, dash := 0, false
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9', r >= '٠' && r <= '٩', r >= '۰' && r <= '۹':
			digits++
		case r == '-' || r == '–' || r == ':':
			dash = true
		case r == '\t' || r == '*':
			return true
		}
	}
	if strings.Contains(text, "   ") || strings.Contains(text, " / ") || strings.Contains(text, " .. ") || strings.Contains(text, " ... ") {
		return true
	}
	last := text[len(text)-1]
	return digits > 0 && dash || last == ',' || len(text) > 1 && text[len(text)-2:] == "،"
}

// furniture reports a line without words that no text needs: dots where the text
// was cut, an address of the page behind the text.
func (s *Splitter) furniture(i int) bool {
	l := &s.lines[i]
	text := s.text[l.start:l.end]
	if len(text) <= 16 && strings.Trim(text, ".…[]() ") == "" && s.atEnd(i+1) {
		s.p.Truncated = s.p.Truncated || !s.tail && !s.embedded && len(s.p.Body) > 0
		return true
	}
	return s.tail && s.atEnd(i+1) && !strings.ContainsAny(text, " ") && (strings.HasPrefix(text, "http") || strings.HasPrefix(text, "www."))
}
