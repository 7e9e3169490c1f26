package report

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const (
	tempFolder = "spill"
	oldSuffix  = ".old" // an old folder that was moved aside between two renames
)

// ownNames are what naskh writes into an output folder. Everything else in it
// belongs to somebody and is carried from the old folder to the new one.
var ownNames = map[string]bool{
	ClustersFile: true, PairsFile: true, RelatedFile: true, HeadlinesFile: true,
	SitesFile: true, FurnitureFile: true, RejectsFile: true, RunFile: true,
	HTMLFile: true, PartsFolder: true, tempFolder: true,
}

// siblingPrefix is the path with which all hidden siblings of target begin.
func siblingPrefix(target string) string {
	name := filepath.Base(target)
	if len(name) > 200 { // the sibling's name must fit into 255 bytes too
		h := fnv.New64a()
		h.Write([]byte(name))
		name = fmt.Sprintf("%016x", h.Sum64())
	}
	return filepath.Join(filepath.Dir(target), "."+name+".naskh-")
}

var siblingTail = regexp.MustCompile(`^[0-9a-f]{16}(\.old)?$`)

// siblings lists the hidden siblings of target, old folders first.
func siblings(target string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		return nil, err
	}
	prefix := siblingPrefix(target)
	var old, rest []string
	for _, e := range entries {
		path := filepath.Join(filepath.Dir(target), e.Name())
		tail, ok := strings.CutPrefix(path, prefix)
		switch {
		case !ok || !e.IsDir() || !siblingTail.MatchString(tail):
		case strings.HasSuffix(tail, oldSuffix):
			old = append(old, path)
		default:
			rest = append(rest, path)
		}
	}
	return append(old, rest...), nil
}

// recoverFolder undoes what runs that were killed left beside target. Siblings
// of runs that are alive are locked and stay.
func recoverFolder(target string) error {
	left, err := siblings(target)
	if err != nil {
		return err
	}
	for _, path := range left {
		if err := recoverSibling(path, target); err != nil {
			return err
		}
	}
	return nil
}

func recoverSibling(path, target string) error {
	lock, err := lockSibling(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if lock == nil || err != nil {
		return err
	}
	defer lock.Close()
	if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) && strings.HasSuffix(path, oldSuffix) {
		return os.Rename(path, target)
	}
	return discard(path, target)
}

// discard removes a folder that is no longer, or never became, the report.
// What naskh did not write moves into target; where target has that name
// already, the folder stays.
func discard(path, target string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		from, to := filepath.Join(path, e.Name()), filepath.Join(target, e.Name())
		if ownNames[e.Name()] {
			errs = append(errs, os.RemoveAll(from))
			continue
		}
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		if err := os.Rename(from, to); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// exchange is replaced in tests to take the way of systems without it.
var exchange = renameExchange

// swap puts staging in the place of target. It returns where the old folder is
// now ("" where there was none) and its lock. Where another run publishes at
// the same moment it starts again: the other's report is the old one then.
func swap(staging, target string) (old string, lock *os.File, err error) {
	for {
		lock, err = lockTarget(target)
		if errors.Is(err, fs.ErrNotExist) {
			if err = os.Rename(staging, target); errors.Is(err, fs.ErrExist) {
				continue
			}
			return "", nil, err
		}
		if err != nil {
			return "", nil, err
		}
		old, err = swapLocked(staging, target)
		if err == nil {
			return old, lock, nil
		}
		if old != "" && errors.Is(err, fs.ErrExist) {
			err = discard(old, target)
		}
		lock.Close()
		if err != nil {
			return "", nil, err
		}
	}
}

// swapLocked is swap without the other runs. Where the second of two renames
// fails and the old folder cannot be put back, old says where it is.
func swapLocked(staging, target string) (old string, err error) {
	if err := exchange(staging, target); !errors.Is(err, errors.ErrUnsupported) {
		if err != nil {
			return "", err
		}
		return staging, nil
	}
	old = staging + oldSuffix
	if err := os.Rename(target, old); err != nil {
		return "", err
	}
	if err := os.Rename(staging, target); err != nil {
		if os.Rename(old, target) == nil {
			old = ""
		}
		return old, err
	}
	return old, nil
}

// syncTree syncs every file and folder below dir and dir itself.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return syncFolder(path)
		}
		if !d.Type().IsRegular() {
			return nil
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		return errors.Join(f.Sync(), f.Close())
	})
}
