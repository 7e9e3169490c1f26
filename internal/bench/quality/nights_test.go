package main

import (
	"strconv"
	"testing"
)

func outcomeOf(clusters ...[]string) *outcome {
	o := &outcome{cluster: map[string]string{}, members: map[string][]string{}}
	for i, c := range clusters {
		name := strconv.Itoa(i)
		o.members[name] = c
		for _, id := range c {
			o.cluster[id] = name
		}
	}
	return o
}

func TestNightScore(t *testing.T) {
	n := &nightOf{
		cluster: map[string]string{"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b", "t1": "x", "t2": "y", "e1": "z", "e2": "w"},
		kind:    map[string]string{"t1": "template", "t2": "template"},
		events:  [][2]string{{"e1", "e2"}},
	}
	got := n.score(outcomeOf([]string{"a1", "a2", "b1", "a1#2"}, []string{"t1", "t2", "e1", "e2"}))
	// True pairs: three of a, one of b. Found: a1-a2. False: two with b1, six of
	// the second cluster. The embedded article is no document.
	want := nightScore{counts: counts{hit: 1, wrong: 8, missed: 3}, templates: 1, events: 1, eventPairs: 1}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
