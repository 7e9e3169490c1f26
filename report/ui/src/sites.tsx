import { load, type Index, type RunInfo } from "./data.ts";
import { num, t } from "./i18n.ts";
import { Heading, Rows, SiteName } from "./parts.tsx";
import { href, setParams, useBlock, useRoute } from "./state.ts";

interface Partner { site: string; n: number; they: number; we: number }

export function SitesView({}: { x: Index }) {
  const { value: run } = useBlock(() => load<RunInfo>("run"), []), { params } = useRoute();
  if (!run) return <p class="empty">{t("loading")}</p>;
  const site = params.get("site");
  const busy = run.sites.slice().sort((a, b) => b.in_clusters - a.in_clusters || (a.site < b.site ? -1 : 1));
  return (
    <>
      <Heading>{t("sites")}</Heading>
      <p class="note">{t("sitesNote")} {t("firstNote")}</p>
      {run.sites.length === 0 ? <p class="empty">{t("noSites")}</p> : null}
      {run.sites.length ? <p><label>{t("pick")} <select value={site ?? "\u0000"} onChange={(e) => setParams({ site: e.currentTarget.value })}>
        <option value={"\u0000"} disabled>{"\u2014"}</option>{run.sites.map((s) => <option value={s.site}>{s.site || t("unnamed")}</option>)}
      </select></label></p> : null}
      {site !== null ? <Partners run={run} site={site} /> : null}
      <section>
        <h2>{t("perSite")}</h2>
        <Rows label={t("sites")} rows={busy} total={run.all_sites} step={20}
          head={<><th scope="col">{t("site")}</th><th scope="col" class="num">{t("articles")}</th><th scope="col" class="num">{t("inClusters")}</th><th scope="col" class="num">{t("first")}</th><th scope="col" class="num">{t("lists")}</th></>}
          row={(s) => <tr><td><a href={href(["sites"], { site: s.site })}><SiteName name={s.site} /></a></td><td class="num">{num(s.articles)}</td><td class="num">{num(s.in_clusters)}</td><td class="num">{num(s.first)}</td><td class="num">{num(s.lists)}</td></tr>} />
      </section>
      <Matrix run={run} sites={busy.slice(0, 12).map((s) => s.site)} />
    </>
  );
}

function partnersOf(run: RunInfo, site: string): Partner[] {
  const list: Partner[] = [];
  for (const p of run.pairs) {
    if (p.a === site) list.push({ site: p.b, n: p.n, we: p.fa, they: p.fb });
    else if (p.b === site) list.push({ site: p.a, n: p.n, we: p.fb, they: p.fa });
  }
  return list.sort((a, b) => b.n - a.n || (a.site < b.site ? -1 : 1));
}

function Partners({ run, site }: { run: RunInfo; site: string }) {
  const list = partnersOf(run, site), s = site || t("unnamed");
  return (
    <section id="partners">
      <h2><bdi>{t("partners", { s })}</bdi></h2>
      <Rows label={t("partners", { s })} rows={list} step={20}
        head={<><th scope="col">{t("site")}</th><th scope="col" class="num">{t("sharedClusters")}</th><th scope="col" class="num">{t("weFirst", { s })}</th><th scope="col" class="num">{t("theyFirst")}</th><th scope="col" class="num">{t("undecided")}</th></>}
        row={(p) => <tr><td><a href={href(["sites"], { site: p.site })}><SiteName name={p.site} /></a></td><td class="num">{num(p.n)}</td><td class="num">{num(p.we)}</td><td class="num">{num(p.they)}</td><td class="num">{num(p.n - p.we - p.they)}</td></tr>} />
    </section>
  );
}

function Matrix({ run, sites }: { run: RunInfo; sites: string[] }) {
  if (sites.length < 2) return null;
  const first = new Map<string, number>();
  for (const p of run.pairs) { first.set(p.a + "\u0000" + p.b, p.fa); first.set(p.b + "\u0000" + p.a, p.fb); }
  const at = (a: string, b: string) => first.get(a + "\u0000" + b) ?? 0;
  const top = Math.max(1, ...sites.flatMap((a) => sites.map((b) => at(a, b))));
  return (
    <section>
      <h2>{t("matrix")}</h2>
      <p class="note">{t("matrixNote")}</p>
      <div class="scroll-x" tabIndex={0} role="region" aria-label={t("matrix")}>
        <table class="matrix"><thead><tr><td></td>{sites.map((b) => <th scope="col"><SiteName name={b} /></th>)}</tr></thead>
          <tbody>{sites.map((a) => <tr><th scope="row"><SiteName name={a} /></th>{sites.map((b) => <td class={a === b ? "self" : "heat" + Math.ceil(at(a, b) / top * 5)}>{a === b ? "" : num(at(a, b))}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}
