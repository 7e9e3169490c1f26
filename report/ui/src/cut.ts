import type { Index, Merges } from "./data.ts";

// The run's joins replayed: at a cut, the joins at or above it stand and the
// ones below it are undone. One pass from the highest join to the lowest gives
// the totals at every cut.

export interface Totals { clusters: number; articles: number; copies: number; largest: number }

export class Replay {
  readonly order: Uint32Array; // joins, highest first
  readonly owner: Int32Array; // cluster of a join
  private readonly x: Index;
  private readonly g: Merges;

  constructor(x: Index, g: Merges) {
    this.x = x;
    this.g = g;
    this.order = Uint32Array.from(g.h.keys());
    const h = Float64Array.from(g.h);
    this.order.sort((p, q) => h[q] - h[p] || p - q);
    this.owner = new Int32Array(g.h.length);
    for (let i = 0, at = 0; i < x.size.length; i++) for (let k = 1; k < x.size[i]; k++) this.owner[at++] = i;
  }

  get lowest(): number {
    return this.order.length ? this.g.h[this.order[this.order.length - 1]] : 1e6;
  }

  /** Totals at each of the cuts (millionths, highest first). */
  sweep(cuts: number[]): Totals[] {
    const parent = new Int32Array(this.x.memberStart[this.x.size.length]).map((_, i) => i);
    const count = new Int32Array(parent.length).fill(1);
    const find = (i: number) => {
      while (parent[i] !== i) i = parent[i] = parent[parent[i]];
      return i;
    };
    const t: Totals = { clusters: 0, articles: 0, copies: 0, largest: 0 };
    const out: Totals[] = [];
    let at = 0;
    for (const cut of cuts) {
      for (; at < this.order.length && this.g.h[this.order[at]] >= cut; at++) {
        const j = this.order[at], base = this.x.memberStart[this.owner[j]];
        const a = find(base + this.g.a[j]), b = find(base + this.g.b[j]);
        if (a === b) continue;
        const both = count[a] + count[b];
        if (count[a] === 1 && count[b] === 1) t.clusters++;
        else if (count[a] > 1 && count[b] > 1) t.clusters--;
        if (count[a] === 1) t.articles++;
        if (count[b] === 1) t.articles++;
        parent[b] = a;
        count[a] = both;
        t.largest = Math.max(t.largest, both);
      }
      out.push({ ...t, copies: t.articles - t.clusters });
    }
    return out;
  }

  /** The joins nearest to the cut: the last that still stand, the first that are undone. */
  near(cut: number, n: number): { stand: number[]; undone: number[] } {
    let lo = 0, hi = this.order.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (this.g.h[this.order[mid]] >= cut) lo = mid + 1;
      else hi = mid;
    }
    return {
      stand: Array.from(this.order.slice(Math.max(0, lo - n), lo)).reverse(),
      undone: Array.from(this.order.slice(lo, lo + n)),
    };
  }

  /** A join as cluster, its two members and its height. */
  join(j: number): { cluster: number; a: number; b: number; h: number } {
    return { cluster: this.owner[j], a: this.g.a[j], b: this.g.b[j], h: this.g.h[j] };
  }
}

/** The way from member a to member b along a cluster's joins. */
export function chain<J extends { a: number; b: number; h: number }>(joins: J[], size: number, a: number, b: number): J[] {
  const next: { to: number; j: number }[][] = Array.from({ length: size }, () => []);
  joins.forEach((e, j) => { next[e.a].push({ to: e.b, j }); next[e.b].push({ to: e.a, j }); });
  const from = new Int32Array(size).fill(-1), via = new Int32Array(size).fill(-1), queue = [a];
  from[a] = a;
  for (let q = 0; q < queue.length && from[b] < 0; q++) {
    for (const { to, j } of next[queue[q]]) if (from[to] < 0) { from[to] = queue[q]; via[to] = j; queue.push(to); }
  }
  if (from[b] < 0 || a === b) return [];
  const way: J[] = [];
  for (let i = b; i !== a; i = from[i]) way.push({ ...joins[via[i]], a: from[i], b: i });
  return way.reverse();
}
