import { useEffect, useMemo, useState } from "preact/hooks";
import { clusterHref } from "./clusters.tsx";
import { openCluster, type Member } from "./opened.ts";
import { Lines } from "./charts.tsx";
import { Replay } from "./cut.ts";
import { loadMaybe, loadMerges, titlesOf, type Apart, type Index, type Merges } from "./data.ts";
import { ApartRows } from "./apart.tsx";
import { count, num, percent, ratio, t, type Key } from "./i18n.ts";
import { Copy, Heading, Ltr, Scraped, SiteName } from "./parts.tsx";
import { setParams, useBlock, useRoute } from "./state.ts";

const STEP = 5000; // of the slider, in millionths

export function ThresholdView({ x }: { x: Index }) {
  const { value: g } = useBlock(() => loadMerges(x), []);
  if (!g) return <p class="empty">{t("loading")}</p>;
  if (g.h.length === 0) return <><Heading>{t("threshold")}</Heading><p class="empty">{t("noJoins")}</p></>;
  return <Slider x={x} g={g} />;
}

function Slider({ x, g }: { x: Index; g: Merges }) {
  const { params } = useRoute();
  const replay = useMemo(() => new Replay(x, g), [x, g]);
  const run = Math.round(x.run.threshold * 1e6);
  // A run with another --threshold finds these joins again, but for those that
  // stand on an excerpt: they need no similarity. So the lowest stop is the run
  // itself, with them; the stops above are runs without.
  const floor = run || replay.lowest, excerpts = g.x.length > 0;
  const cuts = useMemo(() => {
    const list: number[] = [];
    for (let c = 1e6; c > floor; c -= STEP) list.push(c);
    if (excerpts) list.push(floor);
    list.push(Math.min(floor, replay.lowest));
    return list;
  }, [floor, replay, excerpts]);
  const sweep = useMemo(() => replay.sweep(cuts), [replay, cuts]);
  const asked = Math.round(parseFloat(params.get("cut") ?? "") * 1e6);
  let at = cuts.length - 1;
  if (Number.isFinite(asked)) at = cuts.reduce((best, c, i) => Math.abs(c - asked) < Math.abs(cuts[best] - asked) ? i : best, at);
  const whole = at === cuts.length - 1, cut = whole ? floor : cuts[at], now = sweep[at], base = sweep[cuts.length - 1], text = (cut / 1e6).toString();
  const set = (i: number) => setParams({ cut: i === cuts.length - 1 ? "" : (cuts[i] / 1e6).toString() });
  const flags = `naskh run --threshold ${text}` + (excerpts && !whole ? " --excerpts=false" : "");
  const near = useMemo(() => replay.near(cut, 6), [replay, cut]);
  const contain = useMemo(() => new Map(g.x.map((j, k) => [j, g.c[k]])), [g]);
  const weakest = useMemo(() => g.x.slice().sort((p, q) => contain.get(p)! - contain.get(q)! || p - q).slice(0, 6), [g, contain]);
  const row = (k: Key, a: number, b: number, id: string) => <tr><th scope="row">{t(k)}</th><td class="num">{num(a)}</td><td class="num try" data-total={id}>{num(b)}</td><td class="num muted"><Ltr>{b === a ? "" : (b > a ? "+" : "\u2212") + num(Math.abs(b - a))}</Ltr></td></tr>;
  const ascending = (f: (t: typeof now) => number) => even(cuts, sweep.map(f), floor);
  return (
    <>
      <Heading>{t("threshold")}</Heading>
      <p class="note">{t("cutNote")} {run ? <>{t("runThreshold")} <Ltr class="mono">--threshold {x.run.threshold}</Ltr></> : null}</p>
      <div class="slider" dir="ltr">
        <Ltr>{ratio(floor)}</Ltr>
        <input id="cut" type="range" min="0" max={cuts.length - 1} step="1" value={cuts.length - 1 - at} aria-label={t("cut")} aria-valuetext={text}
          onInput={(e) => set(cuts.length - 1 - Number(e.currentTarget.value))} />
        <Ltr>1.00</Ltr><output class="cut-value" for="cut">{ratio(cut)}</output>
      </div>
      <div class="two">
        <table class="plain-table totals" aria-live="polite"><thead><tr><td></td><th scope="col" class="num">{t("runCut")}</th><th scope="col" class="num">{t("tryCut")}</th><td></td></tr></thead>
          <tbody>{row("clusterCount", base.clusters, now.clusters, "clusters")}{row("inClustersN", base.articles, now.articles, "articles")}{row("copiedArticles", base.copies, now.copies, "copies")}{row("biggest", base.largest, now.largest, "largest")}</tbody>
        </table>
        <Lines title={t("cutChart")} lo={floor / 1e6} hi={1} at={cut / 1e6}
          lines={[{ label: t("clusterCount"), class: "l1", values: ascending((s) => s.clusters) }, { label: t("biggest"), class: "l2", values: ascending((s) => s.largest) }]} />
      </div>
      {excerpts ? <p class="note" id="excerpts-at-cut">{t(whole ? "excerptsKept" : "excerptsUndone", { n: count(g.x.length, "join") })}</p> : null}
      <p class="flags">{t("flagsNote")} <code dir="ltr">{flags}</code> <Copy label={t("copyFlags")} text={() => flags} /> {whole ? null : <span class="note">{t("replayNote")}</span>}</p>
      <div class="two">
        <Joins x={x} replay={replay} list={near.stand} title="justJoined" />
        <Joins x={x} replay={replay} list={near.undone.filter((j) => !contain.has(j))} title="justMissed" />
      </div>
      {excerpts ? <Joins x={x} replay={replay} list={weakest} contain={contain} title="weakExcerpts" note="weakExcerptsNote" /> : null}
      <ApartPairs x={x} />
    </>
  );
}

