package dump

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
)

// frame makes a zstd frame that says how long its content is, without a
// checksum.
func frame(content []byte) []byte { return frameEncoder.EncodeAll(content, nil) }

var frameEncoder, _ = zstd.NewWriter(nil, zstd.WithEncoderCRC(false), zstd.WithZeroFrames(true))

// skippable makes a skippable zstd frame with n bytes in it.
func skippable(n int) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte{0x5A, 0x2A, 0x4D, 0x18}, uint32(n)), make([]byte, n)...)
}

// repeated makes a zstd frame of n blocks of 128 KiB newlines, of unknown length.
func repeated(n int) []byte {
	b := []byte{0x28, 0xB5, 0x2F, 0xFD, 0, 7 << 3} // window 128 KiB
	for i := range n {
		header := uint32(maxBlock<<3 | 1<<1)
		if i == n-1 {
			header |= 1
		}
		b = append(b, byte(header), byte(header>>8), byte(header>>16), '\n')
	}
	return b
}

// mixedSizes compresses content in pieces of random sizes from 0 bytes to n.
func mixedSizes(content []byte, n int, compress func([]byte) []byte) []byte {
	r := rand.New(rand.NewPCG(3, 4))
	var b []byte
	for len(content) > 0 {
		size := min(r.IntN(n+1)>>r.IntN(8), len(content))
		b = append(b, compress(content[:size])...)
		content = content[size:]
	}
	return b
}

// One content gives the same records however it is cut and compressed, and
// whoever decodes it.
func TestFramesDoNotMatter(t *testing.T) {
	content := lines(0, 2000)
	half := len(content) / 2
	blank := bytes.Repeat([]byte{'\n'}, 140*maxBlock)
	long := slices.Concat(content[:half], blank, content[half:])
	zframes, blocks := pieces(content, 5000, zst), pieces(content, 3000, bgz)
	cases := []struct {
		name                string
		content, compressed []byte
	}{
		{"one frame", content, zst(content)},
		{"one frame of known size", content, frame(content)},
		{"bytes", content[:9000], pieces(content[:9000], 1, frame)},
		{"5000", content, zframes},
		{"1 MiB", content, pieces(content, 1<<20, frame)},
		{"mixed", content, mixedSizes(content, 1<<18, zst)},
		{"mixed of known size", content, mixedSizes(content, 1<<16, frame)},
		{"skippable", content, slices.Concat(skippable(4), zst(content[:half]), skippable(0), skippable(maxSkipped+1), zst(content[half:]), skippable(9000))},
		{"long frame", long, slices.Concat(zst(content[:half]), repeated(140), zst(content[half:]))},
		{"trailing garbage", content, append(bytes.Clone(zframes), "garbage"...)},
		{"blocks", content, append(bytes.Clone(blocks), bgz(nil)...)},
		{"mixed blocks", content, mixedSizes(content, 65280, bgz)},
		{"blocks, then members", content, append(pieces(content[:half], 3000, bgz), pieces(content[half:], 7000, gz)...)},
		{"members, then blocks", content, append(pieces(content[:half], 7000, gz), pieces(content[half:], 3000, bgz)...)},
		{"blocks and zeros", content, append(bytes.Clone(blocks), make([]byte, 512)...)},
		{"too much in a block", append(bytes.Clone(content), blank[:70000]...), slices.Concat(blocks, bgz(blank[:70000]), bgz(nil))},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := write(t, dir, "a.jsonl", tt.content)
			want := readAll(t, Options{}, 1, chunkBytes, path)
			if strings.Contains(tt.name, "garbage") {
				want.files[0].Reason = errTrailing.reason
			}
			write(t, dir, "a.jsonl", tt.compressed)
			for _, workers := range []int{1, 2, 8} {
				for _, block := range []int{1000, 20000, chunkBytes} {
					if got := readAll(t, Options{}, workers, block, path); fmt.Sprint(got) != fmt.Sprint(want) {
						t.Errorf("workers %d, block %d: another result, %d records, %+v", workers, block, len(got.records), got.files)
					}
				}
			}
		})
	}
}

