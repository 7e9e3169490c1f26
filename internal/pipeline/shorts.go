package pipeline

import (
	"slices"

	"naskh/report"
)

// shorts names the first short articles by id in the model.
func (r *run) shorts() {
	var first []int32
	for i := range r.articles {
		if r.articles[i].node >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(first, int32(i), r.byID)
		if at < report.ShownShorts {
			first = slices.Insert(first, at, int32(i))
			first = first[:min(len(first), report.ShownShorts)]
		}
	}
	for _, a := range first {
		r.model.Shorts = append(r.model.Shorts, r.index(a))
	}
}
