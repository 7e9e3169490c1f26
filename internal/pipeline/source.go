package pipeline

import (
	"context"
	"encoding/binary"
	"slices"
	"sync"
	"time"

	"naskh/report"
)

// source gives the report its articles: from the article table what stands there,
// from temporary files the rest. The heads record of an article holds the number of
// its lines that were dropped and the size of what follows, 4 bytes each, its title
// and its URL, in the order in which the report numbers articles.
type source struct {
	*run
	windows sync.Pool // of *spillWindow
	mu      sync.Mutex
	err     error
}

// heads writes the heads records and gives the model its source.
func (r *run) heads(ctx context.Context) error {
	r.headAt = make([]place, len(r.modeled))
	type worker struct {
		buf, record []byte
		out         spillWriter
	}
	all, err := workers(ctx, r, len(r.modeled), 256, func() *worker { return &worker{out: spillWriter{s: r.headsOf}} }, func(w *worker, i int) (err error) {
		a := &r.articles[r.modeled[i]].stored
		var title, url string
		dropped := 0
		if a.trimmed {
			title, url, _, dropped, err = r.kept(a)
		} else {
			title, url, w.buf, err = r.headOf(a, w.buf)
		}
		if err != nil {
			return err
		}
		w.record = binary.NativeEndian.AppendUint64(w.record[:0], 0)
		w.record = appendStrings(w.record, title, url)
		binary.NativeEndian.PutUint64(w.record, uint64(dropped)<<32|uint64(len(w.record)-8))
		r.headAt[i], err = w.out.put(w.record)
		return err
	})
	if err != nil {
		return err
	}
	for _, w := range all {
		if err := w.out.flush(); err != nil {
			return err
		}
	}
	s := &source{run: r}
	s.windows.New = func() any { return &spillWindow{s: r.headsOf} }
	r.model.Source = s
	return nil
}

func (s *source) Known() int { return len(s.modeled) }

func (s *source) Article(i int32) report.Article {
	a := &s.articles[s.modeled[i]]
	out := report.Article{
		ID: s.ids.of(a.id), Site: s.sites[a.site], File: s.inputs[a.file].Name, Position: a.position,
		Words: a.units, Embedded: a.part > 1,
	}
	if a.date != noDate {
		out.Date = time.Unix(a.date, 0).UTC()
	}
	return out
}

func (s *source) Head(i int32) (h report.Head) {
	w := s.windows.Get().(*spillWindow)
	defer s.windows.Put(w)
	at := s.headAt[i].offset()
	record, err := w.view(at, 8)
	if err == nil {
		size := binary.NativeEndian.Uint64(record)
		h.Dropped = int32(size >> 32)
		if record, err = w.view(at+8, int(uint32(size))); err == nil {
			title, rest, _ := firstString(record)
			url, _, _ := firstString(rest)
			h.Title, h.URL = string(title), string(url)
		}
	}
	s.fail(err)
	return h
}

func (s *source) Text(i int32) ([]string, error) {
	_, _, paragraphs, _, err := s.kept(&s.articles[s.modeled[i]].stored)
	return paragraphs, err
}

func (s *source) Headline(i int32) string {
	p := s.headlineTexts[i]
	text, err := s.headlineText(p, slices.Grow([]byte(nil), int(p&placeBytes)))
	s.fail(err)
	return string(text)
}

func (s *source) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

func (s *source) fail(err error) {
	if err == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}
