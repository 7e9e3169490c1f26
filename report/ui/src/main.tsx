import { render } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { NotHere } from "./apart.tsx";
import { ClusterView } from "./cluster.tsx";
import { Clusters, finderOf } from "./clusters.tsx";
import { loadIndex, type Index } from "./data.ts";
import { num, setLang, t, type Key, type Lang } from "./i18n.ts";
import { Help, useKeys } from "./keys.tsx";
import { Overview } from "./overview.tsx";
import { Ltr } from "./parts.tsx";
import { RelatedView } from "./related.tsx";
import { ReviewView } from "./review.tsx";
import { RunView } from "./run.tsx";
import { SitesView } from "./sites.tsx";
import { href, setParams, store, useRoute } from "./state.ts";
import { ThresholdView } from "./threshold.tsx";

const TABS: [string, Key][] = [["", "overview"], ["c", "clusters"], ["related", "related"], ["sites", "sites"], ["cut", "threshold"], ["review", "review"], ["run", "run"]];
const IN_PART = new Set(["", "c"]);

function App({ x }: { x: Index }) {
  const { path, params } = useRoute(), tab = path[0] ?? "", part = x.run.part > 0;
  const lang = language(params.get("lang"));
  setLang(lang);
  const [help, setHelp] = useState(false);
  useLayoutEffect(() => {
    document.documentElement.lang = lang;
    document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
    document.title = t("title") + (x.run.night ? " \u00b7 " + x.run.night : "");
    if (params.get("lang") !== lang) setParams({ lang });
  }, [lang, params]);
  const theme = params.get("theme") ?? store.get("theme") ?? "";
  useLayoutEffect(() => { theme ? document.documentElement.setAttribute("data-theme", theme) : document.documentElement.removeAttribute("data-theme"); }, [theme]);
  const place = path.join("/");
  const [seen, setSeen] = useState(place);
  useEffect(() => {
    if (seen === place) return;
    setSeen(place);
    scrollTo(0, 0);
    if (searchNext) focusSearch();
    else document.getElementById("h1")?.focus({ preventScroll: true });
    searchNext = false;
  }, [place]);

  const go = (to: string) => { location.href = part && !IN_PART.has(to) ? "../index.html" + href([to]) : href(to ? [to] : []); };
  const keys: Record<string, () => void> = {
    "Shift+Slash": () => setHelp(true),
    Slash: () => { if (tab === "c" && !path[1]) focusSearch(); else { searchNext = true; go("c"); } },
  };
  TABS.forEach(([to], i) => { keys["Digit" + (i + 1)] = () => go(to); });
  useKeys(keys);

  const link = (to: string) => part && !IN_PART.has(to) ? "../index.html" + href([to]) : href(to ? [to] : []);
  return (
    <>
      <a class="skip" href="#h1" onClick={(e) => { e.preventDefault(); document.getElementById("h1")?.focus(); }}>{t("skip")}</a>
      <header class="top">
        <div class="top-line">
          <a class="brand-link" href={part ? "../index.html" + href([]) : href([])}><span class="brand" lang="ar">{"\u0646\u0633\u062e"}</span> <span class="brand-en" lang="en">naskh</span></a>
          {x.run.night ? <Ltr class="night">{x.run.night}</Ltr> : null}
          <span class="spring" />
          <label class="theme"><span class="hidden">{t("theme")}</span>
            <select value={theme} onChange={(e) => { store.set("theme", e.currentTarget.value); setParams({ theme: e.currentTarget.value }); }}>
              <option value="">{t("themeAuto")}</option><option value="light">{t("themeLight")}</option><option value="dark">{t("themeDark")}</option>
            </select>
          </label>
          <button type="button" id="lang" lang={lang === "en" ? "ar" : "en"} onClick={() => { const l = lang === "en" ? "ar" : "en"; store.set("lang", l); setParams({ lang: l }); }}>{t("lang")}</button>
          <button type="button" aria-label={t("shortcuts")} onClick={() => setHelp(true)}>?</button>
        </div>
        <nav aria-label={t("title")}>
          {TABS.map(([to, label]) => <a href={link(to)} aria-current={tab === to ? "page" : undefined}>{t(label)}</a>)}
        </nav>
      </header>
      {part ? <p class="part">{t("inPart", { n: num(x.run.part) })} <a href={"../index.html" + href(["c"])}>{t("whole")}</a></p> : null}
      <main data-ready={lang} data-tab={tab || "overview"}><View x={x} path={path} /></main>
      <footer class="foot"><span lang="en" dir="ltr">naskh <Ltr>{x.run.version}</Ltr></span></footer>
      <Help open={help} onClose={() => setHelp(false)} />
    </>
  );
}

/** The next view's search field, not its heading, takes the focus. */
let searchNext = false;

/** The search field takes the focus once its view stands. */
function focusSearch(tries = 100): void {
  setTimeout(() => { const q = document.getElementById("q"); q ? q.focus() : tries && focusSearch(tries - 1); }, 30);
}

function View({ x, path }: { x: Index; path: string[] }) {
  const [tab = ""] = path, deepest = tab === "c" ? Infinity : tab === "related" ? 2 : 1;
  if (path.length > deepest || x.run.part && !IN_PART.has(tab)) return <NotHere address={"#/" + path.join("/")} />;
  switch (tab) {
    case "": return <Overview x={x} />;
    case "c": return path[1] ? <ClusterView x={x} name={path.slice(1).join("/")} /> : <Clusters x={x} />;
    case "related": return <RelatedView x={x} />;
    case "sites": return <SitesView x={x} />;
    case "cut": return <ThresholdView x={x} />;
    case "review": return <ReviewView x={x} />;
    case "run": return <RunView x={x} />;
  }
  return <NotHere address={"#/" + path.join("/")} />;
}

function language(asked: string | null): Lang {
  const l = asked ?? store.get("lang") ?? navigator.language;
  return /^ar\b/i.test(l) ? "ar" : "en";
}

async function start(): Promise<void> {
  const plain = document.getElementById("plain")!, app = document.getElementById("app")!;
  try {
    const x = await loadIndex();
    plain.remove();
    render(<App x={x} />, app);
    setTimeout(() => finderOf(x).warm(), 50);
  } catch (e) {
    // The plain summary stays; this says why there is no more.
    const p = document.createElement("p");
    p.className = "note warn";
    p.textContent = t("failed", { e: String(e) });
    plain.prepend(p);
  }
}

void start();
