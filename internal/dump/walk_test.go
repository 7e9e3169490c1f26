//go:build unix

package dump

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func TestWalk(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "d/b.txt", []byte("b"))
	write(t, dir, "d/a/x.jsonl", []byte("{}"))
	write(t, dir, "d/\xe3\xd5.txt", []byte("c"))
	os.Mkdir(filepath.Join(dir, "d/dir.jsonl"), 0o755)
	os.Symlink("b.txt", filepath.Join(dir, "d/link"))
	os.Symlink("..", filepath.Join(dir, "d/loop"))
	os.Symlink("nowhere", filepath.Join(dir, "d/dangling"))
	if err := syscall.Mkfifo(filepath.Join(dir, "d/fifo"), 0o644); err != nil {
		t.Skip(err)
	}
	os.Symlink("d", filepath.Join(dir, "root"))
	t.Chdir(dir)

	for _, args := range [][]string{{"d"}, {"d/"}, {"root"}, {"d/b.txt", "d"}, {"d", "d/b.txt", "d"}} {
		inputs, err := Walk(args)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, in := range inputs {
			got = append(got, strings.TrimPrefix(strings.TrimPrefix(in.Name, "root"), "d")+": "+in.Skip)
		}
		want := []string{"/a/x.jsonl: ", "/b.txt: ", "/dangling: a symbolic link to nothing", "/fifo: a named pipe is not opened",
			"/link: a symbolic link is not followed", "/loop: a symbolic link is not followed", "/\xe3\xd5.txt: "}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q", args, got)
		}
	}
	if got := readAll(t, Options{}, 2, chunkBytes, "d"); len(got.records) != 2 || len(got.rejects) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestWalkErrors(t *testing.T) {
	dir := t.TempDir()
	os.Mkdir(filepath.Join(dir, "empty"), 0o755)
	for _, args := range [][]string{nil, {""}, {filepath.Join(dir, "missing")}, {filepath.Join(dir, "empty")}} {
		_, err := Walk(args)
		if !errors.Is(err, ErrNoInput) || !strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", args, err)
		}
	}
	if _, err := Walk([]string{os.DevNull}); err == nil || !strings.Contains(err.Error(), "device") {
		t.Errorf("%v", err)
	}
}

// A file that a pipe has replaced since it was listed is not waited for.
func TestReplacedByPipe(t *testing.T) {
	path := write(t, t.TempDir(), "a.jsonl", lines(0, 1))
	inputs, _ := Walk([]string{path})
	os.Remove(path)
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Skip(err)
	}
	r, _ := NewReader(append(inputs, Input{Name: "gone", Path: path + "gone"}), Options{})
	defer r.Close()
	var c Chunk
	if r.Next(&c) {
		t.Error("a chunk")
	}
	for _, f := range r.Files() {
		if f.Status != StatusSkipped || f.Reason == "" {
			t.Errorf("%+v", f)
		}
	}
}
