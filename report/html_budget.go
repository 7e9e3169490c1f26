package report

import "iter"

// What does not fit for all clusters is written in blocks as far as a budget
// goes. One cluster may be as large as the whole budget, so no block may take
// the room of all others:
//   - a block above its share is written in its turn while half of the budget
//     stays for the others; if not, at the end, where there is room then;
//   - the first other block that does not fit is the end.
const (
	budgetShares = 4   // of a budget; ordinary blocks take a tenth of floorBytes
	maxPassed    = 100 // blocks that are packed for nothing, at most
)

// asTheyFit hands the results of works to write, as far as the budget goes;
// size says how much of it one takes.
func asTheyFit[T any](c *crew, works iter.Seq[func() (T, error)], budget int64, size func(T) int64, write func(T) error) error {
	left, passed := budget, 0
	var late []T
	put := func(p T) error {
		left -= size(p)
		return write(p)
	}
	err := inOrder(c, 2, works, func(p T) (bool, error) {
		n := size(p)
		switch {
		case n > budget/budgetShares && left-n < budget/2:
			if n <= left {
				late = append(late, p)
			}
			passed++
			return passed < maxPassed, nil
		case n > left:
			return false, nil
		}
		return true, put(p)
	})
	for _, p := range late {
		if err == nil && size(p) <= left {
			err = put(p)
		}
	}
	return err
}
