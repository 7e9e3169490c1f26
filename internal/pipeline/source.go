package pipeline

import (
	"encoding/binary"
	"sync"
	"time"

	"naskh/report"
)

// source gives the report its articles and headlines: from the article table what
// stands there, from temporary files the rest. Titles and URLs stand in a file in the
// order in which the report numbers articles, then headlines, so that who reads them in
// that order reads few bytes twice.
type source struct {
	*run
	articles []article // of the report, by their numbers there
	headAt   []place   // of their head records
	windows  sync.Pool // of *spillWindow
	mu       sync.Mutex
	err      error
}

func (s *source) Known() int { return len(s.articles) }

func (s *source) Article(i int32) report.Article {
	a := &s.articles[i]
	out := report.Article{ID: s.ids.of(a.id), Site: s.sites[a.site], Words: a.units, Embedded: a.embedded}
	if a.date != noDate {
		out.Date = time.Unix(a.date, 0).UTC()
	}
	return out
}

func (s *source) Head(i int32) (h report.Head) {
	s.read(s.headAt[i], func(number uint32, b []byte) {
		file, n := binary.Uvarint(b)
		position, m := binary.Uvarint(b[n:])
		title, rest, _ := firstString(b[n+m:])
		url, _, _ := firstString(rest)
		h = report.Head{
			Title: string(title), URL: string(url), File: s.inputs[file].Name, Position: int64(position), Dropped: int32(number),
		}
	})
	return h
}

func (s *source) Headline(i int32) (text string) {
	s.read(s.headlineTexts[i], func(_ uint32, b []byte) { text = string(b) })
	return text
}

// read calls use for a head record, or keeps the error.
func (s *source) read(at place, use func(number uint32, b []byte)) {
	w := s.windows.Get().(*spillWindow)
	defer s.windows.Put(w)
	record, err := w.viewHead(at)
	if err == nil {
		use(binary.NativeEndian.Uint32(record), record[8:])
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}

func (s *source) Text(i int32) ([]string, error) {
	return s.kept(&s.articles[i])
}

func (s *source) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
