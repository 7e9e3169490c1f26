# make check   what every commit must pass
# make bench   writes bench.txt; compare two with: bin/benchstat old.txt bench.txt
# make quality  measures what naskh finds and rewrites the tables of docs/quality.md; DATA is the
#               folder with the labelled sets, QUALITY=-quick tries fewer settings
# make budgets  holds the report's pages to their time budgets; the tests allow twice as much
# make report  a sample report, opened in the browser
.PHONY: check test format vet staticcheck race bench budgets quality report clean

COUNT ?= 6
BENCH ?= .

check: format vet staticcheck race

test:
	go test ./...

format:
	@files=$$(git ls-files -z --cached --others --exclude-standard '*.go' | xargs -0 -r ls -d 2>/dev/null | xargs -r gofmt -l); \
	if [ -n "$$files" ]; then echo "gofmt -w these:"; echo "$$files"; exit 1; fi

vet:
	go vet ./...
	cd internal/bench/rivals && go vet ./...

staticcheck: bin/staticcheck
	bin/staticcheck ./...

race:
	go test -race ./...

bench: bin/benchstat
	go test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) ./... | tee bench.txt
	bin/benchstat bench.txt

budgets:
	NASKH_SLOWNESS=1 go test -count=1 -v -run 'TestLargePage|TestHugePage|TestDifference' ./report

DATA ?= $(NASKH_SHARED)

quality:
	go build -o bin/naskh ./cmd/naskh
	go run ./internal/bench/quality -naskh bin/naskh -data "$(DATA)" -write docs/quality.md $(QUALITY)

report:
	go run ./cmd/naskh run --out naskh-report testdata/dumps
	@for open in xdg-open open; do \
		if command -v $$open >/dev/null; then exec $$open naskh-report/index.html; fi; \
	done; echo "open naskh-report/index.html"

# The tools are a module of their own, so that they stay out of go.mod.
bin/staticcheck: tools/go.mod tools/go.sum
	cd tools && go build -o ../bin/ honnef.co/go/tools/cmd/staticcheck

bin/benchstat: tools/go.mod tools/go.sum
	cd tools && go build -o ../bin/ golang.org/x/perf/cmd/benchstat

clean:
	rm -rf bin naskh-report bench.txt
