package dump

import "time"

// dateParser reads the tokens of a date in whatever order they stand. Each part
// may stand once; what is left over makes the date unreadable.
type dateParser struct {
	tokens []dateToken
	buf    []byte
	i      int

	d                         dateFields
	hasDate, hasTime, hasZone bool // hasDate: the date was all numbers
	year, month, day          int  // parts of a date with a named month; 0: not seen
}

func (p *dateParser) parse() (t time.Time, ok bool) {
	for p.i < len(p.tokens) {
		tok := &p.tokens[p.i]
		switch {
		case tok.isNumber():
			ok = p.number()
		case tok.isWord():
			ok = p.word()
		case tok.sign == '+' || tok.sign == '-':
			ok = p.sign()
		default:
			ok = tok.sign == ',' || tok.sign == '/' || tok.sign == '.' || tok.sign == '|' || tok.sign == '(' || tok.sign == ')'
			p.i++
		}
		if !ok {
			return time.Time{}, false
		}
	}
	switch {
	case p.hasDate && p.year|p.month|p.day == 0:
	case !p.hasDate && p.year != 0 && p.month != 0 && p.day != 0:
		p.d.year, p.d.month, p.d.day = p.year, p.month, p.day
	default:
		return time.Time{}, false
	}
	return p.d.time()
}

// at returns the token n places on, or an empty word.
func (p *dateParser) at(n int) *dateToken {
	if p.i+n < len(p.tokens) {
		return &p.tokens[p.i+n]
	}
	return &dateToken{}
}

func (p *dateParser) text(t *dateToken) []byte { return p.buf[t.start:t.end] }

// number reads a time, a date of three numbers, a year or a day.
func (p *dateParser) number() bool {
	first, sep, second := p.at(0), p.at(1), p.at(2)
	if sep.sign == ':' {
		return p.time()
	}
	if (sep.sign == '-' || sep.sign == '/' || sep.sign == '.') && second.isNumber() && p.at(3).sign == sep.sign && p.at(4).isNumber() {
		return p.numericDate(first, second, p.at(4))
	}
	p.i++
	switch {
	case first.digits == 4 && p.year == 0:
		p.year = first.value
		if next := p.at(0); next.isWord() && string(p.text(next)) == christian {
			p.i++
		}
		return first.value != 0
	case first.digits <= 2 && p.day == 0:
		p.day = first.value
		if next := p.at(0); next.isWord() && !next.spaced && ordinals[string(p.text(next))] {
			p.i++
		}
		return first.value != 0
	}
	return false
}

// numericDate reads year-month-day or day-month-year.
func (p *dateParser) numericDate(first, second, third *dateToken) bool {
	if p.hasDate || second.digits > 2 {
		return false
	}
	p.hasDate = true
	p.i += 5
	switch {
	case first.digits == 4 && third.digits <= 2:
		p.d.year, p.d.month, p.d.day = first.value, second.value, third.value
	case first.digits <= 2 && third.digits == 4:
		p.d.day, p.d.month, p.d.year = first.value, second.value, third.value
		if p.d.month > 12 {
			p.d.day, p.d.month = p.d.month, p.d.day
		}
	default:
		return false
	}
	if next := p.at(0); next.isWord() && string(p.text(next)) == christian {
		p.i++
	}
	return true
}

// time reads hours:minutes[:seconds[.fraction]] [half of the day].
func (p *dateParser) time() bool {
	hour, minute := p.at(0), p.at(2)
	if p.hasTime || hour.digits > 2 || !minute.isNumber() || minute.digits != 2 {
		return false
	}
	p.hasTime = true
	p.d.hour, p.d.minute = hour.value, minute.value
	p.i += 3
	if p.at(0).sign == ':' {
		second := p.at(1)
		if second.digits != 2 {
			return false
		}
		p.d.second = second.value
		p.i += 2
		if dot := p.at(0); (dot.sign == '.' || dot.sign == ',') && !dot.spaced && p.at(1).isNumber() && !p.at(1).spaced {
			p.d.nanos = p.at(1).value
			for range 9 - p.at(1).digits {
				p.d.nanos *= 10
			}
			p.i += 2
		}
	}
	next := p.at(0)
	if !next.isWord() {
		return true
	}
	after, ok := halves[string(p.text(next))]
	if !ok {
		return true
	}
	p.i++
	switch {
	case p.d.hour == 0 || p.d.hour > 12:
		return after // 13:30 PM says the same thing twice, 13:30 AM says two things
	case after && p.d.hour < 12:
		p.d.hour += 12
	case !after && p.d.hour == 12:
		p.d.hour = 0
	}
	return true
}

// word reads a month, a zone, or a word that says nothing.
func (p *dateParser) word() bool {
	w := string(p.text(p.at(0))) // short: stays on the stack
	p.i++
	if month := p.monthOf(w); month != 0 {
		// Two names of one month may stand side by side.
		if p.month != 0 && p.month != month {
			return false
		}
		p.month = month
		return true
	}
	if hours, ok := zones[w]; ok {
		return p.zone(hours)
	}
	if w == timeOf {
		ok := p.at(0).isWord() && greenwich[string(p.text(p.at(0)))]
		p.i++
		return ok && p.zone(0)
	}
	return idleWords[w] || w == "t" && p.hasDate && !p.hasTime
}

// monthOf returns the month named w, with the second word of its name if it has
// one, or 0.
func (p *dateParser) monthOf(w string) int {
	if second := pairWords[w]; second != nil {
		next := p.at(0)
		p.i++
		return second[string(p.text(next))]
	}
	return monthWords[w]
}

// zone takes a zone by name; behind UTC a number of hours may follow.
func (p *dateParser) zone(hours int) bool {
	if p.hasZone || !p.hasTime {
		return false
	}
	p.hasZone = true
	p.d.offset = hours * 3600
	if sign := p.at(0).sign; hours == 0 && (sign == '+' || sign == '-') && p.at(1).isNumber() && !p.at(1).spaced {
		return p.offset(sign == '-')
	}
	return true
}

// sign reads a zone of numbers, or passes over a dash between the parts.
func (p *dateParser) sign() bool {
	sign, next := p.at(0).sign, p.at(1)
	// A zone stands behind a time and close to its sign, and is no day: +4,
	// -0500, +03:00, but not the - 10 of "12:30 - 10 May".
	if p.hasTime && !p.hasZone && next.isNumber() && !next.spaced && (next.digits == 4 || p.at(2).sign == ':' || p.i+2 == len(p.tokens) || sign == '+') {
		p.hasZone = true
		return p.offset(sign == '-')
	}
	p.i++
	return sign == '-'
}

// offset reads hh, hhmm or hh:mm behind a sign.
func (p *dateParser) offset(west bool) bool {
	hours := p.at(1)
	p.i += 2
	switch {
	case hours.digits == 4:
		return p.d.setOffset(west, hours.value/100, hours.value%100)
	case hours.digits > 2:
		return false
	case p.at(0).sign == ':' && p.at(1).digits == 2:
		minutes := p.at(1).value
		p.i += 2
		return p.d.setOffset(west, hours.value, minutes)
	}
	return p.d.setOffset(west, hours.value, 0)
}
