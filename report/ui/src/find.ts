import type { Index } from "./data.ts";
import { fold } from "./fold.ts";
import { spell } from "./words.ts";

// Search, filters and order of the clusters' table.

/** What a site's part in a cluster is: it had it first, another had, or nobody is named. */
export type Role = "" | "first" | "later" | "open";
const ROLES: Role[] = ["first", "later", "open"];

export interface Filter { q: string; site: string; role: Role; with: string; from: string; to: string; min: number; weak: number; rel: number; sort: string; desc: boolean }

export const EVERYTHING: Filter = { q: "", site: "", role: "", with: "", from: "", to: "", min: 0, weak: 1, rel: 0, sort: "size", desc: true };

export function readFilter(p: URLSearchParams): Filter {
  const number = (k: string, other: number) => { const n = parseFloat(p.get(k) ?? ""); return Number.isFinite(n) ? n : other; };
  const sort = p.get("sort") ?? "size";
  return {
    q: p.get("q") ?? "", site: p.get("site") ?? "", role: ROLES.find((r) => r === p.get("role")) ?? "", with: p.get("with") ?? "", from: p.get("from") ?? "", to: p.get("to") ?? "",
    min: number("min", 0), weak: number("weak", 1), rel: number("rel", 0), sort, desc: (p.get("dir") ?? (FIRST_DESC.has(sort) ? "desc" : "asc")) === "desc",
  };
}

/** Columns whose first click puts the largest on top. */
export const FIRST_DESC = new Set(["size", "sites", "span", "date"]);

function plays(role: Role, earliest: number, site: number): boolean {
  switch (role) {
    case "first": return earliest === site;
    case "later": return earliest >= 0 && earliest !== site;
    case "open": return earliest < 0;
  }
  return true;
}

export class Finder {
  private readonly x: Index;
  private readonly folded: (string | undefined)[];
  private words: string[] | undefined; // of the page, folded
  private next = 0;

  constructor(x: Index) {
    this.x = x;
    this.folded = new Array(x.titles.length);
  }

  /** Folds titles in idle time, so that the first search finds them ready. */
  warm(): void {
    const end = Math.min(this.next + 4000, this.folded.length);
    for (; this.next < end; this.next++) this.foldedTitle(this.next);
    if (this.next < this.folded.length) setTimeout(() => this.warm(), 4);
    else performance.mark("naskh-ready");
  }

  private foldedTitle(i: number): string {
    return (this.folded[i] ??= spell(this.words ??= this.x.wordList.map(fold), this.x.titles[i], fold));
  }

  find(f: Filter): Int32Array {
    const { x } = this, words = fold(f.q).split(/\s+/).filter(Boolean);
    const site = f.site === "" ? -1 : x.sites.indexOf(f.site), other = f.with === "" ? -1 : x.sites.indexOf(f.with);
    const from = f.from ? Date.parse(f.from + "T00:00:00Z") / 1000 : -Infinity, to = f.to ? Date.parse(f.to + "T23:59:59Z") / 1000 : Infinity;
    const dated = f.from !== "" || f.to !== "", weak = Math.round(f.weak * 1e6), hits: number[] = [];
    for (let i = 0; i < x.size.length; i++) {
      if (x.size[i] < f.min || x.weak[i] > weak || (f.rel && !(x.rel[i] & f.rel))) continue;
      if (dated && (x.first[i] === 0 || x.first[i] > to || x.first[i] + x.span[i] < from)) continue;
      if (f.site !== "" && (!this.holds(i, site) || !plays(f.role, x.earliest[i], site))) continue;
      if (f.with !== "" && (!this.holds(i, other) || f.site !== "" && f.role === "later" && x.earliest[i] !== other)) continue;
      let all = true;
      for (const w of words) if (!this.foldedTitle(i).includes(w)) { all = false; break; }
      if (all) hits.push(i);
    }
    return this.order(Int32Array.from(hits), f);
  }

  private holds(i: number, site: number): boolean {
    for (let k = this.x.siteStart[i]; k < this.x.siteStart[i + 1]; k++) if (this.x.siteflat[k] === site) return true;
    return false;
  }

  private order(hits: Int32Array, f: Filter): Int32Array {
    const { x } = this;
    const by: Record<string, number[] | null> = { size: f.desc ? null : x.size, sites: x.nsites, title: x.rank, date: x.first, span: x.span, weak: x.weak };
    const column = by[f.sort] === undefined ? null : by[f.sort];
    if (!column) return hits;
    const empty = f.sort === "date" || f.sort === "span";
    // What has no date comes last in either direction; ties keep the run's order.
    return hits.sort((p, q) => {
      if (empty && (x.first[p] === 0) !== (x.first[q] === 0)) return x.first[p] === 0 ? 1 : -1;
      return (f.desc ? column[q] - column[p] : column[p] - column[q]) || p - q;
    });
  }
}
