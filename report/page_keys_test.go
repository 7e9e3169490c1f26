package report

import (
	"slices"
	"testing"
)

func TestShortcuts(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	p.open(writePage(t, smallModel(), Options{}), "#/?lang=ar")
	open := func() bool { return run[bool](p, `document.querySelector("dialog").open`) }
	shift := func() {
		run[bool](p, `dispatchEvent(new KeyboardEvent("keydown", {code: "Slash", key: "\u061f", shiftKey: true})), true`)
		p.settle()
	}
	shift()
	if !open() {
		t.Fatal("? opens no list")
	}
	keys := run[[]string](p, `[...document.querySelectorAll("dialog kbd")].map((k) => k.textContent)`)
	for _, k := range []string{"/", "?", "J", "K", "N", "P", "S", "D", "U", "Z", "Enter"} {
		if !slices.Contains(keys, k) {
			t.Errorf("%s is not in the list %q", k, keys)
		}
	}
	p.key("KeyJ", "ت")
	run[bool](p, `document.querySelector("dialog button").click(), true`)
	if open() {
		t.Error("the list does not close")
	}
	for i, path := range []string{"#/", "#/c", "#/related", "#/sites", "#/cut", "#/review", "#/run"} {
		p.key("Digit"+string(rune('1'+i)), string(rune('١'+i)))
		p.settle()
		if got := run[string](p, `location.hash.split("?")[0]`); got != path {
			t.Errorf("key %d leads to %s, want %s", i+1, got, path)
		}
	}
	p.key("Slash", "ظ")
	p.wait(`document.activeElement?.id === "q"`)
	run[bool](p, `document.activeElement.blur(), true`)
	p.key("KeyJ", "ت")
	p.key("KeyJ", "ت")
	p.key("KeyK", "ن")
	p.wait(`document.activeElement?.closest("[role=row]")?.getAttribute("aria-rowindex") === "2"`)
	p.key("Enter", "Enter")
	run[bool](p, `document.activeElement.click(), true`)
	p.wait(`decodeURIComponent(location.hash).startsWith("#/c/@1")`)
	p.wait(`document.querySelector(".pane") !== null`)
	p.key("KeyN", "ى")
	p.wait(`document.activeElement?.hasAttribute("data-change")`)
	// Single keys can be switched off.
	shift()
	run[bool](p, `document.querySelector("dialog input").click(), document.querySelector("dialog button").click(), true`)
	p.key("Digit1", "١")
	p.settle()
	if got := run[string](p, "location.hash"); got == "#/" || len(got) < 6 {
		t.Errorf("a key that is switched off leads to %s", got)
	}
}
