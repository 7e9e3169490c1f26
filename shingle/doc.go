// Package shingle turns text into what articles are compared by: folded
// words, the set of their k-shingles, and a MinHash signature of that set;
// and it compares two sets exactly.
//
// Text goes in as UTF-8 of any quality, numbers come out. The package keeps
// no state between calls, reads no files, and never changes the text that is
// reported: folding is for matching alone.
//
// All hashes are unkeyed and frozen: see Version.
package shingle

// Version names the fold, the word hash and the shingle hash together. It
// changes whenever any text could get another hash, because kept signatures
// are worthless after that.
//
//	1  first version
//	2  31 bits a word; units of up to 16 bytes by a folded product
const Version = 2
