package dump

import (
	"strings"
	"time"
)

// Years outside this range are read as no year of the Gregorian calendar: 1445
// is a Hijri year, 1402 a Persian one.
const (
	firstYear = 1900
	lastYear  = 2100
)

// ParseDate reads a date as news pages write it and returns it in UTC. What
// gives no zone is UTC. ok is false for what cannot be read without guessing,
// and the time is then zero. It reads
//
//   - year first: 2018-05-10, 2018/5/10, 20180510, 20180510045109, RFC 3339;
//   - day first: 10/05/2018, 10-5-2018, 10.5.2018. The day stands before the
//     month; only a second number above 12 is taken for the day (05/20/2018).
//     Years of two digits are not read;
//   - a month by name, English or Arabic with the names of the Levant, Egypt,
//     the Gulf and the Maghreb: RFC 1123 and its like, "May 10, 2018 4:51 PM",
//     "الخميس ١٠ أيار/مايو ٢٠١٨";
//   - Unix time in seconds, milliseconds or microseconds, since 1980.
//
// Digits may be Arabic-Indic or Persian. A word that it does not know, a Hijri
// month or an unknown zone for instance, makes the date unreadable.
func ParseDate(s string) (t time.Time, ok bool) {
	s = strings.Trim(s, " \t\r\n[]'\"")
	if t, ok = parseISO(s); ok {
		return t, true
	}
	if t, ok = parseDigits(s); ok {
		return t, true
	}
	var l dateLexer
	if !l.lex(s) {
		return time.Time{}, false
	}
	p := dateParser{tokens: l.tokens[:l.n], buf: l.buf[:]}
	return p.parse()
}

// parseISO reads the commonest forms at fixed places: 2018-05-10, with an
// optional time behind T or a space and an optional Z or ±hh:mm.
func parseISO(s string) (t time.Time, ok bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return t, false
	}
	year, ok1 := number(s[0:4])
	month, ok2 := number(s[5:7])
	day, ok3 := number(s[8:10])
	if !ok1 || !ok2 || !ok3 {
		return t, false
	}
	d := dateFields{year: year, month: month, day: day}
	if len(s) == 10 {
		return d.time()
	}
	if len(s) < 19 || s[10] != 'T' && s[10] != ' ' || s[13] != ':' || s[16] != ':' {
		return t, false
	}
	hour, ok1 := number(s[11:13])
	minute, ok2 := number(s[14:16])
	second, ok3 := number(s[17:19])
	if !ok1 || !ok2 || !ok3 {
		return t, false
	}
	d.hour, d.minute, d.second = hour, minute, second
	zone := s[19:]
	switch {
	case zone == "" || zone == "Z":
	case len(zone) == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':':
		h, ok1 := number(zone[1:3])
		m, ok2 := number(zone[4:6])
		if !ok1 || !ok2 || !d.setOffset(zone[0] == '-', h, m) {
			return t, false
		}
	default:
		return t, false
	}
	return d.time()
}

// parseDigits reads dates that are one number.
func parseDigits(s string) (t time.Time, ok bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	n, ok := number(whole)
	if !ok || len(whole) > 16 {
		return t, false
	}
	if _, ok := number(fraction); fraction != "" && !ok {
		return t, false
	}
	if fraction == "" && (len(whole) == 8 || len(whole) == 12 || len(whole) == 14) {
		d := dateFields{}
		rest := n
		if len(whole) == 14 {
			d.second, rest = rest%100, rest/100
		}
		if len(whole) >= 12 {
			d.minute, rest = rest%100, rest/100
			d.hour, rest = rest%100, rest/100
		}
		d.day, rest = rest%100, rest/100
		d.month, d.year = rest%100, rest/100
		if t, ok = d.time(); ok {
			return t, true
		}
	}
	const since, until = 315532800, 4102444800 // 1980 and 2100 in Unix seconds
	for _, unit := range []int{1, 1e3, 1e6} {
		if n/unit >= since && n/unit < until {
			return time.Unix(int64(n/unit), int64(n%unit)*int64(1e9/unit)).UTC(), true
		}
	}
	return time.Time{}, false
}

// number reads a string of ASCII digits.
func number(s string) (n int, ok bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, true
}

// dateFields are the parts of a date before they are checked.
type dateFields struct {
	year, month, day     int
	hour, minute, second int
	nanos                int
	offset               int // seconds east of UTC
}

// setOffset sets the zone and reports whether it is one.
func (d *dateFields) setOffset(west bool, hours, minutes int) bool {
	if hours > 14 || minutes > 59 {
		return false
	}
	if d.offset = hours*3600 + minutes*60; west {
		d.offset = -d.offset
	}
	return true
}

// time checks the fields and makes a time of them.
func (d *dateFields) time() (t time.Time, ok bool) {
	if d.year < firstYear || d.year > lastYear || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 ||
		d.hour > 23 || d.minute > 59 || d.second > 59 {
		return t, false
	}
	t = time.Date(d.year, time.Month(d.month), d.day, d.hour, d.minute, d.second, d.nanos, time.UTC)
	if t.Day() != d.day { // 30 February
		return time.Time{}, false
	}
	return t.Add(time.Duration(-d.offset) * time.Second), true
}
