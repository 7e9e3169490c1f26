// The words of a page's headlines: each that occurs more than once is one
// character in headlines and addresses; see html_words.go for the form.

const SHORT: string[] = [], FIRST_LONG = 0xa0, MARK = "\x7f";
for (let c = 0x21; c < 0x7f; c++) if (c !== 0x22 && c !== 0x5c) SHORT.push(String.fromCharCode(c));
const placeOf = new Map(SHORT.map((c, i) => [c.charCodeAt(0), i]));

/** The list of words out of its packed form. */
export function unpackWords(packed: string): string[] {
  let before = "";
  return packed === "" ? [] : packed.split(" ").map((w) => (before = before.slice(0, w.charCodeAt(0) - 0x30) + w.slice(1)));
}

/** The headlines of a cluster, one a line, out of the words of the page or other forms of these; alone is for words that are not listed. */
export function spell(words: string[], s: string, alone: (w: string) => string = (w) => w): string {
  return s.split("\n").map((line) => {
    const out: string[] = [];
    line.split(" ").forEach((part, i) => {
      if (i % 2) out.push(alone(part));
      else for (let k = 0; k < part.length; k++) {
        const c = part.charCodeAt(k);
        out.push(words[c < FIRST_LONG ? placeOf.get(c)! : c - FIRST_LONG + SHORT.length]);
      }
    });
    return out.join(" ");
  }).join("\n");
}

/** A list of ids or addresses. */
export function addresses(words: string[], list: string[]): string[] {
  let before = "";
  return list.map((s) => address(words, before = before.slice(0, s.charCodeAt(0) - 0x30) + s.slice(1)));
}

function address(words: string[], s: string): string {
  if (s.startsWith(MARK + MARK)) return s.slice(2);
  if (s.startsWith("%")) return encodeURI(address(words, s.slice(1)));
  return s.split(MARK).map((part, i) => i % 2 ? part : part.replace(/[^\x00-\x7f]/g, (c) => words[c.charCodeAt(0) - FIRST_LONG])).join("");
}
