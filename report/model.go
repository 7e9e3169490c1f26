// Package report writes what a run found: one Model in, the CSV files,
// run.json and index.html of an output folder out.
//
// It never reads a dump and never decides what is a copy: every number in
// the files is already in the Model or is a count over it. Beside
// internal/pipeline it is the only package that starts goroutines (see crew):
// files are written, and the blocks of index.html packed, beside each other.
package report

import (
	"fmt"
	"time"
)

// Model is everything one run has to tell. The pipeline fills it once, all
// writers read it, none changes it. All slices are in the order in which they
// are written, so the bytes depend on the model alone.
type Model struct {
	Source // of articles and headlines; nil where the model refers to none

	Version    string      // of the program
	Parameters []Parameter // result-bearing flags, in the order of --help
	Records    Records
	Articles   ArticleCounts
	Files      []File           // by name
	Sites      []Site           // by name
	Rejects    map[string]int64 // reason → records
	Capped     map[string]int64 // what was bounded → how often; empty when nothing was
	Curve      []CurvePoint     // the S-curve of the bands, by similarity
	Alarms     []string         // one sentence each
	DateIssues int64            // records whose date could not be read
	Warnings   map[string]int64 // reason → records read all the same (encoding repaired, ...)

	Clusters  []Cluster   // largest first, then by id
	Pairs     []Pair      // verified pairs, by id of A, then B
	Lists     []ListGroup // related-list groups, largest first, then by id
	Headlines []Headline  // headline groups, most lists first, then by hash
	SitePairs []SitePair  // by A, then B
	Furniture []Furniture // by site, then most pages, then line
	Singles   []int32     // articles in no cluster, by id; only with --singletons
	Shorts    []int32     // the first ShownShorts short articles by id

	Timing Timing
}

// Source gives the articles that stand in a cluster, a pair, a list, Singles or
// Shorts, by number from 0, and the headlines, so that a report of any size holds none
// of their texts in memory. Its methods are called from several goroutines.
type Source interface {
	// Known is the number of articles.
	Known() int
	// Article gives what needs no file.
	Article(i int32) Article
	// Head reads what else stands in lists. After an error all are empty, and Err tells it.
	Head(i int32) Head
	// Text reads the paragraphs as they were scraped, after furniture; nil where no
	// text is kept.
	Text(i int32) ([]string, error)
	// Headline reads the text of Model.Headlines[i]: the most frequent form, then the
	// lowest in byte order. Errors are like those of Head.
	Headline(i int32) string
	// Err is the first error of Head and Headline. Write returns it.
	Err() error
}

// ShownShorts is how many short articles the report names; run.json has the
// number of all.
const ShownShorts = 500

// Parameter is one flag with its value as JSON holds it (string, number,
// boolean).
type Parameter struct {
	Name  string
	Value any
}

// Records counts records: Read = OK + Rejected + DuplicateID.
type Records struct {
	Read        int64 `json:"read"`
	OK          int64 `json:"ok"`
	Rejected    int64 `json:"rejected"`
	DuplicateID int64 `json:"duplicate_id"`
	Versions    int64 `json:"versions"` // same id, other words; part of OK
}

// ArticleCounts counts articles: All = Records.OK + Embedded = Short +
// Duplicates + Unique. Duplicates are members that are not representatives.
type ArticleCounts struct {
	All        int64 `json:"all"`
	Embedded   int64 `json:"embedded"`
	Short      int64 `json:"short"`
	Duplicates int64 `json:"duplicates"`
	Unique     int64 `json:"unique"`
}

// File is one input. Status is "ok", "incomplete" (some of it could not be
// read) or "skipped" (none of it was); Reason says why.
type File struct {
	File     string `json:"file"`
	Read     int64  `json:"read"`
	OK       int64  `json:"ok"`
	Rejected int64  `json:"rejected"`
	Status   string `json:"status"`
	Reason   string `json:"reason"`
}

// Site counts one site's part of the run.
type Site struct {
	Site       string `json:"site"`
	Articles   int64  `json:"articles"`
	InClusters int64  `json:"in_clusters"` // articles that are a member of a cluster
	First      int64  `json:"first"`       // clusters in which it is strictly earliest
	Lists      int64  `json:"lists"`       // pages with a related list
}

