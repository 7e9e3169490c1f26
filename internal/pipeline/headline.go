package pipeline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"naskh/shingle"
)

// headlineFolder hashes headlines and titles for comparison: what a list adds
// to a title (a quoted outlet before it, an outlet behind a dash) goes, spelling
// and punctuation do not count, numbers do.
type headlineFolder struct{ units []shingle.Word }

// hash returns the hash of a headline's words, 0 where it has none.
func (h *headlineFolder) hash(w *shingle.Words, headline string) uint64 {
	h.units, _ = w.Append(h.units[:0], bareHeadline(headline))
	if len(h.units) == 0 {
		return 0
	}
	return xxhash.Sum64(asBytes(h.units))
}

const (
	outletRunes = 40   // longest outlet before a colon
	suffixRunes = 30   // longest outlet behind a dash
	suffixWords = 4    // words that must be left before it
	dashByte    = 0xE2 // – and — begin with it
)

// bareHeadline cuts a quoted outlet prefix (“X”: …) and an outlet suffix ( - X).
func bareHeadline(s string) string {
	s = strings.TrimSpace(s)
	if r, size := utf8.DecodeRuneInString(s); strings.ContainsRune("“\"«‹„”", r) {
		if end := strings.IndexAny(s[size:], "”\"»›“"); end > 0 && utf8.RuneCountInString(s[size:size+end]) <= outletRunes {
			_, closing := utf8.DecodeRuneInString(s[size+end:])
			rest := strings.TrimLeftFunc(s[size+end+closing:], unicode.IsSpace)
			for _, colon := range []string{":", "：", ".."} {
				if after, ok := strings.CutPrefix(rest, colon); ok && strings.TrimSpace(after) != "" {
					s = strings.TrimSpace(after)
					break
				}
			}
		}
	}
	if strings.IndexByte(s, '-') < 0 && strings.IndexByte(s, '|') < 0 && strings.IndexByte(s, dashByte) < 0 {
		return s
	}
	for _, dash := range []string{" - ", " – ", " — ", " | "} {
		if i := strings.LastIndex(s, dash); i > 0 {
			tail := s[i+len(dash):]
			if utf8.RuneCountInString(tail) <= suffixRunes && len(strings.Fields(s[:i])) >= suffixWords && len(strings.Fields(tail)) <= 3 {
				return s[:i]
			}
		}
	}
	return s
}
