package report

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// marked is a report that holds only what marks a folder as ours, and a text.
func marked(t *testing.T, dir, text string) {
	t.Helper()
	put(t, filepath.Join(dir, RunFile), `{"schema":1,"version":"t","records":{},"articles":{},"timing":{}}`)
	put(t, filepath.Join(dir, HTMLFile), text)
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var ns []string
	for _, e := range entries {
		ns = append(ns, e.Name())
	}
	return ns
}

// publish opens dir, writes a report with text and commits it.
func publish(t *testing.T, dir, text string) {
	t.Helper()
	o, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(o.TempDir(), "spilled"), "x")
	marked(t, o.Dir(), text)
	if err := o.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := o.Leftover(); err != nil {
		t.Fatal(err)
	}
	if err := o.Abort(); err != nil {
		t.Errorf("Abort after Commit: %v", err)
	}
}

// bothWays runs test with the exchange of the system and without it.
func bothWays(t *testing.T, test func(t *testing.T)) {
	t.Run("exchange", test)
	t.Run("two renames", func(t *testing.T) {
		withoutExchange(t)
		test(t)
	})
}

func withoutExchange(t *testing.T) {
	before := exchange
	exchange = func(a, b string) error { return errors.ErrUnsupported }
	t.Cleanup(func() { exchange = before })
}

func TestCommitReplacesWhole(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		parent := t.TempDir()
		dir := filepath.Join(parent, "deep", "out")
		publish(t, dir, "first night")
		put(t, filepath.Join(dir, PairsFile), "of the first night only")
		publish(t, dir, "second night")
		if got := get(t, filepath.Join(dir, HTMLFile)); got != "second night" {
			t.Errorf("report = %q", got)
		}
		if got := names(t, dir); !slices.Equal(got, []string{HTMLFile, RunFile}) {
			t.Errorf("folder holds %q", got)
		}
		if got := names(t, filepath.Dir(dir)); !slices.Equal(got, []string{"out"}) {
			t.Errorf("left beside it: %q", got)
		}
	})
}

func TestCommitCarriesForeignFiles(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "out")
		publish(t, dir, "first")
		put(t, filepath.Join(dir, "labels.csv"), "id_a,id_b,same\n")
		publish(t, dir, "second")
		if got := get(t, filepath.Join(dir, "labels.csv")); got != "id_a,id_b,same\n" {
			t.Errorf("labels.csv = %q", got)
		}
	})
}

func TestCommitIntoEmptyFolderKeepsMode(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "out")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		publish(t, dir, "first")
		st, err := os.Stat(dir)
		if err != nil || st.Mode().Perm() != 0o700 {
			t.Errorf("mode = %v, %v", st.Mode(), err)
		}
	})
}

func TestCommitRespectsUmask(t *testing.T) {
	old := syscall.Umask(0o027)
	defer syscall.Umask(old)
	dir := filepath.Join(t.TempDir(), "out")
	o, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(o.Dir(), &Model{}, Options{}); err != nil {
		t.Fatal(err)
	}
	if err := o.Commit(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{dir: 0o750, filepath.Join(dir, ClustersFile): 0o640} {
		if st, err := os.Stat(path); err != nil || st.Mode().Perm() != want {
			t.Errorf("mode of %s = %v, want %v", path, st.Mode().Perm(), want)
		}
	}
}

func TestCommitThroughLink(t *testing.T) {
	parent := t.TempDir()
	dir, link := filepath.Join(parent, "real"), filepath.Join(parent, "link")
	publish(t, dir, "first")
	if err := os.Symlink("real", link); err != nil {
		t.Fatal(err)
	}
	publish(t, link, "second")
	if st, err := os.Lstat(link); err != nil || st.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", st, err)
	}
	if got := get(t, filepath.Join(dir, HTMLFile)); got != "second" {
		t.Errorf("report = %q", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	foreign := map[string]func(t *testing.T, dir string){
		"other files":         func(t *testing.T, dir string) { put(t, filepath.Join(dir, "thesis.doc"), "years of work") },
		"hidden file":         func(t *testing.T, dir string) { put(t, filepath.Join(dir, ".git"), "") },
		"run.json of another": func(t *testing.T, dir string) { put(t, filepath.Join(dir, RunFile), `{"schema":1,"version":"3"}`) },
		"cut run.json":        func(t *testing.T, dir string) { put(t, filepath.Join(dir, RunFile), `{"schema":1,"ver`) },
		"run.json a folder's list": func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, RunFile), `[{"schema":1,"version":"t","records":{},"articles":{},"timing":{}}]`)
		},
	}
	for name, fill := range foreign {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "out")
			if err := os.Mkdir(dir, 0o777); err != nil {
				t.Fatal(err)
			}
			fill(t, dir)
			before := names(t, dir)
			wantFolderError(t, dir)
			if got := names(t, dir); !slices.Equal(got, before) {
				t.Errorf("folder holds %q, held %q", got, before)
			}
			if got := names(t, parent); !slices.Equal(got, []string{"out"}) {
				t.Errorf("left beside it: %q", got)
			}
		})
	}
	t.Run("file", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "out")
		put(t, dir, "text")
		wantFolderError(t, dir)
	})
	t.Run("dangling link", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "out")
		if err := os.Symlink("nowhere", dir); err != nil {
			t.Fatal(err)
		}
		wantFolderError(t, dir)
	})
	t.Run("mount point", func(t *testing.T) { wantFolderError(t, "/proc") })
	t.Run("root", func(t *testing.T) { wantFolderError(t, "/") })
	t.Run("no name", func(t *testing.T) { wantFolderError(t, "") })
	t.Run("below a file", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		put(t, file, "text")
		if _, err := Open(filepath.Join(file, "out")); !errors.Is(err, syscall.ENOTDIR) {
			t.Errorf("error = %v", err)
		}
	})
}

