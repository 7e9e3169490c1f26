package main

import (
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"naskh/cluster"
	"naskh/internal/dump"
	"naskh/internal/pipeline"
	"naskh/shingle"
)

// bytesFlag is a size such as 16MiB.
type bytesFlag int64

func (b *bytesFlag) String() string {
	n := int64(*b)
	for _, u := range []struct {
		name string
		size int64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if n >= u.size && n%u.size == 0 {
			return fmt.Sprintf("%d%s", n/u.size, u.name)
		}
	}
	return strconv.FormatInt(n, 10)
}

func (b *bytesFlag) Set(s string) error {
	n := strings.TrimSpace(s)
	size := int64(1)
	for _, u := range []struct {
		name string
		size int64
	}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}} {
		if rest, ok := strings.CutSuffix(n, u.name); ok {
			n, size = rest, u.size
			break
		}
	}
	v, err := strconv.ParseInt(strings.TrimSpace(n), 10, 64)
	if err != nil || v <= 0 || v > 1<<62/size {
		return fmt.Errorf("%q is no size such as 512MiB or 4GiB", s)
	}
	*b = bytesFlag(v * size)
	return nil
}

func (*bytesFlag) Type() string { return "size" }

// inputOptions are the flags that say how dumps are read.
type inputOptions struct {
	format, fields, encoding string
	maxRecord                bytesFlag
}

func (o *inputOptions) addFlags(f *pflag.FlagSet) {
	f.StringVar(&o.format, "format", "auto", "`FORMAT` of the input: auto, jsonl or text")
	f.StringVar(&o.fields, "fields", "", "`LIST` of role=key for JSON, as in text=content,id=_id")
	f.StringVar(&o.encoding, "encoding", "auto", "`NAME` of the encoding, or auto")
	o.maxRecord = dump.DefaultMaxRecordBytes
	f.Var(&o.maxRecord, "max-record", "longest record, up to 128MiB")
}

func (o *inputOptions) dump() (dump.Options, error) {
	fields, err := dump.ParseFields(o.fields)
	if err != nil {
		return dump.Options{}, usagef("--fields: %v", err)
	}
	return dump.Options{Format: o.format, Fields: fields, Encoding: o.encoding, MaxRecordBytes: int64(o.maxRecord)}, nil
}

// runOptions are the flags of naskh run.
type runOptions struct {
	input            inputOptions
	p                pipeline.Options
	markers, linkage string
	keep, shingle    string
	out, night       string
	pairs, bom, raw  bool
	parts            bool
	memory           bytesFlag
	maxSkip          string
	progress, format string
	quiet, timing    bool
}

