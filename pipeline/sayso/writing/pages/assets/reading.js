/* An article with its records in place, and below each paragraph, on demand, who says what. */

const layerSpans = (article) => {
  const spans = [];
  const add = (layer, record, span, deep) => span?.end && spans.push({ layer, record, deep, start: span.start, end: span.end });
  for (const one of article.attributions) {
    const deep = nestOf(one).length;
    for (const span of one.content ?? []) add("content", one, span, deep);
    add("source", one, one.source);
    add("cue", one, one.cue);
  }
  for (const claim of article.claims) for (const span of spansOf(claim)) add("claim", claim, span);
  for (const actor of article.actors) for (const span of actor.mentions ?? []) add("actor", actor, span);
  for (const figure of article.figures) add("figure", figure, figure);
  for (const date of article.dates) add("date", date, date);
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
};

const reading = { article: null, order: [], at: -1, held: null, view: null };
const layersOn = new Set(LAYERS);
let notesOn = false;

const openArticle = (at, { record = null } = {}) => {
  const article = articleAt(at);
  if (reading.article !== article) layOut(article);
  if (record) hold(record, { scroll: true });
};

const layOut = (article) => {
  reading.view?.leave();
  const records = KINDS.flatMap((kind) => article[`${kind}s`]);
  const number = new Map(records.map((record, at) => [record, at]));
  const notes = notesOf(article);
  Object.assign(reading, {
    article,
    number,
    order: records.filter((record) => startOf(record) < Infinity).sort((a, b) => startOf(a) - startOf(b)),
    at: -1,
    held: null,
    view: new TextView(article, layerSpans(article), { mark: (over) => markOf(over, number), after: (chunk) => addNotes(chunk, notes) }),
  });
  byId("reading").replaceChildren(layersBar(), aboutLine(article), wired(reading.view.element));
  byId("reading").scrollTop = 0;
  setLayers();
  show(null);
};
/* The element of a text, with what happens in it. */
const wired = (view) => {
  view.id = "text";
  view.setAttribute("tabindex", "0");
  view.setAttribute("role", "group");
  view.setAttribute("aria-label", `Text of ${oneLine(titleOf(reading.article))}; left and right move between records`);
  view.setAttribute("aria-describedby", "card");
  view.addEventListener("mouseover", (event) => peek(event.target.closest?.(".s")));
  view.addEventListener("mouseleave", () => show(reading.held));
  view.addEventListener("click", (event) => {
    const record = topOf(event.target.closest(".s"));
    if (record && !String(getSelection())) hold(record);
  });
  view.addEventListener("keydown", textKey);
  return view;
};

const markOf = (over, number) => {
  const deep = Math.min(3, Math.max(0, ...over.map((span) => span.deep ?? 0)));
  const mark = el("span", {
    class: ["s", ...new Set(over.map((span) => span.layer)), deep > 1 ? `deep${deep}` : ""].join(" ").trim(),
    "data-all": [...new Set(over.map((span) => number.get(span.record)))].join(" "),
  });
  mark.spans = over;
  return mark;
};
/* The innermost record at a mark, of those whose layer is shown; null where none is, or no mark. */
const topOf = (mark) => {
  const seen = (mark?.spans ?? []).filter((span) => layersOn.has(span.layer));
  const inner = (best, span) => (best && span.end - span.start > best.end - best.start ? best : span);
  return seen.reduce(inner, null)?.record ?? null;
};

const aboutLine = (article) => {
  const { meta } = article;
  const address = webAddress(meta.url);
  return el(
    "p",
    { class: "about" },
    [meta.outlet, meta.published && `published ${dayWords(meta.published)}`, meta.byline]
      .filter(Boolean)
      .flatMap((part) => [words(part), " · "]),
    el("bdi", { class: "mono" }, oneLine(article.id)),
    meta.url && [
      " · ",
      address ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, words(meta.url)) : words(meta.url),
    ],
  );
};
const layersBar = () =>
  el(
    "div",
    { class: "layers", role: "group", "aria-label": "What is marked in the text" },
    LAYERS.map((layer) =>
      el(
        "label",
        {},
        el("input", {
          type: "checkbox",
          checked: layersOn.has(layer),
          onchange: (event) => {
            layersOn[event.target.checked ? "add" : "delete"](layer);
            setLayers();
          },
        }),
        el("span", { class: layer }, layer),
      ),
    ),
    el(
      "label",
      { class: "hint" },
      el("input", {
        type: "checkbox",
        checked: notesOn,
        id: "notes",
        onchange: (event) => {
          notesOn = event.target.checked;
          setLayers();
        },
      }),
      "who says what",
    ),
  );
