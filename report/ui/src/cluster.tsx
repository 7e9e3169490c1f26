import { useMemo, useState } from "preact/hooks";
import { loadMaybe, titlesOf, type Index, type Kept } from "./data.ts";
import { LeftApart, LeftOut, Missing } from "./apart.tsx";
import { clusterHref, Weakest } from "./clusters.tsx";
import { Compare } from "./compare.tsx";
import { between, count, num, ratio, span, t, time, type Key } from "./i18n.ts";
import { labelsOf, type Label } from "./labels.ts";
import { Similarities } from "./matrix.tsx";
import { locate, openCluster, type Member, type Opened } from "./opened.ts";
import { Copy, Heading, Ltr, Outside, Rows, Scraped, SiteName } from "./parts.tsx";
import { href, setParams, useBlock, useRoute } from "./state.ts";
import { Why } from "./why.tsx";

export function ClusterView({ x, name }: { x: Index; name: string }) {
  const { value, error } = useBlock(async () => {
    const i = await locate(x, name);
    if (i < 0) return null;
    if (x.parts.length) { location.href = clusterHref(x, i); return null; }
    return openCluster(x, i);
  }, [x, name]);
  if (error) return <p class="empty">{t("failed", { e: error })}</p>;
  if (value === undefined) return <p class="empty">{t("loading")}</p>;
  if (value === null) return <Missing x={x} name={name} />;
  return <OpenedCluster x={x} c={value} key={value.id} />;
}

/** The member with the strictly earliest date, as Go found it. */
function earliestOf(x: Index, c: Opened): Member | undefined {
  return x.earliest[c.i] >= 0 ? c.members.find((m) => m.date === x.first[c.i]) : undefined;
}

function OpenedCluster({ x, c }: { x: Index; c: Opened }) {
  const first = earliestOf(x, c);
  const head = (first ?? c.members[0]).title;
  return (
    <article class="cluster">
      <p class="crumbs"><a href={href(["c"])}>{t("back")}</a></p>
      <Heading><Scraped text={head} /></Heading>
      <p class="facts">
        <b>{count(c.members.length, "article")}</b> · {count(titlesOf(x, c.i).length, "headline")} · {count(x.nsites[c.i], "site")} · {t("weakest")} <Weakest x={x} i={c.i} /> · {t("id")} <Ltr class="mono">{c.id}</Ltr>{" "}
        <Copy label={t("copyLink")} text={() => location.href.split("#")[0] + href(["c", c.members[0].id || c.id])} />
      </p>
      <TimeLine x={x} c={c} first={first} />
      <MemberTable x={x} c={c} first={first} />
      <Similarities members={c.members} run={x.run} />
      <Comparison x={x} c={c} first={first} />
      <LeftApart x={x} i={c.i} />
    </article>
  );
}

export const name = (m: Member) => num(m.k + 1);

function TimeLine({ x, c, first }: { x: Index; c: Opened; first?: Member }) {
  const dated = c.members.filter((m) => m.date !== 0).sort((p, q) => p.date - q.date), none = c.members.length - dated.length;
  if (dated.length === 0) return <p class="note">{t("withoutDate", { n: num(none) })}</p>;
  const lo = x.first[c.i], wide = Math.max(1, x.span[c.i]);
  return (
    <section aria-label={t("timeline")}>
      <h2>{t("timeline")} <span class="muted small">{t("stated")} · {span(x.span[c.i])}{none ? " · " + t("withoutDate", { n: num(none) }) : ""}</span></h2>
      <ol class="timeline">
        {dated.slice(0, 200).map((m, n) => (
          <li class={m === first ? "dot earliest" : "dot"} ref={(el) => { if (el) { el.style.insetInlineStart = `calc(0.8rem + (100% - 2rem) * ${((m.date - lo) / wide).toFixed(4)})`; el.style.top = (n % 4) * 0.7 + 0.2 + "rem"; } }}>
            <span class="tip">{name(m)} <SiteName name={m.site} /> <Ltr>{time(m.date)}</Ltr></span>
          </li>
        ))}
      </ol>
      <p class="ends"><span>{first ? <><SiteName name={first.site} /> </> : null}<Ltr>{time(lo)}</Ltr></span><Ltr>{time(lo + x.span[c.i])}</Ltr></p>
      {first ? null : <p class="note">{t("earliest")}: {t(x.earliest[c.i] === -1 ? "tied" : "undated")}</p>}
    </section>
  );
}

