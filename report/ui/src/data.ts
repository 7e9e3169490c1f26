// Blocks of data that Go wrote into the page; see html_block.go for their form.

export interface Run {
  key: string; version: string; articles: number; copies: number; clusters: number;
  offset: number; part: number; threshold: number; shingle: number; kind: string; places: boolean; night: string;
}

export interface Index {
  run: Run; sites: string[]; nights: string[];
  size: number[]; nsites: number[]; siteflat: number[]; rel: number[]; weak: number[];
  first: number[]; span: number[]; earliest: number[]; titles: string[]; rank: number[];
  chunks: number[]; parts: number[];
  siteStart: Int32Array; // where a cluster's sites begin in siteflat
  memberStart: Float64Array; // members before a cluster
}

export interface Members {
  id: string[]; site: number[]; title: number[]; url: string[]; files: string[]; file: number[]; pos: number[];
  date: number[]; night: number[]; sim: number[]; con: number[]; rel: number[]; words: number[]; drop: number[]; embed: number[];
}
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
  x.siteStart = new Int32Array(n + 1);
  x.memberStart = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    x.siteStart[i + 1] = x.siteStart[i] + x.nsites[i];
    x.memberStart[i + 1] = x.memberStart[i] + x.size[i];
  }
  return x;
}

/** The block of members that holds cluster i, and where its members begin there. */
export function chunkOf(x: Index, i: number): { name: string; at: number } {
  let k = x.chunks.length - 1;
  while (k > 0 && x.chunks[k] > i) k--;
  return { name: "m" + k, at: x.memberStart[i] - x.memberStart[x.chunks[k]] };
}

/** Where a cluster's joins begin: size-1 of them a cluster. */
export const joinsAt = (x: Index, i: number) => x.memberStart[i] - i;

export const titlesOf = (x: Index, i: number) => x.titles[i].split("\n");

export const RELATIONS: [number, string][] = [[1, "identical"], [2, "near-duplicate"], [4, "excerpt"], [8, "template"], [16, "indirect"]];
