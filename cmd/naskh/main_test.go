package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"naskh": main})
}

// TestScripts runs whole commands; each script is one story.
func TestScripts(t *testing.T) {
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("DUMPS", root+"/../../testdata/dumps")
			e.Setenv("FAULTY", root+"/../../testdata/faulty")
			return nil
		},
	})
}
