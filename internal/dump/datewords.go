package dump

// monthNames are the names of the Gregorian months, as they are usually
// written; monthWords holds them folded. Two-word names have their second word
// in secondWords.
var monthNames = [12][]string{
	{"January", "Jan", "يناير", "جانفي"},
	{"February", "Feb", "فبراير", "شباط", "فيفري"},
	{"March", "Mar", "مارس", "آذار"},
	{"April", "Apr", "أبريل", "إبريل", "نيسان", "أفريل"},
	{"May", "مايو", "أيار", "ماي"},
	{"June", "Jun", "يونيو", "يونيه", "حزيران", "جوان"},
	{"July", "Jul", "يوليو", "يوليه", "تموز", "جويلية", "يوليوز"},
	{"August", "Aug", "أغسطس", "آب", "أوت", "غشت"},
	{"September", "Sep", "Sept", "سبتمبر", "أيلول", "شتنبر"},
	{"October", "Oct", "أكتوبر"},
	{"November", "Nov", "نوفمبر", "نونبر"},
	{"December", "Dec", "ديسمبر", "دجنبر"},
}

// pairNames are the months whose names differ in their second word only.
var pairNames = []struct {
	first        string
	one, two     []string
	oneIs, twoIs int
}{
	{"كانون", []string{"الأول", "أول"}, []string{"الثاني", "ثاني", "الثانى"}, 12, 1},
	{"تشرين", []string{"الأول", "أول"}, []string{"الثاني", "ثاني", "الثانى"}, 10, 11},
}

// idleWords say nothing about the date.
var idleWords = words("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
	"Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun",
	"الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد",
	"اثنين", "ثلاثاء", "أربعاء", "خميس", "جمعة", "سبت", "أحد",
	"at", "on", "يوم", "في", "الساعة", "الموافق", "بتاريخ", "ميلادي", "ميلادية")

// ordinals stand behind a day.
var ordinals = words("st", "nd", "rd", "th")

// halves are the halves of the day: false before noon, true after it.
var halves = map[string]bool{"am": false, "pm": true}

// zones are the zones that are known by name, in hours east of UTC: UTC, those
// of RFC 822 and the European ones. Other abbreviations have several meanings.
var zones = map[string]int{"z": 0, "utc": 0, "gmt": 0, "ut": 0,
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3}

// greenwich is what follows بتوقيت ("by the time of") for UTC.
var greenwich = words("غرينتش", "جرينتش", "غرينيتش", "جرينيتش", "كرينتش")

var (
	monthWords = map[string]int{}
	pairWords  = map[string]map[string]int{}
	christian  = foldDateWord("م") // behind a year: of the Christian era; behind a time: after noon
	timeOf     = foldDateWord("بتوقيت")
)

func init() {
	for i, names := range monthNames {
		for _, name := range names {
			monthWords[foldDateWord(name)] = i + 1
		}
	}
	for _, p := range pairNames {
		second := map[string]int{}
		for _, w := range p.one {
			second[foldDateWord(w)] = p.oneIs
		}
		for _, w := range p.two {
			second[foldDateWord(w)] = p.twoIs
		}
		pairWords[foldDateWord(p.first)] = second
	}
	for _, w := range []string{"ص", "صباحا", "فجرا"} {
		halves[foldDateWord(w)] = false
	}
	for _, w := range []string{"م", "مساء", "ظهرا", "عصرا"} {
		halves[foldDateWord(w)] = true
	}
}

// words makes a set of folded words.
func words(list ...string) map[string]bool {
	set := map[string]bool{}
	for _, w := range list {
		set[foldDateWord(w)] = true
	}
	return set
}

func foldDateWord(w string) string {
	var out []rune
	for _, r := range w {
		if r = foldDateRune(r); r != 0 {
			out = append(out, r)
		}
	}
	return string(out)
}
