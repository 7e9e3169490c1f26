import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "./i18n.ts";

// A table that keeps only the rows in sight in the page. The header is sticky
// inside the scroller, so that its columns have the rows' width.

export interface Column { key: string; label: string; sort?: string; num?: boolean }

export function useMedia(query: string): boolean {
  const [m, set] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const q = matchMedia(query), f = () => set(q.matches);
    q.addEventListener("change", f);
    return () => q.removeEventListener("change", f);
  }, [query]);
  return m;
}

export function VirtualTable({ columns, rows, cells, sort, desc, onSort, label, rowHeight, current }: {
  columns: Column[]; rows: ArrayLike<number>; cells: (i: number, at: number) => ComponentChildren[];
  sort: string; desc: boolean; onSort: (key: string) => void; label: string; rowHeight: number; current: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [focused, setFocused] = useState(-1);

  useLayoutEffect(() => {
    const el = box.current!;
    let frame = 0;
    const read = () => { frame = 0; setView({ top: el.scrollTop, height: el.clientHeight }); };
    const ask = () => { frame ||= requestAnimationFrame(read); };
    read();
    el.addEventListener("scroll", ask, { passive: true });
    const watch = new ResizeObserver(ask);
    watch.observe(el);
    return () => { el.removeEventListener("scroll", ask); watch.disconnect(); cancelAnimationFrame(frame); };
  }, []);

  useEffect(() => { box.current!.scrollTop = 0; }, [rows]);

  useEffect(() => {
    if (current < 0) return;
    const el = box.current!, top = current * rowHeight;
    if (top < el.scrollTop) el.scrollTop = top;
    else if (top + rowHeight * 2 > el.scrollTop + el.clientHeight) el.scrollTop = top + rowHeight * 2 - el.clientHeight;
    setView({ top: el.scrollTop, height: el.clientHeight });
    requestAnimationFrame(() => el.querySelector<HTMLElement>(`[aria-rowindex="${current + 2}"] a`)?.focus({ preventScroll: true }));
  }, [current]);

  const from = Math.max(0, Math.floor(view.top / rowHeight) - 6);
  const to = Math.min(rows.length, Math.ceil((view.top + view.height) / rowHeight) + 6);
  const shown: number[] = [];
  if (focused >= 0 && focused < from && focused < rows.length) shown.push(focused);
  for (let i = from; i < to; i++) shown.push(i);
  if (focused >= to && focused < rows.length) shown.push(focused);

  return (
    <div class="vtable" ref={box} role="table" aria-label={label} aria-rowcount={rows.length + 1} aria-colcount={columns.length} tabIndex={0}>
      <div role="rowgroup" class="vhead">
        <div role="row" class="vrow" aria-rowindex={1}>
          {columns.map((c) => (
            <div role="columnheader" class={"c-" + c.key + (c.num ? " num" : "")} aria-sort={c.sort ? (sort === c.sort ? (desc ? "descending" : "ascending") : "none") : undefined}>
              {c.sort ? <button type="button" class="sort" title={t("sortBy", { c: c.label })} onClick={() => onSort(c.sort!)}>{c.label}<span aria-hidden="true" class="arrow">{sort === c.sort ? (desc ? "\u25be" : "\u25b4") : ""}</span></button> : c.label}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="vbody" ref={(el) => { if (el) el.style.height = rows.length * rowHeight + "px"; }}
        onFocusIn={(e) => { const r = (e.target as HTMLElement).closest<HTMLElement>("[aria-rowindex]"); setFocused(r ? Number(r.getAttribute("aria-rowindex")) - 2 : -1); }}
        onFocusOut={() => setFocused(-1)}>
        {shown.map((i) => {
          const c = cells(rows[i], i);
          return (
            <div role="row" key={i} aria-rowindex={i + 2} class={"vrow" + (i === current ? " current" : "") + (i % 2 ? " odd" : "")}
              ref={(el) => { if (el) { el.style.transform = `translateY(${i * rowHeight}px)`; el.style.height = rowHeight + "px"; } }}>
              {columns.map((col, k) => <div role="cell" data-label={col.num ? col.label : undefined} class={"c-" + col.key + (col.num ? " num" : "")}>{c[k]}</div>)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
