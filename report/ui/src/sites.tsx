import { useMemo } from "preact/hooks";
import { between, bySite, partnersOf, type Partner, type SiteCount } from "./carry.ts";
import { finderOf, StoryRows } from "./clusters.tsx";
import { loadMaybe, type Index, type RunInfo } from "./data.ts";
import { EVERYTHING, type Role } from "./find.ts";
import { fold } from "./fold.ts";
import { count, isolated, num, t, type Key } from "./i18n.ts";
import { Heading, Rows, SiteName, SortHead, sorted, type SortColumn } from "./parts.tsx";
import { href, setParams, useBlock, useRoute } from "./state.ts";

export function SitesView({ x }: { x: Index }) {
  const { params } = useRoute(), name = params.get("site"), site = name === null ? -1 : x.sites.indexOf(name);
  const counts = useMemo(() => bySite(x), [x]);
  if (x.sites.length === 0) return <><Heading>{t("sites")}</Heading><p class="empty">{t("noSites")}</p></>;
  if (site >= 0) return <OneSite x={x} c={counts[site]} counts={counts} />;
  return (
    <>
      <Heading>{t("sites")}</Heading>
      <p class="note">{t("sitesNote")} {t("firstNote")}</p>
      {name !== null ? <p class="empty">{t("siteAlone", { s: isolated(name || t("unnamed")) })}</p> : null}
      <AllSites x={x} counts={counts} />
      <Matrix x={x} counts={counts} />
    </>
  );
}

const stories = (site: string, role: Role, other = "") => href(["c"], { site, role, with: other });

/** A number that leads to its clusters, where there are any. Sites without name are no filter. */
function Stories({ n, site, role, other }: { n: number; site: string; role: Role; other?: string }) {
  return n && site && other !== "" ? <a href={stories(site, role, other)}>{num(n)}</a> : <>{num(n)}</>;
}

const SiteLink = ({ name }: { name: string }) => name ? <a href={href(["sites"], { site: name })}><SiteName name={name} /></a> : <SiteName name={name} />;

interface SiteRow extends SiteCount { name: string; articles: number; lists: number }

function AllSites({ x, counts }: { x: Index; counts: SiteCount[] }) {
  const { value: run } = useBlock(() => loadMaybe<RunInfo>("run"), []), { params } = useRoute(), q = params.get("q") ?? "";
  const rows = useMemo(() => {
    const of = new Map(run?.sites.map((s) => [s.site, s]));
    const all = counts.map((c): SiteRow => ({ ...c, name: x.sites[c.site], articles: of.get(x.sites[c.site])?.articles ?? 0, lists: of.get(x.sites[c.site])?.lists ?? 0 }));
    const known = new Set(x.sites);
    for (const s of run?.sites ?? []) if (!known.has(s.site)) all.push({ site: -1, clusters: 0, first: 0, later: 0, open: 0, name: s.site, articles: s.articles, lists: s.lists });
    return all;
  }, [x, counts, run]);
  const columns: SortColumn<SiteRow>[] = [
    { key: "name", label: t("site"), by: (r) => r.name }, { key: "articles", label: t("articles"), by: (r) => r.articles }, { key: "clusters", label: t("clusters"), by: (r) => r.clusters },
    { key: "first", label: t("first"), by: (r) => r.first }, { key: "later", label: t("later"), by: (r) => r.later }, { key: "open", label: t("undecided"), by: (r) => r.open }, { key: "lists", label: t("lists"), by: (r) => r.lists },
  ];
  const hits = sorted(rows.filter((r) => fold(r.name).includes(fold(q))), columns, params, "clusters");
  return (
    <section>
      <div class="bar-line">
        <h2>{t("perSite")}</h2>
        <label>{t("findSite")} <input type="search" id="site-q" dir="auto" value={q} onInput={(e) => setParams({ q: e.currentTarget.value })} /></label>
        <p class="shown" role="status" data-shown={hits.length} data-of={rows.length}>{t("showing", { a: num(hits.length), b: count(Math.max(rows.length, run?.all_sites ?? 0), "site") })}</p>
      </div>
      <Rows label={t("sites")} rows={hits} step={20} head={<SortHead columns={columns} params={params} first="clusters" />}
        row={(r) => <tr key={r.name}><td>{r.site >= 0 ? <SiteLink name={r.name} /> : <SiteName name={r.name} />}</td><td class="num">{num(r.articles)}</td>
          <td class="num"><Stories n={r.clusters} site={r.name} role="" /></td><td class="num"><Stories n={r.first} site={r.name} role="first" /></td><td class="num"><Stories n={r.later} site={r.name} role="later" /></td><td class="num"><Stories n={r.open} site={r.name} role="open" /></td><td class="num">{num(r.lists)}</td></tr>} />
    </section>
  );
}

