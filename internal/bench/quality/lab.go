package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"naskh/shingle"
)

// lab is what the tables share: the command, the data, and runs that several
// of them need.
type lab struct {
	loader
	naskh          command
	python, script string // make_corpus.py and what runs it
	quick          bool
	jobs           int
	log            io.Writer

	goldSet  *set
	goldRun  *outcome
	nightSet []*nightOf
	measured map[string]*figures
	dayTexts map[string]string
	daySets  map[string]shingle.Set
}

// hasData reports whether the labelled sets and real days are there.
func (l *lab) hasData() bool {
	_, err := os.Stat(filepath.Join(l.data, "arabic_gold", "pairs.csv"))
	return l.data != "" && err == nil
}

// gold returns arabic_gold, read once.
func (l *lab) gold() (*set, error) {
	var err error
	if l.goldSet == nil {
		l.goldSet, err = l.readGold()
	}
	return l.goldSet, err
}

// goldOutcome returns the run over all real days with default flags.
func (l *lab) goldOutcome(ctx context.Context) (*outcome, error) {
	var err error
	if l.goldRun == nil {
		l.goldRun, err = l.naskh.run(ctx, l.full())
	}
	return l.goldRun, err
}

// nights returns the generated nights: two of our own generator and, where its
// script is there, two of make_corpus.py; half as many with -quick.
func (l *lab) nights(ctx context.Context) ([]*nightOf, error) {
	if l.nightSet != nil {
		return l.nightSet, nil
	}
	documents, seeds := 20_000, []int{11, 12}
	if l.quick {
		documents, seeds = 5_000, []int{11}
	}
	for _, seed := range seeds {
		n, err := generated(l.naskh.temp, documents, uint64(seed))
		if err != nil {
			return nil, err
		}
		l.nightSet = append(l.nightSet, n)
	}
	if _, err := os.Stat(l.script); err != nil {
		fmt.Fprintf(l.log, "no make_corpus.py: its nights are left out\n")
		return l.nightSet, nil
	}
	for _, seed := range seeds {
		n, err := scripted(ctx, l.python, l.script, l.naskh.temp, documents, seed)
		if err != nil {
			return nil, err
		}
		l.nightSet = append(l.nightSet, n)
	}
	return l.nightSet, nil
}
