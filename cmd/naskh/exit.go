package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"naskh/internal/dump"
	"naskh/internal/pipeline"
	"naskh/report"
)

// Exit codes. Scripts read them.
const (
	exitOK         = 0
	exitFailed     = 1
	exitUsage      = 2   // wrong flags or inputs; nothing was touched
	exitIncomplete = 3   // finished, but records or files were skipped
	exitIO         = 4   // no space, or an input or output error
	exitInterrupt  = 130 // stopped by SIGINT
	exitTerminated = 143 // stopped by SIGTERM
)

// usageError is a wrong call: the first line says what, the second what to do.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// errIncomplete says that the work is done but some of the input was skipped.
var errIncomplete = errors.New("records or files were skipped")

// errNight says that too much of the input was bad.
var errNight = errors.New("too many records were rejected")

// stopped is the cause of a context that a signal ended.
type stopped struct{ signal syscall.Signal }

func (s stopped) Error() string { return "stopped by a signal: " + s.signal.String() }

// exitCode maps an error to the exit code and prints it.
func exitCode(err error, stderr io.Writer) int {
	if err == nil {
		return exitOK
	}
	if errors.Is(err, errIncomplete) {
		return exitIncomplete
	}
	if !errors.Is(err, syscall.EPIPE) {
		fmt.Fprintf(stderr, "naskh: %v\n", err)
	}
	var usage *usageError
	var setting *pipeline.UsageError
	var folder *report.FolderError
	var signal stopped
	var path *fs.PathError
	switch {
	case errors.As(err, &signal):
		if signal.signal == syscall.SIGTERM {
			return exitTerminated
		}
		return exitInterrupt
	case errors.As(err, &usage), errors.As(err, &setting), errors.As(err, &folder),
		errors.Is(err, dump.ErrNoInput), errors.Is(err, dump.ErrFormat):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitInterrupt
	case errors.Is(err, syscall.EPIPE):
		return exitOK
	case errors.As(err, &path), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EIO):
		return exitIO
	}
	return exitFailed
}
