package pipeline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"naskh/shingle"
)

// stemmed is what the names gate compares: a text's rare words as they fold,
// and the light stems of all its words.
type stemmed struct {
	words []string
	stems map[string]bool
}

// in counts the rare words whose stem stands in the other text.
func (s stemmed) in(o stemmed) int {
	n := 0
	for _, w := range s.words {
		if o.stems[lightStem(w)] {
			n++
		}
	}
	return n
}

// stems reads the text of a node again, for its words as letters.
func (v *verifier) stems(i uint32, rare []uint64) (stemmed, error) {
	r := v.run
	_, _, paragraphs, err := r.textOf(&r.articles[r.nodes[i].first()])
	if err != nil {
		return stemmed{}, err
	}
	s := stemmed{stems: map[string]bool{}}
	var words shingle.Words
	var one []shingle.Word
	for _, p := range paragraphs {
		words.Each(p, func(unit []byte, _ bool) {
			w := string(unit)
			stem := lightStem(w)
			if s.stems[stem] && !slices.Contains(s.words, w) && len(s.words) >= len(rare) {
				return
			}
			s.stems[stem] = true
			one, _ = (&shingle.Words{}).Append(one[:0], w)
			if len(one) == 1 && slices.Contains(rare, uint64(one[0])) && !slices.Contains(s.words, w) {
				s.words = append(s.words, w)
			}
		})
	}
	return s, nil
}

// lightStem strips the Arabic particles written onto a word (and, for, with,
// the) and the commonest endings, leaving at least three letters, after Larkey,
// Ballesteros and Connell (2002). Other scripts stay as they are.
func lightStem(w string) string {
	if r, _ := utf8.DecodeRuneInString(w); r < 0x0600 || r > 0x06FF {
		return w
	}
	for _, p := range []string{"وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف"} {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= 3 {
			w = rest
			break
		}
	}
	for _, s := range []string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"} {
		if rest, ok := strings.CutSuffix(w, s); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return w
}
