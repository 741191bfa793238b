/* The page of what changed: filters, the list, keys, and what happens between them. */

const filters = { text: "", record: "", op: "", grade: "", rule: "", field: "", article: "", verdict: "" };
const firstOf = (names) => [...names].sort(compare)[0] ?? "";
const ORDERS = {
  "by article": null,
  "by field": (a, b) => compare(firstOf(fieldNames(a)), firstOf(fieldNames(b))) || a.at - b.at,
  "weightiest first": (a, b) => b.weight - a.weight || a.at - b.at,
  "by rule": (a, b) => compare(ruleWords(a), ruleWords(b)) || a.at - b.at,
};
let order = `by ${INDEX.order}`;
let list = null;
let current = null;

const tests = {
  text: (change, part) => change.searched.includes(part.toLocaleLowerCase()),
  record: (change, value) => change.record === value,
  op: (change, value) => change.op === value,
  grade: (change, value) => change.grade === value,
  rule: (change, value) => rulesOf(change).includes(value),
  field: (change, value) => fieldNames(change).includes(value),
  article: (change, value) => change.article === value,
  verdict: (change, value) => (verdictOf(change) ?? "pending") === value,
};
const keptChanges = () => {
  const active = Object.entries(filters).filter(([, value]) => value !== "");
  const kept = changes.filter((change) => active.every(([name, value]) => tests[name](change, value)));
  return ORDERS[order] ? kept.sort(ORDERS[order]) : kept;
};
/* The values of a filter with how many changes have each, the commonest first. */
const counted = (valuesOf) => {
  const by = new Map();
  for (const change of changes) for (const value of new Set(valuesOf(change))) by.set(value, (by.get(value) ?? 0) + 1);
  return [...by].sort(([a, x], [b, y]) => y - x || compare(a, b));
};
const select = (name, title, options) =>
  el(
    "select",
    {
      id: `filter-${name}`,
      "aria-label": title,
      onchange: (event) => {
        filters[name] = event.target.value;
        refill();
      },
    },
    el("option", { value: "" }, title),
    options.map(([value, number]) =>
      el("option", { value }, number === undefined ? value : `${short(value, 60)} · ${number.toLocaleString("en")}`),
    ),
  );
const drawFilters = () => {
  let waiting = 0;
  const search = el("input", {
    type: "search",
    id: "filter-text",
    placeholder: "Words, field, id …",
    "aria-label": "Filter by words, field or id",
  });
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      filters.text = search.value;
      refill();
    }, 60);
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").append(
    search,
    select(
      "record",
      "Any record",
      counted((change) => [change.record]),
    ),
    select(
      "op",
      "Any change",
      counted((change) => [change.op]),
    ),
    select(
      "grade",
      "Any grade",
      counted((change) => [change.grade]),
    ),
    select("rule", "Any rule", counted(rulesOf)),
    select("field", "Any field", counted(fieldNames)),
    select(
      "article",
      "Any article",
      counted((change) => [change.article]),
    ),
    select("verdict", "Any verdict", [["pending"], ["accept"], ["reject"], ["neither"]]),
    el(
      "select",
      {
        id: "order",
        "aria-label": "Order",
        onchange: (event) => {
          order = event.target.value;
          refill();
        },
      },
      Object.keys(ORDERS).map((name) => el("option", { value: name, selected: name === order }, name)),
    ),
  );
};

const MARKS = { accept: "✓ accepted", reject: "✕ rejected", neither: "◇ neither" };
const rowOf = (change) => {
  const verdict = verdictOf(change);
  const fields = fieldNames(change);
  return [
    el(
      "div",
      { class: `first ${change.grade}` },
      el("span", { class: `op ${change.op}`, role: "img", "aria-label": change.op }, SIGNS[change.op]),
      words(short(changeWords(change), 120)),
      verdict && el("span", { class: `verdict ${verdict}` }, MARKS[verdict]),
    ),
    el(
      "div",
      { class: "second" },
      el("b", {}, change.edit ? `${change.record}: ${change.edit}` : change.record),
      fields.length ? ` ${fields.join(", ")}` : ` ${change.op}`,
      change.grade === "cosmetic" ? " · cosmetic" : "",
      ruleWords(change) ? ` · ${ruleWords(change)}` : "",
    ),
    el("div", { class: "second" }, words(change.article)),
  ];
};

