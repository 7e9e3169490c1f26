#!/usr/bin/env bash
# Measures `naskh run` against the floor (reading and scanning the same bytes)
# and against the rival library, on corpora whose copies are known.
#
#   internal/bench/run.sh                     10,000, 100,000 and 1,000,000 documents
#   internal/bench/run.sh 10000 50000         these sizes
#   RIVAL_LIMIT=20000 internal/bench/run.sh   largest size the rival is given (default 100,000; 0: none)
#   FLAGS='--jobs 1' internal/bench/run.sh    more flags for naskh run
#   KEEP=DIR internal/bench/run.sh            makes the corpora and reports in DIR and leaves them there
#
# Rows: one program on one size. MB is the size of docs.jsonl, CPU-s user and
# system time, ratio the wall time as a multiple of the floor's. Precision,
# recall and F1 are over the true pairs.
set -euo pipefail
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "$0")/../.." && pwd)
sizes=("$@")
((${#sizes[@]})) || sizes=(10000 100000 1000000)
for n in "${sizes[@]}"; do
	[[ $n =~ ^[0-9]+$ ]] || { echo "run.sh: a size is a number of documents, not \"$n\"" >&2; exit 2; }
done
: "${RIVAL_LIMIT:=100000}" "${FLAGS:=}"
gnutime=$(type -P time || true)
[[ -n $gnutime ]] || { echo "run.sh: GNU time is needed (package time)" >&2; exit 2; }

if [[ -n ${KEEP:-} ]]; then
	mkdir -p "$KEEP"
	work=$(cd "$KEEP" && pwd)
else
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work/bin"
(cd "$root" && go build -o "$work/bin/" ./cmd/naskh ./internal/bench/gencorpus ./internal/bench/floor ./internal/bench/score)
(cd "$root/internal/bench/rivals" && go build -o "$work/bin/rivals" .)

# measured LOG COMMAND…: runs the command, leaves GNU time's report in LOG and
# the command's own output in LOG.out and LOG.err. Exit 3 (bad records) is no
# failure.
measured() {
	local log=$1 rc=0
	shift
	"$gnutime" -v -o "$log" "$@" >"$log.out" 2>"$log.err" || rc=$?
	if ((rc != 0 && rc != 3)); then
		echo "run.sh: exit $rc from: $*" >&2
		tail -5 "$log.err" >&2
		return 1
	fi
}

# seconds LOG, cpu LOG, rss LOG: wall seconds, CPU seconds, peak memory in MB.
seconds() { awk '/Elapsed/ {n = split($NF, t, ":"); for (i = 1; i <= n; i++) s = s*60 + t[i]; print s}' "$1"; }
cpu() { awk '/User time|System time/ {s += $NF} END {print s}' "$1"; }
rss() { awk '/Maximum resident/ {printf "%d", $NF/1024}' "$1"; }

# row NAME LOG N BYTES FLOOR QUALITY
row() {
	awk -v name="$1" -v s="$(seconds "$2")" -v cpu="$(cpu "$2")" -v rss="$(rss "$2")" -v n="$3" -v b="$4" -v f="$5" -v q="$6" 'BEGIN {
		if (s == 0) s = 0.01; if (f == 0) f = 0.01
		printf "%-12s %9d %9.2f %10.0f %8.1f %8.2f %10.0f %8d %7.1f  %s\n", name, n, s, n/s, b/1e6/s, cpu, n/(cpu > 0 ? cpu : 0.01), rss, s/f, q}'
}

printf '%-12s %9s %9s %10s %8s %8s %10s %8s %7s  %s\n' program docs seconds docs/s MB/s CPU-s docs/CPU-s RSS-MB ratio quality
for n in "${sizes[@]}"; do
	c=$work/c$n
	"$work/bin/gencorpus" -n "$n" -seed 1 -out "$c" >/dev/null
	bytes=$(stat -c %s "$c/docs.jsonl")
	cut -d, -f1,2 "$c/labels.csv" >"$c/truth.csv"
	sync # the first program must not share the machine with the corpus on its way to the disk
	cat "$c/docs.jsonl" >/dev/null # nor pay for reading it from there

	measured "$c/floor.log" "$work/bin/floor" "$c/docs.jsonl"
	# The floor's own clock: GNU time rounds to hundredths.
	floor=$(awk '{print $NF}' "$c/floor.log.out")
	row floor "$c/floor.log" "$n" "$bytes" "$floor" ''

	rm -rf "$c/report"
	# FLAGS is split on purpose.
	measured "$c/naskh.log" "$work/bin/naskh" run --out "$c/report" --progress off $FLAGS "$c/docs.jsonl"
	quality=$("$work/bin/score" "$c/truth.csv" "$c/report/clusters.csv")
	row naskh "$c/naskh.log" "$n" "$bytes" "$floor" "$quality"

	if ((n <= RIVAL_LIMIT)); then
		measured "$c/rival.log" "$work/bin/rivals" -in "$c/docs.jsonl" -out "$c/rival.csv"
		quality=$("$work/bin/score" "$c/truth.csv" "$c/rival.csv")
		row minhash-lsh "$c/rival.log" "$n" "$bytes" "$floor" "$quality"
	fi
	[[ -n ${KEEP:-} ]] || rm -rf "$c"
done