// decoded reads c to its end and words its error.
func decoded(c codec, err error) ([]byte, string) {
	var data []byte
	if err == nil {
		data, err = io.ReadAll(io.LimitReader(c, 4<<20))
	}
	reason := fmt.Sprint(err)
	if strings.HasPrefix(reason, "flate:") {
		reason = "flate" // its words depend on what the decoder read before
	}
	return data, reason
}

// compareDecoders checks that content gives the same data and the same error in
// units and from the sequential decoder alone.
func compareDecoders(t *testing.T, r *Reader, content []byte) {
	t.Helper()
	var alone codec = new(gunzip)
	kind := sniffCompression(content)
	switch kind {
	case plain:
		return
	case zstandard:
		u := new(unzstd)
		defer func() { u.d.Close() }()
		alone = u
	}
	want, wantErr := decoded(alone, alone.reset(bytes.NewReader(content)))
	c, err := r.codec(kind, bytes.NewReader(content))
	got, gotErr := decoded(c, err)
	r.mu.Lock()
	r.put(c)
	r.mu.Unlock()
	if gotErr != wantErr || !bytes.Equal(got, want) {
		t.Errorf("%d bytes, %s; alone %d bytes, %s", len(got), gotErr, len(want), wantErr)
	}
	if len(r.units) != 0 || r.ahead != 0 {
		t.Errorf("%d units of %d bytes left", len(r.units), r.ahead)
	}
}

// small are files of a few hundred bytes with all that units are made of.
func small() map[string][]byte {
	content := []byte(strings.Repeat("{\"text\":\"a\"}\n", 9))
	return map[string][]byte{
		"zstd":       pieces(content, 30, zst),
		"zstd sizes": slices.Concat(frame(content), skippable(5), frame(nil), frame(content[:1]), skippable(0), repeated(1), frame(content)),
		"bgzf":       append(pieces(content, 30, bgz), bgz(nil)...),
		"mixed gzip": slices.Concat(bgz(content), bgz(nil), gz(content), []byte{0, 0}, bgz(content)),
	}
}

func TestCutAndFlippedFrames(t *testing.T) {
	for name, content := range small() {
		for _, block := range []int{1, 60, chunkBytes} {
			r, err := NewReader(nil, Options{})
			if err != nil {
				t.Fatal(err)
			}
			r.block = block
			for cut := range len(content) + 1 {
				compareDecoders(t, r, content[:cut])
				compareDecoders(t, r, append(bytes.Clone(content[:cut]), "garbage\n"...))
			}
			for i := range content {
				for bit := range 8 {
					flipped := bytes.Clone(content)
					flipped[i] ^= 1 << bit
					compareDecoders(t, r, flipped)
				}
			}
			r.Close()
			if t.Failed() {
				t.Fatalf("%s, block %d", name, block)
			}
		}
	}
}

// A damaged file gives the same records to any number of workers.
func TestCutFramesWithWorkers(t *testing.T) {
	dir := t.TempDir()
	content := lines(0, 300)
	for name, whole := range map[string][]byte{"zstd": pieces(content, 2000, zst), "bgzf": pieces(content, 2000, bgz)} {
		for i := range 20 {
			damaged := bytes.Clone(whole[:len(whole)-i*len(whole)/20])
			if i%3 == 1 {
				damaged[len(damaged)*2/3] ^= 4
			}
			path := write(t, dir, "a.jsonl", damaged)
			want := readAll(t, Options{}, 1, chunkBytes, path)
			for _, workers := range []int{2, 8} {
				if got := readAll(t, Options{}, workers, 3000, path); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s %d, workers %d: another result", name, i, workers)
				}
			}
		}
	}
}

// rawFrame makes a zstd frame of n blocks of 128 KiB zeros that are not packed.
func rawFrame(n int) []byte {
	b := []byte{0x28, 0xB5, 0x2F, 0xFD, 0, 7 << 3} // window 128 KiB
	for i := range n {
		header := uint32(maxBlock << 3)
		if i == n-1 {
			header |= 1
		}
		b = append(append(b, byte(header), byte(header>>8), byte(header>>16)), make([]byte, maxBlock)...)
	}
	return b
}

