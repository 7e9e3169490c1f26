package shingle

import "unicode/utf8"

// careful reads s from i, where no unit is open, until one or more are complete,
// and returns where it stopped.
func (w *Words) careful(s string, i int) int {
	for i < len(s) {
		e, size := entryAt(s, i)
		switch e.class() {
		case classDrop:
			i += size
			continue
		case classMark, classSlow:
			base, from, to := w.pieces.at(s, i)
			w.takeBack(base.class())
			for _, r := range string(w.pieces.fold(s[from:to])) {
				char, n := encode(r)
				w.feed(classify(r), char, n)
			}
			i, size = to, 0
		default:
			char, n := e.char()
			w.feed(e.class(), char, n)
		}
		i += size
		if len(w.unit) == 0 {
			return i
		}
	}
	w.flush()
	return i
}

// takeBack takes the last character, of class c, from the open unit.
func (w *Words) takeBack(c class) {
	switch c {
	case classChar:
		w.chars--
		fallthrough
	case classLetter, classDigit:
		_, size := utf8.DecodeLastRune(w.unit)
		w.unit = w.unit[:len(w.unit)-size]
	}
}

// feed takes one folded character: its class, its UTF-8 (first byte lowest) and
// how many bytes that is.
func (w *Words) feed(c class, char uint32, n int) {
	if w.group && c != classDigit {
		w.flush()
	}
	w.group = false
	switch c {
	case classLetter, classDigit:
		if w.chars > 0 {
			w.flush()
		}
		w.number = w.number || c == classDigit
		w.add(char, n)
	case classChar:
		if w.chars == 0 {
			w.flush()
		}
		if w.chars == len(w.ends) {
			w.shortenRun()
		}
		w.add(char, n)
		w.ends[w.chars] = len(w.unit)
		w.chars++
	case classGroup:
		if last := len(w.unit) - 1; w.number && '0' <= w.unit[last] && w.unit[last] <= '9' {
			w.group = true
			return
		}
		w.flush()
	default:
		w.flush()
	}
}

func (w *Words) add(char uint32, n int) {
	w.unit = append(w.unit, byte(char), byte(char>>8), byte(char>>16), byte(char>>24))[:len(w.unit)+n]
}

// flush ends the open unit.
func (w *Words) flush() {
	switch {
	case w.chars > 1:
		w.emitPairs(w.chars)
	case w.chars == 1:
		w.wide++
		w.emit(w.unit, false)
	case len(w.unit) > 0:
		w.emit(w.unit, w.number)
	}
	w.unit, w.chars, w.number, w.group = w.unit[:0], 0, false, false
}

// emitPairs emits each two neighbours among the first n characters of the run.
func (w *Words) emitPairs(n int) {
	from := 0
	for k := 1; k < n; k++ {
		w.emit(w.unit[from:w.ends[k]], false)
		from = w.ends[k-1]
	}
	w.wide += n - 1
}

// shortenRun emits all pairs of a run but the last, which may still change: its
// second character may be taken back.
func (w *Words) shortenRun() {
	w.emitPairs(w.chars - 1)
	cut := w.ends[w.chars-3]
	first, second := w.ends[w.chars-2]-cut, w.ends[w.chars-1]-cut
	w.unit = w.unit[:copy(w.unit, w.unit[cut:])]
	w.ends[0], w.ends[1], w.chars = first, second, 2
}
