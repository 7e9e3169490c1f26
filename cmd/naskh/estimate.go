package main

import (
	"fmt"
	"strings"

	"naskh/internal/dump"
)

// What a run takes, as measured on generated nights of 100,000 and 1,000,000
// articles of 3.3 KB: memory grows by the article, temporary files by the byte. With less
// --memory it takes less, down to the least that holds, and more time.
const (
	baseMemory    = 120e6
	memoryPerByte = 0.13
	tempPerByte   = 1.8
	// The least --memory that holds.
	leastMemory  = 96 << 20
	leastPerByte = 0.1
	// ownMemory is what the program itself takes, which the limit of the runtime does not
	// count.
	ownMemory = 32 << 20
	// gcPercent is how much garbage may stand beside what is in use before it is collected:
	// at 40 it costs a tenth of the time, at 100 it saves a thirtieth and takes a tenth of
	// the memory more.
	gcPercent = 75
	// unpacked is how many times its size a compressed file of JSON is taken for.
	unpacked = 4
)

// estimate tells how much a run over the inputs will read, take of memory and
// write to temporary files, in bytes. Standard input counts nothing.
func estimate(inputs []dump.Input) (read, memory, temp float64) {
	for _, in := range inputs {
		size := float64(in.Size)
		for _, suffix := range []string{".gz", ".zst", ".bz2", ".xz"} {
			if strings.HasSuffix(strings.ToLower(in.Name), suffix) {
				size *= unpacked
			}
		}
		read += size
	}
	return read, baseMemory + memoryPerByte*read, tempPerByte * read
}

// estimateLine says it in one sentence, with a warning where --memory will not hold.
func estimateLine(inputs []dump.Input, limit int64) string {
	read, memory, temp := estimate(inputs)
	line := fmt.Sprintf("about %s to read, takes about %s of memory and %s for temporary files beside --out", inBytes(read), inBytes(memory), inBytes(temp))
	if least := max(leastMemory, leastPerByte*read); least > float64(limit) {
		line += fmt.Sprintf("; --memory is %s, which will not hold: give it %s, or run over fewer files", inBytes(float64(limit)), inBytes(least))
	}
	return line
}

func inBytes(n float64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", n/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.0f MB", n/1e6)
	}
	return fmt.Sprintf("%.0f KB", n/1e3)
}
