package corpus

import (
	"fmt"
	"strconv"
)

// AppendJSON appends document i as one line of JSON with the fields id, site,
// date, title and text. The text holds the title as its first line, as
// scrapers store pages.
func (c *Corpus) AppendJSON(dst []byte, i int) []byte {
	a := c.article(i)
	dst = append(dst, `{"id":"`...)
	dst = append(dst, ID(i)...)
	dst = append(dst, `","site":"site`...)
	dst = strconv.AppendInt(dst, int64(a.site), 10)
	dst = append(dst, `.example","date":"`...)
	dst = appendDate(dst, i)
	dst = append(dst, `","title":"`...)
	dst = appendTokens(dst, a.title)
	dst = append(dst, `","text":"`...)
	// No word of ours needs an escape, only the line ends do.
	dst = c.appendText(dst, a, `\n`)
	return append(dst, "\"}\n"...)
}

// AppendText appends document i as a page of plain text.
func (c *Corpus) AppendText(dst []byte, i int) []byte {
	return append(c.appendText(dst, c.article(i), "\n"), '\n')
}

func (c *Corpus) appendText(dst []byte, a *article, lineEnd string) []byte {
	dst = appendTokens(dst, a.title)
	for _, p := range a.paras {
		dst = append(dst, lineEnd...)
		dst = appendTokens(dst, p)
	}
	if a.source != "" {
		dst = append(append(dst, lineEnd...), a.source...)
	}
	for _, l := range a.extra {
		dst = append(append(dst, lineEnd...), l...)
	}
	if f := c.footers[a.site]; f != "" && c.spec.Shape != Short && c.spec.Shape != Long {
		dst = append(append(dst, lineEnd...), f...)
	}
	return dst
}

// appendTokens joins tokens by blanks; commas and full stops cling to the word
// before them.
func appendTokens(dst []byte, tokens []string) []byte {
	for i, t := range tokens {
		if i > 0 && t != comma && t != fullStop {
			dst = append(dst, ' ')
		}
		dst = append(dst, t...)
	}
	return dst
}

// appendDate spreads the documents over a night of two days.
func appendDate(dst []byte, i int) []byte {
	return fmt.Appendf(dst, "2026-11-%02dT%02d:%02d:00Z", 23+i%2, i*7%24, i*13%60)
}
