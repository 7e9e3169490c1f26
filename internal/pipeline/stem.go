package pipeline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"naskh/shingle"
)

// stemmed is what the names gate compares: a text's rare words as they fold, and
// the light stems of all its words.
type stemmed struct {
	rare  []string
	of    map[uint64]string // word → stem
	stems map[string]bool
}

// in counts the rare words whose stem stands in the other text.
func (s stemmed) in(o stemmed) int {
	n := 0
	for _, w := range s.rare {
		if o.stems[lightStem(w)] {
			n++
		}
	}
	return n
}

// stems reads the text of a node again, for its words as letters.
func (v *verifier) stems(i uint32, rare []uint64) (stemmed, error) {
	s := stemmed{of: map[uint64]string{}, stems: map[string]bool{}}
	err := v.eachUnit(i, func(w shingle.Word, unit []byte) {
		if _, ok := s.of[uint64(w)]; ok {
			return
		}
		letters := string(unit)
		stem := lightStem(letters)
		s.of[uint64(w)], s.stems[stem] = stem, true
		if slices.Contains(rare, uint64(w)) {
			s.rare = append(s.rare, letters)
		}
	})
	return s, err
}

// eachUnit reads the text of a node again and calls f for each word of it, site
// furniture included, with its folded letters, valid during the call.
func (v *verifier) eachUnit(i uint32, f func(w shingle.Word, unit []byte)) error {
	r := v.run
	paragraphs, err := r.textOf(&r.articles[r.first(i)])
	if err != nil {
		return err
	}
	var words shingle.Words
	var hashes []shingle.Word
	for _, p := range paragraphs {
		hashes, _ = words.Append(hashes[:0], p)
		n := 0
		words.Each(p, func(unit []byte, _ bool) {
			f(hashes[n], unit)
			n++
		})
	}
	return nil
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
