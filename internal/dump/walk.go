package dump

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Stdin is the argument and the Input.Name of standard input.
const Stdin = "-"

// Input is one file to read, or one that is known to be unreadable.
type Input struct {
	Name string // the argument joined with the path below it, bytes as they are
	Path string // what is opened; Stdin reads standard input. A spooled copy may be put here
	Size int64  // bytes on disk when it was listed, for progress; 0 if unknown
	Skip string // why it is not read; empty: it is
}

// ErrNoInput is returned, wrapped, by Walk when there is nothing to read.
var ErrNoInput = errors.New("nothing to read")

// Walk lists the files of the arguments: files, folders with all below them,
// and Stdin. An argument may be a symbolic link; below it links, pipes, sockets
// and devices are listed with a reason and never opened. The result is sorted
// by name in byte order and a file that two arguments name alike stands in it
// once, so the order of the arguments does not matter.
//
// A missing argument, one without any regular file, and one that is neither
// file nor folder are errors, whose second line says what to do.
func Walk(args []string) ([]Input, error) {
	if len(args) == 0 {
		return nil, fmt.Errorf("%w: no input was named\nname files or folders, or - for standard input", ErrNoInput)
	}
	var inputs []Input
	for _, arg := range args {
		if arg == Stdin {
			inputs = append(inputs, Input{Name: Stdin, Path: Stdin})
			continue
		}
		if arg == "" {
			return nil, fmt.Errorf("%w: an input name is empty\nname files or folders, or - for standard input", ErrNoInput)
		}
		info, err := os.Stat(arg)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%w: %q does not exist\ncheck the name, and that its disk is mounted", ErrNoInput, arg)
		case err != nil:
			return nil, fmt.Errorf("cannot look at %q: %w\ncheck its permissions", arg, err)
		case info.Mode().IsRegular():
			inputs = append(inputs, Input{Name: arg, Path: arg, Size: info.Size()})
		case !info.IsDir():
			return nil, fmt.Errorf("%q is %s\nread it through standard input: naskh run - < %q", arg, kindOf(info.Mode()), arg)
		default:
			below, err := walkFolder(arg)
			if err != nil {
				return nil, err
			}
			inputs = append(inputs, below...)
		}
	}
	slices.SortStableFunc(inputs, func(a, b Input) int {
		return cmp.Or(cmp.Compare(filepath.Clean(a.Name), filepath.Clean(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return slices.CompactFunc(inputs, func(a, b Input) bool { return filepath.Clean(a.Name) == filepath.Clean(b.Name) }), nil
}

// walkFolder lists what is below root.
func walkFolder(root string) ([]Input, error) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, fmt.Errorf("cannot read folder %q: %s\ncheck its permissions", root, cause(err))
	}
	base := strings.TrimRight(root, string(filepath.Separator)) + string(filepath.Separator)
	inputs := appendEntries(nil, base, entries)
	if !slices.ContainsFunc(inputs, func(in Input) bool { return in.Skip == "" }) {
		return nil, fmt.Errorf("%w: folder %q holds no file\ncheck the name, and that its disk is mounted", ErrNoInput, root)
	}
	return inputs, nil
}

// appendEntries appends the entries of the folder base, which ends in a
// separator, and all below them.
func appendEntries(inputs []Input, base string, entries []fs.DirEntry) []Input {
	for _, entry := range entries {
		in := Input{Name: base + entry.Name(), Path: base + entry.Name()}
		switch mode := entry.Type(); {
		case mode.IsRegular():
			if info, err := entry.Info(); err == nil {
				in.Size = info.Size()
			}
		case mode.IsDir():
			below, err := os.ReadDir(in.Path)
			if err == nil {
				inputs = appendEntries(inputs, in.Path+string(filepath.Separator), below)
				continue
			}
			in.Skip = "cannot be listed: " + cause(err)
		case mode&fs.ModeSymlink != 0:
			in.Skip = "a symbolic link is not followed"
			if _, err := os.Stat(in.Path); errors.Is(err, fs.ErrNotExist) {
				in.Skip = "a symbolic link to nothing"
			}
		default:
			in.Skip = kindOf(mode) + " is not opened"
		}
		inputs = append(inputs, in)
	}
	return inputs
}

// kindOf names what is not a regular file.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something other than a file"
}

// cause is the innermost text of err, without path and system call.
func cause(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return err.Error()
}
