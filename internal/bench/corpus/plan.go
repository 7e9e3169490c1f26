package corpus

// Kind says what a document of the corpus is. The values stand in labels.csv.
type Kind uint8

const (
	Single   Kind = iota // an article nobody copied
	Original             // the first of its cluster
	Copy                 // an edited copy
	Template             // one of a series: same form, other numbers; no copy of the others
	Event                // one of two articles on one event; no copy of the other
)

func (k Kind) String() string {
	return [...]string{"single", "orig", "copy", "template", "event"}[k]
}

// entry is the plan of one document.
type entry struct {
	cluster uint32 // its true cluster
	origin  uint32 // what its words are made from: cluster, series or pair
	variant uint32 // 0 for an original
	kind    Kind
}

const (
	seriesLength = 10
	largestCopy  = 11   // copies of one original in the first round
	growth       = 0.42 // chance that a cluster gets yet another copy
)

// plan lays out all documents and shuffles them.
func plan(s Spec) []entry {
	entries := make([]entry, 0, s.Documents)
	switch s.Shape {
	case Identical:
		for range s.Documents {
			entries = append(entries, entry{kind: Copy})
		}
		return entries
	case OneTemplate:
		for i := range uint32(s.Documents) {
			entries = append(entries, entry{cluster: i, variant: i, kind: Template})
		}
		return entries
	case Short, Long:
		for i := range uint32(s.Documents) {
			entries = append(entries, entry{cluster: i, origin: i, kind: Single})
		}
		return entries
	}

	hard := int(float64(s.Documents) * s.Hard / 2)
	series, pairs := hard/seriesLength, hard/2
	copies := int(float64(s.Documents) * s.Copies)
	originals := s.Documents - copies - series*seriesLength - pairs*2
	for c := range uint32(originals) {
		entries = append(entries, entry{cluster: c, origin: c, kind: Single})
	}
	r := stream(s.Seed, 'l')
	for c, round := 0, uint32(0); copies > 0; c++ {
		if c == originals {
			c, round = 0, round+1
		}
		k := 1
		for k < largestCopy && r.chance(growth) {
			k++
		}
		k = min(k, copies)
		copies -= k
		entries[c].kind = Original
		for v := range uint32(k) {
			entries = append(entries, entry{
				cluster: uint32(c), origin: uint32(c), variant: round*largestCopy + v + 1, kind: Copy})
		}
	}
	next := uint32(originals)
	for i := range uint32(series) {
		for v := range uint32(seriesLength) {
			entries = append(entries, entry{cluster: next, origin: i, variant: v, kind: Template})
			next++
		}
	}
	for i := range uint32(pairs) {
		for range 2 {
			entries = append(entries, entry{cluster: next, origin: i, kind: Event})
			next++
		}
	}
	for i := len(entries) - 1; i > 0; i-- {
		j := r.below(i + 1)
		entries[i], entries[j] = entries[j], entries[i]
	}
	return entries
}
