import { num, t } from "./i18n.ts";

// Charts are drawn left to right in both languages: they are scales. Each has
// its numbers as a table beside it.

export interface Bar { label: string; n: number; mark?: boolean }

const W = 420, H = 150;

export function Bars({ title, bars, log }: { title: string; bars: Bar[]; log?: boolean }) {
  const top = Math.max(1, ...bars.map((b) => b.n));
  const scale = (n: number) => n === 0 ? 0 : log ? Math.max(3, Math.log1p(n) / Math.log1p(top) * (H - 34)) : Math.max(2, n / top * (H - 34));
  const step = W / Math.max(1, bars.length), every = Math.ceil(bars.length / 7);
  return (
    <figure class="chart">
      <figcaption>{title}{log ? <span class="muted"> · {t("log")}</span> : null}</figcaption>
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={title} direction="ltr">
        {bars.map((b, i) => (
          <g key={i}>
            <title>{`${b.label}: ${num(b.n)}`}</title>
            <rect class={b.mark ? "bar mark" : "bar"} x={i * step + step * 0.12} width={step * 0.76} y={H - 20 - scale(b.n)} height={scale(b.n)} rx="2" />
            {step > 30 && b.n > 0 ? <text class="val" x={i * step + step / 2} y={H - 24 - scale(b.n)} text-anchor="middle">{num(b.n)}</text> : null}
            {i % every === 0 ? <text x={i * step + step / 2} y={H - 5} text-anchor="middle">{b.label}</text> : null}
          </g>
        ))}
        <line class="axis" x1="0" x2={W} y1={H - 20} y2={H - 20} />
      </svg>
      <details>
        <summary>{t("asTable")}</summary>
        <table class="plain-table"><tbody>{bars.map((b) => <tr><th scope="row"><bdi>{b.label}</bdi></th><td>{num(b.n)}</td></tr>)}</tbody></table>
      </details>
    </figure>
  );
}

export interface Line { label: string; class: string; values: number[] }

/** Lines over a common scale from lo to hi, each to its own height. */
export function Lines({ title, lines, lo, hi, at, mark }: { title: string; lines: Line[]; lo: number; hi: number; at?: number; mark?: number }) {
  const h = 170, x = (v: number) => 8 + (v - lo) / Math.max(1e-9, hi - lo) * (W - 16);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${W} ${h}`} role="img" aria-label={title} direction="ltr">
        {lines.map((l) => {
          const top = Math.max(1e-9, ...l.values), n = l.values.length - 1;
          const d = l.values.map((v, i) => `${i ? "L" : "M"}${x(lo + (hi - lo) * i / n).toFixed(1)} ${(h - 26 - v / top * (h - 46)).toFixed(1)}`).join("");
          return <path class={"line " + l.class} d={d} />;
        })}
        {mark !== undefined ? <line class="line-mark" x1={x(mark)} x2={x(mark)} y1="8" y2={h - 24} /> : null}
        {at !== undefined ? <line class="line-at" x1={x(at)} x2={x(at)} y1="8" y2={h - 24} /> : null}
        <line class="axis" x1="0" x2={W} y1={h - 22} y2={h - 22} />
        {[0, 0.25, 0.5, 0.75, 1].map((f) => <text x={x(lo + (hi - lo) * f)} y={h - 6} text-anchor={f === 0 ? "start" : f === 1 ? "end" : "middle"}>{(lo + (hi - lo) * f).toFixed(2)}</text>)}
      </svg>
      <p class="legend">{lines.map((l) => <span class={"key " + l.class}>{l.label}</span>)}</p>
    </figure>
  );
}
