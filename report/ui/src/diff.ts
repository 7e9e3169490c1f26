import { CHAR, charsOf, foldWord, unitsOf } from "./fold.ts";

// The difference of two texts in whole words, by Myers' greedy algorithm
// (1986) over folded words. A token carries the white space behind it, so that
// both texts can be put together again exactly.

export type Kind = "same" | "spelling" | "del" | "ins";
export interface Op { kind: Kind; a: string; b: string }
export interface Diff { ops: Op[]; capped: boolean }

const MAX_D = 700; // edits after which the rest counts as different

// A word, or one character of a script that writes none apart.
const WORD = `(?:${CHAR}\\p{M}*|(?:(?!${CHAR})\\S)+)`;
const TOKENS = new RegExp(`^\\s*${WORD}\\s*|${WORD}\\s*|^\\s+$`, "gu");

export const tokens = (s: string): string[] => s.match(TOKENS) ?? [];

export function diff(textA: string, textB: string): Diff {
  const a = tokens(textA), b = tokens(textB);
  const ids = new Map<string, number>();
  const intern = (t: string) => {
    const k = foldWord(t) || "\u0000" + t.trim();
    let id = ids.get(k);
    if (id === undefined) ids.set(k, (id = ids.size));
    return id;
  };
  const x = Int32Array.from(a, intern), y = Int32Array.from(b, intern);
  let lo = 0, hiA = x.length, hiB = y.length;
  while (lo < hiA && lo < hiB && x[lo] === y[lo]) lo++;
  while (hiA > lo && hiB > lo && x[hiA - 1] === y[hiB - 1]) { hiA--; hiB--; }
  const ops: Op[] = [];
  for (let i = 0; i < lo; i++) ops.push(equal(a[i], b[i]));
  const capped = middle(a, b, x, y, lo, hiA, hiB, ops);
  for (let i = 0; hiA + i < a.length; i++) ops.push(equal(a[hiA + i], b[hiB + i]));
  return { ops, capped };
}

function equal(a: string, b: string): Op {
  return { kind: a.trim() === b.trim() ? "same" : "spelling", a, b };
}

function middle(a: string[], b: string[], x: Int32Array, y: Int32Array, lo: number, hiA: number, hiB: number, ops: Op[]): boolean {
  const n = hiA - lo, m = hiB - lo, max = Math.min(n + m, MAX_D), off = max + 1;
  const v = new Int32Array(2 * max + 3), trace: Int32Array[] = [];
  let found = -1;
  for (let d = 0; d <= max && found < 0; d++) {
    trace.push(v.slice(off - d - 1, off + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let i = k === -d || (k !== d && v[off + k - 1] < v[off + k + 1]) ? v[off + k + 1] : v[off + k - 1] + 1;
      let j = i - k;
      while (i < n && j < m && x[lo + i] === y[lo + j]) { i++; j++; }
      v[off + k] = i;
      if (i >= n && j >= m) { found = d; break; }
    }
  }
  if (found < 0) {
    for (let i = lo; i < hiA; i++) ops.push({ kind: "del", a: a[i], b: "" });
    for (let j = lo; j < hiB; j++) ops.push({ kind: "ins", a: "", b: b[j] });
    return true;
  }
  const back: Op[] = [];
  let i = n, j = m;
  for (let d = found; d > 0; d--) {
    const w = trace[d], at = (k: number) => w[k + d + 1], k = i - j;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const pk = down ? k + 1 : k - 1, pi = at(pk), pj = pi - pk;
    const si = down ? pi : pi + 1, sj = down ? pj + 1 : pj;
    while (i > si && j > sj) { i--; j--; back.push(equal(a[lo + i], b[lo + j])); }
    if (down) back.push({ kind: "ins", a: "", b: b[lo + --j] });
    else back.push({ kind: "del", a: a[lo + --i], b: "" });
  }
  while (i > 0 && j > 0) { i--; j--; back.push(equal(a[lo + i], b[lo + j])); }
  for (let q = back.length - 1; q >= 0; q--) ops.push(back[q]);
  return false;
}

/** What a run's shingles are: k words, of kind auto, word or char. */
export interface Shingle { shingle: number; kind: string }

/** The distinct shingles of a text, as the run counts them: a text with fewer units makes one of them all. */
export function shinglesOf(text: string, { shingle: k, kind }: Shingle): Set<string> {
  const { units, wide } = unitsOf(text), most = 2 * wide > units.length, chars = kind === "char";
  const list = chars ? charsOf(text) : units, size = chars ? (most ? 2 : 5) * k : k;
  const s = new Set<string>(), n = Math.min(list.length, size);
  for (let i = 0; n > 0 && i + n <= list.length; i++) s.add(list.slice(i, i + n).join(chars ? "" : " "));
  return s;
}

/** Shingles that two sets share, how many there are in either, their Jaccard similarity and containment. */
export function overlap(a: Set<string>, b: Set<string>): { shared: number; all: number; sim: number; con: number } {
  const [less, more] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const s of less) if (more.has(s)) shared++;
  const all = a.size + b.size - shared;
  return { shared, all, sim: all ? shared / all : 0, con: less.size ? shared / less.size : 0 };
}
