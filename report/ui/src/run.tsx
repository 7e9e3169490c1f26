import { LeftOut } from "./apart.tsx";
import { load, loadMaybe, type Count, type Index, type Kept, type RunInfo, type TextPlaces } from "./data.ts";
import { Lines } from "./charts.tsx";
import { count, num, t, type Key } from "./i18n.ts";
import { Code, Heading, Ltr, Outside, Rows, Scraped, SiteName } from "./parts.tsx";
import { useBlock } from "./state.ts";

export function RunView({ x }: { x: Index }) {
  const { value: run } = useBlock(() => load<RunInfo>("run"), []);
  const { value: texts } = useBlock(() => loadMaybe<TextPlaces>("texts"), []), { value: kept } = useBlock(() => loadMaybe<Kept>("kept"), []);
  if (!run) return <p class="empty">{t("loading")}</p>;
  const r = run.records, a = run.articles;
  return (
    <>
      <Heading>{t("run")}</Heading>
      <div class="two">
        <Sum title="records" note="recordsSum" rows={[["read", r.read], ["ok", r.ok], ["rejected", r.rejected], ["duplicateId", r.duplicate_id], ["versions", r.versions]]} />
        <Sum title="articles" note="articlesSum" rows={[["allN", a.all], ["embeddedN", a.embedded], ["short", a.short], ["copies", a.duplicates], ["unique", a.unique]]} />
      </div>
      <p class="note">{run.dates ? t("unreadDates", { n: count(run.dates, "record") }) + "." : ""} {texts ? texts.count === x.size.length ? t("textsAll") : t("textsKept", { n: count(texts.count, "cluster") }) : t("partHint")} <LeftOut kept={kept} all={x.size.length} say="addressesKept" /> {x.run.places ? "" : t("placesOut")}</p>
      <Rejects run={run} />
      <Shorts run={run} />
      <div class="two">
        {run.warnings.length ? <Counts title="warnings" rows={run.warnings} /> : null}
        <Counts title="cappedWork" rows={run.capped} none="noCapped" note="cappedNote" />
      </div>
      <section>
        <h2>{t("parameters")}</h2>
        <Flags list={run.parameters.filter((p) => RULES.has(p.name.replace(/^-+/, "")))} />
        <details><summary>{t("otherFlags")}</summary><Flags list={run.parameters.filter((p) => !RULES.has(p.name.replace(/^-+/, "")))} /></details>
      </section>
      {run.curve.length > 1 ? <section><Curve run={run} at={x.run.threshold} /></section> : null}
      <section>
        <h2>{t("files")}</h2>
        <Rows label={t("files")} rows={run.files} total={run.all_files}
          head={<><th scope="col">{t("file")}</th><th scope="col" class="num">{t("read")}</th><th scope="col" class="num">{t("ok")}</th><th scope="col" class="num">{t("rejected")}</th><th scope="col">{t("status")}</th></>}
          row={(f) => <tr><td><Ltr class="mono">{f.file}</Ltr></td><td class="num">{num(f.read)}</td><td class="num">{num(f.ok)}</td><td class="num">{num(f.rejected)}</td><td>{f.status}{f.reason ? <span class="muted"> {"\u00b7"} <bdi>{f.reason}</bdi></span> : null}</td></tr>} />
      </section>
      <section>
        <h2>{t("furniture")}</h2>
        <p class="note">{t("furnitureNote")}</p>
        {run.all_furniture === 0 ? <p class="empty">{t("noFurniture")}</p> : (
          <Rows label={t("furniture")} rows={run.furniture} total={run.all_furniture} head={<><th scope="col">{t("site")}</th><th scope="col" class="num">{t("pages")}</th><th scope="col">{t("line")}</th><th scope="col">{t("example")}</th></>}
            row={(f) => <tr><td><SiteName name={f.site} /></td><td class="num">{num(f.pages)}</td><td class="wide"><Scraped text={f.line} /></td><td><Scraped class="mono small" text={f.example} /></td></tr>} />
        )}
      </section>
    </>
  );
}

