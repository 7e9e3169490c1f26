package dump

import "unicode/utf8"

// Arabic UTF-8 that was read as a code page and stored as UTF-8 again shows it
// at once: every letter became two characters, the first of them nearly always
// one of the two that D8 and D9, the leads of the Arabic block, stand for:
// ط and ظ in windows-1256, Ø and Ù in windows-1252 and Latin-1.

// mojibakeSample is how much of a text is looked at before any work is done.
const mojibakeSample = 192

// suspect returns the code page that text seems to have been read in by
// mistake, or nil. In sound Arabic ط and ظ are one letter in eighty, here they
// are every second one; a third of the letters is asked for. Most texts are
// cleared by their first eight letters.
func suspect(text []byte) *codePage {
	text = text[:min(len(text), mojibakeSample)]
	letters, tah, oslash := 0, 0, 0
	for i := 0; i+1 < len(text); i++ {
		c := text[i]
		if c < 0xC0 {
			continue
		}
		letters++
		switch next := text[i+1]; {
		case c == 0xD8 && next-0xB7 <= 1:
			tah++
		case c == 0xC3 && next-0x98 <= 1:
			oslash++
		}
		if letters == 8 && tah+oslash < 2 {
			return nil
		}
	}
	switch {
	case letters < 6:
	case tah*3 > letters:
		return windows1256
	case oslash*3 > letters:
		return windows1252
	}
	return nil
}

// appendUnmixed appends text with the mistake undone, and reports whether it
// was one: every character has a byte in the page, the bytes are valid UTF-8
// and hold more Arabic letters than text does. Otherwise dst is unchanged.
func appendUnmixed(dst, text []byte) ([]byte, bool) {
	p := suspect(text)
	if p == nil {
		return dst, false
	}
	mark := len(dst)
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			dst = append(dst, c)
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		c, ok := p.encode[r]
		if !ok && p == windows1252 && r < 0x100 {
			c, ok = byte(r), true // Latin-1
		}
		if !ok {
			return dst[:mark], false
		}
		dst = append(dst, c)
	}
	if valid, _ := inspect(dst[mark:]); !valid || letterShare(dst[mark:]) <= letterShare(text) {
		return dst[:mark], false
	}
	return dst, true
}

// letterShare is the share of Arabic letters other than ط and ظ among the
// characters beyond ASCII, in thousandths.
func letterShare(b []byte) int {
	all, arabic := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		i += size
		all++
		if 0x621 <= r && r <= 0x64A && r != 'ط' && r != 'ظ' {
			arabic++
		}
	}
	return arabic * 1000 / max(all, 1)
}
