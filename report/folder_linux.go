package report

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// lockPatience bounds how long a commit waits for another run's commit. It is
// bounded because the lock on the report itself may be somebody else's: flock(1)
// takes a folder, and "flock DIR naskh run --out DIR" must not wait for itself.
const lockPatience = 2 * time.Second

// lockSibling opens and locks a hidden sibling for as long as the file stays
// open; the kernel frees the lock of a killed process. It returns nil where
// another process has it. A file system without locks counts as locked.
func lockSibling(dir string) (*os.File, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	locked, err := flock(f)
	if err != nil || !locked || !sameFolder(f, dir) {
		f.Close()
		return nil, err
	}
	return f, nil
}

// lockTarget opens and locks the folder that is being replaced. It waits for
// lockPatience, starts again when the folder was exchanged meanwhile, and goes
// on without the lock after that.
func lockTarget(dir string) (*os.File, error) {
	for start := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		f, err := os.Open(dir)
		if err != nil {
			return nil, err
		}
		locked, err := flock(f)
		if err != nil {
			f.Close()
			return nil, err
		}
		if sameFolder(f, dir) && (locked || time.Since(start) > lockPatience) {
			return f, nil
		}
		f.Close()
	}
}

func flock(f *os.File) (locked bool, err error) {
	for {
		switch err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); {
		case err == nil, errors.Is(err, unix.ENOLCK), errors.Is(err, errors.ErrUnsupported):
			return true, nil
		case errors.Is(err, unix.EWOULDBLOCK):
			return false, nil
		case !errors.Is(err, unix.EINTR):
			return false, &os.PathError{Op: "flock", Path: f.Name(), Err: err}
		}
	}
}

func sameFolder(f *os.File, dir string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(dir)
	return err == nil && os.SameFile(a, b)
}

// renameExchange swaps two folders in one step. The error is an
// errors.ErrUnsupported where the kernel or the file system cannot.
func renameExchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch err {
	case nil:
		return nil
	case unix.ENOSYS, unix.EINVAL, unix.ENOTSUP:
		return fmt.Errorf("%w: exchange of folders", errors.ErrUnsupported)
	}
	return &os.LinkError{Op: "renameat2", Old: a, New: b, Err: err}
}

// isMountPoint tells whether something is mounted at dir.
func isMountPoint(dir string) (bool, error) {
	var st unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, dir, unix.AT_NO_AUTOMOUNT, unix.STATX_BASIC_STATS, &st)
	if err == nil && st.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0 {
		return st.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0, nil
	}
	a, err := os.Stat(dir)
	if err != nil {
		return false, err
	}
	b, err := os.Stat(filepath.Dir(dir))
	if err != nil {
		return false, err
	}
	return os.SameFile(a, b) || device(a) != device(b), nil
}

func device(fi os.FileInfo) uint64 { return uint64(fi.Sys().(*syscall.Stat_t).Dev) }

// canReplace tells whether the user may move target away and remove what is in
// it: a sticky parent and another owner forbid it only at the rename, which
// would be after the night's work.
func canReplace(target string, st os.FileInfo) error {
	if err := unix.Access(target, unix.W_OK|unix.X_OK); err != nil {
		return &os.PathError{Op: "write", Path: target, Err: err}
	}
	parent, err := os.Stat(filepath.Dir(target))
	if err != nil {
		return err
	}
	me := uint32(os.Geteuid())
	owner := func(fi os.FileInfo) uint32 { return fi.Sys().(*syscall.Stat_t).Uid }
	if parent.Mode()&os.ModeSticky != 0 && me != 0 && me != owner(st) && me != owner(parent) {
		return &os.PathError{Op: "replace", Path: target, Err: unix.EPERM}
	}
	return nil
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // some network file systems cannot sync a folder
	}
	return errors.Join(err, f.Close())
}
