package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// The report's data stands in blocks: JSON, gzip, base64, in a script element
// of type text/plain that the browser never runs. Base64 has no character that
// means something to HTML, so scraped text cannot leave its block. The page's
// script unpacks a block when a view first needs it.

// Texts take the room that is left whatever they pack to: level 6 takes a
// quarter of the time of 8 and keeps 3 % fewer. In a report of many clusters
// the blocks that grow with them are packed smaller, so that 100,000 fit into
// 12 MB.
const (
	packFast   = 6
	packSmall  = 8
	smallFrom  = 50_000           // clusters
	packRandom = gzip.HuffmanOnly // for digits that do not repeat: what gzip takes for repetition is longer
)

// countingWriter counts what goes through it.
type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// block is one piece of data with the name by which the page asks for it. Its
// data is made when its turn to be packed comes.
type block struct {
	name  string
	level int // of gzip
	data  func() (any, error)
}

func ready(v any) func() (any, error) { return func() (any, error) { return v, nil } }

// packedBlock is a block as it stands in the page.
type packedBlock struct {
	name string
	text []byte
}

// blocksAhead is how many packed blocks wait for the one before them, for each place of
// the crew: the index takes as long as many of the others.
const blocksAhead = 16

// writeBlocks writes blocks, and then behind the first one.
func writeBlocks(w io.Writer, c *crew, blocks []block, then string) error {
	works := func(yield func(func() (packedBlock, error)) bool) {
		for _, b := range blocks {
			if !yield(b.pack) {
				return
			}
		}
	}
	return inOrder(c, blocksAhead, works, func(p packedBlock) (bool, error) {
		err := p.write(w)
		if err == nil && then != "" {
			_, err = io.WriteString(w, then)
			then = ""
		}
		return true, err
	})
}

func (b block) pack() (packedBlock, error) {
	v, err := b.data()
	if err != nil {
		return packedBlock{}, err
	}
	text, err := pack(v, b.level)
	if err != nil {
		return packedBlock{}, fmt.Errorf("block %s: %w", b.name, err)
	}
	return packedBlock{b.name, text}, nil
}

func (p packedBlock) write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "<script type=\"text/plain\" id=\"d-%s\">", p.name); err != nil {
		return err
	}
	if _, err := w.Write(p.text); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</script>\n")
	return err
}

// packers keeps the gzip writers of each level: each holds about a megabyte. A
// used one packs to the same bytes as a new one.
var packers = map[int]*sync.Pool{packFast: packerPool(packFast), packSmall: packerPool(packSmall), packRandom: packerPool(packRandom)}

func packerPool(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		w, err := gzip.NewWriterLevel(nil, level)
		if err != nil {
			panic(err) // the level is one of ours
		}
		return w
	}}
}

// pack returns v as base64 of gzip of JSON.
func pack(v any, level int) ([]byte, error) {
	var out bytes.Buffer
	b64 := base64.NewEncoder(base64.StdEncoding, &out)
	gz := packers[level].Get().(*gzip.Writer)
	defer packers[level].Put(gz)
	gz.Reset(b64)
	enc := json.NewEncoder(gz)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	if err := gz.Close(); err != nil {
		return nil, err
	}
	err := b64.Close()
	return out.Bytes(), err
}
