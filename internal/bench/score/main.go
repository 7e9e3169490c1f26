// Command score compares the clusters of a run with the true ones and prints
// precision, recall and F1 over the pairs of articles that stand in one cluster.
//
//	score truth.csv clusters.csv
//
// Both files are CSV with a header and the columns cluster or cluster_id, and id
// or article_id; an article without a cluster is left out or has an empty one.
package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: score truth.csv clusters.csv")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(1)
	}
}

func run(truth, found string, out io.Writer) error {
	t, err := readClusters(truth)
	if err != nil {
		return err
	}
	f, err := readClusters(found)
	if err != nil {
		return err
	}
	precision, recall, f1 := compare(t, f)
	_, err = fmt.Fprintf(out, "precision %.4f recall %.4f F1 %.4f\n", precision, recall, f1)
	return err
}

// compare counts pairs: those together in both, over those together in found
// (precision) and in truth (recall); 1 where there are none.
func compare(truth, found map[string]string) (precision, recall, f1 float64) {
	type cell struct{ truth, found string }
	cells := map[cell]int{}
	trueSize, foundSize := map[string]int{}, map[string]int{}
	for id, c := range truth {
		trueSize[c]++
		if d, ok := found[id]; ok {
			cells[cell{c, d}]++
		}
	}
	for _, c := range found {
		foundSize[c]++
	}
	share := func(part, all int) float64 {
		if all == 0 {
			return 1
		}
		return float64(part) / float64(all)
	}
	both := pairs(cells)
	precision, recall = share(both, pairs(foundSize)), share(both, pairs(trueSize))
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}

// pairs counts the pairs within groups of the given sizes.
func pairs[K comparable](sizes map[K]int) int {
	n := 0
	for _, s := range sizes {
		n += s * (s - 1) / 2
	}
	return n
}

// readClusters reads the cluster of each article.
func readClusters(name string) (map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		in.Discard(3)
	}
	rows := csv.NewReader(in)
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: header: %w", name, err)
	}
	column := func(names ...string) int {
		return slices.IndexFunc(header, func(h string) bool { return slices.Contains(names, h) })
	}
	id, cluster := column("id", "article_id"), column("cluster", "cluster_id")
	if id < 0 || cluster < 0 {
		return nil, fmt.Errorf("%s: no columns id and cluster in %q", name, header)
	}
	clusters := map[string]string{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return clusters, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if row[cluster] != "" {
			clusters[row[id]] = row[cluster]
		}
	}
}
