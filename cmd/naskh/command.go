package main

import (
	"fmt"
	"io"
	"slices"
)

// version is set when a release is built.
var version = "dev"

const usage = `naskh finds copied news in scraped dumps.

  naskh run [flags] INPUT…    split, compare, cluster; write the report folder
  naskh split [flags] FILE…   the sections of pages, one JSON object a page
  naskh version

INPUT is a file, a folder or - for standard input. "naskh INPUT…" is the same as
"naskh run INPUT…". "naskh run --help" lists all flags.

Exit codes: 0 ok, 1 failed, 2 usage, 3 finished but records or files were
skipped, 4 no space or I/O error, 130 and 143 stopped by a signal.
`

// notBuilt are commands of the contract that are still to come.
var notBuilt = []string{"tune", "eval", "explain", "index"}

// command runs the program and returns its exit code.
func command(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return exitUsage
	}
	switch name := args[0]; {
	case name == "help" || name == "--help" || name == "-h":
		fmt.Fprint(stdout, usage)
		return exitOK
	case name == "version" || name == "--version":
		fmt.Fprintln(stdout, "naskh", version)
		return exitOK
	case name == "split":
		return exitCode(splitCommand(args[1:], stdout), stderr)
	case slices.Contains(notBuilt, name):
		fmt.Fprintf(stderr, "naskh: %s is not built yet\n", name)
		return exitUsage
	case name == "run":
		args = args[1:]
	}
	// Anything else is a flag or an input of run without its name.
	return exitCode(runCommand(args, stdin, stdout, stderr), stderr)
}
