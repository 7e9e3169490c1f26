import { addresses, spell, unpackWords } from "./words.ts";

// Blocks of data that Go wrote into the page; see html_block.go for their form.

export interface Run {
  key: string; version: string; articles: number; copies: number; clusters: number;
  offset: number; part: number; threshold: number; shingle: number; kind: string; places: boolean; night: string;
}

export interface Index {
  run: Run; sites: string[]; nights: string[];
  size: number[]; nsites: number[]; siteflat: number[]; rel: number[]; weak: number[];
  epoch: number; first: number[]; span: number[]; earliest: number[]; words: string; titles: string[]; rank: number[];
  chunks: number[]; parts: number[];
  wordList: string[]; // of words
  siteStart: Int32Array; // where a cluster's sites begin in siteflat
  memberStart: Float64Array; // members before a cluster
}

export interface Members {
  site: number[]; title: number[]; files: string[]; file: number[]; pos: number[];
  date: number[]; night: number[]; sim: number[]; con: number[]; rel: number[]; words: number[]; drop: number[]; embed: number[];
}
export interface Addresses { id: string[]; url: string[] }
/** x: the joins that stand on an excerpt, c: the containment of each of them. */
export interface Merges { a: number[]; b: number[]; h: number[]; x: number[]; c: number[] }
export interface Texts { c: Record<string, { of: number[]; texts: string[]; cut: number[] }> }
export interface Side { id: string; site: string; title: string; date: number; text: string }
export interface Review { pairs: { a: Side; b: Side }[] }
export interface Apart {
  all: number;
  pairs: { a: Side; b: Side; ca: number; cb: number; j: number; rel: string; reason: string }[];
}
export interface Page { id: string; site: string; title: string; url: string; date: number; n: number; shared: number; sim: number; e: number[] }
export interface HeadlineRow { id: string; h: string; variants: number; lists: number; sites: number; a: string; t: string; c: string }
export interface Related {
  groups: { id: string; size: number; pages: Page[] }[]; all_groups: number;
  headlines: HeadlineRow[]; all_headlines: number;
}
export interface Count { name: string; count: number }
export interface RejectRow { file: string; position: number; reason: string; excerpt: string }
export interface RunInfo {
  parameters: { name: string; value: unknown }[];
  records: { read: number; ok: number; rejected: number; duplicate_id: number; versions: number };
  articles: { all: number; embedded: number; short: number; duplicates: number; unique: number };
  files: { file: string; read: number; ok: number; rejected: number; status: string; reason: string }[]; all_files: number; bad_files: number;
  sites: { site: string; articles: number; in_clusters: number; first: number; lists: number }[]; all_sites: number;
  rejects: Count[]; examples: Record<string, RejectRow[]>; warnings: Count[]; capped: Count[];
  curve: { similarity: number; probability: number }[]; alarms: string[]; dates: number;
  furniture: { site: string; line: string; pages: number; example: string }[]; all_furniture: number;
  shorts: { id: string; site: string; title: string; url: string; file: string; position: number; words: number }[];
}

const cache = new Map<string, Promise<unknown>>();

export interface TextPlaces { of: number[]; count: number }
/** Of how many clusters the page has ids and addresses. */
export interface Kept { addresses: number }

/** A block that not every page has. */
export async function loadMaybe<T>(name: string): Promise<T | undefined> {
  if (!cache.has(name) && !document.getElementById("d-" + name)) await whole();
  return cache.has(name) || document.getElementById("d-" + name) ? load<T>(name) : undefined;
}

/** The page is read to its end: the script runs before that. */
function whole(): Promise<void> {
  return document.readyState === "loading" ? new Promise((f) => document.addEventListener("DOMContentLoaded", () => f(), { once: true })) : Promise.resolve();
}

/** Unpacks a block once; its text leaves the page then. */
export function load<T>(name: string): Promise<T> {
  let p = cache.get(name);
  if (!p) {
    p = unpack(name);
    cache.set(name, p);
  }
  return p as Promise<T>;
}

