/* The page of a run: its views, the list of articles, links into the page, keys. */

const tables = {};
const MAKERS = {
  claims: () => [claimTable("claim-table", "Claims"), every("claim")],
  sources: () => [sourceTable(), gatherSources()],
  figures: () => [figureTable(), every("figure")],
  actors: () => [actorTable(), gatherActors()],
};
const tableOf = (name) => {
  if (!tables[name]) {
    const [table, rows] = MAKERS[name]();
    tables[name] = table;
    table.fill(rows);
    if (name === "figures") showFigures();
    else byId(name).append(table.element);
  }
  return tables[name];
};
const go = (view, filters) => {
  if (filters) tableOf(view).set(filters);
  location.hash = `#/${view}`;
};
const showView = (name) => {
  VIEWS.forEach((view) => {
    byId(view).hidden = view !== name;
  });
  byId("tabs")
    .querySelectorAll("a")
    .forEach((tab) => (tab.dataset.view === name ? tab.setAttribute("aria-current", "page") : tab.removeAttribute("aria-current")));
  if (name in MAKERS) tableOf(name);
  if (name === "dates") showDates();
};

let list = null;
const openFromList = (entry) => {
  openArticle(entry.at);
  history.replaceState(null, "", articleHash(entry));
};
const selectInList = (at) => {
  const place = list.items.findIndex((entry) => entry.at === at);
  if (place !== list.at) {
    list.at = place;
    list.render(true);
    list.reveal();
  }
};
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign stands for itself
  }
};
/* #/view, #/articles/ID, or the id of a record. */
const follow = () => {
  const hash = location.hash.slice(1);
  const [, view, ...rest] = hash.startsWith("/") ? hash.split("/") : [null, null];
  if (view && VIEWS.includes(view) && !rest.length) {
    showView(view);
    if (view === "articles" && !reading.article && INDEX.articles.length) openArticle(0);
    return;
  }
  const at =
    view === "articles"
      ? INDEX.articles.findIndex((entry) => entry.id === decoded(rest.join("/")))
      : hash
        ? indexOfRecord(decoded(hash))
        : 0;
  showView("articles");
  if (at < 0 || !INDEX.articles.length) {
    if (hash) say(`${oneLine(decoded(hash))} is not in this page`);
    if (!reading.article && INDEX.articles.length) openArticle(0);
    return;
  }
  selectInList(at);
  openArticle(at, { record: view || !hash ? null : articleAt(at).byId.get(decoded(hash)) });
};

const fillList = (part = "") => {
  const items = INDEX.articles
    .map((entry, at) => ({ ...entry, at }))
    .filter((entry) => !part || has(`${entry.title ?? ""} ${entry.outlet ?? ""} ${entry.id} ${entry.published ?? ""}`, part));
  list.fill(
    items,
    items.findIndex((entry) => entry.at === reading.article?.at),
  );
};
const key = (event) => {
  if (inField(event) || byId("help").open) return;
  const step = { j: 1, k: -1 }[event.key];
  if (event.key === "?") byId("help").showModal();
  else if (event.key === "/") {
    event.preventDefault();
    document.querySelector("main > section:not([hidden]) input[type=search]")?.focus();
  } else if (VIEWS[event.key - 1]) location.hash = `#/${VIEWS[event.key - 1]}`;
  else if (step && !byId("articles").hidden) list.go(list.at + step);
  else if (event.key === "c" && reading.held && !byId("articles").hidden) copyAndSay(citationOf(reading.held), "with source");
  else if (event.key === "o" && !byId("articles").hidden) byId("notes")?.click();
};

/* Before it goes to paper a view shows all that it has, and afterwards what it showed before. */
const toPaper = (onPaper) => {
  const view = VIEWS.find((name) => !byId(name).hidden);
  if (view === "articles" && onPaper) reading.view?.enrichAll();
  (view === "dates" ? timeline.table : tables[view])?.print(onPaper);
};

const start = () => {
  const total = (name) => INDEX.articles.reduce((sum, entry) => sum + entry[name], 0);
  byId("tabs").append(...VIEWS.map((view) => el("a", { href: `#/${view}`, "data-view": view }, view[0].toUpperCase() + view.slice(1))));
  byId("sum").textContent = [
    count(INDEX.articles.length, "article"),
    count(total("claims"), "claim"),
    count(total("attributions"), "attribution"),
    count(total("figures"), "figure"),
  ].join(" · ");
  byId("made").textContent = shown(INDEX.made.join(" | "));
  list = new LongList(byId("article-list"), {
    height: 70,
    label: "Articles",
    choose: openFromList,
    row: (entry) => [
      el("div", { class: "first" }, words(entry.title ?? entry.id)),
      el("div", { class: "second" }, words([entry.outlet, dayWords(entry.published)].filter(Boolean).join(" · ") || entry.id)),
      el("div", { class: "second" }, `${count(entry.claims, "claim")} · ${count(entry.attributions, "attribution")}`),
    ],
  });
  fillList();
  byId("find").addEventListener("submit", (event) => event.preventDefault());
  byId("find-article").addEventListener("input", (event) => fillList(event.target.value));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("article-list").focus();
  });
  addEventListener("hashchange", follow);
  addEventListener("keydown", key);
  addEventListener("beforeprint", () => toPaper(true));
  addEventListener("afterprint", () => toPaper(false));
  wireHelp();
  if (!INDEX.articles.length) byId("reading").append(el("p", { class: "none" }, "This run holds no article."));
  follow();
};
start();
