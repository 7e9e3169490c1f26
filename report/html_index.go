package report

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Why nobody is named as earliest: the columns hold these in place of a site.
const (
	earliestTied    = -1 // two members share the earliest date
	earliestUnknown = -2 // at least one member has no date
)

// indexBlock is what the table of clusters, its search and its filters need:
// one column a fact, one value a cluster, in the model's order. Similarities
// are in millionths, times in seconds since 1970, in UTC.
type indexBlock struct {
	Run       runKey   `json:"run"`
	Sites     []string `json:"sites"`  // sites that stand in a cluster
	Nights    []string `json:"nights"` // labels of first nights
	Size      []int    `json:"size"`
	NSites    []int    `json:"nsites"`
	SiteFlat  []int32  `json:"siteflat"` // NSites[i] indexes into Sites a cluster
	Relations []int    `json:"rel"`      // bits, see relationBits
	Weakest   []int64  `json:"weak"`
	Epoch     int64    `json:"epoch"` // what is added to every date but 0
	First     []int64  `json:"first"` // earliest date, 0 where no member has one
	Span      []int64  `json:"span"`  // seconds from the earliest date to the latest
	Earliest  []int32  `json:"earliest"`
	Words     string   `json:"words"`  // see wordList
	Titles    []string `json:"titles"` // distinct titles joined by line feeds, the representative's first, in Words
	Rank      []int32  `json:"rank"`   // place by first title in Arabic collation
	Chunks    []int    `json:"chunks"` // first place in the clusters' priority of each block of members
	Parts     []int    `json:"parts"`  // first cluster of each part, empty in one file

	words    *wordList
	titles   []string // as they are
	priority []int    // see priority
}

// runKey is what every view needs of the run.
type runKey struct {
	Key       string  `json:"key"` // hash of the report, under which a reader's labels are kept
	Version   string  `json:"version"`
	Articles  int64   `json:"articles"`
	Copies    int64   `json:"copies"`
	Clusters  int     `json:"clusters"`
	Offset    int     `json:"offset"` // clusters before the first one here; above 0 in parts only
	Part      int     `json:"part"`   // 1, 2, … in a part, 0 in index.html
	Threshold float64 `json:"threshold"`
	Shingle   int     `json:"shingle"` // words of a shingle
	Kind      string  `json:"kind"`    // what shingles are made of: auto, word, char
	Places    bool    `json:"places"`  // members carry file and position
	Night     string  `json:"night"`
}

var relationBits = map[string]int{"identical": 1, "near-duplicate": 2, "excerpt": 4, "template": 8, "indirect": 16}

// millionths turns a similarity into the unit of the blocks.
func millionths(f float64) int64 { return int64(math.Round(f * 1e6)) }

// newIndex fills the columns for the clusters [from,to).
func newIndex(c *crew, m *Model, from, to int) *indexBlock {
	x, _ := later(c, func() (*indexBlock, error) { return newColumns(m, from, to), nil })()
	ranks := later(c, func() ([]int32, error) { return titleRanks(x.titles), nil })
	later(c, func() (struct{}, error) {
		x.words = newWordList(x.titles)
		x.Words = x.words.packed()
		for i, t := range x.titles {
			x.Titles[i] = x.words.titles(t)
		}
		return struct{}{}, nil
	})()
	x.Rank, _ = ranks()
	return x
}

// newColumns fills all columns but those that are made of titles.
func newColumns(m *Model, from, to int) *indexBlock {
	n := to - from
	x := &indexBlock{
		Sites: []string{}, Nights: []string{}, SiteFlat: []int32{}, Parts: []int{},
		Size: make([]int, n), NSites: make([]int, n), Relations: make([]int, n), Weakest: make([]int64, n),
		First: make([]int64, n), Span: make([]int64, n), Earliest: make([]int32, n), Titles: make([]string, n), titles: make([]string, n),
	}
	sites := map[string]int32{}
	nights := map[string]bool{}
	for i := range n {
		c := &m.Clusters[from+i]
		x.Size[i] = len(c.Members)
		x.Weakest[i] = millionths(c.Weakest)
		x.fillSites(m, c, i, sites)
		x.fillDates(m, c, i, sites)
		for _, mem := range c.Members {
			x.Relations[i] |= relationBits[mem.Relation]
			nights[m.Article(mem.Article).FirstNight] = true
		}
		x.titles[i] = strings.Join(distinctTitles(m, c), "\n")
	}
	for night := range nights {
		x.Nights = append(x.Nights, night)
	}
	slices.Sort(x.Nights)
	x.priority = priority(x.Weakest)
	x.Chunks = memberChunks(x.Size, x.priority)
	x.fromEpoch()
	return x
}

