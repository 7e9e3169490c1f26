import { useMemo } from "preact/hooks";
import { NotHere } from "./apart.tsx";
import { load, type Index, type Page, type Related as Data } from "./data.ts";
import { count, num, ratio, t, time } from "./i18n.ts";
import { Heading, Ltr, Outside, Rows, Scraped, SiteName } from "./parts.tsx";
import { href, useBlock, useRoute } from "./state.ts";

export function RelatedView({}: { x: Index }) {
  const { value } = useBlock(() => load<Data>("related"), []), { path } = useRoute();
  if (!value) return <p class="empty">{t("loading")}</p>;
  const open = value.groups.find((g) => g.id === path[1]);
  if (open) return <Group d={value} g={open} />;
  if (path[1]) return <NotHere address={"#/" + path.join("/")} />;
  return (
    <>
      <Heading>{t("related")}</Heading>
      <section>
        <h2>{t("groups")}</h2>
        <p class="note">{t("groupsNote")}</p>
        {value.all_groups === 0 ? <p class="empty">{t("noGroups")}</p> : (
          <Rows label={t("groups")} rows={value.groups} total={value.all_groups}
            head={<><th scope="col" class="num">{t("pages")}</th><th scope="col" class="num">{t("sites")}</th><th scope="col">{t("largestList")}</th><th scope="col" class="num">{t("sharedHeads")}</th></>}
            row={(g) => (
              <tr key={g.id}>
                <td class="num">{num(g.size)}</td><td class="num">{num(new Set(g.pages.map((p) => p.site)).size)}</td>
                <td class="wide"><a href={href(["related", g.id])}><Scraped text={g.pages[0]?.title ?? g.id} /></a></td>
                <td class="num">{num(shared(g.pages).length)}</td>
              </tr>
            )} />
        )}
      </section>
      <section>
        <h2>{t("headlines")}</h2>
        {value.all_headlines === 0 ? <p class="empty">{t("noHeadlines")}</p> : <Headlines d={value} />}
      </section>
    </>
  );
}

/** Headlines of the largest list that at least one other page of the group carries. */
function shared(pages: Data["groups"][0]["pages"]): number[] {
  if (pages.length === 0) return [];
  const rest = new Set(pages.slice(1).flatMap((p) => p.e));
  return pages[0].e.filter((e) => rest.has(e));
}

function Resolved({ d, e }: { d: Data; e: number }) {
  const h = d.headlines[e];
  return <><Scraped text={h.h} />{h.a ? <div class="small muted">{t("resolves")} {h.c ? <a href={href(["c", h.c])}><Scraped text={h.t} /></a> : <Scraped text={h.t} />} <Scraped class="mono" text={h.a} /></div> : null}</>;
}

/** The pages that carry a headline. */
function Carriers({ pages }: { pages: Page[] }) {
  return <details><summary>{t("carriedBy", { n: count(pages.length, "page") })}</summary><ul>{pages.map((p) => <li><SiteName name={p.site} />: <Outside url={p.url}><Scraped text={p.title} /></Outside></li>)}</ul></details>;
}

function Group({ d, g }: { d: Data; g: Data["groups"][0] }) {
  const common = shared(g.pages);
  return (
    <>
      <p class="crumbs"><a href={href(["related"])}>{t("related")}</a></p>
      <Heading><Scraped text={g.pages[0]?.title ?? g.id} /></Heading>
      <p class="facts"><b>{count(g.size, "page")}</b> {"\u00b7"} {t("id")} <Ltr class="mono">{g.id}</Ltr></p>
      <p class="note">{t("groupOf")}</p>
      <h2>{t("sharedHeads")}</h2>
      <Rows label={t("sharedHeads")} rows={common} head={<><th scope="col">{t("headline")}</th><th scope="col">{t("pages")}</th></>}
        row={(e) => <tr><td class="wide"><Resolved d={d} e={e} /></td><td><Carriers pages={g.pages.filter((p) => p.e.includes(e))} /></td></tr>} />
      <h2>{t("pages")}</h2>
      <Rows label={t("pages")} rows={g.pages} total={g.size}
        head={<><th scope="col">{t("site")}</th><th scope="col">{t("headline")}</th><th scope="col">{t("date")}</th><th scope="col" class="num">{t("headlineCount")}</th><th scope="col" class="num">{t("sharedHeads")}</th><th scope="col" class="num">{t("similarity")}</th></>}
        row={(p, i) => (
          <tr>
            <td><SiteName name={p.site} /></td>
            <td class="wide"><Outside url={p.url}><Scraped text={p.title} /></Outside>{i === 0 ? <span class="badge rep">{t("largestList")}</span> : null}<details><summary>{t("pageLists")}</summary><ul>{p.e.map((e) => <li><Resolved d={d} e={e} /></li>)}</ul></details></td>
            <td class="nowrap"><Ltr>{time(p.date)}</Ltr></td><td class="num">{num(p.n)}</td><td class="num">{num(p.shared)}</td><td class="num"><Ltr>{ratio(p.sim)}</Ltr></td>
          </tr>
        )} />
    </>
  );
}

function Headlines({ d }: { d: Data }) {
  const carriers = useMemo(() => {
    const of = new Map<number, Page[]>();
    for (const g of d.groups) for (const p of g.pages) for (const e of p.e) of.get(e)?.push(p) ?? of.set(e, [p]);
    return of;
  }, [d]);
  return (
    <Rows label={t("headlines")} rows={d.headlines.map((_, e) => e)} total={d.all_headlines}
      head={<><th scope="col" class="num">{t("lists")}</th><th scope="col" class="num">{t("sites")}</th><th scope="col" class="num">{t("variants")}</th><th scope="col">{t("headline")}</th></>}
      row={(e) => { const h = d.headlines[e]; return <tr><td class="num">{num(h.lists)}</td><td class="num">{num(h.sites)}</td><td class="num">{num(h.variants)}</td><td class="wide"><Resolved d={d} e={e} />{carriers.has(e) ? <Carriers pages={carriers.get(e)!} /> : null}</td></tr>; }} />
  );
}
