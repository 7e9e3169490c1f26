package dump

// skip checks the value at i, which lies below depth open brackets, and returns
// the index behind it. It needs no recursion: the open brackets stand on
// s.stack.
func (s *scanner) skip(i, depth int) (int, fault) {
	s.stack = s.stack[:0]
	for {
		if i >= len(s.b) {
			return i, faultCut
		}
		var f fault
		switch c := s.b[i]; c {
		case '"':
			i, f = s.skipString(i + 1)
		case '{', '[':
			if depth+len(s.stack) >= maxDepth {
				return i, faultDepth
			}
			i = s.space(i + 1)
			if i < len(s.b) && s.b[i] == c+2 { // } is { + 2, ] is [ + 2
				i++
				break
			}
			s.stack = append(s.stack, c)
			if c == '{' {
				if i, f = s.key(i); f != faultNone {
					return i, f
				}
			}
			continue
		case 't':
			i, f = s.word(i, "true")
		case 'f':
			i, f = s.word(i, "false")
		case 'n':
			i, f = s.word(i, "null")
		default:
			i, f = s.number(i)
		}
		if f != faultNone {
			return i, f
		}
		// Behind a value: close what ends here, then go to the next value.
		for {
			if len(s.stack) == 0 {
				return i, faultNone
			}
			i = s.space(i)
			if i >= len(s.b) {
				return i, faultCut
			}
			open := s.stack[len(s.stack)-1]
			if s.b[i] == open+2 {
				s.stack = s.stack[:len(s.stack)-1]
				i++
				continue
			}
			if s.b[i] != ',' {
				return i, faultSyntax
			}
			i = s.space(i + 1)
			if open == '{' {
				if i, f = s.key(i); f != faultNone {
					return i, f
				}
			}
			break
		}
	}
}

// key checks a key and its colon and returns the index of its value.
func (s *scanner) key(i int) (int, fault) {
	if i >= len(s.b) {
		return i, faultCut
	}
	if s.b[i] != '"' {
		return i, faultSyntax
	}
	i, f := s.skipString(i + 1)
	if f != faultNone {
		return i, f
	}
	return s.colon(i)
}

// skipString checks the string behind the quote at i-1 and drops it.
func (s *scanner) skipString(i int) (int, fault) {
	mark, lone := len(s.arena), s.surrogate
	_, i, f := s.str(i)
	s.arena, s.surrogate = s.arena[:mark], lone
	return i, f
}

// word checks one of the three literals.
func (s *scanner) word(i int, word string) (int, fault) {
	for j := range len(word) {
		if i+j >= len(s.b) {
			return i, faultCut
		}
		if s.b[i+j] != word[j] {
			return i, faultSyntax
		}
	}
	return i + len(word), faultNone
}

// number checks a number.
func (s *scanner) number(i int) (int, fault) {
	if s.b[i] == '-' {
		i++
	}
	if i >= len(s.b) {
		return i, faultCut
	}
	switch c := s.b[i]; {
	case c == '0':
		i++
	case '1' <= c && c <= '9':
		i = s.digits(i)
	default:
		return i, faultSyntax
	}
	if i < len(s.b) && s.b[i] == '.' {
		next := s.digits(i + 1)
		if next == i+1 {
			return next, s.noDigit(next)
		}
		i = next
	}
	if i < len(s.b) && s.b[i]|0x20 == 'e' {
		i++
		if i < len(s.b) && (s.b[i] == '+' || s.b[i] == '-') {
			i++
		}
		next := s.digits(i)
		if next == i {
			return next, s.noDigit(next)
		}
		i = next
	}
	return i, faultNone
}

// digits skips decimal digits from i.
func (s *scanner) digits(i int) int {
	for i < len(s.b) && s.b[i]-'0' <= 9 {
		i++
	}
	return i
}

// noDigit is the fault where a digit had to stand at i.
func (s *scanner) noDigit(i int) fault {
	if i >= len(s.b) {
		return faultCut
	}
	return faultSyntax
}
