package pipeline

import (
	"fmt"
	"strconv"
	"time"

	"naskh/cluster"
	"naskh/internal/dump"
	"naskh/internal/page"
	"naskh/shingle"
)

// Options are the settings of a run. DefaultOptions fills them; the zero value
// is not usable.
type Options struct {
	Dump    dump.Options
	Markers *page.Markers
	NoSplit bool // each record is one article, its text the body
	// KeepFurniture leaves lines that recur over a site's pages in the articles.
	KeepFurniture bool

	Shingle     shingle.Kind // what shingles are made of
	ShingleSize int          // words in a shingle
	MinShingles int          // an article with fewer distinct shingles is short

	Perms        int    // positions of a signature
	Seed         uint64 // of the signature
	Threshold    float64
	Recall       float64 // probability that a pair at Threshold becomes a candidate
	Bands, Rows  int     // 0: chosen from Threshold and Recall
	Linkage      cluster.Linkage
	Containment  float64 // of shingles, from which a pair is an excerpt
	Weighted     float64 // of rare words, which an excerpt must reach too
	Excerpts     bool    // excerpts join clusters
	Templates    bool    // templates join clusters
	WindowDays   int     // farthest distance between stated dates in a pair; 0: any
	SameSite     bool    // articles of one site may pair
	KeepLongest  bool    // the longest member represents its cluster, else the earliest
	HeadlineSim  float64 // Jaccard of words from which two headlines are one
	RelatedSim   float64 // Jaccard of headline groups from which two lists are one group
	HeadlineMost float64 // share of a site's lists above which a headline is furniture

	Night      string
	Singletons bool
	Jobs       int
	Memory     int64    // bytes the run should keep to; 0: any. See memory.go.
	Progress   Progress // nil: none
}

// Progress is told what the run is at. Its methods are called from many
// goroutines.
type Progress interface {
	// Stage begins a stage; total is what Add will sum up to, 0 if unknown.
	Stage(name, unit string, total int64)
	// Add reports work done in the stage.
	Add(n int64)
}

type noProgress struct{}

func (noProgress) Stage(string, string, int64) {}
func (noProgress) Add(int64)                   {}

// DefaultOptions returns the defaults of the command line.
func DefaultOptions() Options {
	return Options{
		ShingleSize: 3, MinShingles: 5, Perms: 128, Seed: 1,
		Threshold: 0.4, Recall: 0.99,
		Linkage: cluster.Average, Containment: 0.45, Weighted: 0.7,
		Excerpts: true, SameSite: true, WindowDays: 5,
		HeadlineSim: 0.8, RelatedSim: 0.5, HeadlineMost: 0.5,
		Jobs: 1,
	}
}

// UsageError is a setting that cannot be used.
type UsageError struct{ Reason string }

func (e *UsageError) Error() string { return e.Reason }

// bands validates the settings and chooses the bands.
func (o *Options) bands() (cluster.Bands, error) {
	for _, r := range []struct {
		name  string
		value float64
	}{
		{"--threshold", o.Threshold}, {"--recall", o.Recall}, {"--containment", o.Containment},
		{"--weighted-containment", o.Weighted}, {"--headline-threshold", o.HeadlineSim},
		{"--related-threshold", o.RelatedSim}, {"--max-headline-share", o.HeadlineMost},
	} {
		if !(r.value > 0 && r.value <= 1) {
			return cluster.Bands{}, &UsageError{r.name + " is " + strconv.FormatFloat(r.value, 'g', -1, 64) + ", must be above 0 and at most 1"}
		}
	}
	for _, n := range []struct {
		name         string
		value, least int
	}{
		{"--shingle-size", o.ShingleSize, 1}, {"--min-shingles", o.MinShingles, 1}, {"--perms", o.Perms, 1},
		{"--jobs", o.Jobs, 1}, {"--bands", o.Bands, 0}, {"--rows", o.Rows, 0}, {"--window", o.WindowDays, 0},
	} {
		if n.value < n.least {
			return cluster.Bands{}, &UsageError{fmt.Sprintf("%s is %d, must be at least %d", n.name, n.value, n.least)}
		}
	}
	if (o.Bands == 0) != (o.Rows == 0) {
		return cluster.Bands{}, &UsageError{"--bands and --rows go together: give both or none"}
	}
	if o.Bands > 0 {
		if o.Bands > o.Perms/o.Rows {
			return cluster.Bands{}, &UsageError{fmt.Sprintf("--bands %d times --rows %d needs more than --perms %d", o.Bands, o.Rows, o.Perms)}
		}
		return cluster.Bands{Bands: o.Bands, Rows: o.Rows}, nil
	}
	b, err := cluster.ChooseBands(min(o.Threshold, 0.999), min(o.Recall, 0.999999), o.Perms)
	if err != nil {
		return b, &UsageError{err.Error()}
	}
	return b, nil
}

// window is the farthest distance between dates in seconds, -1 for any.
func (o *Options) window() int64 {
	if o.WindowDays == 0 {
		return -1
	}
	return int64(o.WindowDays) * int64(24*time.Hour/time.Second)
}
