import { useMemo } from "preact/hooks";
import { name } from "./cluster.tsx";
import type { Join, Member, Opened } from "./opened.ts";
import { chain } from "./cut.ts";
import { loadMaybe, type RunInfo } from "./data.ts";
import { isolated, num, percent, ratio, t } from "./i18n.ts";
import { Ltr, Rows, Scraped, SiteName } from "./parts.tsx";
import { setParams, useBlock } from "./state.ts";

/** A join's figure: its similarity, and for an excerpt how much of the shorter text stands in the longer. */
function Height({ e }: { e: Join }) {
  return <><Ltr>{ratio(e.h)}</Ltr>{e.con === undefined ? null : <span class="small"> {t("excerptOf", { p: percent(e.con) })}</span>}</>;
}

/** Why two members stand in one cluster: the joins between them, and the lines that were not compared. */
export function Why({ c, a, b }: { c: Opened; a: Member; b: Member }) {
  const way = useMemo(() => chain(c.joins, c.members.length, a.k, b.k), [c, a, b]);
  const lowest = Math.min(...way.map((e) => e.h));
  const sorted = useMemo(() => c.joins.slice().sort((p, q) => p.h - q.h), [c]);
  const sites = [...new Set([a.site, b.site])];
  const { value: run } = useBlock(() => loadMaybe<RunInfo>("run"), []);
  const who = (k: number) => <>{name(c.members[k])} <SiteName name={c.members[k].site} /></>;
  return (
    <section class="why">
      <h2>{t("why")}</h2>
      <h3>{t("chain", { a: name(a), b: name(b) })}</h3>
      <ol class="chain">
        {way.map((e, i) => <li>{i === 0 ? who(e.a) : null} <span class={e.h === lowest ? "link weak" : "link"}><Height e={e} />{e.h === lowest ? <span class="small"> {t("weakestLink")}</span> : null}</span> {who(e.b)}</li>)}
      </ol>
      {way.some((e) => e.con !== undefined) ? <p class="note">{t("excerptNote")}</p> : null}
      {sorted.length > 1 ? (
        <details>
          <summary>{t("allJoins")} ({num(sorted.length)})</summary>
          <Rows label={t("allJoins")} rows={sorted} step={20} head={<><th scope="col">A</th><th scope="col">B</th><th scope="col" class="num">{t("similarity")}</th></>}
            row={(e) => <tr><td>{who(e.a)}</td><td>{who(e.b)}</td><td class="num"><button type="button" onClick={() => setParams({ a: String(e.a + 1), b: String(e.b + 1) })}><Height e={e} /></button></td></tr>} />
        </details>
      ) : null}
      {sites.map((s) => {
        const lines = run?.furniture.filter((f) => f.site === s) ?? [];
        return lines.length ? <details><summary>{t("furnitureOf", { s: isolated(s || t("unnamed")) })} ({num(lines.length)})</summary><ul>{lines.slice(0, 20).map((f) => <li><Scraped text={f.line} /></li>)}</ul></details> : null;
      })}
    </section>
  );
}