function MemberTable({ x, c, first }: { x: Index; c: Opened; first?: Member }) {
  const { value: kept } = useBlock(() => loadMaybe<Kept>("kept"), []);
  const { params } = useRoute(), byTime = params.get("order") === "time";
  const rows = useMemo(() => byTime ? c.members.slice().sort((p, q) => (p.date || Infinity) - (q.date || Infinity) || p.k - q.k) : c.members, [c, byTime]);
  return (
    <section>
      <div class="bar-line"><h2>{t("members")}</h2>
        <div class="chips"><button type="button" class="chip" aria-pressed={!byTime} onClick={() => setParams({ order: "" })}>{t("bySimilarity")}</button><button type="button" class="chip" aria-pressed={byTime} onClick={() => setParams({ order: "time" })}>{t("byTime")}</button></div>
      </div>
      <p class="note">{t("representativeRule")} {t("similarityNote")}.</p>
      {c.addresses ? null : <p class="note"><LeftOut kept={kept} all={x.size.length} say="addressesOut" id={c.id} /></p>}
      <Rows label={t("members")} rows={rows} step={12} class="cards"
        head={<><th scope="col" class="num">#</th><th scope="col">{t("site")}</th><th scope="col">{t("headline")}</th><th scope="col">{t("date")}</th><th scope="col">{t("relation")}</th><th scope="col" class="num">{t("similarity")}</th><th scope="col" class="num">{t("containment")}</th><th scope="col"><span class="hidden">{t("compare")}</span></th></>}
        row={(m) => (
          <tr key={m.k}>
            <td class="num">{name(m)}</td>
            <td><SiteName name={m.site} /></td>
            <td class="wide"><Outside url={m.url}><Scraped text={m.title} /></Outside>
              <div class="small muted">{count(m.words, "word")} {"\u00b7"} {t(m.embed ? "embedded" : "mainArticle")}{m.drop ? <> {"\u00b7"} {t("dropped", { n: count(m.drop, "line") })}</> : null}{m.id ? <> {"\u00b7"} <span class="mono" title={m.file ? m.file + (m.pos ? ":" + m.pos : "") : undefined}><Scraped text={m.id} /></span></> : null}</div></td>
            <td class="nowrap">{m.date ? <Ltr>{time(m.date)}</Ltr> : <span class="muted">{t("noDates")}</span>}{m === first ? <span class="badge">{t("earliestBadge")}</span> : first && m.date ? <div class="small muted">{t("after", { d: between(first.date, m.date) })}</div> : null}{m.night ? <div class="small muted">{t("night")} <Ltr>{m.night}</Ltr></div> : null}</td>
            <td>{m.k === 0 ? <span class="badge rep">{t("representative")}</span> : m.rel ? <span class={"badge r-" + m.rel}>{t(m.rel as Key)}</span> : null}</td>
            <td class="num" data-label={t("similarity")}><Ltr>{ratio(m.sim)}</Ltr></td><td class="num" data-label={t("containment")}><Ltr>{ratio(m.con)}</Ltr></td>
            <td><button type="button" onClick={() => { setParams({ b: String(m.k + 1) }); document.getElementById("compare")?.scrollIntoView(); }}>{t("compare")}<span class="hidden"> {name(m)}</span></button></td>
          </tr>
        )} />
    </section>
  );
}

function Comparison({ x, c, first }: { x: Index; c: Opened; first?: Member }) {
  const { params } = useRoute(), n = c.members.length;
  const pick = (k: string, other: number) => { const v = Number(params.get(k)) - 1; return v >= 0 && v < n ? v : other; };
  const a = pick("a", first?.k ?? 0);
  const b = pick("b", c.members.findLast((m) => m.k !== a && m.text !== undefined)?.k ?? (a === 0 ? n - 1 : 0));
  if (n < 2) return <p class="note">{t("chainNone")}</p>;
  const A = c.members[a], B = c.members[b];
  const choose = (k: "a" | "b", now: number) => (
    <select aria-label={t(k === "a" ? "compare" : "with")} value={String(now + 1)} onChange={(e) => setParams({ [k]: e.currentTarget.value })}>
      {c.members.slice(0, 1000).map((m) => <option value={String(m.k + 1)}>{`${name(m)} \u00b7 ${m.site || t("unnamed")}${m === first ? " \u00b7 " + t("earliestBadge") : ""}`}</option>)}
    </select>
  );
  return (
    <section id="compare">
      <h2>{t("compare")}</h2>
      <p class="bar-line">{choose("a", a)} <span>{t("with")}</span> {choose("b", b)} {c.addresses ? <Judge x={x} a={A.id} b={B.id} /> : null}</p>
      {A.text !== undefined && B.text !== undefined ? <Compare a={A.text} b={B.text} cut={A.cut || B.cut} run={x.run} /> : <p class="empty">{t("noText")}</p>}
      <Why c={c} a={A} b={B} />
    </section>
  );
}

function Judge({ x, a, b }: { x: Index; a: string; b: string }) {
  const labels = labelsOf(x.run.key), [, again] = useState(0), now = labels.get(a, b);
  const put = (v: Label["same"]) => { labels.put(a, b, v); again((n) => n + 1); };
  return (
    <span class="chips">
      <button type="button" class="chip" aria-pressed={now?.same === "1"} onClick={() => put("1")}>{t("same")}</button>
      <button type="button" class="chip" aria-pressed={now?.same === "0"} onClick={() => put("0")}>{t("notSame")}</button>
    </span>
  );
}
