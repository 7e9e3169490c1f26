import type { Index } from "./data.ts";

// Who carries whose text, counted over the clusters of the index.

export interface SiteCount { site: number; clusters: number; first: number; later: number; open: number }

/** Clusters of each site: had first, carried after another site, and those where nobody is named. */
export function bySite(x: Index): SiteCount[] {
  const all = x.sites.map((_, site): SiteCount => ({ site, clusters: 0, first: 0, later: 0, open: 0 }));
  for (let i = 0; i < x.size.length; i++) {
    const e = x.earliest[i];
    for (let k = x.siteStart[i]; k < x.siteStart[i + 1]; k++) {
      const s = all[x.siteflat[k]];
      s.clusters++;
      if (e < 0) s.open++;
      else if (e === s.site) s.first++;
      else s.later++;
    }
  }
  return all;
}

export interface Partner { site: number; both: number; we: number; they: number; open: number }

/** The sites that share clusters with one: where it was first, where they were, where a third or nobody was. */
export function partnersOf(x: Index, site: number): Partner[] {
  const all = new Map<number, Partner>();
  for (let i = 0; i < x.size.length; i++) {
    const from = x.siteStart[i], to = x.siteStart[i + 1], e = x.earliest[i];
    if (to - from < 2 || !x.siteflat.slice(from, to).includes(site)) continue;
    for (let k = from; k < to; k++) {
      const s = x.siteflat[k];
      if (s === site) continue;
      const p = all.get(s) ?? { site: s, both: 0, we: 0, they: 0, open: 0 };
      all.set(s, p);
      p.both++;
      if (e === site) p.we++;
      else if (e === s) p.they++;
      else p.open++;
    }
  }
  return [...all.values()].sort((a, b) => b.both - a.both || a.site - b.site);
}

/** For the chosen sites: first[r][c] clusters that r had before c, both[r][c] clusters of both. */
export function between(x: Index, chosen: number[]): { first: number[][]; both: number[][] } {
  const place = new Map(chosen.map((s, k) => [s, k])), zeros = () => chosen.map(() => new Array<number>(chosen.length).fill(0));
  const first = zeros(), both = zeros();
  for (let i = 0; i < x.size.length; i++) {
    const here: number[] = [];
    for (let k = x.siteStart[i]; k < x.siteStart[i + 1]; k++) {
      const p = place.get(x.siteflat[k]);
      if (p !== undefined) here.push(p);
    }
    if (here.length < 2) continue;
    const e = x.earliest[i] >= 0 ? place.get(x.earliest[i]) : undefined;
    for (const a of here) for (const b of here) if (a !== b) {
      both[a][b]++;
      if (a === e) first[a][b]++;
    }
  }
  return { first, both };
}
