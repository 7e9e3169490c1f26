package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestReadme runs the README's commands as they stand there, but for the one
// that runs this test, and compares the CSV it shows with the file.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	ran, tests := 0, 0
	for line := range strings.Lines(string(readme)) {
		line, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		switch {
		case !ok:
		case line == "go test ./...":
			tests++
		case strings.HasPrefix(line, "go run"):
			ran++
			t.Cleanup(func() { os.RemoveAll("naskh-report-test") })
			line = strings.Replace(line, "--out naskh-report", "--out naskh-report-test", 1)
			args := strings.Fields(line)
			if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", line, err, out)
			}
		default:
			rows = append(rows, line)
		}
	}
	if ran != 1 || tests != 1 || len(rows) != 10 {
		t.Fatalf("README has %d main jobs, %d test commands, %d rows of CSV; want 1, 1, 10", ran, tests, len(rows))
	}
	csv, err := os.ReadFile("naskh-report-test/clusters.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimPrefix(string(csv), "\ufeff"), "\n")
	for i, row := range rows {
		if !strings.HasPrefix(lines[i], row+",") {
			t.Errorf("README shows %q, clusters.csv has %q", row, lines[i])
		}
	}
}
