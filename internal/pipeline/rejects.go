package pipeline

import (
	"cmp"
	"encoding/binary"
	"slices"

	"naskh/internal/dump"
	"naskh/report"
)

// Rejects wait in a temporary file, for a small file may hold millions: each worker writes
// those of one file and chunk together.

// rejected is such a record: each reject is its position, a varint, then its reason and
// its excerpt as appendStrings has them.
type rejected struct {
	position int64 // of the first
	at       int64 // offset in the spill
	size     int32 // in bytes
	file     int32
}

// rejectWriter writes rejects; one serves one goroutine.
type rejectWriter struct {
	out     spillWriter
	waiting rejected // what record holds
	record  []byte
	written []rejected
	counts  map[string]int64 // by reason
}

func (w *rejectWriter) add(r *dump.Reject) error {
	if len(w.record) > 0 && w.waiting.file != int32(r.Input) {
		if err := w.end(); err != nil {
			return err
		}
	}
	if len(w.record) == 0 {
		w.waiting = rejected{position: r.Position, file: int32(r.Input)}
	}
	w.record = binary.AppendUvarint(w.record, uint64(r.Position))
	w.record = appendStrings(w.record, string(r.Reason), r.Excerpt)
	w.counts[string(r.Reason)]++
	return nil
}

// end ends the record.
func (w *rejectWriter) end() (err error) {
	if len(w.record) == 0 {
		return nil
	}
	w.waiting.size = int32(len(w.record))
	w.waiting.at, err = w.out.append(w.record)
	w.written = append(w.written, w.waiting)
	w.record = w.record[:0]
	return err
}

// gatherRejects puts the rejects of all workers in the order of the input and counts them.
func (r *run) gatherRejects(workers []*reader) {
	r.model.Rejects = map[string]int64{}
	for _, w := range workers {
		r.rejects = append(r.rejects, w.rejects.written...)
		for reason, n := range w.rejects.counts {
			r.model.Rejects[reason] += n
			r.rejectCount += n
		}
	}
	slices.SortFunc(r.rejects, func(a, b rejected) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.position, b.position))
	})
}

// eachReject reads the rejects back.
func (r *run) eachReject(yield func(report.Reject, error) bool) {
	var record []byte
	for _, s := range r.rejects {
		record = slices.Grow(record[:0], int(s.size))[:s.size]
		if err := r.rejectsOf.read(record, s.at); err != nil {
			yield(report.Reject{}, err)
			return
		}
		for rest := record; len(rest) > 0; {
			position, n := binary.Uvarint(rest)
			reason, after, _ := firstString(rest[n:])
			excerpt, end, _ := firstString(after)
			rest = end
			if !yield(report.Reject{
				File: r.inputs[s.file].Name, Position: int64(position), Reason: string(reason), Excerpt: string(excerpt),
			}, nil) {
				return
			}
		}
	}
}