// CurvePoint is the probability that a pair of this Jaccard similarity becomes
// a candidate.
type CurvePoint struct {
	Similarity  float64 `json:"similarity"`
	Probability float64 `json:"probability"`
}

// Article is one article as the report shows it. Date is zero where the record
// has none that can be read.
type Article struct {
	ID         string
	Site       string
	Date       time.Time
	FirstNight string
	Words      int32 // folded words of the body
	Embedded   bool  // stands inside another page's text ("read also" and the whole story)
}

// Head is what of an article stands in lists but is not compared. Dropped counts the
// lines of its page that were dropped as site furniture.
type Head struct {
	Title    string
	URL      string
	File     string
	Position int64
	Dropped  int32
}

// shownTitle is the title of an article, else its id, on one line.
func (m *Model) shownTitle(i int32) string { return shownTitle(m.Head(i).Title, m.Article(i).ID) }

func shownTitle(title, id string) string {
	if t := oneLine(title); t != "" {
		return t
	}
	return oneLine(id)
}

// Member is one article of a cluster. Similarity (Jaccard) and Containment are
// exact and against the representative; both are 1 for itself.
type Member struct {
	Article     int32 // by its number in Source
	Similarity  float64
	Containment float64
	Relation    string // with the representative: identical, template, near-duplicate, excerpt, indirect; empty for itself
}

// Cluster is one group of copies. Members[0] is the representative, the others
// follow by similarity (highest first), then id.
type Cluster struct {
	ID      string // "c" and 16 hex digits
	Members []Member
	// Weakest is the lowest similarity on the cluster's maximum spanning tree;
	// WeakestA and WeakestB (articles) are its pair.
	Weakest            float64
	WeakestA, WeakestB int32
	// Earliest is the member (article) with the strictly
	// earliest stated date, -1 where dates are missing or tie.
	Earliest int32
	// Merges joins the members one by one, highest similarity first: the
	// maximum spanning tree of the cluster, len(Members)-1 rows.
	Merges []Merge
}

// Merge is one join: the pair whose similarity joined two parts of a cluster.
// A and B are articles.
type Merge struct {
	A, B       int32
	Similarity float64
}

// Pair is one verified pair; A and B are articles with
// id(A) < id(B).
type Pair struct {
	A, B        int32
	Jaccard     float64
	Containment float64
	Weighted    float64 // containment of distinct words weighted by rarity
	Relation    string
	Reason      string // why template or excerpt, else empty
}

// ListGroup is a set of pages whose related lists overlap.
type ListGroup struct {
	ID    string
	Pages []ListPage // largest list first, then id
}

// ListPage is one page's related list in a group. Headlines counts its
// headline groups, Shared those it has in common with the group's first page,
// Similarity is their exact Jaccard.
type ListPage struct {
	Article    int32 // the page's main article
	Headlines  int
	Shared     int
	Similarity float64
	Entries    []int32 // headline groups of the list, indexes into Model.Headlines
}

// Headline is one headline group. Source.Headline has its text.
type Headline struct {
	Hash     uint64 // of its lowest form
	Variants int32  // different forms
	Lists    int32  // lists that carry it
	Sites    int32  // sites that carry it
	Article  int32  // the article with this title, -1 where none
	Cluster  int32  // the cluster of that article, index into Model.Clusters; -1 where none
}

// ID is "h" and 16 hex digits.
func (h *Headline) ID() string { return fmt.Sprintf("h%016x", h.Hash) }

// clusterOf is the id of the headline's cluster, empty where there is none.
func (m *Model) clusterOf(h *Headline) string {
	if h.Cluster < 0 {
		return ""
	}
	return m.Clusters[h.Cluster].ID
}

// SitePair counts the clusters that hold articles of both sites, and in how
// many of them each is strictly earliest.
type SitePair struct {
	A, B           string
	Clusters       int64
	FirstA, FirstB int64
}

// Furniture is one line that recurs over the pages of a site. Site is empty
// where the dump names none.
type Furniture struct {
	Site    string
	Line    string // as it stands on the example's page
	Pages   int64
	Example string // article id
}