func wantFolderError(t *testing.T, dir string) {
	t.Helper()
	o, err := Open(dir)
	var fe *FolderError
	if !errors.As(err, &fe) {
		t.Fatalf("Open(%q) = %v, %v", dir, o, err)
	}
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 2 || lines[1] == "" {
		t.Errorf("no advice in %q", err)
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	o, err := Open(filepath.Join(parent, "a", "b", "out"))
	if err != nil {
		t.Fatal(err)
	}
	marked(t, o.Dir(), "unfinished")
	for range 2 {
		if err := o.Abort(); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, parent); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
	if err := o.Commit(); err == nil {
		t.Error("Commit after Abort went well")
	}
}

// A killed process frees its lock without removing anything; closing the lock
// stands for it here.
func TestOpenRecovers(t *testing.T) {
	t.Run("killed while writing", func(t *testing.T) {
		parent := t.TempDir()
		dir := filepath.Join(parent, "out")
		publish(t, dir, "old")
		o, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		marked(t, o.Dir(), "half")
		o.lock.Close()
		again, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		again.Abort()
		if got := names(t, parent); !slices.Equal(got, []string{"out"}) {
			t.Errorf("left: %q", got)
		}
		if got := get(t, filepath.Join(dir, HTMLFile)); got != "old" {
			t.Errorf("report = %q", got)
		}
	})
	t.Run("killed between two renames", func(t *testing.T) {
		parent := t.TempDir()
		dir := filepath.Join(parent, "out")
		publish(t, dir, "old")
		put(t, filepath.Join(dir, "labels.csv"), "kept")
		o, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(dir, o.Dir()+oldSuffix); err != nil {
			t.Fatal(err)
		}
		o.lock.Close()
		publish(t, dir, "new")
		if got := names(t, parent); !slices.Equal(got, []string{"out"}) {
			t.Errorf("left: %q", got)
		}
		if got := get(t, filepath.Join(dir, "labels.csv")); got != "kept" {
			t.Errorf("labels.csv = %q", got)
		}
	})
	t.Run("killed before the old folder was removed", func(t *testing.T) {
		parent := t.TempDir()
		dir := filepath.Join(parent, "out")
		publish(t, dir, "new")
		old := siblingPrefix(dir) + randomHex()
		if err := os.Mkdir(old, 0o777); err != nil {
			t.Fatal(err)
		}
		marked(t, old, "old")
		put(t, filepath.Join(old, "labels.csv"), "kept")
		o, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		o.Abort()
		if got := names(t, parent); !slices.Equal(got, []string{"out"}) {
			t.Errorf("left: %q", got)
		}
		if got := get(t, filepath.Join(dir, "labels.csv")); got != "kept" {
			t.Errorf("labels.csv = %q", got)
		}
	})
	t.Run("folders of others stay", func(t *testing.T) {
		parent := t.TempDir()
		other := filepath.Join(parent, ".out.naskh-notes")
		if err := os.Mkdir(other, 0o777); err != nil {
			t.Fatal(err)
		}
		o, err := Open(filepath.Join(parent, "out"))
		if err != nil {
			t.Fatal(err)
		}
		o.Abort()
		if _, err := os.Stat(other); err != nil {
			t.Error(err)
		}
	})
}

func TestTwoRunsAtOnce(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		parent := t.TempDir()
		dir := filepath.Join(parent, "out")
		a, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Open(dir) // must not take a's sibling for a leftover
		if err != nil {
			t.Fatal(err)
		}
		marked(t, a.Dir(), "a")
		marked(t, b.Dir(), "b")
		if err := a.Commit(); err != nil {
			t.Fatal(err)
		}
		if err := b.Commit(); err != nil {
			t.Fatal(err)
		}
		if got := get(t, filepath.Join(dir, HTMLFile)); got != "b" {
			t.Errorf("report = %q, want the one committed last", got)
		}
		if got := names(t, parent); !slices.Equal(got, []string{"out"}) {
			t.Errorf("left: %q", got)
		}
	})
}

func TestManyRunsAtOnce(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		parent := t.TempDir()
		dir := filepath.Join(parent, "out")
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 5 {
					o, err := Open(dir)
					if err != nil {
						t.Error(err)
						return
					}
					if err := Write(o.Dir(), &Model{Version: "t"}, Options{}); err != nil {
						t.Error(err)
					}
					if err := o.Commit(); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		publish(t, dir, "last")
		if got := names(t, parent); !slices.Equal(got, []string{"out"}) {
			t.Errorf("left: %q", got)
		}
		if got := names(t, dir); !slices.Equal(got, []string{HTMLFile, RunFile}) {
			t.Errorf("folder holds %q", got)
		}
	})
}

// flock(1) on the report's own folder is a common way to keep cron jobs apart.
func TestRunUnderFlockOfTheFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	publish(t, dir, "first")
	f, err := os.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, "second")
	if got := get(t, filepath.Join(dir, HTMLFile)); got != "second" {
		t.Errorf("report = %q", got)
	}
}

func TestLongFolderName(t *testing.T) {
	publish(t, filepath.Join(t.TempDir(), strings.Repeat("ا", 120)), "first")
}
