// The interface in English and Arabic. Both tables have the same keys, which
// the compiler checks; plural nouns have all six Arabic forms.

const en = {
  lang: "العربية", title: "naskh report", skip: "Skip to content",
  overview: "Overview", clusters: "Clusters", related: "Related lists", sites: "Sites", threshold: "Threshold", review: "Review", run: "Dropped & run",
  theme: "Theme", themeAuto: "System", themeLight: "Light", themeDark: "Dark", shortcuts: "Keyboard shortcuts", close: "Close",
  sentence: "{copies} of {articles} are copies, in {clusters}", none: "No copies among {articles}",
  noneHint: "Every article of this run stands alone. Lower the threshold to see closer ones, or look under “Dropped & run” for what was not read.",
  showing: "Showing {a} of {b}", more: "Show more", all: "All", lastDay: "Carried in the last 24 h of data", onlyExact: "With identical copies", onlyNear: "With changed copies",
  mostCopied: "Most copied stories", copies: "Copies", headline: "Headline", earliest: "Earliest seen here", spread: "Spread", weakest: "Weakest join", size: "Size", date: "Date",
  tied: "unknown: same time", undated: "unknown: a date is missing", firstNote: "“Earliest seen here” is the earliest date that the pages state about themselves, in UTC. It is not proof of origin. Where two members share it, or one has no date, nobody is named.",
  noDates: "no dates", openTable: "All clusters in a table", alarms: "Alarms",
  chartSizes: "Clusters by size", chartWeak: "Clusters by weakest join", chartTime: "Clusters by earliest date", chartRel: "Clusters by kind of copy", asTable: "As a table", log: "Logarithmic",
  search: "Search headlines", searchHint: "Any script; hamza, marks and digits are treated alike", site: "Site", anySite: "any site", dateFrom: "From", dateTo: "To", minSize: "Articles, at least", weakMax: "Weakest join at most", relation: "Kind",
  reset: "Clear filters", noHits: "Nothing matches these filters.", filters: "Filters", sortBy: "Sort by {c}", rank: "#",
  identical: "identical", "near-duplicate": "near-duplicate", excerpt: "excerpt", template: "template", indirect: "indirect", representative: "representative",
  back: "All clusters", members: "Members", timeline: "Time line", withoutDate: "without date: {n}", similarity: "Similarity", similarityNote: "Jaccard similarity with the representative", containment: "Containment", night: "First night", link: "Open page",
  stated: "stated by the page", compare: "Compare", with: "with", inline: "One text", side: "Side by side", spelling: "Show spelling", nextChange: "Next change", prevChange: "Previous change",
  inserted: "inserted", removed: "removed", spelled: "spelling only", equalWords: "{n} equal words", showAll: "Show all", capped: "These texts are too different to compare word by word: the middle is shown as replaced whole.", noText: "The texts of this pair are not in this report. It keeps those of the largest and of the weakest clusters; --html-parts keeps all.", textCut: "A text was cut after 20,000 characters.", legend: "Legend", noDiff: "Word for word the same.", onlySpelling: "Only spelling differs.",
  why: "Why together", chain: "Joining chain from {a} to {b}", weakestLink: "weakest link", chainNone: "One article only.", allJoins: "All joins, weakest first", shared: "{s} of {n} word sequences of length {k} are shared ({p})", sharedChars: "{s} of {n} character sequences are shared ({p})", sharedNote: "Counted here from the texts in this report.", mainArticle: "main article of its page", embedded: "embedded in another page", dropped: "{n} dropped as site furniture", furnitureOf: "Furniture lines of {s}", id: "Id", cluster: "Cluster",
  notSame: "Not the same", same: "Same", copyLink: "Copy link", copied: "Copied", missing: "No cluster of this report holds that article. It stands alone, was short, was not read (see “Dropped & run”), or was not in the input.", representativeRule: "The representative comes first and stands for the cluster.", earliestBadge: "earliest",
  groups: "Groups of related lists", groupsNote: "Pages whose lists of other headlines overlap, by exact Jaccard similarity.", headlines: "Most carried headlines", lists: "Lists", variants: "Forms", article: "Article", pages: "Pages", sharedHeads: "Shared headlines", carriedBy: "Carried by {n}", headlineCount: "Headlines", largestList: "largest list", noGroups: "No related lists overlap in this run.", resolves: "is the article", pageLists: "Its list",
  sitesNote: "Clusters that hold articles of two sites, and who had them strictly earliest.", articles: "Articles", first: "Had it first", partners: "{s} and the others", theyFirst: "They had it first (taken from them)", weFirst: "{s} had it first (taken by them)", undecided: "Undecided", sharedClusters: "Clusters in common", pick: "Pick a site", noSites: "No site is named in this run.", matrix: "Who carries whose text", matrixNote: "Row had it before column, in so many clusters.", unnamed: "(no site)",
  cutNote: "The run’s own list of joins, replayed: joins below the cut are undone. Below the run’s own threshold nothing is known; that needs another run.", cut: "Cut", runCut: "This run", tryCut: "At this cut", clusterCount: "Clusters", copiedArticles: "Copies", inClustersN: "Articles in clusters", biggest: "Largest cluster", justJoined: "Just joined", justMissed: "Just missed", apart: "Compared, but left apart", apartNote: "The most similar pairs that stand in different clusters.", copyFlags: "Copy flags", cutChart: "Clusters and largest cluster at each cut", flagsNote: "The flags of a run with this threshold:", noJoins: "There are no joins to replay.", runThreshold: "Threshold of this run:", reason: "Reason",
  reviewNote: "Pairs nearest to the threshold, in shuffled order and without scores. Is it the same text? S same, D different, U unsure, Z undo. Your answers stay in this browser.", question: "The same text?", isSame: "Same", isDiff: "Different", unsure: "Unsure", undo: "Undo", export: "Export CSV", progress: "Pair {i} of {n}", judged: "{n} judged", noPairs: "There are no pairs to judge in this run.", noStore: "This browser does not keep answers: export before you close.", finished: "All pairs are judged. Export them for naskh tune --labels or naskh eval.", prev: "Previous", next: "Next",
  records: "Records", recordsSum: "read = ok + rejected + repeated ids", read: "read", ok: "ok", rejected: "rejected", duplicateId: "repeated ids", versions: "versions (in ok)", articlesSum: "ok + embedded = all = short + copies + unique", embeddedN: "embedded", short: "short", unique: "unique", allN: "all", shortNote: "Short articles have too few word sequences to compare and never stand in a cluster.",
  rejects: "Rejects", noRejects: "No record was rejected.", warnings: "Read all the same", cappedWork: "Capped work", noCapped: "No work was capped.", parameters: "Parameters", files: "Files", status: "Status", file: "File", furniture: "Site furniture", furnitureNote: "Lines that recur on many pages of a site. They are not article text and were dropped before comparing.", line: "Line", example: "Example", curve: "How likely a pair is compared", curveNote: "Probability that MinHash bands make a pair of this similarity a candidate. Every candidate is verified exactly.", unreadDates: "{n} without a readable date", value: "Value", perSite: "Sites", quoted: "Examples", textsAll: "Texts of all clusters are in this report.", textsKept: "Texts of {n} are in this report: the largest that there is room for and the weakest joined.", flag: "Flag", placesOut: "Where each member stood in the dump is in clusters.csv; this report is too large for it.", noFurniture: "No furniture was found.",
  excerptNote: "An excerpt joins by containment: most of the shorter text stands in the longer one, so the similarity of the two may be low.", excerptOf: "excerpt, {p} of the shorter text",
  allPairs: "Every member against every other", allPairsNote: "Pairs at or above the threshold {t}: {a} of {n}. A second block of dark cells is a second story. Counted here from the texts in this report.", similarityMeans: "Similarity: shared word sequences out of all.", containmentNote: "Containment: the part of the shorter text that stands in the longer one.", bySimilarity: "By similarity", byTime: "By time", after: "{d} later",
  later: "Carried later", hadFirst: "Had it first", carriedLater: "Carried after another site", role: "Its part", anyRole: "any", otherSite: "The other site", alsoSite: "Also in", findSite: "Find a site", allSites: "All sites", siteAlone: "No article of {s} stands in a cluster.", noStories: "None.", thirdOrUnknown: "A third was, or unknown", matrixBoth: "Clusters that hold articles of both.", matrixTop: "Only the sites in most clusters are here; pick any other site above.",
  askSite: "Clusters with an article of {s}", askBoth: "Clusters of {s} and {o}", askFirst: "{s} had them first", askFirstWith: "{s} had them first, {o} carried them too", askLater: "{s} carried them after another site", askLaterWith: "{s} carried them after {o}", askOpen: "Clusters of {s} in which nobody is named as earliest", sitePage: "The page of {s}", openById: "Open the cluster of the article",
  excerptsKept: "Kept, because they stand on excerpts and need no similarity: {n}.", excerptsUndone: "Undone too, because they stand on excerpts: {n}. Another threshold alone would keep them.", replayNote: "The same totals with --linkage single; average linkage may give a few clusters more or less.", weakExcerpts: "Weakest excerpts", weakExcerptsNote: "Joined because this part of the shorter text stands in the longer one.",
  too_long: "the record is longer than --max-record", bad_json: "no sound JSON", cut_json: "JSON that ends too early", too_deep: "JSON nested too deep", not_object: "JSON, but no object", no_text: "no field holds a text", bad_text: "the text is no string", cut_text: "the end of the text could not be read",
  bad_utf8: "bytes that are not UTF-8 were replaced", windows_1256: "read as Windows-1256", windows_1252: "read as Windows-1252", iso_8859_6: "read as ISO 8859-6", utf_16: "read as UTF-16", mojibake: "text that was decoded wrongly was repaired", nul_bytes: "NUL bytes were dropped", lone_surrogate: "half characters were replaced", bad_date: "the date could not be read", bad_field: "a field of an unexpected kind was left out",
  notWhole: "{f} not read whole, {r} rejected.", whatWasLeft: "What was left out",
  noHeadlines: "No page of this run has a related list.", isShort: "This article is short: it has too few word sequences to compare, so it stands in no cluster.", leftApart: "Close, but left apart", leftApartNote: "Pairs that were compared and stand in different clusters, or in none.", groupOf: "The page with the largest list gives the group its name; shared headlines and similarity are against its list.", otherFlags: "All other flags", weakNote: "It is the orange bar of the weakest joins; what stands left of it was joined by excerpts.", shorts: "Short articles", words: "Words", cappedNote: "Word sequences that very many articles share are not compared all with all: each article there meets a few others.", band_buckets: "Groups with equal signature bands", band_members: "Articles in them", sample_buckets: "Word sequences shared by too many", sample_members: "Articles with them",
  notHere: "Not in this report", notHereNote: "Nothing in this report has the address {a}.", toSearch: "Search the headlines", toOverview: "Go to the overview",
  addressesOut: "The ids and addresses of these articles are left out of this page to keep it small. It has those of {n} of {all}: the largest that there is room for and the weakest joined. clusters.csv has these under {id}; --html-parts writes pages that hold all.",
  addressesKept: "Ids and addresses of the articles of {n} of {all} are in this page: the largest that there is room for and the weakest joined. clusters.csv has all.", missingKept: "Or it is in a cluster whose ids and addresses were left out: this page has those of {n} of {all}. Look in clusters.csv, or write the report with --html-parts.",
  missingParts: "No cluster has this id. Articles cannot be looked up here: their ids and addresses are in the parts of this report. clusters.csv says which cluster an article is in.",
  inPart: "This is part {n} of a report in parts.", whole: "The whole report", partHint: "Members and texts are in the parts of this report.", failed: "This report is damaged: {e}", loading: "Loading…",
  keySearch: "search", keyTabs: "tabs", keyRows: "next, previous row", keyOpen: "open row", keyChange: "next, previous change", keyHelp: "this list", keySingle: "Single-key shortcuts", keyReview: "same, different, unsure, undo", keyMove: "next, previous pair",
};