/** One site: its stories, had first and carried later, and the sites that share them. */
function OneSite({ x, c, counts }: { x: Index; c: SiteCount; counts: SiteCount[] }) {
  const name = x.sites[c.site], s = isolated(name || t("unnamed"));
  const { value: run } = useBlock(() => loadMaybe<RunInfo>("run"), []);
  const names = useMemo(() => counts.map((k) => x.sites[k.site]).sort(), [x, counts]);
  const articles = run?.sites.find((r) => r.site === name)?.articles;
  return (
    <>
      <p class="crumbs"><a href={href(["sites"])}>{t("allSites")}</a></p>
      <Heading><SiteName name={name} /></Heading>
      <p class="facts">{articles === undefined ? null : <>{count(articles, "article")} {"\u00b7"} </>}<a href={stories(name, "")}>{count(c.clusters, "cluster")}</a> {"\u00b7"} {t("first")} <b>{num(c.first)}</b> {"\u00b7"} {t("later")} <b>{num(c.later)}</b> {"\u00b7"} {t("undecided")} {num(c.open)}</p>
      <p><label>{t("pick")} <select value={name} onChange={(e) => setParams({ site: e.currentTarget.value, sort: "", dir: "" })}>{names.filter(Boolean).map((k) => <option value={k}>{k}</option>)}</select></label></p>
      <p class="note">{t("firstNote")}</p>
      <SiteStories x={x} name={name} role="first" title="hadFirst" n={c.first} />
      <SiteStories x={x} name={name} role="later" title="carriedLater" n={c.later} />
      <Partners x={x} site={c.site} s={s} />
    </>
  );
}

const FEW = 8;

function SiteStories({ x, name, role, title, n }: { x: Index; name: string; role: Role; title: Key; n: number }) {
  const rows = useMemo(() => Array.from(finderOf(x).find({ ...EVERYTHING, site: name, role }).slice(0, FEW)), [x, name, role]);
  return (
    <section data-role={role}>
      <div class="bar-line"><h2>{t(title)}</h2><p class="shown" data-shown={rows.length} data-of={n}>{t("showing", { a: num(rows.length), b: count(n, "cluster") })} {n ? <>{"\u00b7"} <a href={stories(name, role)}>{t("openTable")}</a></> : null}</p></div>
      {rows.length ? <StoryRows x={x} rows={rows} /> : <p class="empty">{t("noStories")}</p>}
    </section>
  );
}

function Partners({ x, site, s }: { x: Index; site: number; s: string }) {
  const { params } = useRoute(), list = useMemo(() => partnersOf(x, site), [x, site]), name = x.sites[site];
  const columns: SortColumn<Partner>[] = [
    { key: "name", label: t("site"), by: (p) => x.sites[p.site] }, { key: "both", label: t("sharedClusters"), by: (p) => p.both }, { key: "we", label: t("weFirst", { s }), by: (p) => p.we },
    { key: "they", label: t("theyFirst"), by: (p) => p.they }, { key: "open", label: t("thirdOrUnknown"), by: (p) => p.open },
  ];
  const rows = sorted(list, columns, params, "both");
  if (rows.length === 0) return null;
  return (
    <section id="partners">
      <h2>{t("partners", { s })}</h2>
      <Rows label={t("partners", { s })} rows={rows} step={20} head={<SortHead columns={columns} params={params} first="both" />}
        row={(p) => <tr key={p.site}><td><SiteLink name={x.sites[p.site]} /></td>
          <td class="num"><Stories n={p.both} site={name} role="" other={x.sites[p.site]} /></td><td class="num"><Stories n={p.we} site={name} role="first" other={x.sites[p.site]} /></td><td class="num"><Stories n={p.they} site={name} role="later" other={x.sites[p.site]} /></td><td class="num">{num(p.open)}</td></tr>} />
    </section>
  );
}

const MATRIX = [12, 25, 50];

function Matrix({ x, counts }: { x: Index; counts: SiteCount[] }) {
  const { params } = useRoute(), n = MATRIX.find((k) => String(k) === params.get("n")) ?? MATRIX[0], shared = params.get("m") === "both";
  const busy = useMemo(() => counts.slice().sort((a, b) => b.clusters - a.clusters || a.site - b.site).map((c) => c.site), [counts]);
  const sites = busy.slice(0, n), table = useMemo(() => between(x, sites), [x, n]);
  if (sites.length < 2) return null;
  const cells = shared ? table.both : table.first, top = Math.max(1, ...cells.flat());
  return (
    <section id="matrix">
      <div class="bar-line">
        <h2>{t("matrix")}</h2>
        <div class="chips">
          <button type="button" class="chip" aria-pressed={!shared} onClick={() => setParams({ m: "" })}>{t("first")}</button>
          <button type="button" class="chip" aria-pressed={shared} onClick={() => setParams({ m: "both" })}>{t("sharedClusters")}</button>
          {busy.length > MATRIX[0] ? MATRIX.filter((_, i) => i === 0 || busy.length > MATRIX[i - 1]).map((k) => <button type="button" class="chip" aria-pressed={n === k} onClick={() => setParams({ n: k === MATRIX[0] ? "" : String(k) })}>{count(Math.min(k, busy.length), "site")}</button>) : null}
        </div>
        <p class="shown" data-shown={sites.length} data-of={busy.length}>{t("showing", { a: num(sites.length), b: count(busy.length, "site") })}</p>
      </div>
      <p class="note">{t(shared ? "matrixBoth" : "matrixNote")} {sites.length < busy.length ? t("matrixTop") : ""}</p>
      <div class="scroll-x" tabIndex={0} role="region" aria-label={t("matrix")}>
        <table class={sites.length > MATRIX[0] ? "matrix tall" : "matrix"}>
          <thead><tr><td></td>{sites.map((b) => <th scope="col"><span><SiteName name={x.sites[b]} /></span></th>)}</tr></thead>
          <tbody>{sites.map((a, r) => <tr><th scope="row"><SiteLink name={x.sites[a]} /></th>{sites.map((b, c) => <td class={a === b ? "self" : "heat" + Math.ceil(cells[r][c] / top * 5)}>{a === b ? "" : <Stories n={cells[r][c]} site={x.sites[a]} role={shared ? "" : "first"} other={x.sites[b]} />}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}
