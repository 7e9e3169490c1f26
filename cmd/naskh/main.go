// Command naskh finds copied news in a night's scraped dumps. README.md shows
// it, naskh --help lists its flags, exit.go its exit codes.
package main

import "os"

func main() {
	os.Exit(command(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