const ar: Record<keyof typeof en, string> = {
  lang: "English", title: "تقرير نسخ", skip: "إلى المحتوى",
  overview: "ملخص", clusters: "المجموعات", related: "القوائم ذات الصلة", sites: "المواقع", threshold: "العتبة", review: "المراجعة", run: "المستبعد والتشغيل",
  theme: "المظهر", themeAuto: "النظام", themeLight: "فاتح", themeDark: "داكن", shortcuts: "اختصارات لوحة المفاتيح", close: "إغلاق",
  sentence: "المنسوخ {copies} من أصل {articles}، في {clusters}", none: "لا نسخ: {articles}",
  noneHint: "كل مقالة في هذا التشغيل قائمة بذاتها. اخفض العتبة لترى الأقرب، أو انظر في «المستبعد والتشغيل» ما لم يُقرأ.",
  showing: "يظهر {a} من {b}", more: "أظهر المزيد", all: "الكل", lastDay: "نُشرت في آخر 24 ساعة من البيانات", onlyExact: "فيها نسخ مطابقة", onlyNear: "فيها نسخ معدّلة",
  mostCopied: "الأخبار الأكثر نسخًا", copies: "النسخ", headline: "العنوان", earliest: "الأسبق هنا", spread: "المدة", weakest: "أضعف وصلة", size: "الحجم", date: "التاريخ",
  tied: "غير معروف: الوقت نفسه", undated: "غير معروف: تاريخ ناقص", firstNote: "«الأسبق هنا» هو أقدم تاريخ تذكره الصفحات عن نفسها، بالتوقيت العالمي. وليس دليلًا على المصدر. وإذا اشترك فيه اثنان أو خلت مقالة من التاريخ فلا يُسمّى أحد.",
  noDates: "بلا تواريخ", openTable: "كل المجموعات في جدول", alarms: "تنبيهات",
  chartSizes: "المجموعات بحسب الحجم", chartWeak: "المجموعات بحسب أضعف وصلة", chartTime: "المجموعات بحسب أقدم تاريخ", chartRel: "المجموعات بحسب نوع النسخ", asTable: "في جدول", log: "لوغاريتمي",
  search: "ابحث في العناوين", searchHint: "بأي خط؛ الهمزات والحركات والأرقام سواء", site: "الموقع", anySite: "أي موقع", dateFrom: "من", dateTo: "إلى", minSize: "المقالات، على الأقل", weakMax: "أضعف وصلة لا تزيد على", relation: "النوع",
  reset: "امسح المرشحات", noHits: "لا شيء يطابق هذه المرشحات.", filters: "المرشحات", sortBy: "رتّب بحسب {c}", rank: "#",
  identical: "مطابق", "near-duplicate": "شبه مطابق", excerpt: "مقتطف", template: "قالب", indirect: "غير مباشر", representative: "الممثّل",
  back: "كل المجموعات", members: "الأعضاء", timeline: "الخط الزمني", withoutDate: "بلا تاريخ: {n}", similarity: "التشابه", similarityNote: "تشابه جاكار مع الممثّل", containment: "الاحتواء", night: "أول ليلة", link: "افتح الصفحة",
  stated: "كما تذكره الصفحة", compare: "قارن", with: "مع", inline: "نص واحد", side: "جنبًا إلى جنب", spelling: "أظهر فروق الإملاء", nextChange: "الفرق التالي", prevChange: "الفرق السابق",
  inserted: "مُضاف", removed: "محذوف", spelled: "إملاء فقط", equalWords: "{n} متطابقة", showAll: "أظهر الكل", capped: "النصان أبعد من أن يُقارَنا كلمة بكلمة: الوسط معروض كأنه استُبدل كله.", noText: "نصوص هذا الزوج ليست في هذا التقرير. فهو يحفظ نصوص أكبر المجموعات وأضعفها؛ والخيار --html-parts يحفظها كلها.", textCut: "قُطع نص بعد 20,000 حرف.", legend: "المفتاح", noDiff: "متطابقان كلمة بكلمة.", onlySpelling: "لا يختلفان إلا في الإملاء.",
  why: "لماذا معًا", chain: "سلسلة الوصل من {a} إلى {b}", weakestLink: "أضعف حلقة", chainNone: "مقالة واحدة فقط.", allJoins: "كل الوصلات، الأضعف أولًا", shared: "{s} من {n} من تتابعات الكلمات بطول {k} مشتركة ({p})", sharedChars: "{s} من {n} من تتابعات الحروف مشتركة ({p})", sharedNote: "محسوبة هنا من النصوص التي في التقرير.", mainArticle: "المقالة الرئيسة في صفحتها", embedded: "مضمّنة في صفحة أخرى", dropped: "{n} أُسقطت لأنها من أثاث الموقع", furnitureOf: "سطور أثاث {s}", id: "المعرّف", cluster: "المجموعة",
  notSame: "ليسا سواء", same: "سواء", copyLink: "انسخ الرابط", copied: "نُسخ", missing: "لا مجموعة في هذا التقرير تضم هذه المقالة: فهي قائمة بذاتها أو قصيرة أو لم تُقرأ (انظر «المستبعد والتشغيل») أو لم تكن في المدخلات.", representativeRule: "الممثّل يأتي أولًا، وهو ينوب عن المجموعة.", earliestBadge: "الأسبق",
  groups: "مجموعات القوائم ذات الصلة", groupsNote: "صفحات تتداخل قوائم عناوينها، بتشابه جاكار الدقيق.", headlines: "العناوين الأكثر ورودًا", lists: "القوائم", variants: "الصيغ", article: "المقالة", pages: "الصفحات", sharedHeads: "العناوين المشتركة", carriedBy: "تحمله {n}", headlineCount: "العناوين", largestList: "أكبر قائمة", noGroups: "لا قوائم متداخلة في هذا التشغيل.", resolves: "هو مقالة", pageLists: "قائمتها",
  sitesNote: "المجموعات التي تضم مقالات من موقعين، ومن كان الأسبق فيها قطعًا.", articles: "المقالات", first: "كان الأسبق", partners: "{s} والآخرون", theyFirst: "كانوا الأسبق (أُخذ عنهم)", weFirst: "كان {s} الأسبق (أخذوا عنه)", undecided: "غير محسوم", sharedClusters: "مجموعات مشتركة", pick: "اختر موقعًا", noSites: "لا موقع مسمّى في هذا التشغيل.", matrix: "من ينشر نص من", matrixNote: "الصف سبق العمود في هذا العدد من المجموعات.", unnamed: "(بلا موقع)",
  cutNote: "قائمة وصلات التشغيل نفسها معادة: تُفكّ الوصلات التي تحت القطع. وما دون عتبة التشغيل غير معروف ويحتاج تشغيلًا آخر.", cut: "القطع", runCut: "هذا التشغيل", tryCut: "عند هذا القطع", clusterCount: "المجموعات", copiedArticles: "النسخ", inClustersN: "المقالات في مجموعات", biggest: "أكبر مجموعة", justJoined: "وُصلت بالكاد", justMissed: "فاتت بالكاد", apart: "قورنت وبقيت متفرقة", apartNote: "أشبه الأزواج التي تقف في مجموعات مختلفة.", copyFlags: "انسخ الخيارات", cutChart: "المجموعات وأكبر مجموعة عند كل قطع", flagsNote: "خيارات تشغيل بهذه العتبة:", noJoins: "لا وصلات تُعاد.", runThreshold: "عتبة هذا التشغيل:", reason: "السبب",
  reviewNote: "أقرب الأزواج إلى العتبة، بترتيب مخلوط وبلا درجات. هل النص واحد؟ المفتاح S سواء، D مختلف، U غير متأكد، Z تراجع. وتبقى أجوبتك في هذا المتصفح.", question: "هل النص واحد؟", isSame: "سواء", isDiff: "مختلف", unsure: "غير متأكد", undo: "تراجع", export: "صدّر CSV", progress: "الزوج {i} من {n}", judged: "حُكم على {n}", noPairs: "لا أزواج للحكم في هذا التشغيل.", noStore: "هذا المتصفح لا يحفظ الأجوبة: صدّر قبل الإغلاق.", finished: "حُكم على كل الأزواج. صدّرها لـ naskh tune --labels أو naskh eval.", prev: "السابق", next: "التالي",
  records: "السجلات", recordsSum: "المقروء = السليم + المرفوض + المعرّفات المكررة", read: "مقروء", ok: "سليم", rejected: "مرفوض", duplicateId: "معرّفات مكررة", versions: "صيغ (ضمن السليم)", articlesSum: "السليم + المضمّن = الكل = القصير + النسخ + الفريد", embeddedN: "مضمّن", short: "قصير", unique: "فريد", allN: "الكل", shortNote: "المقالات القصيرة أقل تتابعات من أن تُقارن، ولا تدخل مجموعة.",
  rejects: "المرفوضات", noRejects: "لم يُرفض أي سجل.", warnings: "قُرئت مع ذلك", cappedWork: "عمل محدود", noCapped: "لم يُحَدّ أي عمل.", parameters: "المعاملات", files: "الملفات", status: "الحالة", file: "الملف", furniture: "أثاث المواقع", furnitureNote: "سطور تتكرر في صفحات كثيرة من موقع واحد. ليست من نص المقالات وأُسقطت قبل المقارنة.", line: "السطر", example: "مثال", curve: "احتمال مقارنة الزوج", curveNote: "احتمال أن تجعل أشرطة MinHash زوجًا بهذا التشابه مرشحًا. وكل مرشح يُتحقق منه بدقة.", unreadDates: "{n} بلا تاريخ مقروء", value: "القيمة", perSite: "المواقع", quoted: "أمثلة", textsAll: "في هذا التقرير نصوص المجموعات كلها.", textsKept: "في هذا التقرير نصوص {n}: الأكبر مما يتسع له المكان والأضعف وصلًا.", flag: "الخيار", placesOut: "موضع كل عضو في الملفات مذكور في clusters.csv؛ فهذا التقرير أكبر من أن يحمله.", noFurniture: "لم يُعثر على أثاث.",
  excerptNote: "المقتطف يصل بالاحتواء: معظم النص الأقصر موجود في الأطول، ولذلك قد يكون تشابه الاثنين منخفضًا.", excerptOf: "مقتطف، {p} من النص الأقصر",
  allPairs: "كل عضو مع كل عضو", allPairsNote: "الأزواج عند العتبة {t} أو فوقها: {a} من {n}. وكتلة ثانية من الخلايا الداكنة خبر ثان. محسوبة هنا من النصوص التي في التقرير.", similarityMeans: "التشابه: التتابعات المشتركة من الكل.", containmentNote: "الاحتواء: الجزء من النص الأقصر الموجود في الأطول.", bySimilarity: "بحسب التشابه", byTime: "بحسب الوقت", after: "بعده بـ {d}",
  later: "نشره لاحقًا", hadFirst: "كان الأسبق", carriedLater: "نشره بعد موقع آخر", role: "دوره", anyRole: "أي دور", otherSite: "الموقع الآخر", alsoSite: "وفيه أيضًا", findSite: "ابحث عن موقع", allSites: "كل المواقع", siteAlone: "لا مقالة من {s} في أي مجموعة.", noStories: "لا شيء.", thirdOrUnknown: "ثالث أو غير معروف", matrixBoth: "المجموعات التي تضم مقالات من كليهما.", matrixTop: "هنا أكثر المواقع مجموعات فقط؛ واختر أي موقع آخر من الجدول أعلاه.",
  askSite: "مجموعات فيها مقالة من {s}", askBoth: "مجموعات {s} و{o}", askFirst: "كان {s} الأسبق إليها", askFirstWith: "كان {s} الأسبق إليها ونشرها {o} أيضًا", askLater: "نشرها {s} بعد موقع آخر", askLaterWith: "نشرها {s} بعد {o}", askOpen: "مجموعات {s} التي لا يُسمّى فيها أسبق", sitePage: "صفحة {s}", openById: "افتح مجموعة المقالة",
  excerptsKept: "مُبقاة لأنها على مقتطفات ولا تحتاج تشابهًا: {n}.", excerptsUndone: "مفكوكة أيضًا لأنها على مقتطفات: {n}. وعتبة أخرى وحدها تبقيها.", replayNote: "المجاميع نفسها مع --linkage single؛ وقد يزيد الربط المتوسط مجموعات قليلة أو ينقصها.", weakExcerpts: "أضعف المقتطفات", weakExcerptsNote: "وُصلت لأن هذا الجزء من النص الأقصر موجود في الأطول.",
  too_long: "السجل أطول من --max-record", bad_json: "ليس JSON سليمًا", cut_json: "JSON ينتهي قبل أوانه", too_deep: "JSON متداخل أعمق من اللازم", not_object: "JSON لكنه ليس كائنًا", no_text: "لا حقل يحمل نصًا", bad_text: "النص ليس سلسلة", cut_text: "تعذرت قراءة آخر النص",
  bad_utf8: "استُبدلت بايتات ليست UTF-8", windows_1256: "قُرئ على أنه Windows-1256", windows_1252: "قُرئ على أنه Windows-1252", iso_8859_6: "قُرئ على أنه ISO 8859-6", utf_16: "قُرئ على أنه UTF-16", mojibake: "أُصلح نص فُكّ ترميزه خطأ", nul_bytes: "أُسقطت بايتات NUL", lone_surrogate: "استُبدلت أنصاف محارف", bad_date: "تعذرت قراءة التاريخ", bad_field: "تُرك حقل من نوع غير متوقع",
  notWhole: "لم يُقرأ كاملًا: {f}؛ ورُفض: {r}.", whatWasLeft: "ما الذي تُرك",
  noHeadlines: "لا صفحة في هذا التشغيل لها قائمة ذات صلة.", isShort: "هذه المقالة قصيرة: تتابعات كلماتها أقل من أن تُقارن، فلا تقف في مجموعة.", leftApart: "قريبة لكنها تُركت متفرقة", leftApartNote: "أزواج قورنت وتقف في مجموعات مختلفة أو في غير مجموعة.", groupOf: "الصفحة ذات أكبر قائمة تعطي المجموعة اسمها؛ والعناوين المشتركة والتشابه بالنسبة إلى قائمتها.", otherFlags: "كل الخيارات الأخرى", weakNote: "وهي العمود البرتقالي في أضعف الوصلات؛ وما على يساره وُصل بمقتطفات.", shorts: "المقالات القصيرة", words: "الكلمات", cappedNote: "تتابعات الكلمات التي تشترك فيها مقالات كثيرة جدًا لا تُقارن فيها كل مقالة بكل مقالة: تلتقي كل واحدة ببضع أخريات.", band_buckets: "مجاميع تتساوى أشرطة بصماتها", band_members: "المقالات فيها", sample_buckets: "تتابعات تشترك فيها مقالات كثيرة", sample_members: "المقالات التي فيها",
  notHere: "ليس في هذا التقرير", notHereNote: "لا شيء في هذا التقرير عنوانه {a}.", toSearch: "ابحث في العناوين", toOverview: "إلى الملخص",
  addressesOut: "معرّفات هذه المقالات وروابطها ليست في هذه الصفحة حتى تبقى صغيرة. ففيها ما يخص {n} من أصل {all}: الأكبر مما يتسع له المكان والأضعف وصلًا. وهي في clusters.csv تحت {id}؛ والخيار --html-parts يكتب صفحات تضمها كلها.",
  addressesKept: "في هذه الصفحة معرّفات المقالات وروابطها لما عدده {n} من أصل {all}: الأكبر مما يتسع له المكان والأضعف وصلًا. وهي كلها في clusters.csv.", missingKept: "أو أنها في مجموعة لم تُحفظ معرّفاتها وروابطها: ففي هذه الصفحة ما يخص {n} من أصل {all}. ابحث في clusters.csv أو اكتب التقرير بالخيار --html-parts.",
  missingParts: "لا مجموعة بهذا المعرّف. ولا يمكن البحث هنا عن مقالة بعينها: فمعرّفات المقالات وروابطها في أجزاء هذا التقرير. ويذكر clusters.csv مجموعة كل مقالة.",
  inPart: "هذا الجزء {n} من تقرير في أجزاء.", whole: "التقرير كله", partHint: "الأعضاء والنصوص في أجزاء هذا التقرير.", failed: "هذا التقرير تالف: {e}", loading: "يُحمَّل…",
  keySearch: "بحث", keyTabs: "الأبواب", keyRows: "الصف التالي، السابق", keyOpen: "افتح الصف", keyChange: "الفرق التالي، السابق", keyHelp: "هذه القائمة", keySingle: "اختصارات بمفتاح واحد", keyReview: "سواء، مختلف، غير متأكد، تراجع", keyMove: "الزوج التالي، السابق",
};

