/* Changes, in words. Each knows its comparison: both versions of its article. */

const INDEX = read("index");
const SIGNS = { added: "+", removed: "−", changed: "~", split: "⑂", merged: "⑃", moved: "↷" };
const OPS = Object.keys(SIGNS);
const RECORDS = ["article", "actor", "date", "figure", "attribution", "claim"];

const comparisons = Array.from({ length: INDEX.comparisons }, (_, at) => read(`comparison-${at}`));
const changes = comparisons.flatMap((comparison) => comparison.changes.map((change) => Object.assign(change, { comparison })));
changes.forEach((change, at) => {
  change.at = at;
});

/* A version of an article, its text indexed when it is first needed; the new one shares the old one's text where they are equal. */
const versionOf = (comparison, side) => {
  const version = comparison[side];
  if (version && !version.points) {
    version.text ??= comparison.old.text;
    version.blocks ??= comparison.old.blocks;
    version.meta ??= {};
    version.points = new Points(version.text);
  }
  return version;
};
const isOneText = (comparison) => Boolean(comparison.old && comparison.new?.shares);

const spansIn = (value) => {
  if (Array.isArray(value)) return value.flatMap(spansIn);
  if (!value || typeof value !== "object") return [];
  const own = typeof value.start === "number" && typeof value.end === "number" ? [value] : [];
  return [...own, ...Object.values(value).flatMap(spansIn)];
};
/* The words that a record stands for; an attribution is its source, cue and content, not all between them. */
const placesOf = (change, side) =>
  change.record === "article"
    ? []
    : change[side].flatMap((record) => {
        if (change.record === "claim" && record.spans?.length) return record.spans;
        if (change.record === "attribution") return [record.source, record.cue, ...(record.content ?? [])].filter((span) => span?.end);
        if (change.record === "actor") return record.mentions ?? [];
        return [record];
      });
const recordWords = (kind, record) => {
  if (kind === "article") return record.meta?.title ?? record.id;
  if (kind === "actor") return record.name ?? "";
  if (kind === "attribution")
    return [record.source?.text, record.cue?.text, record.content?.map((span) => span.text).join(" … ")].filter(Boolean).join(" ");
  return record.spans?.length ? record.spans.map((span) => span.text).join(" … ") : (record.text ?? "");
};
const changeWords = (change) => {
  const side = change.new.length ? change.new : change.old;
  return side.map((record) => recordWords(change.record, record)).join(" | ");
};
const fieldNames = (change) => [...new Set(change.changes.map(({ field }) => field))];
const rulesOf = (change) => [change.rules.old, change.rules.new].filter(Boolean).flatMap((rule) => rule.split(" | "));
const ruleWords = (change) => {
  const [old, now] = [change.rules.old ?? "", change.rules.new ?? ""];
  return old === now ? now : change.old.length && change.new.length ? `${old || "no rule"} → ${now || "no rule"}` : old || now;
};

/* A value in words: a link by what it leads to, spans by their words. */
const valueWords = (value, comparison) => {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => valueWords(item, comparison)).join(" | ");
  if (typeof value === "object") {
    if (value.text !== undefined) return value.text ?? "";
    if (value.actor !== undefined) return [valueWords(value.actor, comparison), value.part].filter(Boolean).join(" as ");
    return JSON.stringify(value);
  }
  return Object.hasOwn(comparison.words, value) ? comparison.words[value] : String(value);
};

/* Which words of two texts differ: [text, whether the other has it] for each. Long texts are taken whole. */
const wordDiff = (old, now) => {
  const [a, b] = [old, now].map((text) => text.match(/\s+|\d+(?:[.,]\d+)*|[\p{L}\p{M}\p{N}]+|./gsu) ?? []);
  if (a.length * b.length > 250000) return [[[old, old === now]], [[now, old === now]]];
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
  }
  const [left, right] = [[], []];
  const push = (parts, word, same) => {
    if (parts.at(-1)?.[1] === same) parts.at(-1)[0] += word;
    else parts.push([word, same]);
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(left, a[i], true);
      push(right, b[j], true);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && best[i + 1][j] >= best[i][j + 1])) {
      push(left, a[i], false);
      i += 1;
    } else {
      push(right, b[j], false);
      j += 1;
    }
  }
  return [left, right];
};
