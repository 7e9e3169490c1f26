import { useEffect, useState } from "preact/hooks";

// Everything a reader has set stands in the address behind #, so that a copied
// address shows the same.

export interface Route { path: string[]; params: URLSearchParams }

export function parse(hash: string): Route {
  const [whole, query] = hash.replace(/^#\/?/, "").split("?", 2), path = whole.replace(/\/+$/, "");
  return { path: path === "" ? [] : path.split("/").map(decode), params: new URLSearchParams(query ?? "") };
}

function decode(s: string): string {
  try { return decodeURIComponent(s); } catch { return s; }
}

/** Parameters that every view keeps. */
const KEPT = ["lang", "theme"];

export function href(path: string[], params: Record<string, string> = {}): string {
  const p = new URLSearchParams();
  const now = parse(location.hash).params;
  for (const k of KEPT) if (now.get(k)) p.set(k, now.get(k)!);
  for (const [k, v] of Object.entries(params)) if (v !== "") p.set(k, v);
  const q = p.toString();
  return "#/" + path.map(encodeURIComponent).join("/") + (q ? "?" + q : "");
}

const listeners = new Set<() => void>();

/** Changes parameters of this view; "" removes one. */
export function setParams(change: Record<string, string>): void {
  const r = parse(location.hash);
  for (const [k, v] of Object.entries(change)) v === "" ? r.params.delete(k) : r.params.set(k, v);
  const q = r.params.toString();
  history.replaceState(null, "", "#/" + r.path.map(encodeURIComponent).join("/") + (q ? "?" + q : ""));
  listeners.forEach((f) => f());
}

export function useRoute(): Route {
  const [r, set] = useState(() => parse(location.hash));
  useEffect(() => {
    const f = () => set(parse(location.hash));
    listeners.add(f);
    addEventListener("hashchange", f);
    return () => { listeners.delete(f); removeEventListener("hashchange", f); };
  }, []);
  return r;
}

/** localStorage where the browser allows it, else nothing is remembered. */
export const store = {
  get(k: string): string | null { try { return localStorage.getItem("naskh:" + k); } catch { return null; } },
  set(k: string, v: string): boolean { try { localStorage.setItem("naskh:" + k, v); return true; } catch { return false; } },
};

export function useBlock<T>(get: () => Promise<T>, deps: unknown[]): { value?: T; error?: string } {
  const [s, set] = useState<{ value?: T; error?: string; deps?: unknown[] }>({});
  useEffect(() => {
    let live = true;
    get().then((value) => live && set({ value, deps }), (e) => live && set({ error: String(e), deps }));
    return () => { live = false; };
  }, deps);
  const current = s.deps && s.deps.length === deps.length && s.deps.every((d, i) => d === deps[i]);
  return current ? s : {};
}
