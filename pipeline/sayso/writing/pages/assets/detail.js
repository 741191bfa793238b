/* One change at the right: its fields before and after, the verdict, and the article's text with old and new marked. */

const panes = { comparison: null, views: [] };

const marked = (parts, tag) => parts.map(([text, same]) => (same ? shown(text) : el(tag, {}, shown(text))));
const clip = (text) => (text.length > 4000 ? `${text.slice(0, 4000)} …` : text);
const fieldRow = ({ field, old, new: now, grade }, comparison) => {
  const [before, after] = wordDiff(clip(valueWords(old, comparison)), clip(valueWords(now, comparison)));
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, field),
    el("td", { dir: "auto" }, before.length ? marked(before, "del") : el("span", { class: "light" }, "nothing")),
    el("td", { dir: "auto" }, after.length ? marked(after, "ins") : el("span", { class: "light" }, "nothing")),
    el("td", { class: "light" }, grade),
  );
};
const fieldTable = (change) =>
  el(
    "table",
    { class: "fields" },
    el("caption", { class: "unseen" }, "Fields that differ"),
    el("colgroup", {}, el("col", { class: "name" }), el("col"), el("col"), el("col", { class: "grade-column" })),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        ["Field", "Before", "After", "Grade"].map((title) => el("th", { scope: "col" }, title)),
      ),
    ),
    el(
      "tbody",
      {},
      change.changes.map((one) => fieldRow(one, change.comparison)),
    ),
  );

const SKIPPED = new Set(["start", "end", "id", "text", "spans", "mentions", "content"]);
/* The fields of a record that say something, objects field by field. */
const recordFields = (record, comparison, prefix = "") =>
  Object.entries(record)
    .filter(([name]) => !SKIPPED.has(name))
    .flatMap(([name, value]) => {
      const isObject = value && typeof value === "object" && !Array.isArray(value);
      const told = value === false ? "" : isObject ? (value.text ?? "") : valueWords(value, comparison);
      const row = told ? [el("dt", {}, (prefix + name).replaceAll("_", " ")), el("dd", {}, words(clip(told)))] : [];
      return isObject ? [...row, ...recordFields(value, comparison, `${prefix}${name} `)] : row;
    });
const recordList = (change, record) => el("dl", {}, recordFields(record, change.comparison));
const sideOf = (change, side, title, tag) =>
  change[side].map((record) =>
    el(
      "div",
      {},
      el(
        "p",
        { dir: "auto" },
        el("span", { class: "light quiet" }, `${title} `),
        el(tag, {}, oneLine(clip(recordWords(change.record, record)))),
      ),
      el("details", { class: "more" }, el("summary", {}, "All its fields"), recordList(change, record)),
    ),
  );

const drawDetail = (change) => {
  const rule = ruleWords(change);
  byId("detail").replaceChildren(
    el(
      "h2",
      {},
      el("span", { class: `op ${change.op}`, "aria-hidden": "true" }, SIGNS[change.op]),
      change.edit ? `${change.record} ${change.op}: ${change.edit}` : `${change.record} ${change.op}`,
      el("span", { class: `grade ${change.grade}` }, change.grade),
      rule && el("span", { class: "mono quiet" }, words(rule)),
      el("span", { class: "mono quiet" }, `#${change.id}`),
      words(change.article, { class: "mono quiet" }),
    ),
    ...(change.changes.length ? [fieldTable(change)] : []),
    ...(change.op === "changed" || change.op === "moved"
      ? [
          el(
            "details",
            { class: "more" },
            el("summary", {}, "All fields of the new record"),
            change.new.map((record) => recordList(change, record)),
          ),
        ]
      : [...sideOf(change, "old", "before", "del"), ...sideOf(change, "new", "after", "ins")]),
  );
  byId("detail").scrollTop = 0;
};

const BUTTONS = [
  ["accept", "Accept", "a"],
  ["reject", "Reject", "r"],
  ["neither", "Neither …", "n"],
];
const drawVerdict = (change, act) => {
  const verdict = verdictOf(change);
  const note = el("input", {
    type: "text",
    id: "note",
    placeholder: "note (optional)",
    "aria-label": "Note",
    value: decided.get(change.id)?.note ?? "",
  });
  byId("decide").replaceChildren(
    ...BUTTONS.map(([name, title, key]) =>
      el(
        "button",
        { type: "button", class: `button ${name}`, "aria-pressed": String(verdict === name), onclick: () => act(name) },
        title,
        " ",
        el("kbd", { "aria-hidden": "true" }, key),
      ),
    ),
    el(
      "button",
      { type: "button", class: "button", disabled: !undoable.length, onclick: () => act("undo") },
      "Undo ",
      el("kbd", { "aria-hidden": "true" }, "u"),
    ),
    note,
  );
};