function Sum({ title, note, rows }: { title: Key; note: Key; rows: [Key, number][] }) {
  return (
    <section>
      <h2>{t(title)}</h2>
      <table class="plain-table sum"><tbody>{rows.map(([k, n]) => <tr><th scope="row">{t(k)}</th><td class="num" data-sum={title + "." + k}>{num(n)}</td></tr>)}</tbody></table>
      <p class="note">{t(note)}</p>
    </section>
  );
}

function Rejects({ run }: { run: RunInfo }) {
  return (
    <section>
      <h2>{t("rejects")}</h2>
      {run.rejects.length === 0 ? <p class="empty">{t("noRejects")}</p> : null}
      {run.rejects.map((r) => (
        <details>
          <summary><b>{num(r.count)}</b> <Code code={r.name} /></summary>
          {run.examples[r.name]?.length ? <Rows label={t("quoted")} rows={run.examples[r.name]} total={r.count} head={<><th scope="col">{t("file")}</th><th scope="col">{t("quoted")}</th></>}
            row={(e) => <tr><td><Ltr class="mono small">{e.file}{e.position ? ":" + e.position : ""}</Ltr></td><td class="wide"><Scraped text={e.excerpt} /></td></tr>} /> : null}
        </details>
      ))}
    </section>
  );
}

/** The flags that say what a copy is. */
const RULES = new Set(["threshold", "containment", "weighted-containment", "excerpts", "templates", "linkage", "window", "same-site", "shingle", "shingle-size", "min-shingles"]);

function Flags({ list }: { list: RunInfo["parameters"] }) {
  return <Rows label={t("parameters")} rows={list} step={100} head={<><th scope="col">{t("flag")}</th><th scope="col">{t("value")}</th></>}
    row={(p) => <tr><td><Ltr class="mono">--{p.name.replace(/^-+/, "")}</Ltr></td><td><Ltr class="mono">{typeof p.value === "string" ? p.value || "\u2014" : JSON.stringify(p.value)}</Ltr></td></tr>} />;
}

function Shorts({ run }: { run: RunInfo }) {
  if (run.articles.short === 0) return null;
  return (
    <section id="shorts">
      <h2>{t("shorts")}</h2>
      <p class="note">{t("shortNote")}</p>
      <details><summary>{count(run.articles.short, "article")}</summary>
        <Rows label={t("shorts")} rows={run.shorts} total={run.articles.short} step={20} head={<><th scope="col">{t("site")}</th><th scope="col" class="num">{t("words")}</th><th scope="col">{t("headline")}</th><th scope="col">{t("file")}</th></>}
          row={(s) => <tr><td><SiteName name={s.site} /></td><td class="num">{num(s.words)}</td><td class="wide"><Outside url={s.url}><Scraped text={s.title} /></Outside><div><Scraped class="mono muted small" text={s.id} /></div></td><td><Ltr class="mono small">{s.file}{s.position ? ":" + s.position : ""}</Ltr></td></tr>} />
      </details>
    </section>
  );
}

function Counts({ title, rows, none, note }: { title: Key; rows: Count[]; none?: Key; note?: Key }) {
  return (
    <section>
      <h2>{t(title)}</h2>
      {rows.length === 0 ? <p class="empty">{t(none!)}</p> : <>
        {note ? <p class="note">{t(note)}</p> : null}
        <table class="plain-table"><tbody>{rows.map((r) => <tr><th scope="row"><Code code={r.name} /></th><td class="num">{num(r.count)}</td></tr>)}</tbody></table></>}
    </section>
  );
}

function Curve({ run, at }: { run: RunInfo; at: number }) {
  const n = run.curve.length, lo = run.curve[0].similarity, hi = run.curve[n - 1].similarity;
  const points = Array.from({ length: 81 }, (_, i) => {
    const s = lo + (hi - lo) * i / 80;
    let k = 0;
    while (k < n - 2 && run.curve[k + 1].similarity < s) k++;
    const p = run.curve[k], q = run.curve[k + 1], f = (s - p.similarity) / Math.max(1e-9, q.similarity - p.similarity);
    return p.probability + (q.probability - p.probability) * f;
  });
  return <><Lines title={t("curve")} lo={lo} hi={hi} mark={at || undefined} lines={[{ label: t("curve"), class: "l1", values: points }]} /><p class="note">{t("curveNote")}</p></>;
}
