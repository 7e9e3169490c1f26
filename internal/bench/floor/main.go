// Floor measures what no program that reads a dump can be faster than: it
// reads docs.jsonl, finds the line ends and, inside each line, the ends of all
// strings, and keeps nothing. run.sh gives naskh's time as a multiple of it.
//
//	floor docs.jsonl
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: floor docs.jsonl")
		os.Exit(2)
	}
	start := time.Now()
	c, err := scan(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
	fmt.Printf("floor  documents %d  strings %d  MB %.1f  seconds %.3f\n",
		c.lines, c.strings, float64(c.bytes)/1e6, time.Since(start).Seconds())
}

// counts is proof that the bytes were looked at.
type counts struct{ lines, strings, bytes int64 }

// scan reads the file in blocks of 4 MiB; a line that crosses a block is moved
// to the front of the next, which grows when one line fills it.
func scan(name string) (counts, error) {
	f, err := os.Open(name)
	if err != nil {
		return counts{}, err
	}
	defer f.Close()
	var c counts
	buf := make([]byte, 4<<20)
	kept := 0
	for {
		n, err := f.Read(buf[kept:])
		c.bytes += int64(n)
		data := buf[:kept+n]
		for {
			end := bytes.IndexByte(data, '\n')
			if end < 0 {
				break
			}
			c.line(data[:end])
			data = data[end+1:]
		}
		if errors.Is(err, io.EOF) {
			if len(data) > 0 {
				c.line(data)
			}
			return c, nil
		}
		if err != nil {
			return c, err
		}
		if len(data) == len(buf) {
			buf = make([]byte, 2*len(buf))
		}
		kept = copy(buf, data)
	}
}

// line finds the end of every JSON string in it: a quote with an even number
// of backslashes before it.
func (c *counts) line(line []byte) {
	c.lines++
	open := false
	for i := 0; ; i++ {
		q := bytes.IndexByte(line[i:], '"')
		if q < 0 {
			return
		}
		i += q
		slashes := 0
		for k := i - 1; open && k >= 0 && line[k] == '\\'; k-- {
			slashes++
		}
		if slashes%2 == 1 {
			continue
		}
		if open {
			c.strings++
		}
		open = !open
	}
}
