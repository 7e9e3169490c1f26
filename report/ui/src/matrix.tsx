import { useMemo } from "preact/hooks";
import type { Member } from "./opened.ts";
import type { Run } from "./data.ts";
import { overlap, shinglesOf } from "./diff.ts";
import { num, t } from "./i18n.ts";
import { setParams, useRoute } from "./state.ts";

// Every member of a cluster against every other, counted from the texts that
// the report keeps: one dark block is one story, two blocks are two.

const MOST = 24; // members; 276 pairs of texts take a few ms

export function Similarities({ members, run }: { members: Member[]; run: Run }) {
  const { params } = useRoute(), open = params.get("all") !== null, contain = params.get("all") === "con";
  const kept = members.filter((m) => m.text !== undefined);
  return (
    <details open={open} onToggle={(e) => { const now = e.currentTarget.open; if (now !== open) setParams({ all: now ? "sim" : "" }); }} class="all-pairs">
      <summary>{t("allPairs")}</summary>
      {!open ? null : kept.length < 2 ? <p class="empty">{t("noText")}</p> : <Table members={kept} all={members.length} run={run} contain={contain} />}
    </details>
  );
}

function Table({ members, all, run, contain }: { members: Member[]; all: number; run: Run; contain: boolean }) {
  const shown = members.slice(0, MOST);
  const cells = useMemo(() => {
    const sets = shown.map((m) => shinglesOf(m.text!, run));
    return sets.map((a, r) => sets.map((b, c) => c === r ? { sim: 1, con: 1 } : overlap(a, b)));
  }, [members, run]);
  const value = (r: number, c: number) => contain ? cells[r][c].con : cells[r][c].sim;
  let above = 0, pairs = 0;
  for (let r = 0; r < shown.length; r++) for (let c = 0; c < r; c++) { pairs++; if (cells[r][c].sim >= run.threshold) above++; }
  return (
    <>
      <div class="bar-line">
        <div class="chips">
          <button type="button" class="chip" aria-pressed={!contain} onClick={() => setParams({ all: "sim" })}>{t("similarity")}</button>
          <button type="button" class="chip" aria-pressed={contain} onClick={() => setParams({ all: "con" })}>{t("containment")}</button>
        </div>
        <p class="shown" data-shown={shown.length} data-of={all}>{t("showing", { a: num(shown.length), b: num(all) })}</p>
      </div>
      <p class="note">{t("allPairsNote", { a: num(above), n: num(pairs), t: String(run.threshold) })} {t(contain ? "containmentNote" : "similarityMeans")}</p>
      <div class="scroll-x" tabIndex={0} role="region" aria-label={t("allPairs")}>
        <table class="matrix">
          <thead><tr><td></td>{shown.map((m) => <th scope="col">{num(m.k + 1)}</th>)}</tr></thead>
          <tbody>{shown.map((m, r) => (
            <tr><th scope="row"><bdi>{num(m.k + 1)} {m.site || t("unnamed")}</bdi></th>
              {shown.map((o, c) => r === c ? <td class="self" /> : <td class={"heat" + Math.min(5, Math.floor(value(r, c) * 5 + 0.001))}><button type="button" onClick={() => { setParams({ a: String(m.k + 1), b: String(o.k + 1) }); document.getElementById("compare")?.scrollIntoView(); }}>{value(r, c).toFixed(2)}</button></td>)}</tr>
          ))}</tbody>
        </table>
      </div>
    </>
  );
}
