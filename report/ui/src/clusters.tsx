import { useEffect, useMemo, useState } from "preact/hooks";
import { RELATIONS, titlesOf, type Index } from "./data.ts";
import { Finder, FIRST_DESC, readFilter, type Filter } from "./find.ts";
import { count, isolated, num, ratio, span, t, time, type Key } from "./i18n.ts";
import { Heading, Ltr, Scraped, SiteName } from "./parts.tsx";
import { href, setParams, useRoute } from "./state.ts";
import { useMedia, VirtualTable, type Column } from "./table.tsx";
import { useKeys } from "./keys.tsx";

let finder: Finder | undefined;
export const finderOf = (x: Index) => (finder ??= new Finder(x));

/** Address of a cluster, by its first member's place where ids are not loaded. */
export function clusterHref(x: Index, i: number): string {
  if (x.parts.length === 0) return href(["c", "@" + (i + 1)]);
  let p = x.parts.length - 1;
  while (p > 0 && x.parts[p] > i) p--;
  return `index.parts/${String(p + 1).padStart(5, "0")}.html` + href(["c", "@" + (i + 1)]);
}

/** Address of a site's page. A part of a report knows its own clusters only. */
export const sitePage = (x: Index, site: string) => (x.run.part ? "../index.html" : "") + href(["sites"], { site });

export function Earliest({ x, i }: { x: Index; i: number }) {
  const e = x.earliest[i];
  if (e >= 0) return <span class="first"><SiteName name={x.sites[e]} /> <Ltr class="muted time">{time(x.first[i])}</Ltr></span>;
  return <span class="muted">{t(e === -1 ? "tied" : "undated")}</span>;
}

export function Title({ x, i }: { x: Index; i: number }) {
  const title = titlesOf(x, i)[0];
  return <a class="headline" href={clusterHref(x, i)} title={title}><Scraped text={title} /></a>;
}

/** The similarity of a cluster's weakest join. Below the threshold it is an excerpt's. */
export function Weakest({ x, i }: { x: Index; i: number }) {
  return <><Ltr>{ratio(x.weak[i])}</Ltr>{x.weak[i] < x.run.threshold * 1e6 ? <> <span class="small r-excerpt" title={t("excerptNote")}>{t("excerpt")}</span></> : null}</>;
}

