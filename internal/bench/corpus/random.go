package corpus

import "math/bits"

// random is SplitMix64 (Steele, Lea, Flood 2014): one word of state, so that
// every document can own a stream that costs nothing to start.
type random uint64

// stream starts the stream that belongs to the given keys.
func stream(keys ...uint64) random {
	r := random(0x6e61736b68) // "naskh"
	for _, k := range keys {
		r = random(uint64(r) ^ k*0x9e3779b97f4a7c15)
		r = random(r.next())
	}
	return r
}

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns an integer in [0, n); n must be positive.
func (r *random) below(n int) int {
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int(hi)
}

// between returns an integer in [lo, hi].
func (r *random) between(lo, hi int) int { return lo + r.below(hi-lo+1) }

// chance reports true with probability p.
func (r *random) chance(p float64) bool { return r.unit() < p }

// unit returns a number in [0, 1).
func (r *random) unit() float64 { return float64(r.next()>>11) / (1 << 53) }

// pick returns one element of list, which must not be empty.
func pick[T any](r *random, list []T) T { return list[r.below(len(list))] }
