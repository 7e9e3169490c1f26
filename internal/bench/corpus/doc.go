// Package corpus makes synthetic Arabic news of any size whose copies are
// known, to measure speed and quality where no labelled night is large enough.
//
// A Spec comes in; documents, their true clusters and the pairs of same-event
// articles go out, one document at a time, so that memory holds a plan of
// sixteen bytes a document and never the texts. Every word is made up here from
// roots and patterns. The same Spec gives the same bytes on every machine.
//
// The steps:
//
//	Spec ─▶ plan (which document copies which) ─▶ shuffle ─▶ article (words) ─▶ edits ─▶ render
//
// An article is a function of (seed, cluster), a copy one of (seed, cluster,
// variant): a copy is made by writing its original again and editing it, which
// is why nothing has to be kept.
package corpus
