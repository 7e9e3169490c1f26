package pipeline

// Each article takes 130 bytes and its id in memory, each article of the report
// about as much again. Working tables come and go, and are as large as Options.Memory
// leaves room for: a sixteenth of it for the band keys, as much for the rows of
// sampled shingles. With less room there are more passes over the temporary files;
// the result is the same.

// bandGroup is the number of bands of n nodes whose keys, 4 bytes each, stand in memory
// at a time. More than 9 save no time that could be measured.
func (o *Options) bandGroup(n int) int {
	return o.fit(4*n, 9)
}

// sampleRows is the number of sampled shingles, 8 bytes each and as much to sort
// them, that stand in memory at a time.
func (o *Options) sampleRows() int { return o.fit(16, 3<<20) }

// fit is how many things of a size go into a sixteenth of the memory, one at least.
func (o *Options) fit(size, most int) int {
	if o.Memory == 0 {
		return most
	}
	return int(max(1, min(int64(most), o.Memory/16/int64(max(1, size)))))
}
