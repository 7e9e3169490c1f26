package report

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// summaryRows is how many clusters stand in the page as plain HTML, readable
// without a script and painted first.
const summaryRows = 25

// summary is what summary.tmpl shows: in both languages, because nothing is
// known of the reader yet.
type summary struct {
	English, Arabic string // the sentence
	LeftEN, LeftAR  string // what it leaves out, "" where nothing
	Night           string
	Shown, Of       string
	Rows            []summaryRow
}

type summaryRow struct {
	Rank, Copies, Sites string
	Title, URL          string
	First               string // site of the earliest, "" where unknown
	Date                string
	WhyEN, WhyAR        string // why nobody is earliest
}

func newSummary(m *Model, x *indexBlock, from, to int) summary {
	copies, all, clusters := m.Articles.Duplicates, m.Articles.All, int64(len(m.Clusters))
	s := summary{
		Night: x.Run.Night,
		Shown: grouped(int64(min(summaryRows, to-from))),
		Of:    grouped(clusters),
		English: fmt.Sprintf("%s of %s %s, in %s %s", grouped(copies), grouped(all),
			english(all, "article is a copy", "articles are copies"), grouped(clusters), english(clusters, "cluster", "clusters")),
		Arabic: fmt.Sprintf("%s من أصل %s، في %s", arabic(copies, articleForms), arabic(all, articleForms), arabic(clusters, clusterForms)),
	}
	if copies == 0 {
		s.English = fmt.Sprintf("No copies among %s %s", grouped(all), english(all, "article", "articles"))
		s.Arabic = "لا نسخ بين " + arabic(all, articleForms)
	} else {
		s.Arabic = "منسوخ: " + s.Arabic
	}
	if bad, _ := filesByStatus(m.Files); len(bad) > 0 || m.Records.Rejected > 0 {
		files, rejected := int64(len(bad)), m.Records.Rejected
		s.LeftEN = fmt.Sprintf("%s %s not read whole, %s %s rejected", grouped(files), english(files, "file", "files"), grouped(rejected), english(rejected, "record", "records"))
		s.LeftAR = fmt.Sprintf("لم يُقرأ كاملًا: %s؛ ورُفض: %s", arabic(files, fileForms), arabic(rejected, recordForms))
	}
	for i := from; i < min(to, from+summaryRows); i++ {
		s.Rows = append(s.Rows, newSummaryRow(m, x, i, i-from))
	}
	return s
}

func newSummaryRow(m *Model, x *indexBlock, i, at int) summaryRow {
	c := &m.Clusters[i]
	rep := c.Members[0].Article
	r := summaryRow{
		Rank: grouped(int64(i + 1)), Copies: grouped(int64(len(c.Members))), Sites: grouped(int64(x.NSites[at])),
		Title: ShowInvisible(m.shownTitle(rep)), URL: webLink(m.Head(rep).URL),
	}
	switch x.Earliest[at] {
	case earliestTied:
		r.WhyEN, r.WhyAR = "unknown: same time", "غير معروف: الوقت نفسه"
	case earliestUnknown:
		r.WhyEN, r.WhyAR = "unknown: a date is missing", "غير معروف: تاريخ ناقص"
	default:
		e := m.Article(c.Earliest)
		r.First, r.Date = ShowInvisible(e.Site), e.Date.UTC().Format("2006-01-02 15:04")
		if r.First == "" {
			r.First = ShowInvisible(e.ID)
		}
	}
	return r
}

// webLink returns s if it is an absolute http or https address, else "".
func webLink(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}

// grouped writes n with commas between thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 && s[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func english(n int64, one, other string) string {
	if n == 1 {
		return one
	}
	return other
}

// forms are the six plural forms of an Arabic noun: for 0, 1, 2, 3–10, 11–99
// and 100. One and two stand without their number.
type forms struct{ zero, one, two, few, many, other string }

var (
	articleForms = forms{"لا مقالات", "مقالة واحدة", "مقالتان", "مقالات", "مقالة", "مقالة"}
	fileForms    = forms{"لا ملفات", "ملف واحد", "ملفان", "ملفات", "ملفًا", "ملف"}
	recordForms  = forms{"لا سجلات", "سجل واحد", "سجلان", "سجلات", "سجلًا", "سجل"}
	clusterForms = forms{"لا مجموعات", "مجموعة واحدة", "مجموعتين", "مجموعات", "مجموعة", "مجموعة"}
)

// arabic writes n with its noun by the plural rules of CLDR for Arabic.
func arabic(n int64, f forms) string {
	switch last := n % 100; {
	case n == 0:
		return f.zero
	case n == 1:
		return f.one
	case n == 2:
		return f.two
	case last >= 3 && last <= 10:
		return grouped(n) + " " + f.few
	case last >= 11:
		return grouped(n) + " " + f.many
	}
	return grouped(n) + " " + f.other
}
