package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// pieces counts the headlines glued into one line by bullets, numbers or gaps.
func (s *Splitter) pieces(text string) int {
	s.cut = s.appendPieces(s.cut[:0], text)
	return len(s.cut)
}

// appendPieces cuts a line of glued headlines. The sign that cuts is the first
// bullet found between blanks or at the start; dashes and stars count only where
// the line opens with them.
func (s *Splitter) appendPieces(dst []string, text string) []string {
	sign := rune(0)
	for i, r := range text {
		spaced, ok := s.m.bullets[r]
		if !ok || spaced && i > 0 && !(i > 1 && text[i-1] == ' ' && strings.HasPrefix(text[i+utf8.RuneLen(r):], " ") && strings.Count(text, " "+string(r)+" ") > 1 && r != '-' && r != '–' && r != '—') {
			continue
		}
		if spaced && i == 0 && !strings.HasPrefix(text[utf8.RuneLen(r):], " ") {
			continue
		}
		sign = r
		break
	}
	if sign != 0 {
		return appendCutSigns(dst, text, sign)
	}
	if numbered := appendNumbered(dst, text); len(numbered) > len(dst)+1 {
		return numbered
	}
	if strings.Contains(text, "   ") || strings.Contains(text, "\u00A0\u00A0\u00A0") {
		return appendBlankPieces(dst, text, false)
	}
	return append(dst, text)
}

// appendCutSigns cuts text at a bullet; a spaced one only between blanks.
func appendCutSigns(dst []string, text string, sign rune) []string {
	dash := sign < utf8.RuneSelf || unicode.Is(unicode.Pd, sign)
	from := 0
	for i, r := range text {
		if r != sign || dash && i > 0 && !(text[i-1] == ' ' && strings.HasPrefix(text[i+utf8.RuneLen(r):], " ")) {
			continue
		}
		if a, b := trim(text, from, i); a < b {
			dst = append(dst, text[a:b])
		}
		from = i + utf8.RuneLen(r)
	}
	if a, b := trim(text, from, len(text)); a < b {
		dst = append(dst, text[a:b])
	}
	return dst
}

// appendNumbered cuts "1. a 2. b 3. c".
func appendNumbered(dst []string, text string) []string {
	if text == "" {
		return dst
	}
	n, ok := number(text)
	if ok != '1' || !strings.HasPrefix(string(appendFold(nil, text[:n])), "1") {
		return dst
	}
	want, from := byte('2'), n
	for i := n; i < len(text) && want <= '9'; i++ {
		if text[i] != ' ' || i+1 >= len(text) {
			continue
		}
		size, kind := number(text[i+1:])
		if kind != '1' {
			continue
		}
		if f := appendFold(nil, text[i+1:i+1+size]); len(f) == 0 || f[0] != want {
			continue
		}
		dst = append(dst, strings.TrimSpace(text[from:i]))
		from, want = i+1+size, want+1
	}
	return append(dst, strings.TrimSpace(text[from:]))
}

// cutMark cuts the mark of a cut ("… more") from the end of the last paragraph
// or of the page's last headline.
func (s *Splitter) cutMark() {
	p := s.p
	if n := len(p.Body); n > 0 && s.cutEnd(&p.Body[n-1]) {
		p.Truncated = true
	}
	if n := len(p.Related); n > 0 {
		s.cutEnd(&p.Related[n-1])
	}
	if n := len(p.Embedded); n > 0 && len(p.Embedded[n-1].Paragraphs) > 0 {
		e := p.Embedded[n-1].Paragraphs
		s.cutEnd(&e[len(e)-1])
	}
}

// cutEnd cuts dots and a word for "more" from the end of text.
func (s *Splitter) cutEnd(text *string) bool {
	last := *text
	tail := max(0, len(last)-80)
	if !strings.Contains(last[tail:], "…") && !strings.Contains(last[tail:], "...") {
		return false
	}
	i, size := strings.LastIndex(last[tail:], "…"), len("…")
	if j := strings.LastIndex(last[tail:], "..."); j > i {
		i, size = j, 3
	}
	i += tail
	behind := last[i+size:]
	from, to := trim(behind, 0, len(behind))
	for from < to && (behind[from] == '[' || behind[from] == '(') {
		from++
	}
	m, n, ok := s.m.trie.longest(behind[from:to])
	if !ok || m.kind != KindContinue && m.kind != KindInline || letters(behind[from+n:to]) {
		return false
	}
	cut := strings.TrimRight(last[:i], ".… \u00A0[(")
	if cut == "" {
		return false
	}
	s.p.Dropped = append(s.p.Dropped, last[len(cut):])
	*text = cut
	return true
}
