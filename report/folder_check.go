package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// resolve makes dir absolute and follows symbolic links, so that the folder
// itself is exchanged and a link to it stays.
func resolve(dir string) (string, error) {
	if dir == "" {
		return "", &FolderError{dir, "has no name", "Give --out a folder."}
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("report: output folder: %w", err)
	}
	real, err := filepath.EvalSymlinks(abs)
	switch {
	case err == nil:
		return real, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("report: output folder: %w", err)
	}
	if st, err := os.Lstat(abs); err == nil && st.Mode()&fs.ModeSymlink != 0 {
		return "", &FolderError{dir, "is a link to nothing", "Create what it points to, or give --out another folder."}
	}
	return abs, nil
}

// makeParents creates dir and what is missing above it, and returns what it
// created, outermost first.
func makeParents(dir string) ([]string, error) {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil {
			break
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		missing = append([]string{d}, missing...)
	}
	for i, d := range missing {
		if err := os.Mkdir(d, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			for ; i > 0; i-- {
				os.Remove(missing[i-1])
			}
			return nil, err
		}
	}
	return missing, nil
}

// checkFolder tells whether target may be replaced by a report.
func checkFolder(dir, target string) error {
	lock, err := lockTarget(target) // a run that is publishing now comes first
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("report: output folder: %w", err)
	}
	defer lock.Close()
	st, err := lock.Stat()
	if err != nil {
		return fmt.Errorf("report: output folder: %w", err)
	}
	if !st.IsDir() {
		return &FolderError{dir, "is a file", "Give --out a folder that is new, empty, or holds a report of naskh."}
	}
	if mounted, err := isMountPoint(target); err != nil {
		return fmt.Errorf("report: output folder: %w", err)
	} else if mounted {
		return &FolderError{dir, "is a mount point and cannot be exchanged", "Give --out a folder inside it."}
	}
	if err := canReplace(target, st); err != nil {
		return fmt.Errorf("report: output folder: %w", err)
	}
	return checkContent(dir, target)
}

func checkContent(dir, target string) error {
	entries, err := os.ReadDir(target)
	if err != nil {
		return fmt.Errorf("report: output folder: %w", err)
	}
	if len(entries) == 0 {
		return nil
	}
	const advice = "Give --out a folder that is new, empty, or holds a report of naskh; nothing was touched."
	f, err := os.Open(filepath.Join(target, RunFile))
	if errors.Is(err, fs.ErrNotExist) {
		return &FolderError{dir, "is not empty and holds no report of naskh", advice}
	}
	if err != nil {
		return fmt.Errorf("report: output folder: %w", err)
	}
	defer f.Close()
	ours, err := isRunFile(f)
	if err != nil {
		return fmt.Errorf("report: output folder: %w", err)
	}
	if !ours {
		return &FolderError{dir, "holds a " + RunFile + " that naskh did not write, or a damaged one", advice}
	}
	return nil
}

// isRunFile tells whether r is a run.json of naskh, of this schema or another.
func isRunFile(r io.Reader) (bool, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return false, err
	}
	var f struct {
		Schema   int              `json:"schema"`
		Version  *string          `json:"version"`
		Records  *json.RawMessage `json:"records"`
		Articles *json.RawMessage `json:"articles"`
		Timing   *json.RawMessage `json:"timing"`
	}
	if json.Unmarshal(b, &f) != nil {
		return false, nil
	}
	return f.Schema > 0 && f.Version != nil && f.Records != nil && f.Articles != nil && f.Timing != nil, nil
}
