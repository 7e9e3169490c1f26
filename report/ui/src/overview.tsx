import { useMemo } from "preact/hooks";
import { loadMaybe, RELATIONS, type Index, type RunInfo } from "./data.ts";
import { Bars, type Bar } from "./charts.tsx";
import { finderOf, sitePage, StoryRows } from "./clusters.tsx";
import { EVERYTHING } from "./find.ts";
import { count, isolated, num, t, type Key } from "./i18n.ts";
import { Heading, Ltr } from "./parts.tsx";
import { href, setParams, useBlock, useRoute } from "./state.ts";

export function Overview({ x }: { x: Index }) {
  const { articles, copies, clusters } = x.run;
  const sentence = copies === 0 ? t("none", { articles: count(articles, "article") })
    : t("sentence", { copies: num(copies), articles: count(articles, "article"), clusters: count(clusters, "cluster") });
  return (
    <>
      <Heading><span id="sentence">{sentence}</span></Heading>
      <Alarms />
      {x.size.length === 0 ? <p class="empty">{t("noneHint")}</p> : <><Top x={x} /><Charts x={x} /></>}
    </>
  );
}

/** What makes the sentence above less than the whole night: files and records that were left out, alarms. */
function Alarms() {
  const { value: run } = useBlock(() => loadMaybe<RunInfo>("run"), []);
  if (!run || run.bad_files + run.records.rejected + run.alarms.length === 0) return null;
  return (
    <section class="alarms" aria-label={t("alarms")}><h2>{t("alarms")}</h2>
      <ul>
        {run.bad_files + run.records.rejected ? <li id="not-whole">{t("notWhole", { f: count(run.bad_files, "file"), r: count(run.records.rejected, "record") })} <a href={href(["run"])}>{t("whatWasLeft")}</a></li> : null}
        {run.alarms.map((a) => <li><bdi dir="auto">{a}</bdi></li>)}
      </ul>
    </section>
  );
}

const TOP = 25;

function Top({ x }: { x: Index }) {
  const { params } = useRoute(), view = params.get("top") ?? "", site = params.get("site") ?? "";
  const sites = useMemo(() => x.sites.filter(Boolean).sort(), [x]);
  const rows = useMemo(() => {
    const last = x.first.map((d, i) => d === 0 ? -Infinity : d + x.span[i]), keep: number[] = [];
    const newest = last.reduce((a, b) => Math.max(a, b), -Infinity);
    for (const i of finderOf(x).find({ ...EVERYTHING, site })) {
      if (view === "day" && last[i] < newest - 86400) continue;
      if (view === "exact" && !(x.rel[i] & 1)) continue;
      if (view === "near" && !(x.rel[i] & ~1)) continue;
      keep.push(i);
    }
    return keep;
  }, [x, view, site]);
  const chips: [string, Key][] = [["", "all"], ["day", "lastDay"], ["exact", "onlyExact"], ["near", "onlyNear"]];
  return (
    <section aria-labelledby="top-title">
      <div class="bar-line">
        <h2 id="top-title">{t("mostCopied")}</h2>
        <div class="chips">{chips.map(([k, label]) => <button type="button" class="chip" aria-pressed={view === k} onClick={() => setParams({ top: k })}>{t(label)}</button>)}</div>
        {sites.length > 1 ? <label>{t("site")} <select id="our-site" value={site} onChange={(e) => setParams({ site: e.currentTarget.value })}><option value="">{t("anySite")}</option>{sites.map((s) => <option value={s}>{s}</option>)}</select></label> : null}
        <p class="shown" data-shown={Math.min(TOP, rows.length)} data-of={rows.length}>{t("showing", { a: num(Math.min(TOP, rows.length)), b: count(rows.length, "cluster") })} · {site ? <a href={sitePage(x, site)}>{t("sitePage", { s: isolated(site) })}</a> : <a href={href(["c"])}>{t("openTable")}</a>}</p>
      </div>
      {rows.length ? <StoryRows x={x} rows={rows.slice(0, TOP)} /> : <p class="empty">{t("noHits")}</p>}
      <p class="note">{t("firstNote")}</p>
    </section>
  );
}

function Charts({ x }: { x: Index }) {
  const data = useMemo(() => ({ sizes: sizes(x), weak: weakest(x), time: times(x), rel: relations(x) }), [x]);
  return (
    <section class="charts">
      <Bars title={t("chartSizes")} bars={data.sizes} log />
      <Bars title={t("chartWeak")} bars={data.weak} />
      {data.time.length > 1 ? <Bars title={t("chartTime")} bars={data.time} /> : null}
      <Bars title={t("chartRel")} bars={data.rel.map(([k, n]) => ({ label: t(k), n }))} />
      {x.run.threshold > 0 ? <p class="note">{t("runThreshold")} <Ltr class="mono">--threshold {x.run.threshold}</Ltr>. {t("weakNote")}</p> : null}
    </section>
  );
}

function sizes(x: Index): Bar[] {
  const steps = [2, 3, 4, 5, 6, 10, 20, 50, 100, 1000, Infinity], bars: Bar[] = [];
  for (let k = 0; k + 1 < steps.length; k++) {
    const lo = steps[k], hi = steps[k + 1] - 1;
    bars.push({ label: hi === Infinity ? lo + "+" : lo === hi ? String(lo) : `${lo}\u2013${hi}`, n: 0 });
  }
  for (const s of x.size) for (let k = 0; k + 1 < steps.length; k++) if (s >= steps[k] && s < steps[k + 1]) bars[k].n++;
  return bars;
}

function weakest(x: Index): Bar[] {
  const bars = Array.from({ length: 20 }, (_, k): Bar => ({ label: (k / 20).toFixed(2), n: 0 }));
  for (const w of x.weak) bars[Math.min(19, Math.floor(w / 50000))].n++;
  const at = Math.min(19, Math.floor(x.run.threshold * 20 + 1e-9));
  if (x.run.threshold > 0) bars[at].mark = true;
  return bars.slice(Math.max(0, Math.min(at, bars.findIndex((b) => b.n > 0))));
}

/** Counts by hour where the dates span up to three days, by day up to two months, else by month. */
function times(x: Index): Bar[] {
  const dates = x.first.filter((d) => d !== 0).sort((a, b) => a - b);
  if (dates.length === 0) return [];
  const lo = dates[Math.floor(dates.length * 0.01)], hi = dates[Math.ceil(dates.length * 0.99) - 1];
  const cut = hi - lo <= 3 * 86400 ? 13 : hi - lo <= 60 * 86400 ? 10 : 7;
  const counts = new Map<string, number>();
  for (const d of dates) if (d >= lo && d <= hi) {
    const k = new Date(d * 1000).toISOString().slice(0, cut);
    counts.set(k, (counts.get(k) ?? 0) + 1);
  }
  return [...counts].slice(-72).map(([k, n]) => ({ label: cut === 13 ? k.slice(8, 10) + " " + k.slice(11) + "h" : cut === 10 ? k.slice(5) : k, n }));
}

function relations(x: Index): [Key, number][] {
  return RELATIONS.map(([bit, name]) => [name as Key, x.rel.reduce((n, r) => n + (r & bit ? 1 : 0), 0)]);
}
