package page

// Help is the text of `naskh split --help` on the table of markers: how to teach
// the splitter the words of another language.
const Help = `Words that open a section ("read also", "source", "tags") stand in a table.
A file given with --markers adds to it; its entries come before the built-in ones.
To add a language, save a page of a site, write down the words above its lists and
lines, and put them into a file such as this one:

  version: 1
  markers:
  - language: sw
    marker: Habari zinazohusiana
    variants: [Soma pia habari hizi]
    kind: related_list
    position: heading
  - language: sw
    marker: Soma zaidi
    kind: inline_link
    position: line_prefix
  - language: sw
    marker: Chanzo
    kind: source
    position: line_prefix
  - language: sw
    marker: Most read
    kind: none            # takes a built-in marker out

Spellings that differ in case, accents, Arabic letter forms, marks, tatweel, width
or in punctuation at their ends are one; # stands for a number ("# comments").
A marker counts as a whole line or before a separator (: | / - ..), never inside a
line, and never where the line goes on as a sentence. Try it with
naskh split --markers FILE PAGE.

Kinds:
  related_list      headlines of other articles follow
  embedded_or_list  "read also": a whole article, a list or one link, by what follows
  inline_link       "read more": one headline between two paragraphs
  most_read         the site's or a partner's list, the same on every page
  source, tags      names and keywords, on the line or the next
  comments          everything after it is dropped
  contact           "contact the writer": the footer under it is dropped
  list_end          tells a list's length or its end
  advert, continue, share_follow, nav, category, date, byline, photo, end_mark,
  copyright, disclaimer     lines that are dropped
  none              no marker

Positions:
  heading      the whole line, or before a separator
  line_prefix  the same; inline_link also before one blank
  separator    the same; for words that open sentences too
  section      the whole line with a section's name behind ("More from Sport")
  name         a name of up to four words behind ("with inputs from Reuters")
  quoted       a name in quotation marks behind
  opening      at line start, whatever follows
  button       the whole line
  line_end     the whole line; continue also at the end of the text
  wrapper      at line start, with a form of the same kind behind ("End of Related")
  inside       only inside a line that a wrapper opens

The file may also hold ages, dates, agencies, datelines and bullets as the built-in
table does (internal/page/markers.yaml).
`