async function unpack(name: string): Promise<unknown> {
  let el = document.getElementById("d-" + name);
  // Only the index is sure to be whole while the page is still being read.
  if (name !== "index") {
    await whole();
    el = document.getElementById("d-" + name);
  }
  if (!el) throw new Error(`no block ${name}`);
  const bytes = fromBase64(el.textContent ?? "");
  el.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function fromBase64(s: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as unknown as { fromBase64?: (s: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (native) return native.call(Uint8Array, s);
  const bin = atob(s);
  const out = new Uint8Array(bin.length);
  for (let i = 0; i < bin.length; i++) out[i] = bin.charCodeAt(i);
  return out;
}

export async function loadIndex(): Promise<Index> {
  const x = await load<Index>("index");
  const n = x.size.length;
  x.wordList = unpackWords(x.words);
  for (let i = 0; i < n; i++) if (x.first[i]) x.first[i] += x.epoch;
  x.siteStart = new Int32Array(n + 1);
  x.memberStart = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    x.siteStart[i + 1] = x.siteStart[i] + x.nsites[i];
    x.memberStart[i + 1] = x.memberStart[i] + x.size[i];
  }
  return x;
}

/** Clusters in the order in which the page keeps what does not fit for all: the largest and the ones with the weakest join in turn. */
export class Priority {
  readonly order: Int32Array;
  private readonly x: Index;
  private readonly place: Int32Array; // of a cluster in order
  private readonly before: Float64Array; // members of the clusters before a place

  constructor(x: Index) {
    const n = x.size.length, weak = Int32Array.from(x.weak.keys()).sort((p, q) => x.weak[p] - x.weak[q] || p - q);
    this.x = x;
    this.order = new Int32Array(n);
    this.place = new Int32Array(n).fill(-1);
    this.before = new Float64Array(n + 1);
    for (let k = 0, at = 0; k < n; k++) for (const i of [k, weak[k]]) {
      if (this.place[i] >= 0) continue;
      this.before[at + 1] = this.before[at] + x.size[i];
      this.place[i] = at;
      this.order[at++] = i;
    }
  }

  /** The block of members that holds cluster i, and where its members begin there. */
  chunk(i: number): { k: number; at: number } {
    const { chunks } = this.x, place = this.place[i];
    let k = chunks.length - 1;
    while (k > 0 && chunks[k] > place) k--;
    return { k, at: this.before[place] - this.before[chunks[k]] };
  }

  /** The cluster of member number m of block k. */
  cluster(k: number, m: number): number {
    let place = this.x.chunks[k];
    const base = this.before[place];
    while (this.before[place + 1] - base <= m) place++;
    return this.order[place];
  }
}

let priority: Priority | undefined;
export const priorityOf = (x: Index) => (priority ??= new Priority(x));

/** A similarity as it stands in a block: -1 for that of the cluster's weakest join. */
export const orWeakest = (sim: number, x: Index, i: number) => sim === -1 ? x.weak[i] : sim;

let merges: Promise<Merges> | undefined;

export function loadMerges(x: Index): Promise<Merges> {
  return merges ??= load<Merges>("merges").then((g) => {
    for (let i = 0, at = 0; i < x.size.length; i++) for (let k = 1; k < x.size[i]; k++, at++) g.h[at] = orWeakest(g.h[at], x, i);
    return g;
  });
}

let ids: Promise<string[]> | undefined;

export function loadIDs(): Promise<string[]> {
  return ids ??= load<{ ids: string }>("ids").then((b) => b.ids === "" ? [] : b.ids.split(" ").map((id) => "c" + id));
}

/** Ids and addresses of the members of block k, nothing where the page does not keep them. */
export async function loadAddresses(x: Index, k: number): Promise<Addresses | undefined> {
  const packed = await loadMaybe<Addresses>("a" + k);
  if (!packed) return undefined;
  const { site } = await load<Members>("m" + k), order = [...site.keys()].sort((p, q) => site[p] - site[q]);
  const back = (list: string[]) => {
    const out: string[] = [];
    addresses(x.wordList, list).forEach((s, i) => { out[order[i]] = s; });
    return out;
  };
  const id = back(packed.id);
  return { id, url: back(packed.url).map((u, p) => u === "=" ? id[p] : u) };
}

/** Where a cluster's joins begin: size-1 of them a cluster. */
export const joinsAt = (x: Index, i: number) => x.memberStart[i] - i;

export const titlesOf = (x: Index, i: number) => spell(x.wordList, x.titles[i]).split("\n");

export const RELATIONS: [number, string][] = [[1, "identical"], [2, "near-duplicate"], [4, "excerpt"], [8, "template"], [16, "indirect"]];