/* Neither side is right: a field for each value that differs, typed as what stands there is typed. Spans and links are told by their words. */
const isSpan = (value) => Boolean(value) && typeof value === "object" && "text" in value;
const isPlain = (value) => value === null || typeof value !== "object" || isSpan(value);
const isList = (value) => Array.isArray(value) && value.every(isPlain);
const typed = (text, like, comparison) => {
  const known = new Map(
    like
      .flat()
      .filter((value) => typeof value === "string")
      .map((value) => [valueWords(value, comparison), value]),
  );
  const one = (part) => known.get(part) ?? part; // a link that was left as it stood is the id that it is
  if (like.some(isList)) return text.trim() === "" ? [] : text.split(" | ").map(one);
  if (text.trim() === "") return null;
  if (like.some((value) => typeof value === "number") && Number.isFinite(Number(text))) return Number(text);
  if (like.some((value) => typeof value === "boolean") && /^(true|false)$/.test(text)) return text === "true";
  if (like.every(isPlain)) return one(text);
  try {
    return JSON.parse(text);
  } catch {
    return text; // words are as good: who reads the decisions sees what was meant
  }
};
const plainValue = (value, comparison) => (isPlain(value) || isList(value) ? valueWords(value, comparison) : JSON.stringify(value));
const MADE = new Set(["rule", "confidence"]); // what sayso fills: nothing in the text would be right
const askWhatIsRight = (change, done) => {
  const form = byId("right-values");
  const earlier = decided.get(change.id)?.value ?? {};
  const asked = change.changes.filter(({ field }) => !MADE.has(field));
  const fields = asked.map(({ field, old, new: now }, at) => {
    const input = el("input", { type: "text", id: `right-${at}`, value: plainValue(earlier[field] ?? now, change.comparison) });
    return { field, like: [old, now], input, label: el("label", { for: input.id }, field) };
  });
  const close = () => {
    form.hidden = true;
    form.replaceChildren();
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const value = Object.fromEntries(fields.map(({ field, like, input }) => [field, typed(input.value, like, change.comparison)]));
    close();
    done(fields.length ? value : null);
  };
  form.onkeydown = (event) => {
    if (event.key === "Escape") {
      close();
      byId("list").focus();
    }
  };
  form.replaceChildren(
    ...fields.flatMap(({ label, input }) => [label, input]),
    el(
      "div",
      { class: "row" },
      el("button", { class: "button main" }, "Neither is right"),
      el("button", { class: "button", type: "button", onclick: close }, "Cancel"),
    ),
  );
  form.hidden = false;
  form.querySelector("input, button").focus();
};
const closeWhatIsRight = () => {
  byId("right-values").hidden = true;
  byId("right-values").replaceChildren();
};

/* The text, or both where they differ. All changes of the article are marked; the chosen one stands out. */
const spansFor = (comparison, sides) =>
  comparison.changes
    .flatMap((change) =>
      sides.flatMap((side) => placesOf(change, side).map((span) => ({ start: span.start, end: span.end, change, side }))),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
const markChanges = (over) => {
  const of = (side) => [...new Set(over.filter((span) => span.side === side).map((span) => span.change.at))].join(" ");
  const mark = el("span", { class: "c", "data-old": of("old"), "data-new": of("new") });
  mark.spans = over;
  return mark;
};
const paneOf = (comparison, sides, title, choose) => {
  const version = versionOf(comparison, sides.at(-1));
  const view = new TextView(version, spansFor(comparison, sides), { mark: markChanges, after: () => lightUp(panes.change) });
  view.sides = sides;
  view.element.addEventListener("click", (event) => {
    const mark = event.target.closest(".c");
    if (mark && !String(getSelection()))
      choose(mark.spans.reduce((best, span) => (span.end - span.start < best.end - best.start ? span : best)).change);
  });
  panes.views.push(view);
  return el("section", { class: "pane", tabindex: "0", "aria-label": title }, el("h3", {}, title, " ", marksKey(sides)), view.element);
};
const marksKey = (sides) =>
  el(
    "span",
    { class: "key-of-marks" },
    sides.includes("old") && el("span", { class: "c is-old" }, "old"),
    " ",
    sides.includes("new") && el("span", { class: "c is-new" }, "new"),
    sides.length > 1 && [" ", el("span", { class: "c is-old is-new" }, "both")],
    " ",
    el("span", { class: "c" }, "other changes"),
  );
const drawTexts = (change, choose) => {
  const { comparison } = change;
  panes.change = change;
  if (panes.comparison !== comparison) {
    panes.views.forEach((view) => view.leave());
    panes.views = [];
    panes.comparison = comparison;
    const made = isOneText(comparison)
      ? [paneOf(comparison, ["old", "new"], "The article", choose)]
      : [
          comparison.old && paneOf(comparison, ["old"], "The article before", choose),
          comparison.new && paneOf(comparison, ["new"], "The article after", choose),
        ];
    byId("texts").replaceChildren(...made.filter(Boolean));
    byId("texts").classList.toggle("two", made.length > 1);
  }
  for (const view of panes.views) {
    const places = view.sides.flatMap((side) => placesOf(change, side));
    places.forEach((span) => view.at(span.start));
  }
  lightUp(change);
  for (const view of panes.views) view.element.querySelector(".is-new, .is-old")?.scrollIntoView({ block: "center" });
};
const lightUp = (change) => {
  if (!change) return;
  for (const view of panes.views) {
    view.element.querySelectorAll(".is-old, .is-new").forEach((mark) => mark.classList.remove("is-old", "is-new"));
    for (const side of view.sides)
      view.element.querySelectorAll(`[data-${side}~="${change.at}"]`).forEach((mark) => mark.classList.add(`is-${side}`));
  }
};
