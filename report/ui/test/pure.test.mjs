// Folding, difference and replay, which need no browser.
import { build } from "esbuild";
import assert from "node:assert/strict";
import { test } from "node:test";

async function load(name) {
  const out = await build({ entryPoints: [new URL("../src/" + name, import.meta.url).pathname], bundle: true, write: false, format: "esm" });
  return import("data:text/javascript;base64," + Buffer.from(out.outputFiles[0].text).toString("base64"));
}
const { fold, foldWord, unitsOf } = await load("fold.ts");
const { diff, tokens, overlap, shinglesOf } = await load("diff.ts");
const { Replay, chain } = await load("cut.ts");
const { cell } = await load("labels.ts");

test("letters that readers take for the same fold alike", () => {
  for (const [a, b] of [["إيران", "ايران"], ["مَدْرَسَةٌ", "مدرسه"], ["مستشفى", "مستشفي"], ["ايـــران", "ايران"], ["١٢٣", "123"], ["۱۲۳", "123"], ["ﻣﻘﺎﻻﺕ", "مقالات"], ["Café", "cafe"], ["کتاب", "كتاب"], ["ف\u200fي", "في"]]) {
    assert.equal(fold(a), fold(b));
  }
  assert.equal(foldWord("«القدس»،"), foldWord("القدس"));
  assert.notEqual(fold("كتب"), fold("كتاب"));
});

test("a difference gives back both texts", () => {
  let seed = 1;
  const random = (n) => (seed = (seed * 16807) % 2147483647) % n;
  const text = () => Array.from({ length: random(40) }, () => ["ألف", "الف", "باء", "باء،", "تاء", "x", " ", "\n", "ثاء\n\n"][random(9)]).join(random(3) ? " " : "  ");
  for (let i = 0; i < 3000; i++) {
    const a = text(), b = text(), { ops } = diff(a, b);
    assert.equal(ops.map((o) => o.a).join(""), a);
    assert.equal(ops.map((o) => o.b).join(""), b);
    for (const o of ops) {
      if (o.kind === "same") assert.equal(o.a.trim(), o.b.trim());
      if (o.kind === "spelling") assert.equal(foldWord(o.a), foldWord(o.b));
    }
  }
});

test("a difference is the shortest", () => {
  // Longest common subsequence by the table, the slow and sure way.
  const lcs = (x, y) => {
    const t = Array.from({ length: x.length + 1 }, () => new Int32Array(y.length + 1));
    for (let i = 1; i <= x.length; i++) for (let j = 1; j <= y.length; j++) t[i][j] = x[i - 1] === y[j - 1] ? t[i - 1][j - 1] + 1 : Math.max(t[i - 1][j], t[i][j - 1]);
    return t[x.length][y.length];
  };
  let seed = 7;
  const random = (n) => (seed = (seed * 16807) % 2147483647) % n;
  for (let i = 0; i < 500; i++) {
    const a = Array.from({ length: random(30) }, () => "abcd"[random(4)]), b = Array.from({ length: random(30) }, () => "abcd"[random(4)]);
    const edits = diff(a.join(" "), b.join(" ")).ops.filter((o) => o.kind === "ins" || o.kind === "del").length;
    assert.equal(edits, a.length + b.length - 2 * lcs(a, b));
  }
});

test("texts too far apart are capped and still whole", () => {
  const a = Array.from({ length: 2000 }, (_, i) => "a" + i).join(" "), b = Array.from({ length: 2000 }, (_, i) => "b" + i).join(" ");
  const d = diff(a, b);
  assert.ok(d.capped);
  assert.equal(d.ops.map((o) => o.a).join(""), a);
  assert.equal(d.ops.map((o) => o.b).join(""), b);
});

test("tokens join to the text", () => {
  for (const s of ["", " ", "\n", "  ألف باء", "x ", "a\u00a0b", "新聞は 三つ。abc", " ไทย นี้x", "カー"]) assert.equal(tokens(s).join(""), s);
});

