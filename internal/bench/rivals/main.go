// Rivals runs github.com/ekzhu/minhash-lsh over docs.jsonl as its README
// suggests, so that naskh can be compared with it on the machine at hand. It
// is a module of its own: no rival enters the module that users build.
//
//	go run . -in DIR/docs.jsonl -out clusters.csv
//
// Signing runs on all processors, the index on one, as the library allows. The
// library does not verify, so that a candidate counts when its signatures
// agree in a share of at least -threshold.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode"

	minhashlsh "github.com/ekzhu/minhash-lsh"
)

type options struct {
	in, out   string
	threshold float64
	perms     int
	shingle   int
}

func main() {
	var o options
	flag.StringVar(&o.in, "in", "", "docs.jsonl")
	flag.StringVar(&o.out, "out", "", "file to write id,cluster into")
	flag.Float64Var(&o.threshold, "threshold", 0.4, "Jaccard similarity of a copy")
	flag.IntVar(&o.perms, "perms", 128, "hash functions of a signature")
	flag.IntVar(&o.shingle, "shingle-size", 3, "words of a shingle")
	flag.Parse()
	if o.in == "" || o.out == "" || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "usage: rivals -in docs.jsonl -out clusters.csv")
		os.Exit(2)
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "rivals:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	start := time.Now()
	ids, signatures, err := sign(o)
	if err != nil {
		return err
	}
	signed := time.Since(start)
	clusters := group(o, signatures)
	if err := write(o.out, ids, clusters); err != nil {
		return err
	}
	seconds := time.Since(start).Seconds()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return err
	}
	cpu := float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
	fmt.Printf("minhash-lsh  documents %d  seconds %.2f (signing %.2f)  docs/s %.0f  cpu-s %.2f  peak-rss-MB %d\n",
		len(ids), seconds, signed.Seconds(), float64(len(ids))/seconds, cpu, u.Maxrss/1024)
	return nil
}

// sign reads all documents and returns their ids and signatures in order.
func sign(o options) (ids []string, signatures [][]uint64, err error) {
	f, err := os.Open(o.in)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	type job struct {
		text string
		to   *[]uint64
	}
	jobs := make(chan job, 64)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range jobs {
				*j.to = signature(j.text, o)
			}
		})
	}
	var slots []*[]uint64
	r := bufio.NewReaderSize(f, 1<<20)
	for {
		line, readErr := r.ReadBytes('\n')
		if len(line) > 0 {
			var doc struct{ ID, Text string }
			if err = json.Unmarshal(line, &doc); err != nil {
				err = fmt.Errorf("document %d: %w", len(ids)+1, err)
				break
			}
			slot := new([]uint64)
			ids, slots = append(ids, doc.ID), append(slots, slot)
			jobs <- job{doc.Text, slot}
		}
		if readErr != nil {
			if !errors.Is(readErr, io.EOF) {
				err = readErr
			}
			break
		}
	}
	close(jobs)
	workers.Wait()
	for _, s := range slots {
		signatures = append(signatures, *s)
	}
	return ids, signatures, err
}

// signature signs the word shingles of text; a text shorter than one shingle
// is signed as a whole.
func signature(text string, o options) []uint64 {
	words := strings.FieldsFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c)
	})
	m := minhashlsh.NewMinhash(1, o.perms)
	size := min(o.shingle, len(words))
	for i := 0; i+size <= len(words); i++ {
		m.Push([]byte(strings.Join(words[i:i+size], " ")))
	}
	return m.Signature()
}

// group joins every document with the candidates that look similar enough.
func group(o options, signatures [][]uint64) []int {
	index := minhashlsh.NewMinhashLSH32(o.perms, o.threshold)
	for i, s := range signatures {
		index.Add(i, s)
	}
	index.Index()
	parent := make([]int, len(signatures))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, s := range signatures {
		for _, key := range index.Query(s) {
			if j := key.(int); j < i && agreement(s, signatures[j]) >= o.threshold {
				a, b := find(i), find(j)
				parent[max(a, b)] = min(a, b)
			}
		}
	}
	for i := range parent {
		parent[i] = find(i)
	}
	return parent
}

// agreement is the share of equal positions: an estimate of the Jaccard
// similarity.
func agreement(a, b []uint64) float64 {
	n := 0
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

func write(name string, ids []string, clusters []int) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	w := bufio.NewWriter(f)
	w.WriteString("id,cluster\n")
	for i, id := range ids {
		w.WriteString(id + "," + strconv.Itoa(clusters[i]) + "\n")
	}
	return w.Flush()
}
