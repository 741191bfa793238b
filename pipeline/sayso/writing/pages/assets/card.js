/* The card of a record: its words, its chain of sources as a picture, the fields that say something, what stands around it. */

const rungsOf = (chain, end, article) => [
  { name: article.meta.outlet ?? article.id, kind: "outlet", how: "" },
  ...chain.map((one) => ({
    name: whoOf(one),
    kind: sourceOf(one).named ? "named" : "unnamed",
    how: [cueOf(one), one.stance].filter(Boolean).join(" · "),
  })),
  { name: end, kind: "end", how: chain.length ? "" : "in its own voice" },
];
const cardOf = (record) => {
  const { article } = record;
  const text = wordsOf(record);
  const chain = record.of === "claim" ? chainOf(record) : record.of === "attribution" ? nestOf(record) : [];
  const pictured = record.of === "claim" || record.of === "attribution";
  return [
    el(
      "p",
      {},
      el("span", { class: `tag ${record.of}` }, record.of),
      " ",
      el("a", { class: "mono quiet", href: hashOf(record.id), title: "The link of this record" }, `#${oneLine(record.id)}`),
    ),
    el("blockquote", { class: "quote", dir: "auto" }, words(short(text, 900))),
    el(
      "div",
      { class: "row" },
      el("button", { class: "button", type: "button", onclick: () => copyAndSay(citationOf(record), "with source") }, "Copy with source"),
      el(
        "button",
        { class: "button", type: "button", onclick: () => copyAndSay(location.href.split("#")[0] + hashOf(record.id), "the link") },
        "Copy link",
      ),
    ),
    pictured ? drawChain(rungsOf(chain, text, article)) : null,
    el("dl", {}, fieldsOf(record)),
    ...aroundOf(record),
  ].filter(Boolean);
};
const HIDDEN = new Set(["id", "start", "end", "of", "article", "spans", "content", "mentions", "name", "chain"]);
/* The fields that say something, each link as a link; objects joined with dots. */
const fieldsOf = (record, owner = record, prefix = "") =>
  Object.entries(record).flatMap(([name, value]) => {
    if (!prefix && HIDDEN.has(name)) return [];
    if (prefix && (name === "start" || name === "end")) return [];
    const label = (prefix + name).replaceAll("_", " ");
    if (value && typeof value === "object" && !Array.isArray(value) && !(name in INDEX.targets)) {
      const own = value.end !== undefined ? pair(label, words(textOf(owner.article, value))) : [];
      return [...own, ...fieldsOf(value, owner, `${prefix}${name} `).filter(Boolean)];
    }
    return pair(label, valueOf(name, value, owner));
  });
const pair = (name, ...value) => [el("dt", {}, name), el("dd", {}, ...value)];
const valueOf = (name, value, owner) => {
  const { article } = owner;
  if (Array.isArray(value)) return value.flatMap((item, at) => [at ? el("br") : null, valueOf(name, item, owner)].flat());
  if (value && typeof value === "object") {
    if (value.actor !== undefined && value.part) return [valueOf("actor", value.actor, owner), ` (${value.part})`].flat();
    if (value.end !== undefined) return [words(textOf(article, value)), value.edtf ? ` = ${value.edtf}` : ""];
    return [words(JSON.stringify(value))];
  }
  const target = name in INDEX.targets ? article.byId.get(value) : null;
  if (target) return [linkTo(target, target.of === "attribution" ? sayingOf(target) : wordsOf(target))];
  return [words(typeof value === "number" ? amount(value) : value === true ? "yes" : value)];
};
/* Nested attributions share their words: who says them tells them apart. */
const titleOfRecord = (record) => (record.of === "attribution" ? `${sayingOf(record)}: ${wordsOf(record)}` : wordsOf(record));
/* What else stands over the same words, and what an actor says. */
const aroundOf = (record) => {
  const at = startOf(record);
  const over =
    record.of === "actor"
      ? []
      : reading.order.filter(
          (other) => other !== record && other.of !== "actor" && spansOf(other).some((span) => span.start <= at && span.end > at),
        );
  const says = record.of === "actor" ? record.article.attributions.filter((one) => one.source?.actor === record.id) : [];
  const list = (title, records) =>
    records.length
      ? [
          el("h3", {}, title),
          el(
            "ul",
            {},
            records
              .slice(0, 12)
              .map((one) => el("li", {}, el("span", { class: `tag ${one.of}` }, one.of), " ", linkTo(one, short(titleOfRecord(one), 70)))),
          ),
        ]
      : [];
  return [...list("Around these words", over), ...list("Says", says)];
};
const overviewOf = (article) => [
  el("p", { class: "quiet" }, "Point at marked words, or move with ← and → in the text, to see the record behind them."),
  el("h3", {}, "In this article"),
  el(
    "dl",
    {},
    KINDS.flatMap((kind) => pair(`${kind}s`, String(article[`${kind}s`].length))),
  ),
  el("h3", {}, "Who speaks"),
  el(
    "ul",
    {},
    speakersIn(article).map(([who, records]) =>
      el("li", {}, linkTo(records[0], who), el("span", { class: "quiet" }, ` ${records.length} ×`)),
    ),
  ),
];
const speakersIn = (article) => {
  const by = new Map();
  for (const one of article.attributions) by.set(whoOf(one), [...(by.get(whoOf(one)) ?? []), one]);
  return [...by].sort(([a, x], [b, y]) => y.length - x.length || compare(a, b)).slice(0, 14);
};
