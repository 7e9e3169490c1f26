import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { isKey, num, t } from "./i18n.ts";
import { setParams } from "./state.ts";

// Pieces that all views use.

const HIDDEN = /([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb])/;

/** Scraped text in its own direction; characters that hide or reorder are shown by name. */
export function Scraped({ text, class: cls }: { text: string; class?: string }) {
  return <bdi dir="auto" class={cls}>{shown(text)}</bdi>;
}

export function shown(text: string): ComponentChildren {
  if (!HIDDEN.test(text)) return text;
  return text.split(HIDDEN).map((p) => HIDDEN.test(p) ? <span class="ctl">{"\u2039U+" + p.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u203a"}</span> : p);
}

/** Numbers, times, addresses: always left to right. */
export const Ltr = ({ children, class: cls }: { children: ComponentChildren; class?: string }) => <bdi dir="ltr" class={cls}>{children}</bdi>;

export function webLink(url: string): string {
  return /^https?:\/\/[^\s/]/i.test(url) ? url : "";
}

export function Outside({ url, children }: { url: string; children: ComponentChildren }) {
  const safe = webLink(url);
  return safe ? <a href={safe} target="_blank" rel="noopener noreferrer">{children}</a> : <>{children}</>;
}

/** A code of the run in words where there are some, and the code itself. */
export const Code = ({ code }: { code: string }) => <>{isKey(code) ? t(code) + " " : null}<bdi dir="ltr" class="mono">{code}</bdi></>;

export const SiteName = ({ name }: { name: string }) => name ? <Scraped text={name} /> : <span class="muted">{t("unnamed")}</span>;

/** A plain table that shows its first rows and says how many there are. */
export function Rows<T>({ rows, total, head, row, step = 50, label, class: cls }: {
  class?: string; rows: T[]; total?: number; head: ComponentChildren; row: (r: T, i: number) => ComponentChildren; step?: number; label: string;
}) {
  const [n, set] = useState(step);
  const all = total ?? rows.length, now = Math.min(n, rows.length);
  return (
    <div>
      <div class="scroll-x" tabIndex={0} role="region" aria-label={label}>
        <table class={"plain-table " + (cls ?? "")}>
          <thead><tr>{head}</tr></thead>
          <tbody>{rows.slice(0, now).map(row)}</tbody>
        </table>
      </div>
      {all > now || all > step ? (
        <p class="shown" data-shown={now} data-of={all}>
          {t("showing", { a: num(now), b: num(all) })} {now < rows.length && <button type="button" onClick={() => set(n + step * 4)}>{t("more")}</button>}
        </p>
      ) : null}
    </div>
  );
}

/** An h1 that takes the focus when its view opens. */
export function Heading({ children }: { children: ComponentChildren }) {
  return <h1 tabIndex={-1} id="h1">{children}</h1>;
}

export async function copyText(s: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(s);
    return true;
  } catch {
    const box = document.createElement("textarea");
    box.value = s;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

export function Copy({ text, label }: { text: () => string; label: string }) {
  const [done, set] = useState(false);
  return <button type="button" onClick={async () => { if (await copyText(text())) { set(true); setTimeout(() => set(false), 2000); } }}><span aria-live="polite">{done ? t("copied") : label}</span></button>;
}

export interface SortColumn<T> { key: string; label: string; by: (row: T) => number | string }

/** Rows in the order that the address asks for: names upwards first, numbers downwards. */
export function sorted<T>(rows: T[], columns: SortColumn<T>[], params: URLSearchParams, first: string): T[] {
  const c = columns.find((k) => k.key === params.get("sort")) ?? columns.find((k) => k.key === first)!;
  const up = direction(c.key, params) === "ascending" ? 1 : -1;
  return rows.map((row) => ({ row, v: c.by(row) })).sort((a, b) => (a.v < b.v ? -up : a.v > b.v ? up : 0)).map((k) => k.row);
}

function direction(key: string, params: URLSearchParams): "ascending" | "descending" {
  return (params.get("dir") ?? (key === "name" ? "asc" : "desc")) === "asc" ? "ascending" : "descending";
}

/** The head of a plain table whose columns sort; the first column holds names, the others numbers. */
export function SortHead<T>({ columns, params, first }: { columns: SortColumn<T>[]; params: URLSearchParams; first: string }) {
  const now = columns.some((c) => c.key === params.get("sort")) ? params.get("sort") : first;
  return <>{columns.map((c, i) => {
    const dir = direction(c.key, params), here = c.key === now;
    const click = () => setParams({ sort: c.key === first ? "" : c.key, dir: here ? (dir === "ascending" ? "desc" : "asc") : "" });
    return <th scope="col" class={i ? "num" : undefined} aria-sort={here ? dir : "none"}><button type="button" class="sort" title={t("sortBy", { c: c.label })} onClick={click}>{c.label}<span aria-hidden="true" class="arrow">{here ? (dir === "ascending" ? "\u25b4" : "\u25be") : ""}</span></button></th>;
  })}</>;
}