const setLayers = () => {
  const view = byId("text");
  LAYERS.forEach((layer) => view.classList.toggle(`show-${layer}`, layersOn.has(layer)));
  view.classList.toggle("show-notes", notesOn);
};

/* Below each paragraph: attributions as a tree with their claims, then the article's own claims. */
const notesOf = (article) => {
  const [inner, said, notes] = [new Map(), new Map(), []];
  const push = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);
  for (const one of article.attributions) push(inner, article.byId.has(one.within) && one.within !== one.id ? one.within : null, one);
  for (const claim of article.claims) push(said, innermost(claim)?.id ?? null, claim);
  const told = new Set();
  const tell = (one) => {
    if (told.has(one)) return null;
    told.add(one);
    const claims = (said.get(one.id) ?? []).map((claim) => el("li", {}, "• ", linkTo(claim)));
    const below = [...(inner.get(one.id) ?? []).map(tell), ...claims];
    return el(
      "li",
      {},
      el("span", { class: "who" }, linkTo(one, sayingOf(one) || whoOf(one))),
      el("span", { class: "quiet" }, ` ${one.stance} `),
      below.length ? el("ul", {}, below) : linkTo(one),
    );
  };
  for (const one of inner.get(null) ?? [])
    notes.push([one.cue?.start ?? one.content?.[0]?.start ?? one.source?.start ?? 0, () => tell(one)]);
  for (const claim of said.get(null) ?? []) notes.push([claim.start, () => el("li", {}, "• ", linkTo(claim))]);
  return notes.sort(([a], [b]) => a - b);
};
const addNotes = (chunk, notes) => {
  if (chunk.end < chunk.block.end) return; // they stand below the paragraph's last piece
  const here = notes.filter(([at]) => at >= chunk.block.start && at < chunk.block.end);
  if (here.length)
    chunk.element.after(
      el(
        "ul",
        { class: "notes" },
        here.map(([, make]) => make()),
      ),
    );
};

const lit = (record) => {
  document.querySelectorAll(".s.lit").forEach((mark) => mark.classList.remove("lit"));
  if (!record) return [];
  const marks = [...byId("text").querySelectorAll(`[data-all~="${reading.number.get(record)}"]`)];
  marks.filter((mark) => mark.spans.some((span) => standsFor(span, record))).forEach((mark) => mark.classList.add("lit"));
  return marks;
};
/* Whether these words light up with a record: all of them, but an attribution's content only where no cue shows the place. */
const standsFor = (span, record) => span.record === record && (span.layer !== "content" || !record.cue);
const peek = (mark) => {
  if (mark) show(topOf(mark));
};
const show = (record) => {
  lit(record);
  byId("card").replaceChildren(...(record ? cardOf(record) : overviewOf(reading.article)));
};
const hold = (record, { scroll = false, keep = true } = {}) => {
  reading.held = record;
  reading.at = reading.order.indexOf(record);
  for (const span of spansOf(record)) reading.view.at(span.start);
  show(record);
  if (keep) history.replaceState(null, "", hashOf(record.id));
  const marks = lit(record);
  if (scroll) (marks[0] ?? reading.view.at(startOf(record))?.element)?.scrollIntoView({ block: "center" });
  else marks[0]?.scrollIntoView({ block: "nearest" });
};
const textKey = (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (inField(event) || event.shiftKey) return;
  if (step && reading.order.length) {
    event.preventDefault();
    hold(reading.order[Math.max(0, Math.min(reading.at + step, reading.order.length - 1))], { keep: false });
  } else if (event.key === "Enter" && reading.held) hold(reading.held);
};
