package dump

import "bytes"

// A text file is binary if more than one byte in a hundred is NUL, or if more
// than one in a hundred of its first bytes is another control character that no
// text uses.
const binaryShare = 100

// looksBinary reports whether head, the beginning of a file, belongs to no text.
func looksBinary(head []byte) bool {
	if bytes.Count(head, []byte{0})*binaryShare > len(head) {
		return true
	}
	odd := 0
	for _, c := range head {
		if c < ' ' && c != 0 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1B && c != 0x1A || c == 0x7F {
			odd++
		}
	}
	return odd*binaryShare > len(head)
}

// plainText turns the bytes of a text file into its text: NULs dropped, code
// pages and mojibake undone, CR LF, CR and U+0085 made newlines. It returns raw
// itself where nothing is to be done, else memory of the arena.
func (c *Chunk) plainText(raw []byte) ([]byte, Warnings) {
	var w Warnings
	text := raw
	valid, control := inspect(text)
	if control && bytes.IndexByte(text, 0) >= 0 {
		text = c.put(func(dst []byte) []byte { return appendWithoutNUL(dst, text) })
		w |= WarnNUL
		valid, _ = inspect(text)
	}
	if !valid {
		text = c.put(func(dst []byte) []byte {
			dst, warning := appendRepaired(dst, text)
			w |= warning
			return dst
		})
	}
	text = c.unmix(text, &w)
	if bytes.IndexByte(text, '\r') >= 0 || bytes.Contains(text, []byte("\u0085")) {
		text = c.put(func(dst []byte) []byte { return appendNewlines(dst, text) })
	}
	return text, w
}

// unmix undoes mojibake in text.
func (c *Chunk) unmix(text []byte, w *Warnings) []byte {
	mark := len(c.scan.arena)
	out, ok := appendUnmixed(c.scan.arena, text)
	if !ok {
		return text
	}
	c.scan.arena = out
	*w |= WarnMojibake
	return out[mark:len(out):len(out)]
}

// put lets fill append to the arena and returns what it appended.
func (c *Chunk) put(fill func(dst []byte) []byte) []byte {
	mark := len(c.scan.arena)
	c.scan.arena = fill(c.scan.arena)
	return c.scan.arena[mark:len(c.scan.arena):len(c.scan.arena)]
}

func appendWithoutNUL(dst, b []byte) []byte {
	for len(b) > 0 {
		i := bytes.IndexByte(b, 0)
		if i < 0 {
			return append(dst, b...)
		}
		dst = append(dst, b[:i]...)
		b = b[i+1:]
	}
	return dst
}

func appendNewlines(dst, b []byte) []byte {
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '\r':
			dst = append(dst, '\n')
			if i+1 < len(b) && b[i+1] == '\n' {
				i++
			}
		case b[i] == 0xC2 && i+1 < len(b) && b[i+1] == 0x85:
			dst = append(dst, '\n')
			i++
		default:
			dst = append(dst, b[i])
		}
	}
	return dst
}
