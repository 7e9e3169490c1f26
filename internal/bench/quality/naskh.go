package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// command is the built naskh and a folder for its reports.
type command struct{ path, temp string }

// outcome is what one run of naskh reported.
type outcome struct {
	cluster map[string]string // article id → cluster id; singles are not in it
	members map[string][]string
	info    runInfo
	pairs   []pairRow
}

// runInfo is what is read of run.json.
type runInfo struct {
	Version    string `json:"version"`
	Parameters struct {
		Bands int `json:"bands"`
		Rows  int `json:"rows"`
	} `json:"parameters"`
	Articles struct {
		All   int `json:"all"`
		Short int `json:"short"`
	} `json:"articles"`
	Capped map[string]int `json:"capped"`
}

// pairRow is one row of pairs.csv.
type pairRow struct {
	a, b                           string
	jaccard, containment, weighted float64
	relation, reason               string
}

// run runs naskh over inputs and reads its report. The report is removed.
func (c *command) run(ctx context.Context, inputs []string, flags ...string) (*outcome, error) {
	out, err := os.MkdirTemp(c.temp, "report-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(out)
	args := append([]string{"run", "--quiet", "--progress", "off", "--csv-raw", "--out", out}, flags...)
	cmd := exec.CommandContext(ctx, c.path, append(args, inputs...)...)
	text, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == skipped {
		return nil, fmt.Errorf("%s: records were skipped: %s", strings.Join(cmd.Args, " "), text)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args, " "), err, text)
	}
	return readOutcome(out)
}

// skipped is naskh's exit code for a run that left records out.
const skipped = 3

func readOutcome(folder string) (*outcome, error) {
	o := &outcome{cluster: map[string]string{}, members: map[string][]string{}}
	data, err := os.ReadFile(filepath.Join(folder, "run.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &o.info); err != nil {
		return nil, fmt.Errorf("run.json: %w", err)
	}
	err = readRows(filepath.Join(folder, "clusters.csv"), []string{"cluster_id", "article_id"}, func(r []string) {
		o.cluster[r[1]] = r[0]
		o.members[r[0]] = append(o.members[r[0]], r[1])
	})
	if err != nil {
		return nil, err
	}
	var bad error
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		bad = errors.Join(bad, err)
		return x
	}
	columns := []string{"article_a", "article_b", "jaccard", "containment", "weighted", "relation", "reason"}
	err = readRows(filepath.Join(folder, "pairs.csv"), columns, func(r []string) {
		o.pairs = append(o.pairs, pairRow{r[0], r[1], number(r[2]), number(r[3]), number(r[4]), r[5], r[6]})
	})
	return o, errors.Join(err, bad)
}

// together reports whether two articles stand in one cluster.
func (o *outcome) together(a, b string) bool {
	c, ok := o.cluster[a]
	return ok && c == o.cluster[b]
}

// largest is the size of the largest cluster.
func (o *outcome) largest() int {
	most := 0
	for _, m := range o.members {
		most = max(most, len(m))
	}
	return most
}
