/* What the tables of claims, sources, figures and actors hold, and how they are filtered. */

const has = (text, part) =>
  String(text ?? "")
    .toLocaleLowerCase()
    .includes(part.toLocaleLowerCase());
const valuesIn = (of) => (rows) => [...new Set(rows.map(of).filter(Boolean))].sort(compare);
const textFilter = (id, label, of) => ({ id, label, kind: "text", keeps: (row, value) => has(of(row), value) });
const choiceFilter = (id, label, of, order) => ({
  id,
  label,
  kind: "choice",
  options: (rows) => (order ? order.filter((one) => rows.some((row) => of(row) === one)) : valuesIn(of)(rows)),
  keeps: (row, value) => of(row) === value,
});
const outletOf = (row) => row.article.meta.outlet ?? "";
const publishedOf = (row) => row.article.meta.published ?? "";
const published = { title: "Published", cell: (row) => el("span", { class: "nowrap" }, publishedOf(row).slice(0, 10)), key: publishedOf };
const inArticle = { title: "Article", cell: (row) => articleLink(row.article), key: (row) => titleOf(row.article), width: "17%" };

const claimColumns = [
  { title: "Claim", cell: (claim) => linkTo(claim), key: wordsOf, width: "40%" },
  {
    title: "Sources",
    cell: (claim) => chainOf(claim).flatMap((one, at) => [at ? " › " : "", words(short(whoOf(one), 50))]),
    key: (claim) => chainOf(claim).map(whoOf).join(" › "),
  },
  { title: "Stance", cell: (claim) => innermost(claim)?.stance, key: (claim) => innermost(claim)?.stance },
  {
    title: "Modality",
    cell: (claim) => [claim.polarity === "negative" ? "not, " : "", claim.modality ?? "actual"].join(""),
    key: (claim) => claim.modality ?? "actual",
  },
  published,
  inArticle,
];
const claimFilters = () => [
  textFilter("words", "Words of the claim", wordsOf),
  textFilter("who", "Source", (claim) => chainOf(claim).map(whoOf).join(" › ")),
  {
    id: "depth",
    label: "Any sources",
    kind: "choice",
    options: () => ["its own voice", "one source", "two or more"],
    keeps: (claim, value) => ["its own voice", "one source", "two or more"][Math.min(2, chainOf(claim).length)] === value,
  },
  choiceFilter("stance", "Any stance", (claim) => innermost(claim)?.stance, STANCES),
  choiceFilter("modality", "Any modality", (claim) => claim.modality ?? "actual"),
  choiceFilter("outlet", "Any outlet", outletOf),
  { id: "again", label: "said again, too", kind: "tick", start: false, keeps: (claim, value) => value || !claim.repeats },
];
const claimTable = (id, caption) => new Table({ id, caption, columns: claimColumns, filters: claimFilters() });

