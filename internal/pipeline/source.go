package pipeline

import (
	"context"
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
	windows  sync.Pool // of *spillWindow
	mu       sync.Mutex
	err      error
}

// headWriter writes records of a number and some bytes, with the number and the size
// before them, 4 bytes each.
type headWriter struct {
	out    spillWriter
	record []byte
}

func (r *run) headWriter() headWriter { return headWriter{out: spillWriter{s: r.headsOf}} }

func (w *headWriter) put(number int, b []byte) (place, error) {
	w.record = binary.NativeEndian.AppendUint32(w.record[:0], uint32(number))
	w.record = binary.NativeEndian.AppendUint32(w.record, uint32(len(b)))
	w.record = append(w.record, b...)
	return w.out.put(w.record)
}

// heads writes titles and URLs, each with the number of lines that were dropped, and
// gives the model its source.
func (r *run) heads(ctx context.Context) error {
	r.headAt = make([]place, len(r.modeled))
	type worker struct {
		details   detailWindow
		buf, text []byte
		heads     headWriter
	}
	all, err := workers(ctx, r, len(r.modeled), 256, func() *worker { return &worker{details: r.detailWindow(), heads: r.headWriter()} }, func(w *worker, i int) (err error) {
		a := &r.articles[r.modeled[i]]
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
		d, err := w.details.of(a)
		if err != nil {
			return err
		}
		w.text = binary.AppendUvarint(w.text[:0], uint64(d.file))
		w.text = binary.AppendUvarint(w.text, uint64(d.position))
		w.text = appendStrings(w.text, title, url)
		r.headAt[i], err = w.heads.put(dropped, w.text)
		return err
	})
	if err != nil {
		return err
	}
	if err := flush(all, func(w *worker) *spillWriter { return &w.heads.out }); err != nil {
		return err
	}
	s := &source{run: r, articles: make([]article, len(r.modeled))}
	for i, m := range r.modeled {
		s.articles[i] = r.articles[m]
	}
	s.windows.New = func() any { return &spillWindow{s: r.headsOf} }
	r.model.Source = s
	return nil
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

// read calls use for a record of headWriter, or keeps the error.
func (s *source) read(at place, use func(number uint32, b []byte)) {
	w := s.windows.Get().(*spillWindow)
	defer s.windows.Put(w)
	head, err := w.view(at.offset(), 8)
	if err == nil {
		number, size := binary.NativeEndian.Uint32(head), binary.NativeEndian.Uint32(head[4:])
		var b []byte
		if b, err = w.view(at.offset()+8, int(size)); err == nil {
			use(number, b)
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}

func (s *source) Text(i int32) ([]string, error) {
	_, _, paragraphs, _, err := s.kept(&s.articles[i])
	return paragraphs, err
}

func (s *source) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
