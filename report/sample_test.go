package report

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// The words of the made-up news below. Nothing in it was published anywhere.
var (
	whoAR   = strings.Fields("الوزارة البلدية الهيئة الجامعة الشركة المحافظة اللجنة النقابة الغرفة المؤسسة الإدارة الجمعية المجلس المركز الفريق الاتحاد")
	verbAR  = strings.Fields("تعلن تبدأ تفتتح تؤجل تناقش توقع تدرس توسع تطلق تراجع تكمل تنظم تستقبل تكرم تمدد تلغي")
	whatAR  = strings.Fields("مشروع خطة طريق مدرسة مستشفى معرض مؤتمر جسر محطة حديقة مكتبة سوق ميناء برنامج اتفاق موسم مهرجان مبادرة قانون ميزانية")
	ofAR    = strings.Fields("المياه الكهرباء النقل التعليم الصحة الزراعة الثقافة الرياضة الإسكان السياحة التجارة الطاقة البيئة الصيد النخيل القطارات الطرق المطارات الشباب البحوث")
	placeAR = strings.Fields("الشمال الجنوب الساحل الوادي الجزيرة العاصمة الواحة الجبل الميناء السهل البادية الضفة")
	timeAR  = []string{"اليوم", "أمس", "هذا الأسبوع", "الشهر المقبل", "بعد العيد", "قبل نهاية العام", "في الربيع", "مساء الأحد"}
	fillAR  = strings.Fields("قال المتحدث إن العمل سيستمر حتى نهاية الموسم وأضاف أن التكلفة معروفة وأن السكان شاركوا في الاختيار بعد لقاءات مفتوحة حضرها خبراء ومهندسون وطلاب من مناطق مختلفة وسط اهتمام واسع من الأهالي كما أشار إلى أن النتائج ستنشر تباعا على مراحل تراعي حاجة الناس وقدرة المرافق دون تأخير أو زيادة في الرسوم خلال الفترة القادمة")
	whoEN   = strings.Fields("Ministry Council University Port Harbour Railway Board Museum Library Hospital")
	restEN  = strings.Fields("opens delays plans reviews extends new water road school market season bridge after talks with residents in the north valley before winter")
)

// sample says what a made-up model is like.
type sample struct {
	Clusters int
	Members  int    // most members of one cluster; 0 for 40
	Seed     uint64 // of everything
	Texts    bool   // articles have texts
	News     bool   // headlines and addresses are as long and as varied as real ones
	Night    time.Time
}

// newSample makes a model that holds together: counts add up, merges are a
// tree, the order is the one Write expects.
func newSample(s sample) *Model {
	if s.Members == 0 {
		s.Members = 40
	}
	if s.Night.IsZero() {
		s.Night = time.Date(2026, 11, 24, 18, 0, 0, 0, time.UTC)
	}
	g := &sampler{s: s, r: rand.New(rand.NewPCG(s.Seed, 7)), source: &sampleSource{}}
	g.m = &Model{Version: "0.1.0-sample", Source: g.source}
	for i := range 40 {
		g.sites = append(g.sites, fmt.Sprintf("%s%d.example", []string{"akhbar", "sahifa", "daily", "manbar", "nashra"}[i%5], i/5+1))
	}
	sizes := make([]int, s.Clusters)
	for i := range sizes {
		switch f := g.r.Float64(); { // most stories have one copy, few have many
		case f < .7:
			sizes[i] = 2
		case f < .9:
			sizes[i] = min(3, s.Members)
		default:
			sizes[i] = 2 + int(float64(s.Members-2)*math.Pow(g.r.Float64(), 10))
		}
	}
	if s.Clusters > 0 {
		sizes[0] = s.Members
	}
	slices.SortFunc(sizes, func(a, b int) int { return b - a })
	for i, n := range sizes {
		g.cluster(i, n)
	}
	if s.News {
		likeNews(g.m, g.r)
	}
	g.pairs()
	g.lists()
	g.siteCounts()
	g.run()
	return g.m
}

type sampler struct {
	s      sample
	r      *rand.Rand
	m      *Model
	source *sampleSource
	sites  []string
}

func (g *sampler) one(list []string) string { return list[g.r.IntN(len(list))] }