// fromEpoch counts the dates from a second before the first of them.
func (x *indexBlock) fromEpoch() {
	first := int64(math.MaxInt64)
	for _, d := range x.First {
		if d != 0 {
			first = min(first, d)
		}
	}
	if first == math.MaxInt64 {
		return
	}
	x.Epoch = first - 1
	for i, d := range x.First {
		if d != 0 {
			x.First[i] -= x.Epoch
		}
	}
}

// priority lists clusters in the order in which a page keeps what does not fit
// for all: the largest, which come first in the index, and the ones with the
// weakest join in turn.
func priority(weakest []int64) []int {
	weak := make([]int, len(weakest))
	for i := range weak {
		weak[i] = i
	}
	slices.SortStableFunc(weak, func(a, b int) int { return cmp.Compare(weakest[a], weakest[b]) })
	order := make([]int, 0, len(weak))
	seen := make([]bool, len(weak))
	for k, w := range weak {
		for _, i := range []int{k, w} {
			if !seen[i] {
				seen[i] = true
				order = append(order, i)
			}
		}
	}
	return order
}

func (x *indexBlock) fillSites(m *Model, c *Cluster, i int, sites map[string]int32) {
	start := len(x.SiteFlat)
	for _, mem := range c.Members {
		name := m.Article(mem.Article).Site
		s, ok := sites[name]
		if !ok {
			s = int32(len(x.Sites))
			sites[name] = s
			x.Sites = append(x.Sites, name)
		}
		if !slices.Contains(x.SiteFlat[start:], s) {
			x.SiteFlat = append(x.SiteFlat, s)
			x.NSites[i]++
		}
	}
}

func (x *indexBlock) fillDates(m *Model, c *Cluster, i int, sites map[string]int32) {
	var first, last int64
	missing := 0
	for _, mem := range c.Members {
		d := m.Article(mem.Article).Date
		if d.IsZero() {
			missing++
			continue
		}
		at := seconds(d)
		if first == 0 {
			first, last = at, at
		}
		first, last = min(first, at), max(last, at)
	}
	x.First[i] = first
	if first != 0 {
		x.Span[i] = last - first
	}
	switch {
	case c.Earliest >= 0:
		x.Earliest[i] = sites[m.Article(c.Earliest).Site]
	case missing > 0:
		x.Earliest[i] = earliestUnknown
	default:
		x.Earliest[i] = earliestTied
	}
}

// seconds is t in seconds since 1970. 0 stands for no date: the second that it
// would be is told as the next one.
func seconds(t time.Time) int64 { return cmp.Or(t.Unix(), 1) }

// distinctTitles lists the titles of a cluster on one line each, the
// representative's first. Articles without title are shown by their id.
func distinctTitles(m *Model, c *Cluster) []string {
	var titles []string
	seen := make(map[string]bool, 4)
	for _, mem := range c.Members {
		t := m.shownTitle(mem.Article)
		if !seen[t] {
			seen[t] = true
			titles = append(titles, t)
		}
	}
	return titles
}

// oneLine puts one blank where s has white space, and none at its ends.
func oneLine(s string) string {
	before := ' '
	for _, r := range s {
		if r == ' ' && before == ' ' || r != ' ' && unicode.IsSpace(r) {
			return strings.Join(strings.Fields(s), " ")
		}
		before = r
	}
	return strings.TrimSuffix(s, " ")
}

// memberChunks cuts the clusters into blocks of at most 1,024 clusters or about
// 2,500 members: fewer make opening one faster, more pack smaller. A cluster of
// as many has a block of its own.
func memberChunks(sizes, order []int) []int {
	starts := []int{}
	members := 0
	for at, i := range order {
		if len(starts) == 0 || at-starts[len(starts)-1] >= 1024 || members >= 2500 || sizes[i] >= 2500 {
			starts = append(starts, at)
			members = 0
		}
		members += sizes[i]
	}
	return starts
}

// titleRanks gives each title its place in Arabic collation, by its first
// rankRunes characters, so that the browser sorts by title without collating.
func titleRanks(titles []string) []int32 {
	col := collate.New(language.Arabic)
	var buf collate.Buffer
	keys := make([]byte, 0, len(titles)*rankBytes) // one after the other
	starts := make([]int, len(titles)+1)
	order := make([]int32, len(titles))
	for i, t := range titles {
		first, _, _ := strings.Cut(t, "\n")
		keys = append(keys, col.KeyFromString(&buf, head(first, rankRunes))...)
		buf.Reset()
		starts[i+1] = len(keys)
		order[i] = int32(i)
	}
	key := func(i int32) []byte { return keys[starts[i]:starts[i+1]] }
	slices.SortStableFunc(order, func(a, b int32) int { return bytes.Compare(key(a), key(b)) })
	ranks := make([]int32, len(titles))
	for place, i := range order {
		ranks[i] = int32(place)
	}
	return ranks
}

const (
	rankRunes = 32
	rankBytes = 150 // of a key, about
)

// head is the first n characters of s, or s where it has fewer.
func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