const words = { shingle: 3, kind: "auto" };

test("units are words, and pairs of characters where words are not written apart", () => {
  for (const [text, units, wide] of [
    ["L'île, 1,200.5 km!", ["l", "île", "12005", "km"], 0], ["قال: «إنَّ» ٣٤٥", ["قال", "ان", "345"], 0], ["a\u200db e\u0301", ["ab", "é"], 0],
    ["新聞三", ["新聞", "聞三"], 2], ["新 x聞", ["新", "x", "聞"], 2], ["", [], 0], ["!", [], 0],
  ]) assert.deepEqual(unitsOf(text), { units, wide });
  assert.deepEqual([...shinglesOf("新聞三四五六七", words)], ["新聞 聞三 三四", "聞三 三四 四五", "三四 四五 五六", "四五 五六 六七"]);
  assert.deepEqual([...shinglesOf("a b", words)], ["a b"]);
  assert.deepEqual([...shinglesOf("新聞三四五", { shingle: 2, kind: "word" })], ["新聞 聞三", "聞三 三四", "三四 四五"]);
  assert.deepEqual([...shinglesOf("Ab,  cd 1,2", { shingle: 1, kind: "char" })], ["ab cd", "b cd ", " cd 1", "cd 12"]);
  assert.deepEqual([...shinglesOf("新聞三", { shingle: 1, kind: "char" })], ["新聞", "聞三"]);
});

test("a difference in Chinese is one of characters", () => {
  const kinds = diff("新聞三四五", "新聞二四五").ops.map((o) => o.kind);
  assert.equal(kinds.filter((k) => k === "same").length, 4);
  assert.equal(kinds.length, 6);
});

test("shared word sequences", () => {
  assert.deepEqual(overlap(shinglesOf("a b c d e", words), shinglesOf("b c d x y", words)), { shared: 1, all: 5, sim: 1 / 5, con: 1 / 3 });
  assert.deepEqual(overlap(shinglesOf("a b c d e", words), shinglesOf("b c d", words)), { shared: 1, all: 3, sim: 1 / 3, con: 1 });
  assert.deepEqual(overlap(shinglesOf("", words), shinglesOf("", words)), { shared: 0, all: 0, sim: 0, con: 0 });
});

test("replay of joins", () => {
  // Clusters of 3 and 2: joins 0.9, 0.5 and 0.7.
  const x = { size: [3, 2], memberStart: Float64Array.of(0, 3, 5) };
  const r = new Replay(x, { a: [0, 1, 0], b: [1, 2, 1], h: [900000, 500000, 700000] });
  assert.deepEqual(r.sweep([1e6, 9e5, 7e5, 5e5]), [
    { clusters: 0, articles: 0, copies: 0, largest: 0 }, { clusters: 1, articles: 2, copies: 1, largest: 2 },
    { clusters: 2, articles: 4, copies: 2, largest: 2 }, { clusters: 2, articles: 5, copies: 3, largest: 3 },
  ]);
  assert.equal(r.lowest, 500000);
  assert.deepEqual(r.near(700000, 2), { stand: [2, 0], undone: [1] });
});

test("the way along the joins", () => {
  const joins = [{ a: 0, b: 1, h: 9 }, { a: 1, b: 2, h: 5 }, { a: 2, b: 3, h: 7 }];
  assert.deepEqual(chain(joins, 4, 3, 0), [{ a: 3, b: 2, h: 7 }, { a: 2, b: 1, h: 5 }, { a: 1, b: 0, h: 9 }]);
  assert.deepEqual(chain(joins, 4, 2, 2), []);
});

test("exported cells are guarded and quoted", () => {
  for (const [s, want] of [["a", "a"], ["=1", "'=1"], ["\u200f=1", "'\u200f=1"], ["'=1", "''=1"], ["a,b", '"a,b"'], ['a"b', '"a""b"'], ["\t=1", "'\t=1"], ["a-b", "a-b"]]) assert.equal(cell(s), want);
});
