package page

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// The built-in table is written in markers.yaml and read from markers.json, the same in
// a form that takes a millisecond to read instead of thirty.
//
//go:generate go test -run ^TestBuiltinTable$ -write .
//go:embed markers.json
var builtinTable []byte

// Markers is the compiled table of words that open a section. It does not
// change once made and may be shared by any number of splitters.
type Markers struct {
	trie       trie
	openings   openings
	bullets    map[rune]bool // value: counts only before white space
	ages       map[string]ageRow
	ageBefore  []ageHead
	ageNumbers map[string]bool
	now        map[string]bool
	dateWords  map[string]dateWord
	agencies   map[string]bool
	datelines  map[string]bool
	bylines    map[string]bool
}

// table is the YAML form of a marker file.
type table struct {
	Version       int        `yaml:"version"`
	About         string     `yaml:"about"`
	Bullets       string     `yaml:"bullets"`
	BulletsSpaced string     `yaml:"bullets_spaced"`
	Ages          []agesYAML `yaml:"ages"`
	AgeNumbers    []string   `yaml:"age_numbers"`
	Now           []string   `yaml:"now"`
	Dates         []dateYAML `yaml:"dates"`
	Agencies      []string   `yaml:"agencies"`
	Datelines     []string   `yaml:"datelines"`
	Bylines       []string   `yaml:"bylines"`
	Markers       []entry    `yaml:"markers"`
}

type agesYAML struct {
	Language string   `yaml:"language"`
	Before   []string `yaml:"before"`
	Units    []string `yaml:"units"`
	After    []string `yaml:"after"`
}

type dateYAML struct {
	Language string   `yaml:"language"`
	Months   []string `yaml:"months"`
	Days     []string `yaml:"days"`
	Words    []string `yaml:"words"`
}

// entry is one marker with its spellings.
type entry struct {
	Language string   `yaml:"language"`
	Marker   string   `yaml:"marker"`
	Variants []string `yaml:"variants"`
	Kind     string   `yaml:"kind"`
	Position string   `yaml:"position"`
	Notes    string   `yaml:"notes"`
	Seen     bool     `yaml:"seen_in_public_material"`
}

// NewMarkers returns the built-in table, which is read once a process. It panics if the table inside the
// program does not read, which a test excludes.
func NewMarkers() *Markers { return builtin() }

var builtin = sync.OnceValue(func() *Markers { return compile(builtinEntries()) })

var builtinEntries = sync.OnceValue(func() *table {
	t := new(table)
	if err := json.Unmarshal(builtinTable, t); err != nil {
		panic(err)
	}
	return t
})

// ReadMarkers returns the built-in table with the entries of r on top: an entry
// that folds to a built-in form takes its place, kind none takes it out. A
// mistake in r is reported with name, line and column.
func ReadMarkers(r io.Reader, name string) (*Markers, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	user, err := readTable(b, name)
	if err != nil {
		return nil, err
	}
	return compile(user, builtinEntries()), nil
}

// readTable reads and checks one table.
func readTable(b []byte, name string) (*table, error) {
	t := new(table)
	if len(strings.TrimSpace(string(b))) == 0 {
		return t, nil
	}
	if err := yaml.UnmarshalWithOptions(b, t, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, true))
	}
	if t.Version > 1 {
		return nil, fmt.Errorf("%s: version %d of the marker table is newer than this program (1)", name, t.Version)
	}
	for i, e := range t.Markers {
		if problem, field := e.check(); problem != "" {
			return nil, fmt.Errorf("%s:%s %s", name, place(b, i, field), problem)
		}
	}
	return t, nil
}

// check returns what is wrong with the entry and in which field.
func (e *entry) check() (problem, field string) {
	kind, ok := kindNames[e.Kind]
	if !ok {
		return fmt.Sprintf("no such kind: %q (one of %s)", e.Kind, names(kindNames)), "kind"
	}
	if _, ok := positionNames[e.Position]; !ok && !(e.Position == "" && kind == KindNone) {
		return fmt.Sprintf("no such position: %q (one of %s)", e.Position, names(positionNames)), "position"
	}
	for _, form := range append([]string{e.Marker}, e.Variants...) {
		if len(foldForm(form)) == 0 {
			return fmt.Sprintf("%q holds no letter", form), "marker"
		}
	}
	return "", ""
}

// place returns "line:column:" of a field of marker i, for error messages.
func place(b []byte, i int, field string) string {
	for _, path := range []string{fmt.Sprintf("$.markers[%d].%s", i, field), fmt.Sprintf("$.markers[%d]", i)} {
		file, err := parser.ParseBytes(b, 0)
		if err != nil {
			continue
		}
		p, err := yaml.PathString(path)
		if err != nil {
			continue
		}
		var node ast.Node
		if node, err = p.FilterFile(file); err == nil && node != nil {
			pos := node.GetToken().Position
			return fmt.Sprintf("%d:%d:", pos.Line, pos.Column)
		}
	}
	return ""
}
