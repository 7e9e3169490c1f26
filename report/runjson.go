package report

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"time"
)

// RunSchema is the version of run.json's layout. Keys may be added under the
// same number; a key that changes its meaning or goes raises it.
const RunSchema = 1

// runFile is run.json. The order of the fields is the order in the file, and
// everything that may differ between two equal runs stands under timing.
type runFile struct {
	Schema     int              `json:"schema"`
	Version    string           `json:"version"`
	Parameters parameters       `json:"parameters"`
	Records    Records          `json:"records"`
	Articles   ArticleCounts    `json:"articles"`
	Clusters   clusterCounts    `json:"clusters"`
	Related    relatedCounts    `json:"related"`
	Files      []File           `json:"files"`
	Sites      []Site           `json:"sites"`
	Rejects    map[string]int64 `json:"rejects"`
	Warnings   map[string]int64 `json:"warnings"`
	Dates      dateCounts       `json:"dates"`
	Furniture  []furnitureEntry `json:"furniture"`
	Capped     map[string]int64 `json:"capped"`
	Curve      []curveRow       `json:"curve"`
	Alarms     []string         `json:"alarms"`
	Timing     timingFile       `json:"timing"`
}

type clusterCounts struct {
	Clusters int `json:"clusters"`
	Largest  int `json:"largest"` // members
	Pairs    int `json:"pairs"`   // verified, of any relation
}

type relatedCounts struct {
	Groups    int `json:"groups"`
	Headlines int `json:"headlines"` // headline groups
}

type furnitureEntry struct {
	Site    string `json:"site"`
	Line    string `json:"line"`
	Pages   int64  `json:"pages"`
	Example string `json:"example_article"`
}

type dateCounts struct {
	Unreadable int64 `json:"unreadable"`
}

type curveRow struct {
	Similarity  ratio `json:"similarity"`
	Probability ratio `json:"probability"`
}

type timingFile struct {
	Started     string     `json:"started"` // RFC 3339, UTC; empty when unknown
	WallSeconds ratio      `json:"wall_seconds"`
	Jobs        int        `json:"jobs"`
	PeakRSS     int64      `json:"peak_rss_bytes"`
	InputBytes  int64      `json:"input_bytes"`
	Flags       parameters `json:"flags"`
	Stages      []stageRow `json:"stages"`
}

type stageRow struct {
	Name        string `json:"name"`
	WallSeconds ratio  `json:"wall_seconds"`
	CPUSeconds  ratio  `json:"cpu_seconds"`
}

// ratio is written with at most 6 decimals, so that the last bits of a float,
// which may differ between processors, do not reach the file.
type ratio float64

func (r ratio) MarshalJSON() ([]byte, error) {
	f, _ := strconv.ParseFloat(strconv.FormatFloat(float64(r), 'f', 6, 64), 64)
	return json.Marshal(f)
}

// parameters is a JSON object that keeps the order of its keys.
type parameters []Parameter

func (ps parameters) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range ps {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := appendJSON(&b, p.Name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := appendJSON(&b, p.Value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func appendJSON(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // Encode ends with a line feed
	return nil
}

// WriteRun writes m as run.json. No list and no object in it is ever null.
func WriteRun(w io.Writer, m *Model) error {
	f := runFile{
		Schema:     RunSchema,
		Version:    m.Version,
		Parameters: m.Parameters,
		Records:    m.Records,
		Articles:   m.Articles,
		Clusters:   clusterCounts{Clusters: len(m.Clusters), Pairs: len(m.Pairs)},
		Related:    relatedCounts{Groups: len(m.Lists), Headlines: len(m.Headlines)},
		Files:      orEmpty(m.Files),
		Sites:      orEmpty(m.Sites),
		Rejects:    orEmptyMap(m.Rejects),
		Warnings:   orEmptyMap(m.Warnings),
		Dates:      dateCounts{Unreadable: m.DateIssues},
		Furniture:  make([]furnitureEntry, 0, len(m.Furniture)),
		Capped:     orEmptyMap(m.Capped),
		Curve:      make([]curveRow, 0, len(m.Curve)),
		Alarms:     orEmpty(m.Alarms),
		Timing:     timingRows(m.Timing),
	}
	for i := range m.Clusters {
		f.Clusters.Largest = max(f.Clusters.Largest, len(m.Clusters[i].Members))
	}
	for _, l := range m.Furniture {
		f.Furniture = append(f.Furniture, furnitureEntry{l.Site, ShowControls(l.Line), l.Pages, l.Example})
	}
	for _, p := range m.Curve {
		f.Curve = append(f.Curve, curveRow{ratio(p.Similarity), ratio(p.Probability)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(f)
}

func timingRows(t Timing) timingFile {
	f := timingFile{
		WallSeconds: ratio(t.WallTime.Seconds()),
		Jobs:        t.Jobs,
		PeakRSS:     t.PeakRSS,
		InputBytes:  t.Bytes,
		Flags:       t.Flags,
		Stages:      make([]stageRow, 0, len(t.Stages)),
	}
	if !t.Started.IsZero() {
		f.Started = t.Started.UTC().Format(time.RFC3339)
	}
	for _, s := range t.Stages {
		f.Stages = append(f.Stages, stageRow{s.Name, ratio(s.Wall.Seconds()), ratio(s.CPU.Seconds())})
	}
	return f
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func orEmptyMap(m map[string]int64) map[string]int64 {
	if m == nil {
		return map[string]int64{}
	}
	return m
}
