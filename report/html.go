package report

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/url"
)

//go:embed index.css
var styleSheet string

//go:embed index.tmpl
var pageSource string

var pageTemplate = template.Must(template.New("index").Parse(pageSource))

type htmlRow struct {
	Rank, Copies, Sites int
	Title, URL          string
	First, FirstDate    string
}

type htmlPage struct {
	CSP               string
	Style             template.CSS
	Copies, Articles  int64
	Clusters          int
	Shown             int
	Rows              []htmlRow
	Version           string
	Rejected, Skipped int64
}

const summaryRows = 25

func writeHTML(w *bufio.Writer, dir string, m *Model, o Options) error {
	sum := sha256.Sum256([]byte(styleSheet))
	p := htmlPage{
		CSP:      fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'", base64.StdEncoding.EncodeToString(sum[:])),
		Style:    template.CSS(styleSheet),
		Copies:   m.Articles.Duplicates,
		Articles: m.Articles.All,
		Clusters: len(m.Clusters),
		Version:  m.Version,
		Rejected: m.Records.Rejected,
	}
	for i := range m.Clusters[:min(summaryRows, len(m.Clusters))] {
		p.Rows = append(p.Rows, summaryRow(m, i))
	}
	p.Shown = len(p.Rows)
	return pageTemplate.Execute(w, p)
}

func summaryRow(m *Model, i int) htmlRow {
	c := &m.Clusters[i]
	rep := &m.Members[c.Members[0].Article]
	sites := map[string]bool{}
	for _, mem := range c.Members {
		sites[m.Members[mem.Article].Site] = true
	}
	r := htmlRow{Rank: i + 1, Copies: len(c.Members), Sites: len(sites), Title: ShowInvisible(rep.Title), URL: webLink(rep.URL)}
	if r.Title == "" {
		r.Title = rep.ID
	}
	if c.Earliest >= 0 {
		e := &m.Members[c.Earliest]
		r.First, r.FirstDate = e.Site, e.Date.UTC().Format("2006-01-02 15:04")
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
