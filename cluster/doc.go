// Package cluster groups what package shingle has made comparable: signatures
// become bands, bands candidate pairs, verified pairs clusters; headlines
// become groups, and lists of headlines groups of lists.
//
// It works on indexes 0…n-1 that the caller gives to articles and never sees a
// text. Every result depends on the indexes and values alone, so a caller whose
// indexes do not depend on the order of reading gets the same result for any
// order and any number of workers. Nothing here is reported that was only
// estimated: estimates choose which pairs are verified.
package cluster
