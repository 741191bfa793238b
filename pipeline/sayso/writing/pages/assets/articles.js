/* Articles and their records. An article is read from its script element when it is first needed; tables read them all. */

const INDEX = read("index");
const KINDS = ["claim", "attribution", "figure", "date", "actor"];
const LAYERS = ["content", "claim", "actor", "source", "cue", "figure", "date"]; // of two in the same place, the later one's colour is seen
const VIEWS = ["articles", "claims", "sources", "figures", "actors", "dates"];
const STANCES = [
  "says",
  "shows",
  "believes",
  "predicts",
  "promises",
  "plans",
  "threatens",
  "orders",
  "asks",
  "warns",
  "criticises",
  "supports",
  "denies",
  "doubts",
  "declines",
];

const kept = new Map();
const articleAt = (at) => {
  if (!kept.has(at)) kept.set(at, prepare(read(`article-${at}`), at));
  return kept.get(at);
};
const prepare = (article, at) => {
  article.at = at;
  article.meta ??= {};
  article.points = new Points(article.text);
  article.byId = new Map();
  for (const kind of KINDS) {
    article[`${kind}s`] ??= [];
    for (const record of article[`${kind}s`]) {
      Object.assign(record, { of: kind, article });
      if (!article.byId.has(record.id)) article.byId.set(record.id, record);
    }
  }
  return article;
};
const everyArticle = () => INDEX.articles.map((_, at) => articleAt(at));
const every = (kind) => everyArticle().flatMap((article) => article[`${kind}s`]);
/* Which article holds a record: the one whose JSON has the id in it; a strange id, escaped there, is looked for in all of them. */
const indexOfRecord = (id) => {
  const plain = INDEX.articles.findIndex((_, at) => byId(`article-${at}`).textContent.includes(id) && articleAt(at).byId.has(id));
  return plain >= 0 || /^[\w-]*$/.test(id) ? plain : INDEX.articles.findIndex((_, at) => articleAt(at).byId.has(id));
};

const textOf = (article, span) => (span && span.start !== undefined && span.start !== null ? article.points.cut(span.start, span.end) : "");
const spansOf = (record) => {
  switch (record.of) {
    case "attribution":
      return [record.source, record.cue, ...(record.content ?? [])].filter((span) => span?.end);
    case "claim":
      return record.spans?.length ? record.spans : [record];
    case "actor":
      return record.mentions ?? [];
    default:
      return [record];
  }
};
const wordsOf = (record) => {
  if (record.of === "actor") return record.name;
  const spans = record.of === "attribution" ? (record.content ?? []) : spansOf(record);
  return spans.map((span) => textOf(record.article, span)).join(" … ") || textOf(record.article, record.cue ?? record.source);
};
const startOf = (record) => spansOf(record).reduce((least, span) => Math.min(least, span.start), Infinity);

/* Who is behind an attribution: a name, or its words, or nothing. */
const sourceOf = (attribution) => {
  const source = attribution.source ?? {};
  const actor = attribution.article.byId.get(source.actor);
  return { name: actor?.name ?? textOf(attribution.article, source), actor, named: Boolean(source.named), own: Boolean(source.own) };
};
const whoOf = (attribution) => sourceOf(attribution).name || "(no source named)";
const cueOf = (attribution) => (attribution.cue ? textOf(attribution.article, attribution.cue) : "");
const sayingOf = (attribution) => {
  const [who, cue, source] = [sourceOf(attribution).name, cueOf(attribution), attribution.source ?? {}];
  return source.start > attribution.cue?.start ? `${cue} ${who}`.trim() : `${who} ${cue}`.trim();
};
/* An attribution and all that it stands in, the outermost first. */
const nestOf = (attribution) => {
  const nest = [];
  for (let one = attribution; one && !nest.includes(one); one = one.article.byId.get(one.within)) nest.unshift(one);
  return nest;
};
const chainOf = (claim) => (claim.chain ?? []).map((id) => claim.article.byId.get(id)).filter(Boolean);
const innermost = (claim) => chainOf(claim).at(-1);
const dateWords = (date) => {
  const days = date.edtf ?? (date.first || date.last ? `${date.first ?? "…"} to ${date.last ?? "…"}` : "");
  return (
    [days, date.part, date.time, date.duration, date.unresolved && `not resolved: ${date.unresolved}`].filter(Boolean).join(" · ") ||
    date.kind
  );
};
const BOUNDS = { at_least: "at least ", more_than: "more than ", at_most: "at most ", less_than: "less than " };
const valueWords = (figure) => {
  const number =
    figure.low != null && figure.high != null
      ? `${amount(figure.low)} to ${amount(figure.high)}`
      : figure.value != null
        ? amount(figure.value)
        : (figure.vague ?? "");
  return `${figure.approximate ? "about " : ""}${BOUNDS[figure.bound] ?? ""}${number}`;
};
const changeWords = (figure) =>
  [
    { up: "↑", down: "↓" }[figure.direction],
    figure.change_by != null && `by ${amount(figure.change_by)}`,
    figure.change_percent != null && `${amount(figure.change_percent)} %`,
    figure.role && figure.role !== "level" ? figure.role : null,
  ]
    .filter(Boolean)
    .join(" ");
const countedOf = (figure) => figure.counted?.lemma ?? figure.unit ?? "";
const titleOf = (article) => article.meta.title ?? article.id;
const dayWords = (iso) =>
  /^\d{4}-\d\d-\d\d/.test(iso ?? "")
    ? `${Number(iso.slice(8, 10))} ${MONTHS[iso.slice(5, 7) - 1] ?? iso.slice(5, 7)} ${iso.slice(0, 4)}`
    : (iso ?? "");

const hashOf = (id) => `#${encodeURIComponent(id)}`;
const articleHash = (article) => `#/articles/${encodeURIComponent(article.id)}`;
const linkTo = (record, text = wordsOf(record)) => el("a", { href: hashOf(record.id) }, words(short(text, 160)));
const articleLink = (article) => el("a", { href: articleHash(article) }, words(short(titleOf(article), 70)));

/* What goes to the clipboard: the quote, who said it, where, when, and the address. */
const citationOf = (record) => {
  const { article } = record;
  const speaker = { claim: () => innermost(record), attribution: () => record, figure: () => article.byId.get(record.attribution) }[
    record.of
  ]?.();
  const via = speaker ? nestOf(speaker).slice(0, -1).map(whoOf) : [];
  const who = speaker
    ? [whoOf(speaker), via.length ? `according to ${via.reverse().join(", according to ")}` : ""].filter(Boolean).join(", ")
    : "";
  const where = [article.meta.outlet ?? article.id, dayWords(article.meta.published), article.meta.url].filter(Boolean).join(", ");
  return `“${wordsOf(record).trim()}”\n— ${[who, where].filter(Boolean).join("; ")}`;
};
