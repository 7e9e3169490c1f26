package main

import (
	"context"
	"fmt"
	"io"
)

// ablations leave one part of naskh out each, the last all of them.
var ablations = []setting{
	{"**defaults**", nil},
	{"no template gates (`--templates`)", []string{"--templates"}},
	{"no excerpts (`--excerpts=false`)", []string{"--excerpts=false"}},
	{"no average linkage (`--linkage single`)", []string{"--linkage", "single"}},
	{"no furniture (`--keep-furniture`)", []string{"--keep-furniture"}},
	{"no page splitting (`--no-split`)", []string{"--no-split"}},
	{"no window (`--window 0`)", []string{"--window", "0"}},
	{"none of them", []string{"--templates", "--excerpts=false", "--linkage", "single", "--keep-furniture", "--no-split", "--window", "0"}},
	{"none of them, but excerpts", []string{"--templates", "--linkage", "single", "--keep-furniture", "--no-split", "--window", "0"}},
}

func (l *lab) ablation(ctx context.Context, w io.Writer) error {
	fmt.Fprintln(w, "One part of naskh left out at a time, other flags at their defaults.")
	fmt.Fprintln(w)
	return l.settingsTable(ctx, w, ablations)
}