// Frames and blocks do go the way of units, those of pzstd too, and what is
// decoded ahead stays below its bounds, in one file and in as many as may be open.
func TestUnitsAreBounded(t *testing.T) {
	spaces := bytes.Repeat([]byte{' '}, 60000)
	for _, tt := range []struct {
		name    string
		content []byte
		files   int
		most    int // MiB of units
	}{
		{"long frames", bytes.Repeat(repeated(maxUnitBytes/maxBlock), 9), 1, 73},
		{"long frames", bytes.Repeat(repeated(maxUnitBytes/maxBlock), 9), maxOpenFiles, 220},
		{"frames of 8 MiB, one block of which is two", bytes.Repeat(repeated(8<<20/maxBlock+1), 4), 1, 73},
		{"raw frames", bytes.Repeat(rawFrame(maxUnitBytes/maxBlock-1), 5), 1, 84},
		{"frames", bytes.Repeat(zst(spaces), 400), 1, 68},
		{"frames", bytes.Repeat(zst(spaces), 300), maxOpenFiles, 84},
		{"blocks", bytes.Repeat(bgz(spaces), 400), 1, 68},
		{"blocks", bytes.Repeat(bgz(spaces), 300), maxOpenFiles, 84},
		{"empty", bytes.Repeat(append(frame(nil), skippable(100)...), 20000), 1, 32},
	} {
		r, _ := NewReader(nil, Options{})
		r.most = maxOpenFiles
		var open []*ahead
		for range tt.files {
			c, err := r.codec(sniffCompression(tt.content), bytes.NewReader(tt.content))
			if err != nil {
				t.Fatal(err)
			}
			open = append(open, c.(*ahead))
		}
		check := func(bound int) {
			r.mu.Lock()
			defer r.mu.Unlock()
			if r.ahead > bound {
				t.Errorf("%s, %d files: %d bytes ahead", tt.name, tt.files, r.ahead)
			}
		}
		for _, a := range open { // one after the other: no room is reserved in between
			if _, err := a.Read(make([]byte, 1)); err != nil && err != io.EOF {
				t.Errorf("%s: %v", tt.name, err)
			}
			check(tt.most << 20)
		}
		var all sync.WaitGroup
		for _, a := range open {
			all.Go(func() {
				buf, err := make([]byte, 1<<20), error(nil)
				for err == nil && (tt.files == 1 || a.out < maxUnitBytes+1<<20) { // of many, up to their second unit
					_, err = a.Read(buf)
					check(aheadBytes + (tt.files+1)*unitBytes)
				}
				if err != nil && err != io.EOF || a.rest != nil {
					t.Errorf("%s: %v, not in units", tt.name, err)
				}
			})
		}
		all.Wait()
	}
}

// Closing in the middle leaves no goroutine behind.
func TestCloseStopsUnits(t *testing.T) {
	dir := t.TempDir()
	content := lines(0, 3000)
	write(t, dir, "a.jsonl.zst", pieces(content, 10000, zst))
	write(t, dir, "b.jsonl.zst", zst(content)[:1000])
	write(t, dir, "c.jsonl.gz", pieces(content, 10000, bgz))
	inputs, _ := Walk([]string{dir})
	before := runtime.NumGoroutine()
	for n := range 10 {
		r, _ := NewReader(inputs, Options{})
		r.block = 5000
		done := make(chan bool)
		for range 4 {
			go func() {
				var c Chunk
				for r.Next(&c) {
				}
				done <- true
			}()
		}
		time.Sleep(time.Duration(n) * time.Millisecond)
		r.Close()
		for range 4 {
			<-done
		}
		if len(r.units) != 0 || r.ahead != 0 || r.open != 0 {
			t.Errorf("%d units, %d bytes, %d files left", len(r.units), r.ahead, r.open)
		}
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func FuzzFrames(f *testing.F) {
	for _, content := range small() {
		f.Add(content, 50)
		f.Add(content, chunkBytes)
	}
	f.Fuzz(func(t *testing.T, content []byte, block int) {
		r, err := NewReader(nil, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		r.block = max(block, 1)
		compareDecoders(t, r, content)
	})
}
