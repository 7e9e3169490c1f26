package dump

import (
	"bufio"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxWindow is the longest zstd window that is decoded: 128 MiB, the most that
// zstd itself decodes without being asked.
const maxWindow = 128 << 20

// codec decompresses one file after the other.
type codec interface {
	io.Reader
	reset(r io.Reader) error
}

// codecs keeps decoders for the next file. The Reader's lock guards it.
type codecs struct {
	ahead []*ahead
	gzip  []*gunzip
	zstd  []*unzstd
}

// codec returns a decoder of the given kind that reads raw.
func (r *Reader) codec(kind compression, raw io.Reader) (codec, error) {
	if kind == gzipped {
		c := takeCodec(r, &r.codecs.gzip)
		return c, c.reset(raw)
	}
	c := takeCodec(r, &r.codecs.ahead)
	c.reader, c.kind = r, kind
	return c, c.reset(raw)
}

// sequential returns a decoder for the rest of a file of which out bytes have
// been decoded; raw begins at the border of two frames or members.
func (r *Reader) sequential(kind compression, raw io.Reader, out int64) (codec, error) {
	if kind == zstandard {
		c := takeCodec(r, &r.codecs.zstd)
		err := c.reset(raw)
		c.out = out
		return c, err
	}
	c := takeCodec(r, &r.codecs.gzip)
	c.resume(raw)
	return c, nil
}

// takeCodec takes a decoder from free, or makes one.
func takeCodec[T any](r *Reader, free *[]*T) *T {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := len(*free)
	if n == 0 {
		return new(T)
	}
	c := (*free)[n-1]
	*free = (*free)[:n-1]
	return c
}

// put takes back a decoder that is no longer used. The caller holds r.mu.
func (r *Reader) put(c codec) {
	p := &r.codecs
	switch c := c.(type) {
	case *ahead:
		c.letGo()
		p.ahead = append(p.ahead, c)
	case *gunzip:
		p.gzip = append(p.gzip, c)
	case *unzstd:
		if c.d != nil {
			c.d.Reset(nil) // lets go of the file
			p.zstd = append(p.zstd, c)
		}
	}
}

// trailingError ends a source whose data are whole, but followed by something
// else.
type trailingError struct{ reason string }

func (e *trailingError) Error() string { return e.reason }

var errTrailing = &trailingError{"ignored garbage behind the compressed data"}

// gunzip reads all members of a gzip file. Zero bytes behind a member are
// padding; anything else that is no member ends in errTrailing.
type gunzip struct {
	raw *bufio.Reader
	z   *gzip.Reader
	err error
}

func (g *gunzip) reset(r io.Reader) error {
	g.read(r)
	return g.member()
}

// resume is reset for what stands behind a member.
func (g *gunzip) resume(r io.Reader) {
	g.read(r)
	g.err = g.between()
}

func (g *gunzip) read(r io.Reader) {
	if g.raw == nil {
		g.raw = bufio.NewReaderSize(r, 64<<10)
	} else {
		g.raw.Reset(r)
	}
	g.err = nil
}

// member starts the next member.
func (g *gunzip) member() (err error) {
	if g.z == nil {
		g.z, err = gzip.NewReader(g.raw)
	} else {
		err = g.z.Reset(g.raw)
	}
	if err != nil {
		return damaged(err)
	}
	g.z.Multistream(false)
	return nil
}

func (g *gunzip) Read(p []byte) (int, error) {
	for g.err == nil {
		n, err := g.z.Read(p)
		if err == io.EOF {
			g.err = g.between()
		} else if err != nil {
			g.err = damaged(err)
		}
		if n > 0 {
			return n, nil
		}
	}
	return 0, g.err
}

// between goes from the end of a member to the next one.
func (g *gunzip) between() error {
	for {
		c, err := g.raw.ReadByte()
		if err != nil {
			return err
		}
		if c == 0 {
			continue
		}
		g.raw.UnreadByte()
		next, err := g.raw.Peek(3)
		if err == nil && sniffCompression(next) == gzipped {
			return g.member()
		}
		if err == nil || err == io.EOF {
			return errTrailing
		}
		return err
	}
}

// unzstd reads all frames of a zstd file.
type unzstd struct {
	d   *zstd.Decoder
	out int64
}

func (u *unzstd) reset(r io.Reader) (err error) {
	u.out = 0
	if u.d == nil {
		// Decoded by more than one goroutine, a damaged block gives what the
		// memory held before, of this file or another.
		u.d, err = zstd.NewReader(r, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
		return err
	}
	return u.d.Reset(r)
}

func (u *unzstd) Read(p []byte) (int, error) {
	n, err := u.d.Read(p)
	if n == 0 && err != nil {
		n, err = u.d.Read(p) // a block before the wrong checksum
	}
	u.out += int64(n)
	switch {
	case err == nil || err == io.EOF:
	case n > 0: // the error comes again
		err = nil
	case errors.Is(err, zstd.ErrMagicMismatch) && u.out > 0:
		err = errTrailing
	default:
		err = damaged(err)
	}
	return n, err
}

// damaged words an error of a decompressor for people.
func damaged(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return errors.New("the compressed data end too early")
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch):
		return errors.New("wrong checksum")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, zstd.ErrMagicMismatch):
		return errors.New("not a compressed file after all")
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return errors.New("its zstd window is above 128 MiB; compress it without --long or --ultra")
	}
	return err
}
