package shingle

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// Signer makes MinHash signatures by fast similarity sketching (Dahlgaard,
// Knudsen, Thorup: Fast Similarity Sketching, FOCS 2017). With t positions it
// hashes the set in rounds i = 0, 1, …; in the first t rounds each element falls
// into one position of its round, in the next t rounds round t+j fills position
// j alone. A position keeps its smallest (round, hash); signing ends after the
// first round that leaves none empty. So
//
//	E[equal positions / t] = J,  Var ≤ J(1-J)/t
//
// as with t independent permutations, below that variance for small sets (the
// positions are drawn without replacement), at a cost of O(n + t log t)
// instead of O(n·t). A Signer is immutable and safe for concurrent use.
type Signer struct {
	perms int
	seeds []uint64
}

// NewSigner returns a Signer of perms positions, 1 to 65536. Signatures of
// different perms or seed do not compare.
func NewSigner(perms int, seed uint64) (*Signer, error) {
	if perms < 1 || perms > 1<<16 {
		return nil, fmt.Errorf("perms is %d, must be 1 to %d", perms, 1<<16)
	}
	s := &Signer{perms: perms, seeds: make([]uint64, 2*perms)}
	for i := range s.seeds {
		seed += rollBase
		s.seeds[i] = Mix(seed)
	}
	return s, nil
}

// Perms returns the number of positions of a signature.
func (s *Signer) Perms() int { return s.perms }

// emptyPosition is larger than any (round, hash): rounds take 17 bits.
const emptyPosition = ^uint64(0)

// Sign fills dst, which must have Perms positions, from the hashes of a set;
// repeats change nothing. Of an empty set all positions are equal to those of
// any other empty set: do not compare them. No allocation.
func (s *Signer) Sign(dst []uint64, shingles []uint64) {
	t := uint64(s.perms)
	dst = dst[:t]
	for i := range dst {
		dst[i] = emptyPosition
	}
	if len(shingles) == 0 {
		return
	}
	// The first round fills most positions: no branch on the data.
	for seed, i := s.seeds[0], 0; i < len(shingles); i++ {
		h := scramble(shingles[i], seed)
		at, _ := bits.Mul64(h, t)
		dst[at] = min(dst[at], Mix(h)>>20)
	}
	empty := 0
	for _, v := range dst {
		if v == emptyPosition {
			empty++
		}
	}
	// Later ones may write only where no earlier one did.
	for round := uint64(1); round < t && empty > 0; round++ {
		seed, high := s.seeds[round], round<<44
		for _, x := range shingles {
			h := scramble(x, seed)
			at, _ := bits.Mul64(h, t)
			old := dst[at]
			if old < high {
				continue
			}
			if old == emptyPosition {
				empty--
			}
			dst[at] = min(old, high|Mix(h)>>20)
		}
	}
	for j := uint64(0); j < t && empty > 0; j++ {
		if dst[j] != emptyPosition {
			continue
		}
		seed, high := s.seeds[t+j], (t+j)<<44
		for _, x := range shingles {
			dst[j] = min(dst[j], high|Mix(scramble(x, seed))>>20)
		}
		empty--
	}
}

// scramble hashes x under seed: both halves of a 128-bit product.
func scramble(x, seed uint64) uint64 {
	hi, lo := bits.Mul64(x^seed, 0xA0761D6478BD642F^seed)
	return hi ^ lo
}

// A sketch keeps two bits a position: enough to estimate the similarity of two
// signed sets at a thirty-second of the memory (b-bit minwise hashing with b = 2; Li,
// König 2010). Two positions that differ agree in the sketch with probability 1/4, so
//
//	E[equal positions / t] = J + (1-J)/4

// SketchBytes is the size of a sketch of perms positions: whole words of 32.
func SketchBytes(perms int) int { return (perms + 31) / 32 * 8 }

// AppendSketch appends the sketch of a signature: SketchBytes(len(signature)) bytes.
func AppendSketch(dst []byte, signature []uint64) []byte {
	for len(signature) > 0 {
		n := min(32, len(signature))
		word := uint64(0)
		for i, v := range signature[:n] {
			word |= Mix(v) >> 62 << (2 * i)
		}
		dst = binary.LittleEndian.AppendUint64(dst, word)
		signature = signature[n:]
	}
	return dst
}

// SketchEqual counts the positions in which two sketches of perms positions
// agree.
func SketchEqual(a, b []byte, perms int) int {
	differ := 0
	for ; len(a) >= 8; a, b = a[8:], b[8:] {
		x := binary.LittleEndian.Uint64(a) ^ binary.LittleEndian.Uint64(b)
		differ += bits.OnesCount64((x | x>>1) & 0x5555555555555555)
	}
	return perms - differ // what fills up the last word is 0 in both
}
