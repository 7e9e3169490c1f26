// Package dump reads news dumps: files, folders and standard input go in,
// records and rejects come out.
//
// [Walk] lists the inputs, a [Reader] cuts them into chunks of whole lines (or
// whole text files) and any number of workers parse the chunks:
//
//	inputs ─Walk─▶ Reader ─Next─▶ Chunk ─Records─▶ Record or *Reject
//	                 │  decompress, decode UTF-16, sniff the format, cut at newlines
//	                 └─ Files: what became of each file, once Next is false
//
// A chunk is filled by the worker that asks for it, so the package starts no
// goroutine of its own and holds as much memory as there are chunks, and frames
// of compressed files that idle workers decode ahead: up to 64 MiB of them,
// compressed and decoded, and beyond it a unit for each open file and one more.
// A unit takes some 2 MiB where frames are short, up to 20 MiB where they are as
// long as they may be. Which records share a chunk depends on timing; the
// records do not: (Input, Position) orders them, whatever the number of workers.
//
// A bad record is a [Reject], a bad file is a [FileStatus]; neither is an
// error. What was repaired while reading is a [Warning] of the record. The
// package never logs, never writes, follows no symbolic link below an argument
// and opens nothing but regular files and standard input.
package dump