type Forms = { zero?: string; one: string; two?: string; few?: string; many?: string; other: string };
const nouns = {
  article: {
    en: { one: "{n} article", other: "{n} articles" },
    ar: { zero: "لا مقالات", one: "مقالة واحدة", two: "مقالتان", few: "{n} مقالات", many: "{n} مقالة", other: "{n} مقالة" },
  },
  cluster: {
    en: { one: "{n} cluster", other: "{n} clusters" },
    ar: { zero: "لا مجموعات", one: "مجموعة واحدة", two: "مجموعتان", few: "{n} مجموعات", many: "{n} مجموعة", other: "{n} مجموعة" },
  },
  copy: {
    en: { one: "{n} copy", other: "{n} copies" },
    ar: { zero: "لا نسخ", one: "نسخة واحدة", two: "نسختان", few: "{n} نسخ", many: "{n} نسخة", other: "{n} نسخة" },
  },
  page: {
    en: { one: "{n} page", other: "{n} pages" },
    ar: { zero: "لا صفحات", one: "صفحة واحدة", two: "صفحتان", few: "{n} صفحات", many: "{n} صفحة", other: "{n} صفحة" },
  },
  line: {
    en: { one: "{n} line", other: "{n} lines" },
    ar: { zero: "لا سطور", one: "سطر واحد", two: "سطران", few: "{n} سطور", many: "{n} سطرًا", other: "{n} سطر" },
  },
  word: {
    en: { one: "{n} word", other: "{n} words" },
    ar: { zero: "لا كلمات", one: "كلمة واحدة", two: "كلمتان", few: "{n} كلمات", many: "{n} كلمة", other: "{n} كلمة" },
  },
  record: {
    en: { one: "{n} record", other: "{n} records" },
    ar: { zero: "لا سجلات", one: "سجل واحد", two: "سجلان", few: "{n} سجلات", many: "{n} سجلًا", other: "{n} سجل" },
  },
  file: {
    en: { one: "{n} file", other: "{n} files" },
    ar: { zero: "لا ملفات", one: "ملف واحد", two: "ملفان", few: "{n} ملفات", many: "{n} ملفًا", other: "{n} ملف" },
  },
  headline: {
    en: { one: "{n} headline", other: "{n} headlines" },
    ar: { zero: "لا عناوين", one: "عنوان واحد", two: "عنوانان", few: "{n} عناوين", many: "{n} عنوانًا", other: "{n} عنوان" },
  },
  join: {
    en: { one: "{n} join", other: "{n} joins" },
    ar: { zero: "لا وصلات", one: "وصلة واحدة", two: "وصلتان", few: "{n} وصلات", many: "{n} وصلة", other: "{n} وصلة" },
  },
  site: {
    en: { one: "{n} site", other: "{n} sites" },
    ar: { zero: "لا مواقع", one: "موقع واحد", two: "موقعان", few: "{n} مواقع", many: "{n} موقعًا", other: "{n} موقع" },
  },
} satisfies Record<string, { en: Forms; ar: Forms }>;

