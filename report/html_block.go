package report

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// The report's data stands in blocks: JSON, gzip, base64, in a script element
// of type text/plain that the browser never runs. Base64 has no character that
// means something to HTML, so scraped text cannot leave its block. The page's
// script unpacks a block when a view first needs it.

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

// block is one piece of data with the name by which the page asks for it.
type block struct {
	name string
	data any
}

func writeBlocks(w io.Writer, blocks ...block) error {
	for _, b := range blocks {
		if _, err := fmt.Fprintf(w, "<script type=\"text/plain\" id=\"d-%s\">", b.name); err != nil {
			return err
		}
		if err := pack(w, b.data); err != nil {
			return fmt.Errorf("block %s: %w", b.name, err)
		}
		if _, err := io.WriteString(w, "</script>\n"); err != nil {
			return err
		}
	}
	return nil
}

// pack writes v as base64 of gzip of JSON.
func pack(w io.Writer, v any) error {
	b64 := base64.NewEncoder(base64.StdEncoding, w)
	gz, err := gzip.NewWriterLevel(b64, 8)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(gz)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	if err := gz.Close(); err != nil {
		return err
	}
	return b64.Close()
}
