// Builds dist/app.js and dist/app.css, which the Go package embeds.
// With --check it builds into memory and fails where the committed files differ.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";

const here = (p) => new URL(p, import.meta.url).pathname;
const licence = readFileSync(here("node_modules/preact/LICENSE"), "utf8").trim();
const common = { bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none", target: ["chrome109", "firefox115", "safari16.4"] };

const js = await build({
  ...common, entryPoints: [here("src/main.tsx")], format: "iife",
  jsx: "automatic", jsxImportSource: "preact",
  banner: { js: `/*! This page contains preact:\n${licence}\n*/` },
});
const css = await build({ ...common, entryPoints: [here("src/style.css")] });
const out = {
  "dist/app.js": js.outputFiles[0].text,
  "dist/app.css": css.outputFiles[0].text,
};
for (const [name, text] of Object.entries(out)) {
  if (/<\/(script|style)|<!--/i.test(text) || text.includes("\r")) throw new Error(`${name} would end its own element`);
}

let stale = 0;
for (const [name, text] of Object.entries(out)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(here(name), text);
  } else if (readFileSync(here(name), "utf8") !== text) {
    console.error(`report/ui/${name} differs from its source: run "npm run build" in report/ui and commit it`);
    stale = 1;
  }
  console.log(`${name} ${(text.length / 1024).toFixed(1)} KB`);
}
process.exit(stale);