/* Sources of all articles, one row a name; those without a name by their words. */
const gatherSources = () => {
  const rows = new Map();
  for (const one of every("attribution")) {
    const { name, actor, named, own } = sourceOf(one);
    const key = named ? `${actor?.kind} ${name}` : `? ${oneLine(name).toLowerCase()}`;
    if (!rows.has(key))
      rows.set(key, {
        name: name || "(no source named)",
        given: Boolean(name),
        kind: actor?.kind ?? one.source?.kind ?? "",
        named,
        own,
        records: [],
        articles: new Set(),
        stances: new Map(),
      });
    const row = rows.get(key);
    row.records.push(one);
    row.articles.add(one.article);
    row.stances.set(one.stance, (row.stances.get(one.stance) ?? 0) + 1);
  }
  return [...rows.values()];
};
const STANCE_COLOURS = {
  says: "--source",
  shows: "--source",
  believes: "--actor",
  predicts: "--actor",
  promises: "--figure",
  plans: "--figure",
  supports: "--figure",
  warns: "--date",
  asks: "--date",
  orders: "--date",
  threatens: "--cue",
  criticises: "--cue",
  denies: "--cue",
  doubts: "--cue",
  declines: "--soft",
};
const stanceBar = (row) => {
  const sorted = [...row.stances].sort(([a], [b]) => STANCES.indexOf(a) - STANCES.indexOf(b));
  let at = 0;
  const bar = draw("svg", { viewBox: "0 0 64 8", "aria-hidden": "true", preserveAspectRatio: "none" });
  for (const [stance, number] of sorted) {
    const width = (number / row.records.length) * 64;
    const part = draw("rect", { x: at, y: 0, width: Math.max(0.5, width - 0.8), height: 8 });
    part.style.fill = `var(${STANCE_COLOURS[stance]})`;
    bar.append(part);
    at += width;
  }
  return el(
    "span",
    { class: "stances" },
    bar,
    el(
      "span",
      {},
      [...row.stances]
        .sort(([a, x], [b, y]) => y - x || compare(a, b))
        .map(([stance, number]) => `${stance}\u00a0${number}`)
        .join(", "),
    ),
  );
};
const sourceColumns = [
  {
    title: "Source",
    cell: (row) => [linkTo(row.records[0], row.name), row.own ? el("span", { class: "quiet" }, " (own finding)") : null],
    key: (row) => row.name.toLocaleLowerCase(),
    width: "30%",
  },
  { title: "Kind", cell: (row) => row.kind, key: (row) => row.kind },
  { title: "Named", cell: (row) => (row.named ? "named" : "not named"), key: (row) => Number(row.named) },
  {
    title: "Attributions",
    number: true,
    key: (row) => row.records.length,
    cell: (row) =>
      el(
        "button",
        {
          type: "button",
          class: "plain",
          title: "The claims that rest on it",
          onclick: () => go("claims", { who: row.given ? row.name : "" }),
        },
        String(row.records.length),
      ),
  },
  {
    title: "Quoted directly",
    number: true,
    key: (row) => row.records.filter((one) => one.manner !== "indirect").length,
    cell: (row) => String(row.records.filter((one) => one.manner !== "indirect").length),
  },
  { title: "Articles", number: true, key: (row) => row.articles.size, cell: (row) => String(row.articles.size) },
  { title: "Stance", cell: stanceBar, width: "28%" },
];
const sourceTable = () =>
  new Table({
    id: "source-table",
    caption: "Sources",
    columns: sourceColumns,
    sort: { at: 3, down: true },
    filters: [
      textFilter("name", "Name or words", (row) => row.name),
      choiceFilter("kind", "Any kind", (row) => row.kind),
      choiceFilter("named", "Named or not", (row) => (row.named ? "named" : "not named")),
      {
        id: "stance",
        label: "Any stance",
        kind: "choice",
        options: (rows) => STANCES.filter((one) => rows.some((row) => row.stances.has(one))),
        keeps: (row, value) => row.stances.has(value),
      },
    ],
  });

const figureSource = (figure) => {
  const one = figure.article.byId.get(figure.attribution);
  return one ? whoOf(one) : "";
};
const figureDate = (figure) => figure.article.byId.get(figure.date);
const figureColumns = [
  { title: "Figure", cell: (figure) => linkTo(figure), key: wordsOf, width: "15%" },
  { title: "Value", number: true, cell: valueWords, key: (figure) => figure.value ?? figure.low },
  { title: "Unit", cell: (figure) => words(figure.unit ?? ""), key: (figure) => figure.unit },
  {
    title: "Counted",
    cell: (figure) => words(short(figure.counted ? textOf(figure.article, figure.counted) : "", 60)),
    key: countedOf,
    width: "18%",
  },
  { title: "Kind", cell: (figure) => figure.kind.replaceAll("_", " "), key: (figure) => figure.kind },
  { title: "Change", cell: changeWords, key: (figure) => figure.change_percent ?? figure.change_by },
  {
    title: "Days",
    cell: (figure) => {
      const date = figureDate(figure);
      return date ? linkTo(date, dateWords(date)) : "";
    },
    key: (figure) => figureDate(figure)?.first,
  },
  { title: "Source", cell: (figure) => words(short(figureSource(figure), 40)), key: figureSource },
  inArticle,
];
const figureTable = () =>
  new Table({
    id: "figure-table",
    caption: "Figures",
    columns: figureColumns,
    filters: [
      textFilter("words", "Words or counted thing", (figure) => `${wordsOf(figure)} ${countedOf(figure)} ${figure.unit ?? ""}`),
      choiceFilter("kind", "Any kind", (figure) => figure.kind),
      choiceFilter("direction", "Up or down", (figure) => figure.direction),
      choiceFilter("outlet", "Any outlet", outletOf),
      {
        id: "thing",
        label: "Any counted thing",
        kind: "choice",
        options: (rows) => thingsIn(rows).map(([thing]) => thing),
        keeps: (figure, value) => thingOf(figure) === value,
      },
    ],
  });
