package naskh

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport lists, for each folder, the packages of this module that its
// sources may import.
var mayImport = map[string][]string{
	".":                        nil,
	"shingle":                  nil,
	"cluster":                  {"naskh/shingle"},
	"report":                   {"naskh/cluster", "naskh/shingle"},
	"internal/page":            {"naskh/shingle"},
	"internal/dump":            nil,
	"internal/index":           {"naskh/cluster", "naskh/shingle"},
	"internal/tune":            {"naskh/cluster", "naskh/shingle"},
	"internal/bench/corpus":    nil,
	"internal/bench/floor":     {"naskh/internal/dump"},
	"internal/bench/gencorpus": {"naskh/internal/bench/corpus"},
	"internal/bench/score":     nil,
	"internal/bench/quality":   {"naskh/cluster", "naskh/internal/bench/corpus", "naskh/shingle"},
}

func TestImportsRunDownwards(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			switch d.Name() {
			case "node_modules", "testdata", ".git", "rivals", "tools":
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		folder := filepath.ToSlash(filepath.Dir(path))
		if strings.HasPrefix(folder, "cmd/") || folder == "internal/pipeline" {
			return nil // these drive the others
		}
		allowed, known := mayImport[folder]
		if !known {
			t.Errorf("%s is new: say in mayImport what it may import", folder)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if strings.HasPrefix(name, "naskh/") && !slices.Contains(allowed, name) {
				t.Errorf("%s may not import %s", path, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Fatal("no source was read")
	}
}
