package dump

import "bytes"

// joined decodes a list of strings into one text, its parts joined with
// newlines; nulls are left out. ok is false if it holds anything else. The list
// was checked by skip before.
func (s *scanner) joined(list []byte) (text []byte, ok bool) {
	parts := 0
	ok = s.each(list, func(v value) bool {
		switch {
		case v.kind == kindNull:
			return true
		case v.kind != kindString:
			return false
		}
		// The arena may hold the decoded part already; a second copy keeps the
		// parts together.
		if parts == 0 {
			text = append(make([]byte, 0, len(list)), v.data...)
		} else {
			text = append(append(text, '\n'), v.data...)
		}
		parts++
		return true
	})
	return text, ok
}

// scalar returns the one string or number that stands for v: itself, the first
// non-empty one of a list, or the value of {"$oid": …} and {"$date": …} as
// database exports write ids and dates. ok is false if there is none.
func (s *scanner) scalar(v value) (data []byte, ok bool) {
	switch v.kind {
	case kindNull:
		return nil, true
	case kindString, kindNumber:
		return v.data, true
	case kindList:
		sound := s.each(v.data, func(v value) bool {
			if data == nil && (v.kind == kindString || v.kind == kindNumber) && len(v.data) > 0 {
				data = v.data
			}
			return v.kind != kindList && v.kind != kindObject
		})
		return data, sound
	case kindObject:
		return s.exported(v.data)
	}
	return nil, false
}

// exported reads {"$oid": "…"}, {"$date": …} and {"$date": {"$numberLong": "…"}}.
func (s *scanner) exported(object []byte) ([]byte, bool) {
	saved := s.b
	defer func() { s.b = saved }()
	s.b = object
	for range 2 {
		i := s.space(1)
		if i >= len(s.b) || s.b[i] != '"' {
			return nil, false
		}
		key, i, _ := s.str(i + 1)
		i, _ = s.colon(i)
		switch {
		case string(key) != "$oid" && string(key) != "$date" && string(key) != "$numberLong":
			return nil, false
		case s.b[i] == '"':
			data, _, _ := s.str(i + 1)
			return data, true
		case s.b[i] != '{':
			end, _ := s.skip(i, 0)
			return bytes.TrimSpace(s.b[i:end]), s.b[i] == '-' || s.b[i]-'0' <= 9
		}
		s.b = s.b[i:]
	}
	return nil, false
}

// each calls visit for the elements of a checked list until it returns false,
// and reports whether it never did.
func (s *scanner) each(list []byte, visit func(value) bool) bool {
	saved := s.b
	defer func() { s.b = saved }()
	s.b = list
	i := s.space(1)
	for s.b[i] != ']' {
		v := value{kind: kindNumber}
		next := i
		switch s.b[i] {
		case '"':
			v.kind = kindString
			v.data, next, _ = s.str(i + 1)
		case '[':
			v.kind = kindList
		case '{':
			v.kind = kindObject
		case 'n':
			v.kind = kindNull
		case 't', 'f':
			v.kind = kindBool
		}
		if next == i {
			next, _ = s.skip(i, 0)
			v.data = s.b[i:next]
		}
		if !visit(v) {
			return false
		}
		i = s.space(next)
		if s.b[i] == ',' {
			i = s.space(i + 1)
		}
	}
	return true
}