func (g *sampler) title() string {
	if g.r.IntN(12) == 0 {
		w := []string{g.one(whoEN)}
		for range 6 {
			w = append(w, g.one(restEN))
		}
		return strings.Join(w, " ")
	}
	return fmt.Sprintf("%s %s %s %s في %s %s", g.one(whoAR), g.one(verbAR), g.one(whatAR), g.one(ofAR), g.one(placeAR), g.one(timeAR))
}

func (g *sampler) cluster(i, n int) {
	title, textSeed := g.title(), g.r.Uint64()
	start := g.s.Night.Add(-time.Duration(g.r.IntN(40*3600)) * time.Second)
	first := int32(len(g.source.rows))
	c := Cluster{ID: fmt.Sprintf("c%016x", g.r.Uint64()), Earliest: -1, Weakest: 1}
	gap := g.r.IntN(10)
	for k := range n {
		a := sampleArticle{Article: Article{
			ID: fmt.Sprintf("https://%s/news/%d/%06x", g.sites[(i*7+k*3+g.r.IntN(3))%len(g.sites)], 2026, g.r.Uint32()>>8),
		}, Head: Head{Title: title, File: fmt.Sprintf("dump-%02d.jsonl", g.r.IntN(6)), Position: int64(g.r.IntN(40000) + 1)}}
		a.Words, a.Dropped = int32(120+g.r.IntN(300)), int32(g.r.IntN(4))
		a.ID += fmt.Sprintf("-%d-%d", i, k)
		a.Site = strings.SplitN(a.ID, "/", 4)[2]
		a.URL = a.ID
		if k > 0 && g.r.IntN(3) == 0 {
			a.Title = strings.Replace(title, "في", "ب", 1) + " | " + a.Site
		}
		switch {
		case gap == 0 && k%3 == 1: // a date is missing
		case gap == 1 && k < 2:
			a.Date = start
		default:
			a.Date = start.Add(time.Duration(k*k) * time.Minute * 3)
		}
		if g.s.Texts {
			a.Text = sampleText(textSeed, k)
		}
		g.source.rows = append(g.source.rows, a)
		g.join(&c, first, k)
	}
	if gap > 1 {
		c.Earliest = first
	}
	slices.SortStableFunc(c.Merges, func(a, b Merge) int { return cmpFloat(b.Similarity, a.Similarity) })
	if len(c.Merges) > 0 {
		w := c.Merges[len(c.Merges)-1]
		c.Weakest, c.WeakestA, c.WeakestB = w.Similarity, w.A, w.B
	}
	g.m.Clusters = append(g.m.Clusters, c)
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// join adds member k of the cluster and its join to one of those before it.
func (g *sampler) join(c *Cluster, first int32, k int) {
	at := first + int32(k)
	if k == 0 {
		c.Members = append(c.Members, Member{Article: at, Similarity: 1, Containment: 1})
		return
	}
	sim, rel := 1.0, "identical"
	switch g.r.IntN(12) {
	case 0:
		rel = "excerpt"
		sim = 0.02 + float64(g.r.IntN(370))/1000
	case 1, 2, 3, 4, 5, 6, 7:
		rel = "near-duplicate"
		sim = 0.4 + float64(g.r.IntN(590))/1000
	}
	c.Members = append(c.Members, Member{Article: at, Similarity: sim, Containment: sampleContainment(sim), Relation: rel})
	to := first + int32(g.r.IntN(k))
	c.Merges = append(c.Merges, Merge{A: to, B: at, Similarity: sim})
}

// sampleContainment is what a pair of this similarity might have.
func sampleContainment(sim float64) float64 { return min(1, sim/2+.5) }

// sampleText makes the text of member k of a cluster: the cluster's text with
// some words replaced, one spelled otherwise and a sentence more.
func sampleText(seed uint64, k int) func() ([]string, error) {
	return func() ([]string, error) {
		r := rand.New(rand.NewPCG(seed, 1))
		edit := rand.New(rand.NewPCG(seed, uint64(k)+2))
		var paragraphs []string
		for p := range 4 {
			var w []string
			for range 45 {
				word := fillAR[r.IntN(len(fillAR))]
				switch {
				case k > 0 && edit.IntN(25) == 0:
					word = placeAR[edit.IntN(len(placeAR))]
				case k > 0 && edit.IntN(20) == 0:
					word = strings.NewReplacer("أ", "ا", "ة", "ه", "إ", "ا").Replace(word)
				}
				w = append(w, word)
			}
			paragraphs = append(paragraphs, strings.Join(w, " ")+".")
			if k > 1 && p == 1 {
				paragraphs = append(paragraphs, "ويأتي ذلك ضمن ما نشرته الصحيفة عن "+placeAR[edit.IntN(len(placeAR))]+".")
			}
		}
		return paragraphs, nil
	}
}

func (g *sampler) pairs() {
	for i := range g.m.Clusters {
		c := &g.m.Clusters[i]
		for _, e := range c.Merges {
			a, b := e.A, e.B
			if g.source.rows[a].ID > g.source.rows[b].ID {
				a, b = b, a
			}
			rel := "near-duplicate"
			switch {
			case e.Similarity == 1:
				rel = "identical"
			case e.Similarity < .4:
				rel = "excerpt"
			}
			g.m.Pairs = append(g.m.Pairs, Pair{A: a, B: b, Jaccard: e.Similarity, Containment: sampleContainment(e.Similarity), Weighted: .9, Relation: rel})
		}
	}
	for k := 0; k+1 < len(g.m.Clusters) && k < 30; k += 2 {
		a, b := g.m.Clusters[k].Members[0].Article, g.m.Clusters[k+1].Members[0].Article
		if g.source.rows[a].ID > g.source.rows[b].ID {
			a, b = b, a
		}
		g.m.Pairs = append(g.m.Pairs, Pair{A: a, B: b, Jaccard: .41 + float64(k)/200, Containment: .7, Weighted: .5, Relation: "template", Reason: "numbers differ: 4 of 6 are shared by neither"})
	}
	slices.SortFunc(g.m.Pairs, func(x, y Pair) int {
		if d := strings.Compare(g.source.rows[x.A].ID, g.source.rows[y.A].ID); d != 0 {
			return d
		}
		return strings.Compare(g.source.rows[x.B].ID, g.source.rows[y.B].ID)
	})
}

func (g *sampler) lists() {
	n := min(200, len(g.m.Clusters))
	for i := range n {
		a := g.m.Clusters[i].Members[0].Article
		h := Headline{Hash: uint64(i), Variants: int32(1 + i%4), Lists: int32(n - i + 1), Sites: int32(1 + (n-i)/6), Article: -1, Cluster: -1}
		if i%3 == 0 {
			h.Article, h.Cluster = a, int32(i)
		}
		g.source.headlines = append(g.source.headlines, g.source.rows[a].Title)
		g.m.Headlines = append(g.m.Headlines, h)
	}
	for i := 0; i+12 < n; i += 10 {
		l := ListGroup{ID: fmt.Sprintf("r%04d", i)}
		for k := range 4 {
			p := ListPage{Article: g.m.Clusters[i+k].Members[0].Article, Headlines: 8 - k, Shared: 8 - k, Similarity: float64(8-k) / 8}
			for e := range 8 - k {
				p.Entries = append(p.Entries, int32(i+e))
			}
			l.Pages = append(l.Pages, p)
		}
		g.m.Lists = append(g.m.Lists, l)
	}
}

func (g *sampler) siteCounts() {
	m := g.m
	bySite := map[string]*Site{}
	pairs := map[[2]string]*SitePair{}
	for i := range m.Clusters {
		c := &m.Clusters[i]
		var in []string
		for _, mem := range c.Members {
			s := sourceOf(m).rows[mem.Article].Site
			if bySite[s] == nil {
				bySite[s] = &Site{Site: s}
			}
			bySite[s].InClusters++
			bySite[s].Articles += 4
			if !slices.Contains(in, s) {
				in = append(in, s)
			}
		}
		first := ""
		if c.Earliest >= 0 {
			first = sourceOf(m).rows[c.Earliest].Site
			bySite[first].First++
		}
		slices.Sort(in)
		for x := range in {
			for y := x + 1; y < len(in); y++ {
				k := [2]string{in[x], in[y]}
				if pairs[k] == nil {
					pairs[k] = &SitePair{A: k[0], B: k[1]}
				}
				pairs[k].Clusters++
				switch first {
				case k[0]:
					pairs[k].FirstA++
				case k[1]:
					pairs[k].FirstB++
				}
			}
		}
	}
	for _, s := range bySite {
		s.Lists = s.Articles / 3
		m.Sites = append(m.Sites, *s)
	}
	slices.SortFunc(m.Sites, func(a, b Site) int { return strings.Compare(a.Site, b.Site) })
	for _, p := range pairs {
		m.SitePairs = append(m.SitePairs, *p)
	}
	slices.SortFunc(m.SitePairs, func(a, b SitePair) int { return strings.Compare(a.A+"\x00"+a.B, b.A+"\x00"+b.B) })
}

func (g *sampler) run() {
	m := g.m
	members, clusters := int64(len(sourceOf(m).rows)), int64(len(m.Clusters))
	for k := range 20 {
		m.Shorts = append(m.Shorts, int32(len(sourceOf(m).rows)))
		sourceOf(m).rows = append(sourceOf(m).rows, sampleArticle{Article: Article{ID: fmt.Sprintf("short-%02d", k), Site: g.sites[k], Words: int32(k % 7)}, Head: Head{Title: g.title(), File: "dump-00.jsonl", Position: int64(k + 1)}})
	}
	m.Articles = ArticleCounts{Embedded: 40, Short: 25, Duplicates: members - clusters, Unique: members*2 + clusters}
	m.Articles.All = m.Articles.Short + m.Articles.Duplicates + m.Articles.Unique
	m.Records = Records{OK: m.Articles.All - m.Articles.Embedded, Rejected: 12, DuplicateID: 9, Versions: 3}
	m.Records.Read = m.Records.OK + m.Records.Rejected + m.Records.DuplicateID
	m.Files = []File{
		{File: "dump-00.jsonl", Read: m.Records.Read - 12, OK: m.Records.OK - 9, Rejected: 3, Status: "ok"},
		{File: "dump-01.jsonl.gz", Read: 12, OK: 9, Rejected: 9, Status: "incomplete", Reason: "unexpected end of gzip"},
	}
	m.Rejects = map[string]int64{"bad-json": 7, "no-text": 4, "too-large": 1}
	m.Warnings = map[string]int64{"encoding-repaired": 6}
	m.Capped = map[string]int64{"bucket": 2}
	m.DateIssues = 17
	for i := range 21 {
		s := float64(i) / 20
		m.Curve = append(m.Curve, CurvePoint{Similarity: s, Probability: 1 - math.Pow(1-math.Pow(s, 3), 42)})
	}
	m.Alarms = []string{"dump-01.jsonl.gz: 40 % fewer records than the median of the last nights"}
	for k := range 12 {
		m.Furniture = append(m.Furniture, Furniture{Site: g.sites[k/3], Line: "تابعونا على " + whoAR[k], Pages: int64(90 - k), Example: "x"})
	}
	m.Parameters = []Parameter{{"format", "auto"}, {"shingle-size", 3}, {"perms", 128}, {"threshold", 0.4}, {"linkage", "average"}, {"night", g.s.Night.Format("2006-01-02")}}
}

// sampleRejects quotes a few bad records.
func sampleRejects(yield func(Reject, error) bool) {
	for i, reason := range []string{"bad-json", "no-text", "bad-json", "too-large"} {
		if !yield(Reject{File: "dump-00.jsonl", Position: int64(i*11 + 5), Reason: reason, Excerpt: `{"id":"7","title":"عنوان مقطو`}, nil) {
			return
		}
	}
}

// TestWriteSample writes a report to look at into the folder NASKH_SAMPLE.
func TestWriteSample(t *testing.T) {
	dir := os.Getenv("NASKH_SAMPLE")
	if dir == "" {
		t.Skip("NASKH_SAMPLE names no folder")
	}
	s := sample{Clusters: 400, Members: 38, Seed: 3, Texts: true}
	fmt.Sscan(os.Getenv("NASKH_SAMPLE_CLUSTERS"), &s.Clusters)
	o, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Abort()
	start := time.Now()
	m := newSample(s)
	t.Logf("model in %v", time.Since(start))
	start = time.Now()
	if err := Write(o.Dir(), m, Options{CSVBOM: true, Pairs: true, Rejects: sampleRejects, HTMLParts: os.Getenv("NASKH_SAMPLE_PARTS") != ""}); err != nil {
		t.Fatal(err)
	}
	t.Logf("written in %v", time.Since(start))
	if err := o.Commit(); err != nil {
		t.Fatal(err)
	}
}
