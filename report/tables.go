package report

// The rows of each CSV file, in the order in which the model holds them. The
// columns are a contract: scripts read them by name.

func clusterRows(t *table, m *Model) {
	t.header("cluster_id", "size", "role", "article_id", "similarity", "containment", "relation",
		"weakest", "site", "date", "title", "url", "file", "position", "first_night")
	for i := range m.Clusters {
		c := &m.Clusters[i]
		for k := range c.Members {
			clusterRow(t, m, c, k)
		}
	}
	for _, s := range m.Singles {
		singleRow(t, m, s)
	}
}

func clusterRow(t *table, m *Model, c *Cluster, k int) {
	mem, role := &c.Members[k], "member"
	if k == 0 {
		role = "representative"
	}
	a := m.Article(mem.Article)
	t.text(c.ID)
	t.count(int64(len(c.Members)))
	t.cell(role)
	t.text(a.ID)
	t.ratio(mem.Similarity)
	t.ratio(mem.Containment)
	t.cell(mem.Relation)
	t.ratio(c.Weakest)
	articleCells(t, &a, m.Head(mem.Article))
}

// singleRow is the row of an article that stands in no cluster: of size 1, its
// own representative, without cluster id and without a joining pair.
func singleRow(t *table, m *Model, i int32) {
	a := m.Article(i)
	t.cell("")
	t.count(1)
	t.cell("representative")
	t.text(a.ID)
	t.ratio(1)
	t.ratio(1)
	t.cell("")
	t.cell("")
	articleCells(t, &a, m.Head(i))
}

func articleCells(t *table, a *Article, h Head) {
	t.text(a.Site)
	t.date(a.Date)
	t.text(h.Title)
	t.text(h.URL)
	t.text(h.File)
	t.count(h.Position)
	t.text(a.FirstNight)
	t.end()
}

func pairRows(t *table, m *Model) {
	t.header("article_a", "article_b", "jaccard", "containment", "weighted", "relation", "reason")
	for i := range m.Pairs {
		p := &m.Pairs[i]
		t.text(m.Article(p.A).ID)
		t.text(m.Article(p.B).ID)
		t.ratio(p.Jaccard)
		t.ratio(p.Containment)
		t.ratio(p.Weighted)
		t.cell(p.Relation)
		t.text(p.Reason)
		t.end()
	}
}

func relatedRows(t *table, m *Model) {
	t.header("group_id", "size", "page_id", "headlines", "shared", "similarity", "site", "date", "title", "url")
	for i := range m.Lists {
		g := &m.Lists[i]
		for _, p := range g.Pages {
			a, h := m.Article(p.Article), m.Head(p.Article)
			t.text(g.ID)
			t.count(int64(len(g.Pages)))
			t.text(a.ID)
			t.count(int64(p.Headlines))
			t.count(int64(p.Shared))
			t.ratio(p.Similarity)
			t.text(a.Site)
			t.date(a.Date)
			t.text(h.Title)
			t.text(h.URL)
			t.end()
		}
	}
}

func headlineRows(t *table, m *Model) {
	t.header("headline_id", "headline", "variants", "lists", "sites", "article_id", "cluster_id")
	for i := range m.Headlines {
		h := &m.Headlines[i]
		t.text(h.ID())
		t.text(m.Headline(int32(i)))
		t.count(int64(h.Variants))
		t.count(int64(h.Lists))
		t.count(int64(h.Sites))
		if h.Article >= 0 {
			t.text(m.Article(h.Article).ID)
		} else {
			t.cell("")
		}
		t.text(m.clusterOf(h))
		t.end()
	}
}

func siteRows(t *table, m *Model) {
	t.header("site_a", "site_b", "articles", "first_a", "first_b")
	for i := range m.SitePairs {
		p := &m.SitePairs[i]
		t.text(p.A)
		t.text(p.B)
		t.count(p.Clusters)
		t.count(p.FirstA)
		t.count(p.FirstB)
		t.end()
	}
}

func furnitureRows(t *table, m *Model) {
	t.header("site", "line", "pages", "example_article")
	for i := range m.Furniture {
		f := &m.Furniture[i]
		t.text(f.Site)
		t.text(f.Line)
		t.count(f.Pages)
		t.text(f.Example)
		t.end()
	}
}
