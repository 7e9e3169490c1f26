import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { diff, overlap, shinglesOf, type Kind, type Op, type Shingle } from "./diff.ts";
import { count, num, percent, t } from "./i18n.ts";
import { useKeys } from "./keys.tsx";
import { setParams, useRoute } from "./state.ts";

// The difference of two texts in whole words. Inserted words are underlined,
// removed ones struck, spelling dotted: the line says what the colour says.

interface Run { kind: Kind; ops: Op[] }

export function Compare({ a, b, cut, run }: { a: string; b: string; cut: boolean; run: Shingle }) {
  const { params } = useRoute();
  const side = params.get("view") === "side", spelling = params.get("spelling") === "1";
  const d = useMemo(() => diff(a, b), [a, b]);
  const shared = useMemo(() => overlap(shinglesOf(a, run), shinglesOf(b, run)), [a, b, run]);
  const [open, setOpen] = useState(false), box = useRef<HTMLDivElement>(null), at = useRef(-1);
  useEffect(() => { setOpen(false); at.current = -1; }, [a, b]);
  const runs = useMemo(() => group(d.ops, spelling), [d, spelling]);
  const go = (step: number) => {
    const all = box.current?.querySelectorAll<HTMLElement>("[data-change]") ?? [];
    if (all.length === 0) return;
    at.current = (at.current + step + all.length) % all.length;
    all[at.current].focus();
    all[at.current].scrollIntoView({ block: "center" });
  };
  useKeys({ KeyN: () => go(1), KeyP: () => go(-1) });
  const kinds = new Set(d.ops.map((o) => o.kind));
  return (
    <div class="compare" ref={box}>
      <div class="bar-line">
        <div class="chips">
          <button type="button" class="chip" aria-pressed={!side} onClick={() => setParams({ view: "" })}>{t("inline")}</button>
          <button type="button" class="chip" aria-pressed={side} onClick={() => setParams({ view: "side" })}>{t("side")}</button>
          <button type="button" class="chip" aria-pressed={spelling} onClick={() => setParams({ spelling: spelling ? "" : "1" })}>{t("spelling")}</button>
          <button type="button" onClick={() => go(-1)}>{t("prevChange")}</button>
          <button type="button" onClick={() => go(1)}>{t("nextChange")}</button>
        </div>
        <p class="legend"><del>{t("removed")}</del> <ins>{t("inserted")}</ins> <span class="sp">{t("spelled")}</span></p>
      </div>
      {d.capped ? <p class="note warn">{t("capped")}</p> : null}
      {cut ? <p class="note warn">{t("textCut")}</p> : null}
      {!kinds.has("ins") && !kinds.has("del") ? <p class="note">{t(kinds.has("spelling") ? "onlySpelling" : "noDiff")}</p> : null}
      {side ? (
        <div class="panes">
          <div class="pane" dir="auto" lang="" data-pane="a">{paint(runs, "a")}</div>
          <div class="pane" dir="auto" lang="" data-pane="b">{paint(runs, "b")}</div>
        </div>
      ) : <div class="pane" dir="auto" lang="" data-pane="both">{paint(runs, "both", open ? undefined : () => setOpen(true))}</div>}
      <p class="note">{t(run.kind === "char" ? "sharedChars" : "shared", { s: num(shared.shared), n: num(shared.all), k: run.shingle, p: percent(shared.all ? shared.shared / shared.all * 1e6 : 0) })} {t("sharedNote")}</p>
    </div>
  );
}

function group(ops: Op[], spelling: boolean): Run[] {
  const runs: Run[] = [];
  for (const o of ops) {
    const kind = o.kind === "spelling" && !spelling ? "same" : o.kind, last = runs[runs.length - 1];
    if (last?.kind === kind) last.ops.push(o);
    else runs.push({ kind, ops: [o] });
  }
  return runs;
}

const KEEP = 12; // equal words shown around a change

function paint(runs: Run[], which: "a" | "b" | "both", onOpen?: () => void) {
  return runs.map((r, i) => {
    // In one text the end of b must not run into what a goes on with.
    const joined = (o: Op) => which === "both" && /\s$/.test(o.a) && !/\s$/.test(o.b) ? o.b + " " : o.b;
    const text = (ops: Op[]) => ops.map((o) => which === "a" || o.kind === "del" ? o.a : joined(o)).join("");
    switch (r.kind) {
      case "del": return which === "b" ? null : <Change tag="del" text={text(r.ops)} label={t("removed")} />;
      case "ins": return which === "a" ? null : <Change tag="ins" text={text(r.ops)} label={t("inserted")} />;
      case "spelling":
        if (which !== "both") return <Change tag="sp" text={text(r.ops)} label={t("spelled")} />;
        return r.ops.map((o) => <Change tag="sp" text={o.b} label={`${o.a.trim()} \u2194 ${o.b.trim()}`} />);
    }
    if (which !== "both" || !onOpen || r.ops.length <= KEEP * 2 + 8) return text(r.ops);
    const head = i === 0 ? 0 : KEEP, tail = i === runs.length - 1 ? 0 : KEEP;
    const hidden = r.ops.length - head - tail;
    if (head + tail === 0) return text(r.ops);
    return <>{text(r.ops.slice(0, head))} <button type="button" class="gap" onClick={onOpen} title={t("showAll")}>{"\u2026 "}{t("equalWords", { n: count(hidden, "word") })}{" \u2026"}</button> {text(r.ops.slice(r.ops.length - tail))}</>;
  });
}

/** The white space behind a mark is not marked. */
function Change({ tag, text, label }: { tag: "del" | "ins" | "sp"; text: string; label: string }) {
  const word = text.trimEnd(), rest = text.slice(word.length);
  const props = { tabIndex: -1, "data-change": "", title: label };
  if (tag === "del") return <><del {...props}>{word}</del>{rest}</>;
  if (tag === "ins") return <><ins {...props}>{word}</ins>{rest}</>;
  return <><span class="sp" {...props}>{word}</span>{rest}</>;
}
