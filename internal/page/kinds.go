package page

// Kind says what a marker opens.
type Kind uint8

// The kinds of markers; their names in the table are the ones of kindNames.
const (
	KindNone       Kind = iota
	KindRelated         // opens a list of headlines of other articles
	KindAmbiguous       // "read also": an embedded article, a list, or one link
	KindInline          // "read more" link between paragraphs: one headline
	KindMostRead        // site-wide or partner list
	KindTags            // keywords
	KindCategory        // section of the site; no keyword
	KindSource          // where the text was taken from
	KindShare           // share, follow, subscribe
	KindComments        // everything after it goes
	KindCopyright       // footer
	KindDisclaimer      // opinion or copying disclaimer
	KindAdvert          // label of an advert; the text resumes
	KindContinue        // button, or the place where the text was cut
	KindDate            // date and id lines
	KindByline          // author
	KindPhoto           // caption, credit
	KindEndMark         // an agency's end of text
	KindNav             // previous, next, home
	KindListEnd         // announces the length or the end of a list
	KindContact         // "contact the writer": the footer lines under it go too
)

var kindNames = map[string]Kind{
	"none": KindNone, "related_list": KindRelated, "embedded_or_list": KindAmbiguous, "inline_link": KindInline,
	"most_read": KindMostRead, "tags": KindTags, "category": KindCategory, "source": KindSource,
	"share_follow": KindShare, "comments": KindComments, "copyright": KindCopyright, "disclaimer": KindDisclaimer,
	"advert": KindAdvert, "continue": KindContinue, "date": KindDate, "byline": KindByline, "photo": KindPhoto,
	"end_mark": KindEndMark, "nav": KindNav, "list_end": KindListEnd, "contact": KindContact,
}

// Position says where on a line a marker counts.
type Position uint8

// The positions; their names in the table are the ones of positionNames.
const (
	PositionHeading   Position = iota // whole line, or before a separator
	PositionPrefix                    // line start before a separator; inline_link: or one blank
	PositionSeparator                 // only before a separator, or alone with a colon
	PositionOpening                   // line start, any text behind
	PositionSection                   // whole line with a section's name of up to four words behind
	PositionLineEnd                   // whole line; "continue" also at the end of the last paragraph
	PositionButton                    // whole line
	PositionName                      // line start, a name of up to four words behind
	PositionQuoted                    // line start, a name in quotation marks behind
	PositionWrapper                   // line start, a form of the same kind inside ("end of Related", "note: … copied from")
	PositionInside                    // only inside a line that a wrapper opens
)

var positionNames = map[string]Position{
	"heading": PositionHeading, "line_prefix": PositionPrefix, "separator": PositionSeparator,
	"opening": PositionOpening, "section": PositionSection, "line_end": PositionLineEnd, "button": PositionButton,
	"name": PositionName, "quoted": PositionQuoted, "wrapper": PositionWrapper, "inside": PositionInside,
}

// marker is one folded form of the table.
type marker struct {
	kind     Kind
	position Position
	word     bool // one word in a script with blanks: weak without a colon
	colon    bool // every spelling of it ends with a separator: it needs one
	latin    bool // ends with a Latin, Greek or Cyrillic letter: "a-b" is one word
	name     bool // source that is its own name ("(Reuters)")
}

// link reports the kinds that may lead to other articles.
func (k Kind) link() bool {
	return k == KindRelated || k == KindAmbiguous || k == KindInline || k == KindMostRead
}
