package pipeline

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"naskh/internal/dump"
	"naskh/internal/page"
	"naskh/shingle"
)

// reader is one worker of the first stage: records in, spilled articles out.
type reader struct {
	run        *run
	splitter   *page.Splitter
	page       page.Page
	words      shingle.Words
	units      []shingle.Word
	lines      []line
	marks      []uint64
	record     []byte
	bytes      []byte
	textsOut   spillWriter
	marksOut   spillWriter
	signsOut   spillWriter
	samplesOut spillWriter
	listsOut   spillWriter
	headsOut   headWriter
	rows       rowWriter
	ids        arenaWriter
	heads      headlineFolder
	signing    *signing
	counter    counter
	signed     [signedTexts]signed

	sites    map[string]int32
	names    []string
	rejects  rejectWriter
	warnings map[string]int64
	badDates int64
}

// read runs the first stage: every record of the inputs is split, folded and
// spilled.
func (r *run) read(ctx context.Context, source *dump.Reader) error {
	workers := make([]*reader, r.opts.Jobs)
	var wait sync.WaitGroup
	errs := make([]error, len(workers))
	for i := range workers {
		w := r.newReader()
		workers[i] = w
		wait.Go(func() { errs[i] = w.loop(ctx, source) })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	r.told(source)
	if err := r.gather(workers); err != nil {
		return err
	}
	clear(workers)
	r.collect()
	return nil
}

func (r *run) newReader() *reader {
	return &reader{
		run: r, splitter: page.NewSplitter(r.opts.Markers),
		sites: map[string]int32{}, warnings: map[string]int64{},
		signing: r.newSigning(), counter: counter{f: r.frequency},
		textsOut: spillWriter{s: r.texts}, marksOut: spillWriter{s: r.marks}, signsOut: spillWriter{s: r.signs},
		samplesOut: spillWriter{s: r.samples}, listsOut: spillWriter{s: r.lists}, headsOut: headWriter{out: spillWriter{s: r.headsRead}},
		rejects: rejectWriter{out: spillWriter{s: r.rejectsOf}, counts: map[string]int64{}},
		rows:    rowWriter{out: spillWriter{s: r.rowsOf}}, ids: arenaWriter{arena: &r.ids},
	}
}

func (w *reader) loop(ctx context.Context, source *dump.Reader) error {
	var chunk dump.Chunk
	for source.Next(&chunk) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for rec, reject := range chunk.Records() {
			if reject != nil {
				if err := w.rejects.add(reject); err != nil {
					return err
				}
				continue
			}
			if err := w.add(&rec); err != nil {
				return err
			}
		}
		if err := cmp.Or(w.rows.end(), w.rejects.end()); err != nil {
			return err
		}
		w.run.told(source)
	}
	return w.flush()
}

// told tells the progress how far the input was read since it was told last.
func (r *run) told(source *dump.Reader) {
	read := source.BytesRead()
	r.progress.Add(read - r.bytesRead.Swap(read))
}

// flush writes out what waits.
func (w *reader) flush() error {
	w.counter.flush()
	if err := cmp.Or(w.rows.end(), w.rejects.end()); err != nil {
		return err
	}
	for _, out := range []*spillWriter{&w.rejects.out, &w.textsOut, &w.marksOut, &w.signsOut, &w.samplesOut, &w.listsOut, &w.headsOut.out, &w.rows.out} {
		if err := out.flush(); err != nil {
			return err
		}
	}
	return nil
}

// add splits one record and spills its articles.
func (w *reader) add(rec *dump.Record) error {
	for name := range rec.Warnings.Names() {
		w.warnings[name]++
	}
	date := int64(noDate)
	if rec.DateBad {
		w.badDates++
	} else if !rec.Date.IsZero() {
		date = rec.Date.Unix()
	}
	if w.run.opts.NoSplit {
		w.page.Reset()
		w.page.Title, w.page.HasTitle = rec.Title, rec.Title != ""
		for l := range strings.Lines(rec.Text) {
			if l = strings.TrimSpace(l); l != "" {
				w.page.Body = append(w.page.Body, l)
			}
		}
	} else {
		w.splitter.Split(&w.page, rec.Title, rec.Text)
	}
	p := &w.page
	title := rec.Title
	if title == "" && p.HasTitle {
		title = p.Title
	}
	if rec.Title == "" && p.HasTitle && len(p.Body)+len(p.Related)+len(p.Embedded) == 0 {
		p.Body = append(p.Body, p.Title) // a page of one line: its title is all there is to compare
	}
	id := rec.ID
	if id == "" || id == rec.File {
		id = rec.URL // a text file has its name for an id: file@1 says more
	}
	main := row{
		article: article{id: w.ids.add(id), date: date, site: w.site(rec.SiteName()), node: -1},
		detail:  detail{position: rec.Position, file: int32(rec.Input)},
	}
	record, err := w.rows.record(main.file)
	if err != nil {
		return err
	}
	part := main
	if err := w.article(&part, title, rec.URL, p.Body); err != nil {
		return err
	}
	if err := w.list(&part, p.Related); err != nil {
		return err
	}
	w.rows.add(part)
	for _, e := range p.Embedded {
		part := main
		part.embedded = true
		if err := w.article(&part, e.Title, rec.URL, e.Paragraphs); err != nil {
			return err
		}
		w.rows.add(part)
	}
	w.rows.endRecord(record)
	return nil
}

