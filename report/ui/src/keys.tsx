import { useEffect, useRef, useState } from "preact/hooks";
import { t, type Key } from "./i18n.ts";
import { store } from "./state.ts";

// Shortcuts go by the place of a key (event.code), so they are the same under
// an Arabic keyboard. Single keys can be switched off.

const singleOn = () => store.get("keys") !== "off";

export function useKeys(keys: Record<string, (e: KeyboardEvent) => void>): void {
  const live = useRef(keys);
  live.current = keys;
  useEffect(() => {
    const f = (e: KeyboardEvent) => {
      const at = e.target as HTMLElement;
      if (e.ctrlKey || e.metaKey || e.altKey || !singleOn() || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && (at as HTMLInputElement).type !== "range") return;
      if (document.querySelector("dialog[open]")) return;
      const name = (e.shiftKey ? "Shift+" : "") + e.code, act = live.current[name];
      if (act) { e.preventDefault(); act(e); }
    };
    addEventListener("keydown", f);
    return () => removeEventListener("keydown", f);
  }, []);
}

const LIST: [string, Key][] = [
  ["/", "keySearch"], ["1 \u2026 7", "keyTabs"], ["J  K", "keyRows"], ["Enter", "keyOpen"], ["N  P", "keyChange"],
  ["S  D  U  Z", "keyReview"], ["\u2190  \u2192", "keyMove"], ["?", "keyHelp"],
];

export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null), [on, setOn] = useState(singleOn);
  useEffect(() => { if (open) box.current?.showModal(); else box.current?.close(); }, [open]);
  return (
    <dialog ref={box} aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{t("shortcuts")}</h2>
      <table class="plain-table"><tbody>{LIST.map(([k, what]) => <tr><th scope="row"><bdi dir="ltr">{k.split("  ").map((s) => <kbd>{s}</kbd>)}</bdi></th><td>{t(what)}</td></tr>)}</tbody></table>
      <p><label><input type="checkbox" checked={on} onChange={(e) => { const v = e.currentTarget.checked; setOn(v); store.set("keys", v ? "on" : "off"); }} /> {t("keySingle")}</label></p>
      <button type="button" onClick={() => box.current?.close()}>{t("close")}</button>
    </dialog>
  );
}