/** Clusters as rows of a plain table. */
export function StoryRows({ x, rows }: { x: Index; rows: number[] }) {
  return (
    <table class="plain-table top-table">
      <thead><tr><th scope="col" class="num">{t("rank")}</th><th scope="col" class="num">{t("articles")}</th><th scope="col" class="num">{t("sites")}</th><th scope="col">{t("headline")}</th><th scope="col">{t("earliest")}</th><th scope="col">{t("spread")}</th></tr></thead>
      <tbody>
        {rows.map((i) => (
          <tr key={i}>
            <td class="num">{num(x.run.offset + i + 1)}</td><td class="num" data-label={t("articles")}><b>{num(x.size[i])}</b></td><td class="num" data-label={t("sites")}>{num(x.nsites[i])}</td>
            <td class="wide"><Title x={x} i={i} /></td><td><Earliest x={x} i={i} /></td><td class="nowrap">{x.first[i] ? span(x.span[i]) : <span class="muted">{t("noDates")}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Clusters({ x }: { x: Index }) {
  const { params } = useRoute();
  const f = readFilter(params), key = params.toString();
  const rows = useMemo(() => finderOf(x).find(f), [x, key]);
  const [current, setCurrent] = useState(-1);
  const narrow = useMedia("(max-width: 720px)");
  useEffect(() => setCurrent(-1), [key]);
  useEffect(() => { performance.mark("naskh-table"); }, []);
  useKeys({
    KeyJ: () => setCurrent((c) => Math.min(rows.length - 1, c + 1)),
    KeyK: () => setCurrent((c) => Math.max(0, c - 1)),
  });
  const columns: Column[] = [
    { key: "rank", label: t("rank"), num: true },
    { key: "size", label: t("articles"), sort: "size", num: true },
    { key: "sites", label: t("sites"), sort: "sites", num: true },
    { key: "title", label: t("headline"), sort: "title" },
    { key: "first", label: t("earliest"), sort: "date" },
    { key: "span", label: t("spread"), sort: "span", num: true },
    { key: "weak", label: t("weakest"), sort: "weak", num: true },
  ];
  const onSort = (s: string) => {
    const desc = f.sort === s ? !f.desc : FIRST_DESC.has(s);
    setParams({ sort: s === "size" ? "" : s, dir: desc === FIRST_DESC.has(s) ? "" : desc ? "desc" : "asc" });
  };
  const filtered = rows.length !== x.size.length;
  return (
    <>
      <Heading>{t("clusters")}</Heading>
      <Filters x={x} />
      <p class="shown" role="status" data-shown={rows.length} data-of={x.size.length}>
        {t("showing", { a: num(rows.length), b: count(x.size.length, "cluster") })}
        {filtered ? <button type="button" onClick={() => setParams({ q: "", site: "", role: "", with: "", from: "", to: "", min: "", weak: "", rel: "" })}>{t("reset")}</button> : null}
      </p>
      <Asked x={x} f={f} />
      {rows.length === 0 ? <p class="empty">{t(x.size.length ? "noHits" : "noneHint")}</p> : null}
      <VirtualTable label={t("clusters")} columns={columns} rows={rows} sort={f.sort} desc={f.desc} onSort={onSort} rowHeight={narrow ? 132 : 60} current={current}
        cells={(i) => [
          num(x.run.offset + i + 1), <b>{num(x.size[i])}</b>, num(x.nsites[i]), <Title x={x} i={i} />, <Earliest x={x} i={i} />,
          x.first[i] ? span(x.span[i]) : <span class="muted">{"\u2014"}</span>, <Weakest x={x} i={i} />,
        ]} />
    </>
  );
}

/** What the site filters ask for, in words, and the way from an article's address to its cluster. */
function Asked({ x, f }: { x: Index; f: Filter }) {
  const address = f.q.trim();
  const words = f.site === "" ? "" : t(f.role === "first" ? (f.with ? "askFirstWith" : "askFirst") : f.role === "later" ? (f.with ? "askLaterWith" : "askLater") : f.role === "open" ? "askOpen" : f.with ? "askBoth" : "askSite", { s: isolated(f.site), o: isolated(f.with) });
  return (
    <>
      {words ? <p class="note asked">{words} {"\u00b7"} <a href={sitePage(x, f.site)}>{t("sitePage", { s: isolated(f.site) })}</a></p> : null}
      {address.length > 3 && !/\s/.test(address) && /[\d:/@_.]/.test(address) ? <p class="note"><a href={href(["c", address])}>{t("openById")} <bdi dir="ltr" class="mono">{address}</bdi></a></p> : null}
    </>
  );
}

function Filters({ x }: { x: Index }) {
  const { params } = useRoute();
  const f = readFilter(params), [q, setQ] = useState(f.q);
  useEffect(() => setQ(f.q), [f.q]);
  const more = Boolean(f.site || f.with || f.from || f.to || f.min || f.rel || f.weak < 1);
  const sites = useMemo(() => x.sites.filter(Boolean).sort(), [x]);
  const options = <><option value="">{t("anySite")}</option>{sites.map((s) => <option value={s}>{s}</option>)}</>;
  return (
    <form class="filters" role="search" onSubmit={(e) => e.preventDefault()}>
      <label class="grow">{t("search")}
        <input id="q" type="search" dir="auto" value={q} autocomplete="off" placeholder={t("searchHint")}
          onInput={(e) => { const v = e.currentTarget.value; setQ(v); setParams({ q: v }); }} />
      </label>
      <details open={more}>
        <summary>{t("filters")}</summary>
        <div class="fields">
          <label>{t("site")}
            <select id="f-site" value={f.site} onChange={(e) => setParams({ site: e.currentTarget.value, role: e.currentTarget.value ? f.role : "" })}>{options}</select>
          </label>
          {f.site ? (
            <label>{t("role")}
              <select id="f-role" value={f.role} onChange={(e) => setParams({ role: e.currentTarget.value })}>
                <option value="">{t("anyRole")}</option><option value="first">{t("hadFirst")}</option><option value="later">{t("carriedLater")}</option><option value="open">{t("undecided")}</option>
              </select>
            </label>
          ) : null}
          <label>{t(f.site ? "otherSite" : "alsoSite")}
            <select id="f-with" value={f.with} onChange={(e) => setParams({ with: e.currentTarget.value })}>{options}</select>
          </label>
          <label>{t("dateFrom")}<input type="date" value={f.from} onChange={(e) => setParams({ from: e.currentTarget.value })} /></label>
          <label>{t("dateTo")}<input type="date" value={f.to} onChange={(e) => setParams({ to: e.currentTarget.value })} /></label>
          <label>{t("minSize")}<input type="number" min="2" step="1" value={f.min || ""} onInput={(e) => setParams({ min: e.currentTarget.value })} /></label>
          <label>{t("weakMax")}<input type="number" min="0" max="1" step="0.05" value={f.weak < 1 ? f.weak : ""} onInput={(e) => setParams({ weak: e.currentTarget.value })} /></label>
          <fieldset><legend>{t("relation")}</legend>
            {RELATIONS.map(([bit, name]) => (
              <button type="button" class={"chip r-" + name} aria-pressed={(f.rel & bit) !== 0} onClick={() => setParams({ rel: String(f.rel ^ bit || "") })}>{t(name as Key)}</button>
            ))}
          </fieldset>
        </div>
      </details>
    </form>
  );
}
