package cluster

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// Bands is a split of a MinHash signature into bands of rows positions. Two
// articles become a candidate pair when all rows of a band agree.
type Bands struct {
	Bands, Rows int
}

// Curve returns the probability that a pair of Jaccard similarity s becomes a
// candidate: 1 - (1 - s^rows)^bands (Leskovec, Rajaraman, Ullman: Mining of
// Massive Datasets, section 3.4).
func (b Bands) Curve(s float64) float64 {
	return -math.Expm1(float64(b.Bands) * math.Log1p(-math.Pow(s, float64(b.Rows))))
}

// waste is the area under the curve below threshold: what share of evenly
// spread pairs that do not count would be compared in vain.
func (b Bands) waste(threshold float64) float64 {
	return quad.Fixed(b.Curve, 0, threshold, 64, nil, 0)
}

// needed returns the fewest bands of the given rows that make a pair at
// threshold a candidate with probability recall, 0 where no number does.
func needed(threshold, recall float64, rows int) int {
	per := math.Log1p(-math.Pow(threshold, float64(rows)))
	if per == 0 {
		return 0
	}
	n := math.Ceil(math.Log1p(-recall) / per)
	for n >= 1 && n < 1<<20 && (Bands{int(n), rows}).Curve(threshold) < recall {
		n++
	}
	if !(n < 1<<20) {
		return 0
	}
	return max(1, int(n))
}

// PermsError says that no bands and rows reach the recall within the
// positions there are.
type PermsError struct {
	Threshold, Recall float64
	Perms, Smallest   int // positions there are, and the fewest that would do (0: none up to 65,536)
}

func (e *PermsError) Error() string {
	s := fmt.Sprintf("no bands and rows of %d positions compare pairs at similarity %g with probability %g", e.Perms, e.Threshold, e.Recall)
	if e.Smallest > 0 {
		s += fmt.Sprintf("; the smallest that do: --perms %d", e.Smallest)
	}
	return s
}

// ChooseBands returns the bands and rows, bands·rows ≤ perms, that make a pair
// exactly at threshold a candidate with probability at least recall and, among
// those, compare the fewest pairs below it (the smallest area under Curve from
// 0 to threshold). threshold and recall lie in (0,1). The error is a
// *PermsError where nothing reaches recall.
func ChooseBands(threshold, recall float64, perms int) (Bands, error) {
	if !(threshold > 0 && threshold < 1) || !(recall > 0 && recall < 1) {
		return Bands{}, fmt.Errorf("threshold %g and recall %g must lie between 0 and 1", threshold, recall)
	}
	best, least := Bands{}, math.Inf(1)
	for rows := 1; rows <= perms; rows++ {
		n := needed(threshold, recall, rows)
		if n == 0 || n*rows > perms {
			break // more rows need more positions still
		}
		b := Bands{n, rows}
		if w := b.waste(threshold); w < least {
			best, least = b, w
		}
	}
	if best.Bands > 0 {
		return best, nil
	}
	e := &PermsError{Threshold: threshold, Recall: recall, Perms: perms}
	if n := needed(threshold, recall, 1); n > 0 && n <= 1<<16 {
		e.Smallest = n
	}
	return Bands{}, e
}
