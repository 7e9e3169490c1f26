// Package naskh is the map of the source; the program is in cmd/naskh.
//
//	dump files ─▶ records ─▶ pages split in sections ─▶ shingles ─▶ signature ─▶ bands
//	                               │                                             │
//	               headlines of related lists                            candidate pairs
//	                               │                                             │
//	                       headline groups                    exact similarity (verified pairs)
//	                               │                                             │
//	                     related-list groups ◀── headline ↔ article ──▶      clusters
//	                               └────────────────┬────────────────────────────┘
//	                               one report model ─▶ CSV, HTML, run.json
//
// A text rule is in shingle, a scrape quirk in internal/page, a threshold or a
// band in cluster, a CSV column in report. Imports run downwards only:
// arch_test.go says who may import whom.
//
// Glossary. page: one scraped record. section: a run of lines of a page with
// one role. article: a body of text, the page's main article or one embedded in
// it. headline: one entry of a related list. related list: a list of other
// articles' headlines. most-read list: the same on every page of a site; not
// related. furniture: lines that recur on many pages of one site. shingle: k
// consecutive words, hashed. signature: the MinHash positions of a shingle set.
// band: some positions of a signature that make a candidate when equal.
// candidate: a pair that is to be verified. representative: the member that
// stands for its cluster. night: one run's label in the index.
package naskh
