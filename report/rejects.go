package report

import (
	"encoding/json"
	"io"
	"iter"
)

// Reject is one record that was not read. Position is the 1-based line for
// line formats, else the number of the record; 0 stands for the whole file.
type Reject struct {
	File     string `json:"file"`
	Position int64  `json:"position"`
	Reason   string `json:"reason"`
	Excerpt  string `json:"excerpt"`
}

// writeRejects writes one JSON object a line.
func writeRejects(w io.Writer, rejects iter.Seq2[Reject, error]) error {
	if rejects == nil {
		return nil
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for r, err := range rejects {
		if err != nil {
			return err
		}
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	return nil
}
