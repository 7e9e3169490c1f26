package pipeline

// Each article takes 130 bytes and its id in memory, and each row of the report some
// more. What else stands in memory at a time is bounded: most by constants, the rows of
// sampled shingles by a sixteenth of Options.Memory. The result is the same for any.

// sampleRows is the number of sampled shingles, 8 bytes each and as much to sort
// them, that stand in memory at a time.
func (o *Options) sampleRows() int {
	const most, size = 3 << 20, 16
	if o.Memory == 0 {
		return most
	}
	return int(max(1, min(most, o.Memory/16/size)))
}
