import { store } from "./state.ts";

// A reader's judgements, kept in the browser under the run's key.

export interface Label { a: string; b: string; same: "1" | "0" | "u" }

export class Labels {
  list: Label[] = [];
  readonly kept: boolean;
  private readonly name: string;

  constructor(runKey: string) {
    this.name = "labels:" + runKey;
    try { this.list = JSON.parse(store.get(this.name) ?? "[]"); } catch { this.list = []; }
    this.kept = store.set(this.name, JSON.stringify(this.list));
  }

  get(a: string, b: string): Label | undefined {
    [a, b] = ordered(a, b);
    return this.list.find((l) => l.a === a && l.b === b);
  }

  put(a: string, b: string, same: Label["same"]): void {
    [a, b] = ordered(a, b);
    this.list = this.list.filter((l) => l.a !== a || l.b !== b);
    this.list.push({ a, b, same });
    this.save();
  }

  undo(): Label | undefined {
    const last = this.list.pop();
    this.save();
    return last;
  }

  private save(): void { store.set(this.name, JSON.stringify(this.list)); }

  /** CSV as naskh reads labels; unsure pairs are no labels and stay out. */
  csv(): string {
    const rows = this.list.filter((l) => l.same !== "u").map((l) => `${cell(l.a)},${cell(l.b)},${l.same}\n`);
    return "id_a,id_b,same\n" + rows.join("");
  }
}

const bytes = new TextEncoder();

/** Ids in byte order, as in pairs.csv. */
function ordered(a: string, b: string): [string, string] {
  const x = bytes.encode(a), y = bytes.encode(b);
  for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i] < y[i] ? [a, b] : [b, a];
  return x.length <= y.length ? [a, b] : [b, a];
}

/** A CSV cell that a spreadsheet does not run as a formula. */
export function cell(s: string): string {
  if (/^'*[\s\p{Cf}\p{Cc}]*([=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u.test(s)) s = "'" + s;
  return /[",\r\n]|^ | $/.test(s) ? '"' + s.replaceAll('"', '""') + '"' : s;
}

export function download(name: string, text: string): void {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
}

let labels: Labels | undefined;
export const labelsOf = (runKey: string) => (labels ??= new Labels(runKey));
