// Folding for search and comparison: what readers take for the same letter is
// the same here. Marks, tatweel and invisible characters go; hamza and madda
// leave their carrier; yeh, teh marbuta and kaf forms and digits unite.

const SAME: Record<string, string> = {
  "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u0629": "\u0647", "\u06c1": "\u0647", "\u06d5": "\u0647",
  "\u06a9": "\u0643", "\u0640": "",
};

const table: (string | undefined)[] = new Array(65536);

function foldUnit(code: number): string {
  const known = table[code];
  if (known !== undefined) return known;
  let s = String.fromCharCode(code);
  if (code < 0xd800 || code > 0xdfff) {
    s = s.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}]/gu, "");
    s = Array.from(s, (c) => SAME[c] ?? digit(c)).join("");
  }
  table[code] = s;
  return s;
}

function digit(c: string): string {
  const u = c.codePointAt(0)!;
  if (u >= 0x660 && u <= 0x669) return String(u - 0x660);
  if (u >= 0x6f0 && u <= 0x6f9) return String(u - 0x6f0);
  if (u >= 0x966 && u <= 0x96f) return String(u - 0x966);
  return c;
}

export function fold(s: string): string {
  let out = "";
  for (let i = 0; i < s.length; i++) {
    const code = s.charCodeAt(i);
    out += table[code] ?? foldUnit(code);
  }
  return out;
}

/** The word without what is only punctuation; "" for punctuation alone. */
export const foldWord = (s: string) => fold(s).replace(/[^\p{L}\p{N}]+/gu, "");

/** A character of a script that writes words without spaces between them, as a regular expression. */
export const CHAR = "(?:(?=[\\p{L}\\p{M}\\p{N}])[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]|\u30fc)";
const UNITS = new RegExp(`(${CHAR}+)|(?:(?!${CHAR})[\\p{L}\\p{M}\\p{N}])+`, "gu");
const POINTED = /[\u0591-\u05f4\u0600-\u06ff\u08a0-\u08ff]+/g; // Hebrew and Arabic

/** What a run compares texts by: folded words, and pairs of characters where words are not written apart; wide counts those. */
export function unitsOf(text: string): { units: string[]; wide: number } {
  const s = folded(text), units: string[] = [];
  let wide = 0;
  for (const m of s.matchAll(UNITS)) {
    if (m[1] === undefined) { units.push(m[0]); continue; }
    const chars = Array.from(m[1]), pairs = chars.length === 1 ? chars : chars.slice(1).map((c, i) => chars[i] + c);
    units.push(...pairs);
    wide += pairs.length;
  }
  return { units, wide };
}

/** The letters, marks and digits of a text, and a blank for what stands between them. */
export const charsOf = (text: string): string[] => Array.from(folded(text).replace(/[^\p{L}\p{M}\p{N}\u30fc]+/gu, " ").trim());

const folded = (text: string) => text.normalize("NFKC").toLowerCase().replace(POINTED, fold).replace(/\p{Cf}/gu, "").replace(/(\d)[,.\u066b\u066c](?=\d)/g, "$1");
