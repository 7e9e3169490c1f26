import { useState } from "preact/hooks";
import { load, type Index, type Review as Data, type Side } from "./data.ts";
import { num, t, time } from "./i18n.ts";
import { useKeys } from "./keys.tsx";
import { download, labelsOf, type Label } from "./labels.ts";
import { Heading, Ltr, Scraped, SiteName } from "./parts.tsx";
import { setParams, useBlock, useRoute } from "./state.ts";

export function ReviewView({ x }: { x: Index }) {
  const { value } = useBlock(() => load<Data>("review"), []);
  if (!value) return <p class="empty">{t("loading")}</p>;
  if (value.pairs.length === 0) return <><Heading>{t("review")}</Heading><p class="empty">{t("noPairs")}</p></>;
  return <Judging x={x} d={value} />;
}

function Judging({ x, d }: { x: Index; d: Data }) {
  const { params } = useRoute(), labels = labelsOf(x.run.key), [, again] = useState(0);
  const n = d.pairs.length, of = (i: number) => labels.get(d.pairs[i].a.id, d.pairs[i].b.id);
  const firstOpen = d.pairs.findIndex((_, i) => !of(i));
  const asked = Number(params.get("i")) - 1;
  const at = asked >= 0 && asked < n ? asked : Math.max(0, firstOpen);
  const p = d.pairs[at], now = of(at), judged = d.pairs.filter((_, i) => of(i)).length;
  const go = (i: number) => setParams({ i: String(Math.max(0, Math.min(n - 1, i)) + 1) });
  const judge = (same: Label["same"]) => {
    labels.put(p.a.id, p.b.id, same);
    again((k) => k + 1);
    let next = at;
    for (let k = 1; k <= n; k++) if (!of((at + k) % n)) { next = (at + k) % n; break; }
    go(next);
  };
  const undo = () => {
    const last = labels.undo();
    again((k) => k + 1);
    if (last) go(Math.max(0, d.pairs.findIndex((q) => q.a.id === last.a && q.b.id === last.b || q.a.id === last.b && q.b.id === last.a)));
  };
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  useKeys({ KeyS: () => judge("1"), KeyD: () => judge("0"), KeyU: () => judge("u"), KeyZ: undo, ArrowRight: () => go(at + forward), ArrowLeft: () => go(at - forward) });
  const button = (same: Label["same"], key: string, label: string) => <button type="button" class="big" aria-pressed={now?.same === same} onClick={() => judge(same)}><kbd>{key}</kbd> {label}</button>;
  return (
    <>
      <Heading>{t("review")}</Heading>
      <p class="note">{t("reviewNote")}</p>
      {labels.kept ? null : <p class="note warn">{t("noStore")}</p>}
      {firstOpen < 0 ? <p class="note done" role="status">{t("finished")}</p> : null}
      <div class="bar-line">
        <p role="status" id="progress" data-judged={judged}><b>{t("progress", { i: num(at + 1), n: num(n) })}</b> · {t("judged", { n: num(judged) })}</p>
        <progress max={n} value={judged} aria-label={t("judged", { n: num(judged) })} />
        <span class="chips"><button type="button" disabled={at === 0} onClick={() => go(at - 1)}>{t("prev")}</button><button type="button" disabled={at === n - 1} onClick={() => go(at + 1)}>{t("next")}</button></span>
      </div>
      <h2>{t("question")}</h2>
      <div class="verdict">{button("1", "S", t("isSame"))}{button("0", "D", t("isDiff"))}{button("u", "U", t("unsure"))}<button type="button" class="big" disabled={labels.list.length === 0} onClick={undo}><kbd>Z</kbd> {t("undo")}</button>
        <button type="button" class="big export" onClick={() => download("labels.csv", labels.csv())}>{t("export")}</button></div>
      <div class="panes">{[p.a, p.b].map((s, k) => <OneSide key={k} s={s} />)}</div>
    </>
  );
}

function OneSide({ s }: { s: Side }) {
  return (
    <section class="pane review-pane">
      <h3><Scraped text={s.title} /></h3>
      <p class="small muted"><SiteName name={s.site} /> {s.date ? <Ltr>{time(s.date)}</Ltr> : null}</p>
      <div dir="auto">{s.text === "" ? <span class="muted">{t("noText")}</span> : s.text.split("\n").map((q) => <p dir="auto">{q}</p>)}</div>
    </section>
  );
}