// addFlags adds the flags in groups, as the help shows them.
func (o *runOptions) addFlags() []flagGroup {
	o.p = pipeline.DefaultOptions()
	p := &o.p
	var groups []flagGroup
	group := func(name string) *pflag.FlagSet {
		f := pflag.NewFlagSet(name, pflag.ContinueOnError)
		f.SortFlags = false
		groups = append(groups, flagGroup{name, f})
		return f
	}
	o.input.addFlags(group("input"))

	f := group("pages")
	f.StringVar(&o.markers, "markers", "", "`FILE` of section markers that adds to the built-in ones")
	f.BoolVar(&p.NoSplit, "no-split", false, "take each record as one article")
	f.BoolVar(&p.KeepFurniture, "keep-furniture", false, "keep lines that recur over a site's pages")

	f = group("sets")
	f.StringVar(&o.shingle, "shingle", "auto", "what shingles are made of: word or char; auto is word. A script without spaces has pairs of characters for words")
	f.IntVar(&p.ShingleSize, "shingle-size", p.ShingleSize, "words in a shingle; of characters it has five for each, in scripts without spaces two")
	f.IntVar(&p.MinShingles, "min-shingles", p.MinShingles, "articles with fewer distinct shingles are short and never cluster")

	f = group("minhash")
	f.IntVar(&p.Perms, "perms", p.Perms, "positions of a signature")
	f.Uint64Var(&p.Seed, "seed", p.Seed, "seed of the signatures")
	f.Float64Var(&p.Threshold, "threshold", p.Threshold, "Jaccard similarity from which two articles are near-duplicates")
	f.Float64Var(&p.Recall, "recall", p.Recall, "probability that a pair at the threshold is compared")
	f.IntVar(&p.Bands, "bands", 0, "bands, in place of those chosen from threshold and recall")
	f.IntVar(&p.Rows, "rows", 0, "rows of a band")

	f = group("clusters")
	f.StringVar(&o.linkage, "linkage", "average", "single, average or complete")
	f.Float64Var(&p.Containment, "containment", p.Containment, "containment from which the shorter article is an excerpt of the longer")
	f.Float64Var(&p.Weighted, "weighted-containment", p.Weighted, "containment of rare words that an excerpt must reach too")
	f.BoolVar(&p.Excerpts, "excerpts", p.Excerpts, "excerpts join clusters")
	f.BoolVar(&p.Templates, "templates", p.Templates, "same form with other facts joins clusters")
	f.IntVar(&p.WindowDays, "window", p.WindowDays, "farthest `DAYS` between the dates of a pair, of equal texts too; 0 for any")
	f.BoolVar(&p.SameSite, "same-site", p.SameSite, "articles of one site may pair")
	f.StringVar(&o.keep, "keep", "earliest", "representative of a cluster: earliest or longest")

	f = group("related")
	f.Float64Var(&p.HeadlineSim, "headline-threshold", p.HeadlineSim, "Jaccard similarity of words from which two headlines are one")
	f.Float64Var(&p.RelatedSim, "related-threshold", p.RelatedSim, "Jaccard similarity of headlines from which two lists are one group")
	f.Float64Var(&p.HeadlineMost, "max-headline-share", p.HeadlineMost, "share of a site's lists above which a headline is furniture")

	f = group("output")
	f.StringVar(&o.out, "out", "naskh-report", "report `FOLDER`: absent, empty, or an older report")
	f.StringVar(&o.night, "night", "", "`LABEL` of the night (default: today's date, UTC)")
	f.BoolVar(&o.pairs, "pairs", true, "write pairs.csv")
	f.BoolVar(&p.Singletons, "singletons", false, "list articles without copies in clusters.csv too")
	f.BoolVar(&o.bom, "csv-bom", true, "begin CSV files with a byte order mark, for Excel")
	f.BoolVar(&o.raw, "csv-raw", false, "do not guard cells that a spreadsheet would run")
	f.BoolVar(&o.parts, "html-parts", false, "write the HTML report in parts")

	f = group("run")
	f.IntVar(&p.Jobs, "jobs", runtime.GOMAXPROCS(0), "workers; at most one for each 32 MiB of --memory")
	o.memory = 4 << 30
	f.Var(&o.memory, "memory", "limit of memory; holds above 96 MiB and a tenth of the input")
	f.StringVar(&o.maxSkip, "max-skip", "5%", "share of rejected records above which nothing is published")
	f.StringVar(&o.progress, "progress", "auto", "progress bars: auto, on or off")
	f.StringVar(&o.format, "log-format", "text", "text or json")
	f.BoolVar(&o.quiet, "quiet", false, "no summary line and no progress")
	f.BoolVar(&o.timing, "timing", false, "print the time of each stage at the end")
	return groups
}

type flagGroup struct {
	name  string
	flags *pflag.FlagSet
}

// resolve checks the flags that the pipeline does not.
func (o *runOptions) resolve() error {
	var err error
	if o.p.Linkage, err = cluster.ParseLinkage(o.linkage); err != nil {
		return usagef("--linkage: %v", err)
	}
	switch o.keep {
	case "earliest":
	case "longest":
		o.p.KeepLongest = true
	default:
		return usagef("--keep %q is not earliest or longest", o.keep)
	}
	if o.p.Shingle, err = shingle.ParseKind(o.shingle); err != nil {
		return usagef("--shingle: %v", err)
	}
	if o.p.Dump, err = o.input.dump(); err != nil {
		return err
	}
	for flag, v := range map[string][2]string{"--progress": {o.progress, "auto on off"}, "--log-format": {o.format, "text json"}} {
		if !slices.Contains(strings.Fields(v[1]), v[0]) {
			return usagef("%s %q is not one of: %s", flag, v[0], v[1])
		}
	}
	o.p.Markers, err = readMarkers(o.markers)
	return err
}

// skipShare reads --max-skip: 5%, or 0.05.
func (o *runOptions) skipShare() (float64, error) {
	s, percent := strings.CutSuffix(o.maxSkip, "%")
	v, err := strconv.ParseFloat(s, 64)
	if percent {
		v /= 100
	}
	if err != nil || !(v >= 0 && v <= 1) {
		return 0, usagef("--max-skip %q is no share such as 5%%", o.maxSkip)
	}
	return v, nil
}