// article folds the paragraphs of one article, spills it and fills a.
func (w *reader) article(a *row, title, url string, paragraphs []string) error {
	w.units, w.lines, w.marks = w.units[:0], w.lines[:0], w.marks[:0]
	w.units, _ = w.words.Append(w.units, title)
	titleEnd := len(w.units)
	type span struct{ from, to, wide int }
	var spans [32]span
	rows, wide := spans[:0], 0
	for _, p := range paragraphs {
		from, n := len(w.units), 0
		if w.units, n = w.words.Append(w.units, p); len(w.units) > from {
			rows = append(rows, span{from, len(w.units), n})
			wide += n
		}
	}
	head := w.units[:titleEnd]
	for _, s := range rows {
		words := w.units[s.from:s.to]
		l := line{words: words, wide: s.wide, hash: maskedHash(words, head)}
		w.lines = append(w.lines, l)
		w.marks = append(w.marks, l.hash, leastShingle(words))
	}
	body := w.units[titleEnd:]
	a.hash = xxhash.Sum64(asBytes(body))
	if titleEnd > 0 {
		a.titled = w.heads.hash(&w.words, title)
	}
	a.units = int32(len(body))
	a.lines = int32(len(w.lines))
	w.record = encodeWords(w.record[:0], w.lines)
	a.wordsLen = int32(len(w.record))
	last, err := w.sign(a, body, wide, paragraphs)
	if err != nil {
		return err
	}
	if a.marks, err = w.marksOut.put(asBytes(w.marks)); err != nil {
		return err
	}
	for len(w.record)%8 != 0 {
		w.record = append(w.record, 0)
	}
	from := len(w.record)
	w.record = appendStrings(w.record, paragraphs...)
	a.textLen = int32(len(w.record) - from)
	if a.at, err = w.spillOnce(last); err != nil {
		return err
	}
	a.head, err = w.headsOut.put(&a.detail, title, url)
	return err
}

// signed is what a text got that was signed a while ago, and the record of it that was
// spilled last.
type signed struct {
	hash           uint64
	units, sampled int32
	signs, samples place
	short          bool

	record uint64 // hash, 0 before the text comes again
	at     int64
}

const signedTexts = 1 << 10

// sign counts the words of an article and spills its signs, or takes those of an
// equal text, which it returns then.
func (w *reader) sign(a *row, words []shingle.Word, wide int, paragraphs []string) (same *signed, err error) {
	last := &w.signed[a.hash%signedTexts]
	if len(words) > 0 && last.hash == a.hash && last.units == a.units && w.run.opts.Shingle == shingle.ByWord {
		a.signs, a.samples, a.sampled, a.short = last.signs, last.samples, last.sampled, last.short
		return last, nil
	}
	w.counter.add(words)
	a.counted = true
	err = a.keepSigns(&a.article, &w.signsOut, &w.samplesOut, w.signing, words, wide, paragraphs)
	*last = signed{hash: a.hash, units: a.units, sampled: a.sampled, signs: a.signs, samples: a.samples, short: a.short}
	return nil, err
}

// spillOnce spills the record of a text, or finds it where an equal text has an equal one:
// the same letters in the same lines.
func (w *reader) spillOnce(same *signed) (at int64, err error) {
	if same == nil {
		return w.textsOut.append(w.record)
	}
	hash := xxhash.Sum64(w.record)
	if hash == same.record {
		return same.at, nil
	}
	at, err = w.textsOut.append(w.record)
	same.record, same.at = hash, at
	return at, err
}

func (w *reader) site(name string) int32 {
	if i, ok := w.sites[name]; ok {
		return i
	}
	name = strings.Clone(name)
	i := int32(len(w.names))
	w.sites[name] = i
	w.names = append(w.names, name)
	return i
}

// maskedHash hashes a line with its numbers masked, and with the article's
// title masked where the line ends or begins with it: "link of this story:
// TITLE" is one line over all pages.
func maskedHash(words, title []shingle.Word) uint64 {
	before, after := words, words[:0]
	if n := len(words) - len(title); len(title) > 1 && n > 0 {
		if slices.Equal(words[n:], title) {
			before = words[:n]
		} else if slices.Equal(words[:len(title)], title) {
			before, after = words[:0], words[len(title):]
		}
	}
	// A sum, so that no word waits for the one before; the place of each counts.
	sum, place := uint64(0), uint64(1)
	add := func(words []shingle.Word) {
		for _, x := range words {
			if x.Number() {
				x = 1
			}
			hi, lo := bits.Mul64(uint64(x)+place, 0xD6E8FEB86659FD93)
			sum += hi ^ lo
			place += 0x9E3779B97F4A7C15
		}
	}
	add(before)
	if len(before)+len(after) < len(words) {
		add([]shingle.Word{titleMask})
	}
	add(after)
	return shingle.Mix(sum)
}

// titleMask stands for the title in a masked line; no word has its bits.
const titleMask = 2

// leastShingle is the smallest hash of three neighbouring words: a MinHash of
// the line with one position.
func leastShingle(words []shingle.Word) uint64 {
	least := uint64(math.MaxUint64)
	for i := 0; i+2 < len(words); i++ {
		h := uint64(words[i])*0x9E3779B97F4A7C15 + uint64(words[i+1])
		hi, lo := bits.Mul64(h^0xA0761D6478BD642F, uint64(words[i+2])|1)
		least = min(least, (hi^lo)*0xBF58476D1CE4E5B9)
	}
	return least
}
