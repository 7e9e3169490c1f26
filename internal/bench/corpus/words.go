package corpus

import (
	"math"
	"strings"
)

// particles stand at the head of the vocabulary, where Zipf's law puts the
// words that hold a language together.
var particles = strings.Fields(`في من على إلى أن عن التي الذي مع هذا هذه بعد قال ما لا بين كان وقد كما خلال ذلك إن قبل
	حول أو ثم لم كل يوم أمس منذ أمام تم عند ضمن وأضاف وقال وأكد لكن أكثر كانت فيها منها عليه وفي ومن وعلى لها له بها به
	إنه أنه وهو وهي قد هو هي غير حيث عدد نحو عبر حتى أي نفسه جميع بعض`)

// rootLetters may stand in a made-up root, commoner ones more often.
var rootLetters = []rune("بببتثجججحححخدددذررررزسسسشششصضطعععغففقققككلللللممممنننهوي")

// patterns turn a root into a word: 1, 2, 3 are its letters.
var patterns = strings.Fields(`1ا23 م12و3 12ا3 12ي3 12و3 ت12ي3 م1ا2ة3 ا1ت2ا3 است12ا3 ان12ا3 م1ا23ة 12 3ة ي123 ت123 123 م123
	1وا23 أ12ا3 مت1ا23 123ان 123ية ال1ا23 الم12و3 ال12ا3 ال12ي3 الت12ي3 الا1ت2ا3 الاست12ا3 الم123ة ال123ة ال123ية ال12و3
	وال12ا3 بال12ي3 لل123 والم1ا23 1ا23ون 1ا23ين م12و3ة ت12ي3ات م1ا23ات ا1ت2ا3ات ي12و3 سي123 ستت1ا23 ي1ت23 نت1ا23 123ها 123هم
	آ123 إ12ا3 123ى م123ى 12ؤ3 12ئ3ة`)

const (
	vocabularySize = 60_000
	phraseCount    = 4_000
)

// vocabulary draws words by Zipf's law and phrases as agencies repeat them.
type vocabulary struct {
	words   []string
	alias   []uint32  // Vose's alias method: one draw, one comparison
	accept  []float64 // probability of staying at the drawn word
	phrases [][]string
}

// newVocabulary makes the same vocabulary for the same seed.
func newVocabulary(seed uint64) *vocabulary {
	r := stream(seed, 'w')
	v := &vocabulary{words: append([]string(nil), particles...)}
	seen := make(map[string]bool, vocabularySize)
	for _, w := range v.words {
		seen[w] = true
	}
	for len(v.words) < vocabularySize {
		a, b, c := pick(&r, rootLetters), pick(&r, rootLetters), pick(&r, rootLetters)
		if a == b || b == c || a == c {
			continue
		}
		fill := strings.NewReplacer("1", string(a), "2", string(b), "3", string(c))
		// A root lives in a few of its patterns, as real ones do.
		for range r.between(2, 12) {
			w := fill.Replace(pick(&r, patterns))
			if n := len(w) / 2; n < 3 || n > 10 || seen[w] || len(v.words) == vocabularySize {
				continue
			}
			seen[w] = true
			v.words = append(v.words, w)
		}
	}
	v.weigh()
	for range phraseCount {
		v.phrases = append(v.phrases, v.take(&r, nil, r.between(3, 7)))
	}
	return v
}

// weigh fills the alias table for probabilities 1/(rank+2)^1.02.
func (v *vocabulary) weigh() {
	n := len(v.words)
	p := make([]float64, n)
	var sum float64
	for i := range p {
		p[i] = math.Pow(float64(i+3), -1.02)
		sum += p[i]
	}
	v.alias, v.accept = make([]uint32, n), make([]float64, n)
	var small, large []int
	for i := range p {
		p[i] *= float64(n) / sum
		if p[i] < 1 {
			small = append(small, i)
		} else {
			large = append(large, i)
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		v.accept[s], v.alias[s] = p[s], uint32(l)
		if p[l] -= 1 - p[s]; p[l] < 1 {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	for _, i := range append(small, large...) {
		v.accept[i], v.alias[i] = 1, uint32(i)
	}
}

// word draws one word.
func (v *vocabulary) word(r *random) string {
	i := r.below(len(v.words))
	if r.unit() < v.accept[i] {
		return v.words[i]
	}
	return v.words[v.alias[i]]
}

// take appends n words to dst.
func (v *vocabulary) take(r *random, dst []string, n int) []string {
	for range n {
		dst = append(dst, v.word(r))
	}
	return dst
}

// phrase draws a phrase, early ones far more often than late ones.
func (v *vocabulary) phrase(r *random) []string {
	u := r.unit()
	return v.phrases[int(u*u*u*float64(len(v.phrases)))]
}
