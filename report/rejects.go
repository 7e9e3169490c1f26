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

// rejectExamples is how many rejects of one reason the report quotes.
const rejectExamples = 20

// writeRejects writes one JSON object a line and returns the first rejects of
// each reason.
func writeRejects(w io.Writer, rejects iter.Seq2[Reject, error]) (map[string][]Reject, error) {
	examples := map[string][]Reject{}
	if rejects == nil {
		return examples, nil
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for r, err := range rejects {
		if err != nil {
			return nil, err
		}
		if err := enc.Encode(r); err != nil {
			return nil, err
		}
		if len(examples[r.Reason]) < rejectExamples {
			examples[r.Reason] = append(examples[r.Reason], r)
		}
	}
	return examples, nil
}