const refill = () => {
  const kept = keptChanges();
  const same = current ? kept.indexOf(current) : 0;
  list.fill(kept, same >= 0 ? same : Math.min(Math.max(list.at, 0), kept.length - 1));
  byId("shown").textContent =
    kept.length === changes.length
      ? count(kept.length, "change")
      : `${kept.length.toLocaleString("en")} of ${count(changes.length, "change")}`;
  ["accept-shown", "reject-shown"].forEach((id) => {
    byId(id).disabled = !kept.some((change) => !verdictOf(change));
  });
  open(list.items[list.at] ?? null);
};
const open = (change) => {
  current = change;
  closeWhatIsRight();
  if (!change) {
    byId("detail").replaceChildren(
      el("p", { class: "none" }, changes.length ? "No change fits these filters." : "Nothing changed between these runs."),
    );
    byId("decide").replaceChildren();
    byId("texts").replaceChildren();
    panes.views.forEach((view) => view.leave());
    Object.assign(panes, { comparison: null, change: null, views: [] });
    return;
  }
  drawDetail(change);
  drawVerdict(change, act);
  drawTexts(change, choose);
};
/* Go to a change from the text, even if the filters leave it out. */
const choose = (change) => {
  const at = list.items.indexOf(change);
  if (at >= 0) list.go(at);
  else open(change);
};
const tellProgress = () => {
  const by = Object.fromEntries(Object.keys(VERDICTS).map((verdict) => [verdict, 0]));
  for (const { verdict } of decided.values()) by[verdict] += 1;
  const told = Object.entries(by)
    .filter(([, number]) => number)
    .map(([verdict, number]) => `${number.toLocaleString("en")} ${VERDICTS[verdict]}`);
  byId("progress").textContent = changes.length
    ? `${decided.size.toLocaleString("en")} of ${changes.length.toLocaleString("en")} decided${told.length ? `: ${told.join(", ")}` : ""}`
    : "";
  byId("done").style.width = `${changes.length ? (decided.size / changes.length) * 100 : 0}%`;
  byId("download").disabled = !decided.size;
};

/* After a verdict: the next change, which is the one in the same place where the filters took this one out. */
const settle = (message, next) => {
  tellProgress();
  const at = list.at;
  const before = list.items[at];
  refill();
  if (next && list.items[list.at] === before && list.at < list.items.length - 1) list.go(list.at + 1);
  say(message);
};
const act = (name) => {
  if (name === "undo") {
    const undone = undo();
    if (!undone) return say("Nothing to undo");
    if (keptChanges().includes(undone[0])) current = undone[0];
    return settle(`Took back ${undone.length === 1 ? "one verdict" : `${undone.length.toLocaleString("en")} verdicts`}`, false);
  }
  if (!current) return undefined;
  const change = current;
  const note = byId("note")?.value.trim() || null;
  const take = (value) => {
    decide([change], name, { note, value });
    settle(`${short(changeWords(change), 40)}: ${VERDICTS[name]}`, true);
  };
  if (name === "neither")
    return askWhatIsRight(change, (value) => {
      take(value);
      byId("list").focus();
    });
  return take(null);
};
const actOnShown = (verdict) => {
  const pending = list.items.filter((change) => !verdictOf(change));
  if (!pending.length) return say("Nothing that is shown is pending");
  decide(pending, verdict);
  return settle(`${count(pending.length, "change")} ${VERDICTS[verdict]}; u takes it back`, false);
};

const KEYS = {
  j: () => list.go(list.at + 1),
  k: () => list.go(list.at - 1),
  a: () => act("accept"),
  r: () => act("reject"),
  n: () => act("neither"),
  u: () => act("undo"),
  A: () => actOnShown("accept"),
  R: () => actOnShown("reject"),
  d: () => decided.size && downloadDecisions(),
  "/": () => byId("filter-text").focus(),
  "?": () => byId("help").showModal(),
};
const key = (event) => {
  if (inField(event) || byId("help").open || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
};

const start = () => {
  for (const change of changes)
    change.searched = [
      changeWords(change),
      change.record,
      change.op,
      change.edit ?? "",
      change.id,
      ...fieldNames(change),
      ...change.changes.flatMap(({ old, new: now }) => [valueWords(old, change.comparison), valueWords(now, change.comparison)]),
    ]
      .join(" ")
      .toLocaleLowerCase();
  const { counts } = INDEX;
  byId("sum").textContent =
    [
      ...OPS.filter((op) => counts[op]).map((op) => `${counts[op].toLocaleString("en")} ${op}`),
      counts.material && `${counts.material.toLocaleString("en")} material`,
    ]
      .filter(Boolean)
      .join(" · ") || "no changes";
  byId("made").textContent = shown(INDEX.made);
  restoreDecisions();
  drawFilters();
  list = new LongList(byId("list"), { height: 72, label: "Changes", row: rowOf, choose: open });
  tellProgress();
  refill();
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("list").focus();
  });
  byId("download").addEventListener("click", downloadDecisions);
  byId("accept-shown").addEventListener("click", () => actOnShown("accept"));
  byId("reject-shown").addEventListener("click", () => actOnShown("reject"));
  addEventListener("keydown", key);
  addEventListener("beforeprint", () => {
    list.whole = true;
    list.render(true);
  });
  addEventListener("afterprint", () => {
    list.whole = false;
    list.render(true);
  });
  wireHelp();
  byId("list").focus();
};
start();
