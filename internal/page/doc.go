// Package page splits one scraped page into its sections: the article's body,
// source and keywords, articles embedded in it, lists of related headlines,
// read-more links, site-wide lists, and the lines that belong to nothing.
//
// What comes in is a page's text, one paragraph a line, and its title if the
// record had one. What goes out is a Page whose strings are cut from that text.
// The words that open a section stand in a table, markers.yaml, which a user's
// file may extend; everything else is rules about the shape of lines.
//
// The package never decodes, never reads files other than a marker table, never
// rewrites a line (a hard-wrapped paragraph is joined, nothing more), and never
// loses one: each line that is not blank ends in one section or in Dropped.
// In doubt a line stays in the body.
package page
