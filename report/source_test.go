package report

// sampleSource holds everything in memory.
type sampleSource struct {
	rows      []sampleArticle
	headlines []string // of Model.Headlines
	err       error
}

type sampleArticle struct {
	Article
	Head
	Text func() ([]string, error) // nil: none is kept
}

func sourceOf(m *Model) *sampleSource { return m.Source.(*sampleSource) }

func (s *sampleSource) Known() int              { return len(s.rows) }
func (s *sampleSource) Article(i int32) Article { return s.rows[i].Article }
func (s *sampleSource) Head(i int32) Head       { return s.rows[i].Head }
func (s *sampleSource) Headline(i int32) string { return s.headlines[i] }
func (s *sampleSource) Err() error              { return s.err }

func (s *sampleSource) Text(i int32) ([]string, error) {
	if s.rows[i].Text == nil {
		return nil, nil
	}
	return s.rows[i].Text()
}
