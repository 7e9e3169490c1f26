import { clusterHref } from "./clusters.tsx";
import { loadMaybe, RELATIONS, type Apart, type Index, type Kept, type RunInfo } from "./data.ts";
import { count, isolated, num, ratio, t, type Key } from "./i18n.ts";
import { Heading, Ltr, Rows, Scraped, SiteName } from "./parts.tsx";
import { href, useBlock } from "./state.ts";

// Pairs that were compared and do not stand together, with the reason.

export function ApartRows({ x, pairs, total }: { x: Index; pairs: Apart["pairs"]; total: number }) {
  const side = (s: { site: string; title: string }, c: number) => <><SiteName name={s.site} />: {c >= 0 ? <a href={clusterHref(x, c)}><Scraped text={s.title} /></a> : <Scraped text={s.title} />}</>;
  return (
    <Rows label={t("apart")} rows={pairs} total={total} step={10}
      head={<><th scope="col" class="num">{t("similarity")}</th><th scope="col">A</th><th scope="col">B</th><th scope="col">{t("relation")}</th><th scope="col">{t("reason")}</th></>}
      row={(p) => <tr><td class="num"><Ltr>{ratio(p.j)}</Ltr></td><td class="wide">{side(p.a, p.ca)}</td><td class="wide">{side(p.b, p.cb)}</td><td><span class={"badge r-" + p.rel}>{RELATIONS.some(([, name]) => name === p.rel) ? t(p.rel as Key) : p.rel}</span></td><td class="small" dir="auto">{p.reason}</td></tr>} />
  );
}

/** The pairs of a cluster with what was left out of it. */
export function LeftApart({ x, i }: { x: Index; i: number }) {
  const { value } = useBlock(() => loadMaybe<Apart>("apart"), []);
  const here = i + x.run.offset, pairs = value?.pairs.filter((p) => p.ca === here || p.cb === here) ?? [];
  if (pairs.length === 0) return null;
  return (
    <section id="left-apart">
      <h2>{t("leftApart")}</h2>
      <p class="note">{t("leftApartNote")}</p>
      <ApartRows x={x} pairs={pairs} total={pairs.length} />
    </section>
  );
}

/** What the report knows of an article that stands in no cluster: short, or compared and left apart. */
export function Missing({ x, name }: { x: Index; name: string }) {
  const { value } = useBlock(async () => ({ run: await loadMaybe<RunInfo>("run"), apart: await loadMaybe<Apart>("apart"), kept: await loadMaybe<Kept>("kept") }), []);
  if (!value) return <p class="empty">{t("loading")}</p>;
  const short = value.run?.shorts.find((s) => s.id === name || s.url === name);
  const pairs = value.apart?.pairs.filter((p) => p.a.id === name || p.b.id === name) ?? [];
  const why: Key = short ? "isShort" : pairs.length ? "leftApartNote" : x.parts.length ? "missingParts" : "missing";
  return (
    <>
      <Heading>{short ? <Scraped text={short.title} /> : why !== "missing" ? <Scraped text={name} /> : <>{t("notHere")}: <Scraped text={name} /></>}</Heading>
      <p class="empty">{t(why)} {why === "missing" ? <LeftOut kept={value.kept} all={x.size.length} say="missingKept" /> : null} <Onward /></p>
      {pairs.length ? <ApartRows x={x} pairs={pairs} total={pairs.length} /> : null}
    </>
  );
}

/** What is said of the clusters whose ids and addresses the page leaves out, nothing where it has all. */
export function LeftOut({ kept, all, say, id = "" }: { kept?: Kept; all: number; say: Key; id?: string }) {
  return kept && kept.addresses < all ? <span class="left-out">{t(say, { n: num(kept.addresses), all: count(all, "cluster"), id: isolated(id) })}</span> : null;
}

/** Where to go from an address that leads nowhere. */
const Onward = () => <><a href={href(["c"])}>{t("toSearch")}</a> {"\u00b7"} <a href={href([])}>{t("toOverview")}</a></>;

/** For an address that no view knows. */
export const NotHere = ({ address }: { address: string }) => <><Heading>{t("notHere")}</Heading><p class="empty">{t("notHereNote", { a: isolated(address) })} <Onward /></p></>;