/** Values at the cuts from the floor up as 81 points of even distance, lowest first. */
function even(cuts: number[], values: number[], lo: number): number[] {
  const out: number[] = [];
  let at = cuts.findLastIndex((c) => c >= lo);
  for (let i = 0; i <= 80; i++) {
    const c = lo + (1e6 - lo) * i / 80;
    while (at > 0 && cuts[at - 1] <= c) at--;
    out.push(values[at]);
  }
  return out;
}

function Joins({ x, replay, list, title, note, contain }: { x: Index; replay: Replay; list: number[]; title: Key; note?: Key; contain?: Map<number, number> }) {
  const key = list.join();
  const [pairs, set] = useState<{ j: number; h: number; i: number; a?: Member; b?: Member }[]>([]);
  useEffect(() => {
    let live = true;
    const plain = list.map((j) => { const e = replay.join(j); return { j, h: e.h, i: e.cluster }; });
    set(plain);
    if (x.parts.length) return;
    const wait = setTimeout(async () => {
      const full = await Promise.all(list.map(async (j) => {
        const e = replay.join(j), c = await openCluster(x, e.cluster);
        return { j, h: e.h, i: e.cluster, a: c.members[e.a], b: c.members[e.b] };
      }));
      if (live) set(full);
    }, 60);
    return () => { live = false; clearTimeout(wait); };
  }, [key]);
  return (
    <section>
      <h2>{t(title)}</h2>
      {note ? <p class="note">{t(note)}</p> : null}
      {pairs.length === 0 ? <p class="empty">{"\u2014"}</p> : null}
      <ul class="pairs">
        {pairs.map((p) => (
          <li key={p.j}>
            <Ltr class="score">{contain ? percent(contain.get(p.j) ?? 0) : ratio(p.h)}</Ltr>
            <div>{p.a && p.b ? <><div><SiteName name={p.a.site} />: <Scraped text={p.a.title} /></div><div><SiteName name={p.b.site} />: <Scraped text={p.b.title} /></div>
              <a href={clusterHref(x, p.i) + (clusterHref(x, p.i).includes("?") ? "&" : "?") + `a=${p.a.k + 1}&b=${p.b.k + 1}`}>{t("compare")}</a></> : <a href={clusterHref(x, p.i)}><Scraped text={titlesOf(x, p.i)[0]} /></a>}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ApartPairs({ x }: { x: Index }) {
  const { value } = useBlock(() => loadMaybe<Apart>("apart"), []);
  if (!value?.pairs.length) return null;
  return (
    <section>
      <h2>{t("apart")}</h2>
      <p class="note">{t("apartNote")}</p>
      <ApartRows x={x} pairs={value.pairs} total={value.all} />
    </section>
  );
}
