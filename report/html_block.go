package report

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
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

// writeBlock writes v as the block called name and returns its size in bytes.
func writeBlock(w *bufio.Writer, name string, v any) (int64, error) {
	if _, err := fmt.Fprintf(w, "<script type=\"text/plain\" id=\"d-%s\">", name); err != nil {
		return 0, err
	}
	c := &countingWriter{w: w}
	if err := pack(c, v); err != nil {
		return c.n, fmt.Errorf("block %s: %w", name, err)
	}
	_, err := w.WriteString("</script>\n")
	return c.n, err
}

// pack writes v as base64 of gzip of JSON.
func pack(w io.Writer, v any) error {
	b64 := base64.NewEncoder(base64.StdEncoding, w)
	gz, err := gzip.NewWriterLevel(b64, 6)
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
