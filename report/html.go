package report

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"html/template"
	"io"
	"math"
	"strconv"
	"strings"
)

// The page's script and style are built from report/ui and committed, so that
// go build needs no Node; report/ui/README.md says how to build them again.
//
//go:embed ui/dist/app.js ui/dist/app.css summary.tmpl
var assets embed.FS

var (
	appScript = asset("ui/dist/app.js")
	appStyle  = asset("ui/dist/app.css")

	summaryTemplate = template.Must(template.New("summary").Parse(asset("summary.tmpl")))
)

func asset(name string) string {
	b, err := assets.ReadFile(name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(b)
}

// contentPolicy lets the page run its own script and style, known by their
// hashes, and nothing else: no request, no frame, no form, no markup from text.
func contentPolicy() string {
	return "default-src 'none'; script-src '" + hashOf(appScript) + "'; style-src '" + hashOf(appStyle) +
		"'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
}

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// writeHTML writes index.html, and its parts into dir where they are wanted.
func writeHTML(w *bufio.Writer, c *crew, dir string, m *Model, o Options, examples map[string][]Reject) error {
	h := htmlWriter{crew: c, m: m, o: o, key: keyOf(m)}
	if o.HTMLParts {
		if err := h.writeParts(dir); err != nil {
			return err
		}
	}
	return h.page(w, 0, len(m.Clusters), h.wholeRun(examples), !o.HTMLParts)
}

type htmlWriter struct {
	crew  *crew
	m     *Model
	o     Options
	key   runKey
	parts []int // first cluster of each part
}

// level is how blocks that grow with the number of clusters are packed.
func (h *htmlWriter) level() int {
	if len(h.m.Clusters) < smallFrom {
		return packFast
	}
	return packSmall
}

// page writes one page with the clusters [from,to). With details it carries
// their members and texts, without them only what the table needs; more are
// the blocks it has besides.
func (h *htmlWriter) page(w *bufio.Writer, from, to int, more []block, details bool) error {
	x := newIndex(h.crew, h.m, from, to)
	x.Run = h.key
	x.Run.Offset = from
	x.Run.Places = placesFit(x.Size)
	x.Parts = orEmpty(h.parts)
	c := &countingWriter{w: w}
	if err := h.head(c, x, from, to); err != nil {
		return err
	}
	// The script comes right behind the index, so that the table stands before
	// the rest of a large page is read.
	blocks := append([]block{
		{"index", h.level(), ready(x)},
		{"merges", h.level(), func() (any, error) { return newMerges(h.m, h.key.Threshold, from, to), nil }},
		{"ids", packRandom, func() (any, error) { return newIDs(h.m, from, to), nil }},
	}, more...)
	if details {
		blocks = append(blocks, h.members(x, from)...)
	}
	if err := writeBlocks(c, h.crew, blocks, "<script>"+appScript+"</script>\n"); err != nil {
		return err
	}
	if details {
		if err := h.details(c, x, from); err != nil {
			return err
		}
	}
	_, err := io.WriteString(c, "</body>\n</html>\n")
	return err
}

// placeMembers is up to how many members a page says where in the dump each
// stood; beyond it clusters.csv does.
const placeMembers = 100_000

func placesFit(sizes []int) bool {
	n := 0
	for _, s := range sizes {
		n += s
	}
	return n <= placeMembers
}

func (h *htmlWriter) head(w io.Writer, x *indexBlock, from, to int) error {
	_, err := fmt.Fprintf(w, `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>naskh</title>
<style>%s</style>
</head>
<body>
`, contentPolicy(), appStyle)
	if err != nil {
		return err
	}
	return summaryTemplate.Execute(w, newSummary(h.m, x, from, to))
}

// Of what does not fit for all clusters a page keeps what its htmlTargetBytes
// leave, but at least floorBytes each of addresses and texts, so that large
// clusters have theirs in a report of any size. Addresses leave textShareBytes
// to the texts.
const (
	htmlTargetBytes = 11_900_000
	textShareBytes  = 1 << 20
	floorBytes      = 512 << 10
)

// members lists the blocks of members of the clusters of x, which begin at from in the
// model.
func (h *htmlWriter) members(x *indexBlock, from int) []block {
	blocks := make([]block, len(x.Chunks))
	for k := range blocks {
		blocks[k] = block{fmt.Sprintf("m%d", k), h.level(), func() (any, error) { return newMembers(h.m, x, from, x.chunk(k)), nil }}
	}
	return blocks
}

// details writes addresses and texts of the clusters of x, which begin at from in the
// model.
func (h *htmlWriter) details(w *countingWriter, x *indexBlock, from int) error {
	target, texts := int64(htmlTargetBytes), h.o.TextBudgetBytes
	if h.key.Part > 0 {
		target = math.MaxInt64
	}
	kept, err := h.addresses(w, x, from, max(floorBytes, target-w.n-max(0, cmp.Or(texts, textShareBytes))))
	if err != nil {
		return err
	}
	if texts == 0 {
		texts = max(floorBytes, target-w.n)
	}
	places, err := writeTexts(w, h.crew, h.m, from, x.priority, texts)
	if err != nil {
		return err
	}
	return writeBlocks(w, h.crew, []block{{"kept", packFast, ready(kept)}, {"texts", packFast, ready(places)}}, "")
}

// wholeRun lists the blocks of the views that are about the run as a whole.
func (h *htmlWriter) wholeRun(examples map[string][]Reject) []block {
	return []block{
		{"review", packFast, func() (any, error) { return newReview(h.m, h.key.Threshold, h.o.TextBudgetBytes >= 0) }},
		{"apart", packFast, func() (any, error) { return newApart(h.m), nil }},
		{"related", packFast, func() (any, error) { return newRelated(h.m), nil }},
		{"run", packFast, func() (any, error) { return newRun(h.m, examples), nil }},
	}
}

// keyOf sums up the run for all views.
func keyOf(m *Model) runKey {
	h := fnv.New64a()
	fmt.Fprint(h, m.Version, m.Parameters, m.Articles, len(m.Clusters))
	for i := range m.Clusters[:min(1000, len(m.Clusters))] {
		fmt.Fprint(h, m.Clusters[i].ID, len(m.Clusters[i].Members))
	}
	k := runKey{
		Key: fmt.Sprintf("%016x", h.Sum64()), Version: m.Version,
		Articles: m.Articles.All, Copies: m.Articles.Duplicates, Clusters: len(m.Clusters), Shingle: 3, Kind: "auto",
	}
	for _, p := range m.Parameters {
		value := fmt.Sprint(p.Value)
		switch strings.TrimLeft(p.Name, "-") {
		case "threshold":
			k.Threshold, _ = strconv.ParseFloat(value, 64)
		case "shingle-size":
			if n, err := strconv.Atoi(value); err == nil && n > 0 {
				k.Shingle = n
			}
		case "shingle":
			k.Kind = value
		case "night":
			k.Night = value
		}
	}
	return k
}