export type Lang = "en" | "ar";
export type Key = keyof typeof en;
export type Noun = keyof typeof nouns;

let lang: Lang = "en";
const tables = { en, ar };
// One digit style on the page, in both languages.
const numbers = new Intl.NumberFormat("en-u-nu-latn");
const rules = { en: new Intl.PluralRules("en"), ar: new Intl.PluralRules("ar") };

export const setLang = (l: Lang) => { lang = l; };
export const getLang = () => lang;

/** A string of the interface; flags keep their own direction in Arabic. */
function words(l: Lang, key: Key): string {
  return l === "ar" ? tables.ar[key].replace(/(?:naskh \w+ )?--[a-z-]+(?: single)?/g, isolated) : tables.en[key];
}

export function t(key: Key, values: Record<string, string | number> = {}): string {
  return words(lang, key).replace(/\{(\w+)\}/g, (_, k: string) => String(values[k] ?? ""));
}

// By number: the page's file holds no such character.
const [ISOLATE, POP] = [0x2068, 0x2069].map((c) => String.fromCharCode(c));

/** A name inside a sentence, in its own direction. */
export const isolated = (s: string) => ISOLATE + s + POP;

/** Whether there are words for a code of the run. */
export const isKey = (s: string): s is Key => Object.hasOwn(en, s);

