// Quality measures what naskh finds on labelled articles, on real days and on
// generated nights, and prints the tables of docs/quality.md.
//
//	quality -naskh bin/naskh -data FOLDER                     all tables, on stdout
//	quality -naskh bin/naskh -data FOLDER -write docs/quality.md   …in place of those in the file
//	quality -naskh bin/naskh -only defaults,ablation -quick   some tables, fewer settings
//
// The naskh command is run as a child process, as a user runs it, and only its
// clusters.csv, pairs.csv and run.json are read. Plain similarity scores and
// exact figures of pairs are computed here from the texts as they stand in the
// input, so that they do not depend on what naskh cut or dropped.
//
// FOLDER holds data/ (labelled sets, real days, languages; docs/quality.md lists
// them) and bench/make_corpus.py. Without it, the tables on our own generated
// nights are printed and the rest is left out, and said so.
//
// Nothing here depends on the time or the machine: seeds are fixed, and the
// same naskh on the same data prints the same tables.
package main
