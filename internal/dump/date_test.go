package dump

import (
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	day := "2018-05-10T00:00:00Z"
	at := "2018-05-10T04:51:09Z"
	minute := "2018-05-10T04:51:00Z"
	tests := map[string]string{
		"2018-05-10": day, "2018/05/10": day, "2018/5/10": day, "2018.05.10": day, "20180510": day,
		"10/05/2018": day, "10/5/2018": day, "10-05-2018": day, "10.5.2018": day, "['10/05/2018']": day,
		"05/20/2018":           "2018-05-20T00:00:00Z",
		"2018-05-10T04:51:09Z": at, "2018-05-10 04:51:09": at, "2018-05-10T08:51:09+04:00": at, "2018-05-10T08:51:09+0400": at,
		"2018-05-09 23:51:09-05:00": at, "2018-05-10T04:51Z": minute, "2018-05-10 04:51": minute, "2018-05-10 4:51": minute,
		"2018-05-10T04:51:09.250Z": "2018-05-10T04:51:09.25Z", "2018-05-10 04:51:09,250": "2018-05-10T04:51:09.25Z",
		"20180510045109": at, "201805100451": minute, "2018-05-10 04:51:09 UTC": at, "2018-05-10 08:51:09 +0400": at,
		"2018-05-10 08:51:09 GMT+4": at, "2018-05-10T04:51:09+00": at,
		"Thu, 10 May 2018 04:51:09 GMT": at, "Thu, 10 May 2018 08:51:09 +0400": at, "10 May 2018": day, "10 May 2018, 04:51": minute,
		"May 10, 2018": day, "May 10th, 2018 at 4:51 PM": "2018-05-10T16:51:00Z", "10-May-2018": day, "Thursday May 10 2018": day,
		"Thu May 10 04:51:09 2018": at, "Thu May 10 08:51:09 +0400 2018": at, "Thu May 10 04:51:09 UTC 2018": at,
		"May 10, 2018 12:05 AM": "2018-05-10T00:05:00Z", "May 10, 2018 12:05 pm": "2018-05-10T12:05:00Z",
		"Thu, 10 May 2018 00:51:09 EDT": at,
		"10 مايو 2018":                  day, "الخميس ١٠ مايو ٢٠١٨": day, "الخميس، 10 أيار/مايو 2018": day, "10 أيار 2018 04:51": minute,
		"12:30 - 10 مايو 2018": "2018-05-10T12:30:00Z", "10 مايو 2018 - 04:51 م": "2018-05-10T16:51:00Z",
		"10 مايو 2018م": day, "10/05/2018 م": day, "10 ماي 2018": day, "3 جانفي 2018": "2018-01-03T00:00:00Z",
		"3 كانون الثاني 2018": "2018-01-03T00:00:00Z", "3 كانون الثاني/يناير 2018": "2018-01-03T00:00:00Z",
		"3 كانون الأول 2018": "2018-12-03T00:00:00Z", "3 تشرين الأول / أكتوبر 2018": "2018-10-03T00:00:00Z",
		"3 تشرين الثاني 2018": "2018-11-03T00:00:00Z", "السبت 1 غشت 2020": "2020-08-01T00:00:00Z",
		"10 مايو 2018 الساعة 8:51 صباحًا": "2018-05-10T08:51:00Z", "10 مايو 2018 04:51 بتوقيت غرينتش": minute,
		"2018-05-10 08:51 بتوقيت مكة": "",
		"1525927869":                  at, "1525927869000": at, "1525927869.0": at, "1525927869000000": at,
		"": "", "أمس": "", "منذ ساعتين": "", "2004": "", "2018-13-10": "", "2018-02-30": "", "31/04/2018": "", "13/13/2018": "",
		"10/05/18": "", "05-10-18": "", "1445-05-10": "", "10/05/1445": "", "1402/02/20": "", "24 شعبان 1439": "", "24 شعبان 1439 هـ - 10 مايو 2018 م": "",
		"10 May": "", "May 2018": "", "10 May 2018 AST": "", "10 May 2018 04:51 IST": "", "2018-05-10 25:00": "", "2018-05-10 04:61": "",
		"2018-05-10 04:51 05:51": "", "10 May 11 June 2018": "", "10 أيار/يونيو 2018": "", "0": "", "123456": "", "-5": "", "999999999999999999": "",
		"2018-05-10T04:51:09+99:00": "", "2018-05-10 13:30 AM": "", "2018-05-10 13:30 PM": "2018-05-10T13:30:00Z",
		"1 كانون 2018": "", "00000000": "", "19000000": "",
	}
	for in, want := range tests {
		got, ok := ParseDate(in)
		text := ""
		if ok {
			text = got.Format(time.RFC3339Nano)
		} else if !got.IsZero() {
			t.Errorf("%q: a time without ok", in)
		}
		if text != want {
			t.Errorf("%q: %q, want %q", in, text, want)
		}
	}
}

// Whatever time.Parse reads is read alike, or not at all.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2018-05-10", "2018-05-10T04:51:09.5+04:00", "Thu, 10 May 2018 04:51:09 GMT", "10 أيار/مايو ٢٠١٨ 4:51 م", "1525927869", "10/05/2018"} {
		f.Add(s)
	}
	layouts := []string{time.RFC3339Nano, time.RFC1123Z, time.DateOnly, time.DateTime, "2006/01/02", "02/01/2006", "20060102", "January 2, 2006", "2 January 2006 15:04"}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := ParseDate(s)
		if !ok {
			if !got.IsZero() {
				t.Fatalf("%q: a time without ok", s)
			}
			return
		}
		if got.Location() != time.UTC || got.Year() < firstYear-1 || got.Year() > lastYear+1 {
			t.Fatalf("%q: %v", s, got)
		}
		for _, layout := range layouts {
			if want, err := time.Parse(layout, s); err == nil && !want.Equal(got) && !(layout == "02/01/2006" && want.Year() < firstYear) {
				t.Fatalf("%q: %v, time.Parse %v", s, got, want)
			}
		}
	})
}

func FuzzDateRoundTrip(f *testing.F) {
	f.Add(int64(1525927869))
	f.Fuzz(func(t *testing.T, unix int64) {
		want := time.Unix(unix%4_000_000_000, 0).UTC()
		if want.Year() < firstYear+1 {
			return
		}
		for _, layout := range []string{time.RFC3339, time.RFC1123, time.RFC1123Z, time.DateTime, time.ANSIC, time.UnixDate, "2/1/2006 15:04:05", "January 2, 2006 3:04:05 PM", "2006/1/2 15:04:05 -0700"} {
			if got, ok := ParseDate(want.Format(layout)); !ok || !got.Equal(want) {
				t.Fatalf("%q: %v %v", want.Format(layout), got, ok)
			}
		}
	})
}
