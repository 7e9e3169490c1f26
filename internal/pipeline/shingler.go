package pipeline

import "naskh/shingle"

// shingler gives the units that the shingles of a text are made of. One serves
// one goroutine.
type shingler struct {
	r     *run
	split shingle.Words
	chars []shingle.Word
}

// units returns the units and how many make a shingle, given the words of a text,
// how many of these are wide, and what paragraphs returns. They are valid until the
// next call.
func (s *shingler) units(words []shingle.Word, wide int, paragraphs []string) (units []shingle.Word, size int) {
	o := &s.r.opts
	size = o.Shingle.Size(o.ShingleSize, len(words), wide)
	if o.Shingle != shingle.ByChar {
		return words, size
	}
	s.chars = s.chars[:0]
	for _, p := range paragraphs {
		s.chars = s.split.AppendChars(s.chars, p)
	}
	return s.chars, size
}

// paragraphs reads the text of an article after furniture where its words alone do
// not tell its shingles.
func (s *shingler) paragraphs(a *article) ([]string, error) {
	if s.r.opts.Shingle != shingle.ByChar {
		return nil, nil
	}
	return s.r.kept(a)
}
