import { joinsAt, load, loadAddresses, loadIDs, loadMaybe, loadMerges, orWeakest, priorityOf, RELATIONS, titlesOf, type Index, type Members, type TextPlaces, type Texts } from "./data.ts";

// One cluster, put together from the blocks that hold its members, joins and
// texts.

export interface Member {
  k: number; id: string; site: string; title: string; url: string; file: string; pos: number; date: number; night: string;
  sim: number; con: number; rel: string; words: number; drop: number; embed: boolean; text?: string; cut: boolean;
}
/** A join of two members; con is its containment where it stands on an excerpt. */
export interface Join { a: number; b: number; h: number; con?: number }
/** addresses: whether the page keeps the ids and addresses of the members, "" for each otherwise. */
export interface Opened { i: number; id: string; members: Member[]; joins: Join[]; texts: boolean; addresses: boolean }

/** A cluster by "@place", its id, or the id or address of any of its members. */
export async function locate(x: Index, name: string): Promise<number> {
  if (/^@\d+$/.test(name)) {
    const i = Number(name.slice(1)) - 1 - x.run.offset;
    return i >= 0 && i < x.size.length ? i : -1;
  }
  const at = (await loadIDs()).indexOf(name);
  if (at >= 0) return at;
  for (let k = 0; k < x.chunks.length; k++) {
    const m = await loadAddresses(x, k);
    if (!m) continue; // left out; others may be there
    const id = m.id.indexOf(name), p = id >= 0 ? id : m.url.indexOf(name);
    if (p >= 0) return priorityOf(x).cluster(k, p);
  }
  return -1;
}

/** The first place of a rising list whose value is not below v. */
function lowerBound(list: number[], v: number): number {
  let lo = 0, hi = list.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (list[mid] < v) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

export async function openCluster(x: Index, i: number): Promise<Opened> {
  const { k: chunk, at } = priorityOf(x).chunk(i);
  const [m, g, ids, a] = await Promise.all([load<Members>("m" + chunk), loadMerges(x), loadIDs(), loadAddresses(x, chunk)]);
  const place = (await loadMaybe<TextPlaces>("texts"))?.of[i] ?? -1;
  const texts = place >= 0 ? (await load<Texts>("t" + place)).c[i] : undefined;
  const titles = titlesOf(x, i), members: Member[] = [];
  for (let k = 0; k < x.size[i]; k++) {
    const p = at + k, of = texts?.of[k] ?? -1;
    members.push({
      k, id: a?.id[p] ?? "", site: x.sites[m.site[p]], title: titles[m.title[p]], url: a?.url[p] ?? "", file: x.run.places ? m.files[m.file[p]] : "", pos: x.run.places ? m.pos[p] : 0,
      date: m.date[p] < 0 ? 0 : x.first[i] + m.date[p], night: x.nights[m.night[p]], sim: orWeakest(m.sim[p], x, i), con: m.con[p] * 100, rel: RELATIONS.find(([b]) => b === m.rel[p])?.[1] ?? "",
      words: m.words[p] + (k ? m.words[at] : 0), drop: m.drop[p], embed: m.embed[p] === 1, text: of >= 0 ? texts!.texts[of] : undefined, cut: of >= 0 && texts!.cut.includes(of),
    });
  }
  const from = joinsAt(x, i), joins: Join[] = [];
  let e = lowerBound(g.x, from);
  for (let j = from; j < from + x.size[i] - 1; j++) joins.push({ a: g.a[j], b: g.b[j], h: g.h[j], con: g.x[e] === j ? g.c[e++] : undefined });
  return { i, id: ids[i], members, joins, texts: texts !== undefined, addresses: a !== undefined };
}