export const num = (n: number) => numbers.format(n);

export function count(n: number, noun: Noun): string {
  const f: Forms = nouns[noun][lang];
  return (f[rules[lang].select(n)] ?? f.other).replace("{n}", num(n));
}

export const percent = (millionths: number) => (millionths / 10000).toFixed(1) + "%";
export const ratio = (millionths: number) => (Math.floor(millionths / 100) / 10000).toFixed(millionths === 1e6 ? 2 : 3).replace(/^1\.0+$/, "1.00");

export function time(sec: number): string {
  return sec === 0 ? "" : new Date(sec * 1000).toISOString().slice(0, 16).replace("T", " ");
}

/** From one time to a later one, by the minutes that are shown of both. */
export const between = (from: number, to: number) => span((Math.floor(to / 60) - Math.floor(from / 60)) * 60);

/** A span of time in its two largest units. */
export function span(sec: number): string {
  const min = Math.round(sec / 60), h = Math.floor(min / 60), d = Math.floor(h / 24);
  const u = lang === "ar" ? { m: "د", h: "س", d: "ي" } : { m: "min", h: "h", d: "d" };
  if (d > 0) return `${num(d)} ${u.d}` + (h % 24 ? ` ${h % 24} ${u.h}` : "");
  if (h > 0) return `${h} ${u.h}` + (min % 60 ? ` ${min % 60} ${u.m}` : "");
  return `${min} ${u.m}`;
}
