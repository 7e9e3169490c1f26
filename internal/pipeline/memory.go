package pipeline

// Each article takes 75 bytes and its id in memory, and each row of the report some
// more. What else stands in memory at a time is bounded: most by constants, the rows of
// sampled shingles and the texts that are compared by a sixteenth of Options.Memory each.
// The result is the same for any.

// jobMemory is the least of Options.Memory that there is for each worker, which has tens
// of MB of its own.
const jobMemory = 32 << 20

// tileSide is the number of texts, of which a worker of verification has two sides in
// memory at about 10 kB each: more where many texts are each compared with many, else a
// tile has fewer pairs than texts to read.
func (o *Options) tileSide(largest, pairs int) int {
	const least, most, size = 1 << 10, 1 << 12, 2 * 10_000
	if largest <= 2*least || pairs < 32*largest {
		return least
	}
	if o.Memory == 0 {
		return most
	}
	return int(max(least, min(most, o.Memory/16/size/int64(o.Jobs))))
}

// Frugal reports whether Memory is so little that it is worth time: what is not needed
// for a while goes to a file, and blocks of the report are packed one after the other.
func (o *Options) Frugal() bool { return o.Memory > 0 && o.Memory < 512<<20 }

// headBytes is twice what a title and a URL take, or a headline.
const headBytes = 512

// headBlock is the number of head records that are read in the order of their places: the
// more, the nearer to each other.
func (o *Options) headBlock() int {
	const most = 1 << 15
	if o.Memory == 0 {
		return most
	}
	return int(max(1<<10, min(most, o.Memory/16/headBytes/int64(o.Jobs))))
}

// roomy reports whether there is memory for two stages beside each other.
func (r *run) roomy() bool {
	const perArticle = 1 << 10 // about twice what they take
	return r.opts.Memory == 0 || r.opts.Memory >= int64(len(r.articles))*perArticle && !r.opts.Frugal()
}

// mostSorters is how many parts of the samples are sorted at a time: one reader of them
// keeps up with as many.
const mostSorters = 2

// sampleRows is the number of sampled shingles of a part, 8 bytes each; as many parts as
// are sorted, as much again to sort them, and one that is read stand in memory at a time.
func (o *Options) sampleRows() int {
	const most, size = 1 << 20, 8 * (2*mostSorters + 1)
	if o.Memory == 0 {
		return most
	}
	return int(max(1, min(most, o.Memory/16/size)))
}
