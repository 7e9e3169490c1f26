package report

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FolderError says why a folder cannot take a report, and what to do. It is a
// mistake in the call, not a failure of the system: nothing was touched.
type FolderError struct {
	Dir    string
	What   string // what is wrong with it
	Advice string // what to do
}

func (e *FolderError) Error() string {
	return fmt.Sprintf("output folder %q %s\n%s", e.Dir, e.What, e.Advice)
}

// Output is an output folder that is being written: a hidden sibling of the
// folder, locked for as long as the program lives, that takes its place whole
// at Commit. Two runs on one folder at once do not mix: each has a sibling of
// its own, and the one that commits last stays.
type Output struct {
	target  string   // absolute, without symbolic links
	staging string   // the hidden sibling
	lock    *os.File // the sibling, open and locked; nil after the end
	made    []string // parents that Open created, outermost first
	left    error    // what could not be removed after Commit
}

// Open prepares dir to be replaced by a report. dir must be absent, empty, or
// hold a run.json of naskh, and be no mount point, else the error is a
// *FolderError. Parents are created. What a killed run left beside dir is
// removed first, and an old report that was moved aside is put back. Other
// errors wrap those of the system: the place is read-only, full, or not ours.
func Open(dir string) (*Output, error) {
	target, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	made, err := makeParents(filepath.Dir(target))
	if err != nil {
		return nil, fmt.Errorf("report: output folder: %w", err)
	}
	o := &Output{target: target, made: made}
	if err := o.prepare(dir); err != nil {
		o.Abort()
		return nil, err
	}
	return o, nil
}

func (o *Output) prepare(dir string) error {
	if err := recoverFolder(o.target); err != nil {
		return fmt.Errorf("report: cleaning up after an earlier run: %w", err)
	}
	if err := checkFolder(dir, o.target); err != nil {
		return err
	}
	if err := o.stage(); err != nil {
		return fmt.Errorf("report: output folder cannot be written: %w", err)
	}
	return nil
}

// stage creates and locks the sibling with its folder for temporary files, and
// so proves before the work starts that the place can be written.
func (o *Output) stage() error {
	for range 16 {
		name := siblingPrefix(o.target) + randomHex()
		if err := os.Mkdir(name, 0o777); errors.Is(err, fs.ErrExist) {
			continue
		} else if err != nil {
			return err
		}
		lock, err := lockSibling(name)
		if lock == nil && (err == nil || errors.Is(err, fs.ErrNotExist)) {
			continue // another start took it for a leftover
		}
		if err != nil {
			os.Remove(name)
			return err
		}
		o.staging, o.lock = name, lock
		return os.Mkdir(o.TempDir(), 0o777)
	}
	return errors.New("no free name for a sibling")
}

// Dir is the folder into which the report is written; Write takes it.
func (o *Output) Dir() string { return o.staging }

// Target is the folder that Commit replaces, absolute and without symbolic
// links.
func (o *Output) Target() string { return o.target }

// TempDir is a folder on the same file system for spilled and spooled data. It
// is removed by Commit and Abort.
func (o *Output) TempDir() string { return filepath.Join(o.staging, tempFolder) }

// Leftover is what could not be removed of the old report after a Commit that
// went well; the next Open tries again.
func (o *Output) Leftover() error { return o.left }

// Commit syncs the report and exchanges it for the folder, in one step where
// the system can, else in two with recovery by the next Open. Files in the old
// folder that naskh did not write move into the new one. The mode of an
// existing folder is kept. After an error the old folder stands as it was.
func (o *Output) Commit() error {
	if o.lock == nil {
		return errors.New("report: Commit after the end of the output")
	}
	if err := o.publish(); err != nil {
		return fmt.Errorf("report: publishing %s: %w", o.target, err)
	}
	err := o.lock.Close()
	o.lock = nil
	if err != nil {
		o.left = errors.Join(o.left, err)
	}
	return nil
}

func (o *Output) publish() error {
	if err := os.RemoveAll(o.TempDir()); err != nil {
		return err
	}
	if st, err := os.Stat(o.target); err == nil {
		if err := os.Chmod(o.staging, st.Mode().Perm()); err != nil {
			return err
		}
	}
	if err := syncTree(o.staging); err != nil {
		return err
	}
	old, oldLock, err := swap(o.staging, o.target)
	if err != nil {
		return err
	}
	for _, d := range append(o.made, o.target) {
		if err := syncFolder(filepath.Dir(d)); err != nil {
			return err
		}
	}
	if old != "" {
		o.left = discard(old, o.target)
	}
	if oldLock != nil {
		oldLock.Close()
	}
	return nil
}

// Abort removes everything Open and Write created. After Commit, and a second
// time, it does nothing, so it can be deferred.
func (o *Output) Abort() error {
	if o.lock == nil && o.staging != "" {
		return nil
	}
	var err error
	if o.staging != "" {
		err = os.RemoveAll(o.staging)
		err = errors.Join(err, o.lock.Close())
		o.lock = nil
	}
	for i := len(o.made) - 1; i >= 0; i-- {
		os.Remove(o.made[i]) // fails where others use it by now, which is right
	}
	o.made = nil
	if err != nil {
		return fmt.Errorf("report: removing temporary files: %w", err)
	}
	return nil
}

func randomHex() string {
	var b [8]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
