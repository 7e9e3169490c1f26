package report

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
)

// A part holds about this many members, or this many clusters.
const (
	partMembers  = 20_000
	partClusters = 5_000
)

// writeParts writes one page for each part with the members and texts of its
// clusters; index.html has none then and leads to them. A part keeps all
// addresses and, where Options.TextBudgetBytes does not bound them, all texts.
func (h *htmlWriter) writeParts(dir string) error {
	h.parts = partStarts(h.m)
	dir = filepath.Join(dir, PartsFolder)
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	for k, from := range h.parts {
		to := len(h.m.Clusters)
		if k+1 < len(h.parts) {
			to = h.parts[k+1]
		}
		part := htmlWriter{crew: h.crew, m: h.m, o: h.o, key: h.key}
		part.key.Part = k + 1
		if err := writeFile(dir, partName(k+1), func(w *bufio.Writer) error { return part.page(w, from, to, nil, true) }); err != nil {
			return err
		}
	}
	return nil
}

func partName(n int) string { return fmt.Sprintf("%05d.html", n) }

func partStarts(m *Model) []int {
	var starts []int
	members := 0
	for i := range m.Clusters {
		if len(starts) == 0 || i-starts[len(starts)-1] >= partClusters || members >= partMembers {
			starts = append(starts, i)
			members = 0
		}
		members += len(m.Clusters[i].Members)
	}
	return starts
}