const thingOf = (figure) => {
  const [counted, unit] = [countedOf(figure), figure.unit ?? ""];
  return counted && unit && counted !== unit ? `${counted} (${unit})` : counted || unit;
};
/* What is counted at two values or more, the commonest first. */
const thingsIn = (figures) => {
  const by = new Map();
  for (const figure of figures) if (thingOf(figure) && pointOf(figure)) by.set(thingOf(figure), (by.get(thingOf(figure)) ?? 0) + 1);
  return [...by]
    .filter(([, number]) => number > 1)
    .sort(([a, x], [b, y]) => y - x || compare(a, b))
    .slice(0, 300);
};
const pointOf = (figure) => {
  const low = figure.low ?? figure.value;
  const high = figure.high ?? figure.value;
  const date = figureDate(figure);
  const day = date?.first ?? date?.last ?? (publishedOf(figure).length >= 10 ? publishedOf(figure).slice(0, 10) : null);
  if (low == null || high == null || Math.max(Math.abs(low), Math.abs(high)) > 1e300 || !day || (figure.role && figure.role !== "level"))
    return null;
  const told = [valueWords(figure), thingOf(figure)].join(" ");
  const about = [told, dayWords(day), figureSource(figure)].filter(Boolean).join(", ");
  return {
    figure,
    low,
    high,
    day: dayOf(day),
    dated: Boolean(date?.first ?? date?.last),
    title: `${about}: ${short(titleOf(figure.article), 60)}`,
  };
};

const gatherActors = () => {
  const rows = new Map();
  const row = (actor) => {
    const key = `${actor.kind} ${actor.name}`;
    if (!rows.has(key))
      rows.set(key, {
        name: actor.name,
        kind: actor.kind,
        country: "",
        roles: new Set(),
        records: [],
        mentions: 0,
        says: 0,
        acts: 0,
        articles: new Set(),
      });
    return rows.get(key);
  };
  for (const article of everyArticle()) {
    for (const actor of article.actors) {
      const one = row(actor);
      one.records.push(actor);
      one.mentions += actor.mentions?.length ?? 0;
      one.country ||= actor.country ?? "";
      (actor.roles ?? []).forEach((role) => one.roles.add(role));
      one.articles.add(article);
    }
    for (const one of article.attributions) {
      const actor = article.byId.get(one.source?.actor);
      if (actor) row(actor).says += 1;
    }
    for (const claim of article.claims)
      for (const part of claim.actors ?? []) {
        const actor = article.byId.get(part.actor);
        if (actor && part.part === "agent") row(actor).acts += 1;
      }
  }
  return [...rows.values()];
};
const numberColumn = (title, of) => ({ title, number: true, cell: (row) => String(of(row)), key: of });
const actorTable = () =>
  new Table({
    id: "actor-table",
    caption: "Actors",
    sort: { at: 4, down: true },
    columns: [
      { title: "Actor", cell: (row) => linkTo(row.records[0], row.name), key: (row) => row.name.toLocaleLowerCase(), width: "28%" },
      { title: "Kind", cell: (row) => row.kind, key: (row) => row.kind },
      { title: "Country", cell: (row) => row.country, key: (row) => row.country },
      { title: "Roles", cell: (row) => words(short([...row.roles].join(", "), 80)), key: (row) => [...row.roles].join(", "), width: "24%" },
      numberColumn("Mentions", (row) => row.mentions),
      numberColumn("Speaks", (row) => row.says),
      numberColumn("Acts in claims", (row) => row.acts),
      numberColumn("Articles", (row) => row.articles.size),
    ],
    filters: [
      textFilter("name", "Name or role", (row) => `${row.name} ${[...row.roles].join(" ")}`),
      choiceFilter("kind", "Any kind", (row) => row.kind),
      choiceFilter("country", "Any country", (row) => row.country),
      { id: "speaks", label: "only those who speak", kind: "tick", start: false, keeps: (row, value) => !value || row.says > 0 },
    ],
  });
