package report

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is one Chromium without network. Pages are opened from file://, as
// an editor opens them.
type browser struct {
	ctx context.Context
}

// newBrowser skips the test where there is no Chromium.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser tests")
	}
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine: the report's page is not tested")
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.WindowSize(1280, 900), chromedp.CombinedOutput(new(strings.Builder)),
		// No name resolves and no proxy answers: the network is off.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.ProxyServer("127.0.0.1:9"),
	}
	for _, f := range []string{"disable-background-networking", "disable-component-update", "disable-sync", "disable-quic"} {
		options = append(options, chromedp.Flag(f, true))
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(func() { chromedp.Cancel(ctx); cancel() })
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return &browser{ctx}
}

// tab is one page with what it complained about and asked the network for.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string
	requests []string
}

func (b *browser) tab(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	err := chromedp.Listen(ctx, func(ev any) {
		p.mu.Lock()
		defer p.mu.Unlock()
		switch ev := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			p.problems = append(p.problems, fmt.Sprintf("console %s: %v", ev.Type, ev.Args))
		case *runtime.EventExceptionThrown:
			p.problems = append(p.problems, "exception: "+ev.ExceptionDetails.Text)
		case *cdplog.EventEntryAdded:
			p.problems = append(p.problems, "log: "+ev.Entry.Text)
		case *network.EventRequestWillBeSent:
			if u := ev.Request.URL; !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "blob:") && u != "about:blank" {
				p.requests = append(p.requests, u)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	call(p, network.Enable, network.EnableParams{})
	call(p, cdplog.Enable, cdp.Empty{})
	return p
}

func call[P, R any](p *tab, c cdp.Command[P, R], params P) R {
	p.t.Helper()
	r, err := chromedp.Run(p.ctx, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, c, params) })
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

// run evaluates an expression, which may be a promise.
func run[T any](p *tab, js string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 60*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%v\nin %s", err, js)
	}
	return v
}

// open loads the file with the address behind # and waits until it is ready.
func (p *tab) open(file, hash string) {
	p.t.Helper()
	p.load(file, hash)
	p.wait(`document.querySelector("main[data-ready]") !== null`)
	p.settle()
}

func (p *tab) load(file, hash string) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, chromedp.Navigate("about:blank"), chromedp.Navigate("file://"+file+hash)); err != nil {
		p.t.Fatal(err)
	}
}

// goTo changes the address inside the open page.
func (p *tab) goTo(hash string) {
	p.t.Helper()
	run[bool](p, fmt.Sprintf("location.hash = %q, true", hash))
	p.settle()
}

// settle waits until the page has drawn and the blocks it asked for are in.
func (p *tab) settle() {
	p.t.Helper()
	run[bool](p, `new Promise((done) => { let quiet = 0, before = -1; const look = () => {
		const now = document.getElementsByTagName("*").length + document.body.textContent.length;
		quiet = now === before ? quiet + 1 : 0; before = now;
		quiet > 4 ? done(true) : setTimeout(look, 25); }; look(); })`)
}

func (p *tab) wait(js string) {
	p.t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		// A page that is just being left gives an error.
		if ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](js)); err == nil && ok {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("never true: %s\n%v", js, p.problems)
		}
	}
}

// virtualKeys are the codes without which the browser's own controls ignore a
// key.
var virtualKeys = map[string]int64{"ArrowRight": 39}

// key presses the key at a place of the keyboard; char is what the layout
// makes of it.
func (p *tab) key(code, char string) {
	p.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		call(p, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Code: code, Key: char, WindowsVirtualKeyCode: virtualKeys[code]})
	}
	run[bool](p, `new Promise((f) => requestAnimationFrame(() => setTimeout(() => f(true), 0)))`)
}

func (p *tab) size(width, height int64) {
	p.t.Helper()
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
}

func (p *tab) scheme(s string) {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s}}})
}

// writePage writes a report of m and returns the path of its index.html.
func writePage(t *testing.T, m *Model, o Options) string {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, m, o); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, HTMLFile)
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
