/* The days that claims speak of beside the days of publication, and the values of one counted thing over time. */

const timeline = { first: null, last: null, table: null };
const daysOfClaim = (claim) =>
  (claim.dates ?? [])
    .map((id) => claim.article.byId.get(id))
    .filter((date) => date?.first || date?.last)
    .map((date) => [dayOf(date.first ?? date.last), dayOf(date.last ?? date.first)]);
const gatherDays = () => ({
  published: everyArticle()
    .map((article) => article.meta.published)
    .filter((day) => day?.length >= 10)
    .map(dayOf),
  claims: every("claim")
    .filter((claim) => !claim.repeats)
    .map((claim) => [claim, daysOfClaim(claim)])
    .filter(([, days]) => days.length),
});
const aroundPublication = ({ published, claims }) => {
  const days = published.length ? published : claims.flatMap(([, spans]) => spans.flat());
  const [first, last] = extent(days);
  return days.length ? [Math.max(FIRST_DAY, first - 400), Math.min(LAST_DAY, last + 250)] : null;
};
const allDays = ({ published, claims }) => {
  const days = [...published, ...claims.flatMap(([, spans]) => spans.flat())];
  return days.length ? extent(days) : null;
};
const showDates = () => {
  const gathered = (timeline.gathered ??= gatherDays());
  const range = (timeline.range ??= aroundPublication(gathered));
  const box = byId("dates");
  if (!range)
    return box.replaceChildren(
      el("p", { class: "none" }, "No article has a publication date, and no claim speaks of a day that is known."),
    );
  timeline.table ??= claimTable("date-table", "Claims of the days that are shown");
  timeline.plot ??= el("figure", { class: "plot", "aria-label": "Timeline" });
  if (!box.contains(timeline.plot)) box.replaceChildren(timeline.plot, timeline.table.element);
  drawDates(gathered, range);
};
const drawDates = (gathered, [first, last]) => {
  const period = periodFor(first, last);
  const bins = binsOf(gathered, periodsOf(first, last, period));
  const within = gathered.claims.filter(([, days]) => days.some(([from, to]) => from <= last && to >= first)).map(([claim]) => claim);
  const [above, below] = [count(gathered.published.length, "publication date"), count(within.length, "claim")];
  const label = `${above} above the line and ${below} below it, by ${period.name}, ${isoOf(first)} to ${isoOf(last)}`;
  const outside = gathered.claims.length - within.length;
  const choose = (bin) => {
    timeline.table.fill(bin ? bin.claims : within);
    say(bin ? binWords(bin) : count(within.length, "claim"));
  };
  timeline.plot.replaceChildren(
    el(
      "div",
      { class: "filters" },
      rangeButtons(gathered),
      dayField("from-day", "from", first, (day) => setRange([day, last])),
      dayField("to-day", "to", last, (day) => setRange([first, day])),
      periodField(bins, period, choose),
      el("span", { class: "count", role: "status" }, `by ${period.name}`, outside ? `; ${count(outside, "claim")} of other days` : ""),
    ),
    drawTimeline(bins, { first: bins[0].first, last: bins.at(-1).last, label, words: binWords, choose }),
  );
  timeline.table.fill(within);
};

/* Each period with the articles that came out in it, and the claims that speak of any of its days. */
const binsOf = (gathered, periods) => {
  const bins = periods.map((period) => ({ ...period, published: 0, claims: [] }));
  const touched = (from, to) => bins.filter((bin) => bin.first <= to && bin.last >= from);
  for (const day of gathered.published) for (const bin of touched(day, day)) bin.published += 1;
  for (const [claim, days] of gathered.claims) {
    for (const bin of new Set(days.flatMap(([from, to]) => touched(from, to)))) bin.claims.push(claim);
  }
  return bins;
};
const binWords = (bin) => `${bin.label}: ${count(bin.published, "article")} published, ${count(bin.claims.length, "claim")} about it`;

const setRange = (range) => {
  if (!range || range[0] > range[1]) return;
  timeline.range = range;
  showDates();
};
const rangeButtons = (gathered) =>
  [
    ["Around publication", aroundPublication],
    ["All days", allDays],
  ].map(([name, find]) => el("button", { class: "button", type: "button", onclick: () => setRange(find(gathered)) }, name));
const dayField = (id, name, day, take) => {
  const onchange = (event) => event.target.value && take(dayOf(event.target.value));
  return el(
    "label",
    { for: id },
    name,
    el("input", { id, type: "date", value: isoOf(day), min: "0001-01-01", max: "9999-12-31", onchange }),
  );
};
/* The bars once more, as a list: for keys and screen readers. */
const periodField = (bins, period, choose) =>
  el(
    "select",
    { id: "period", "aria-label": `One ${period.name}`, onchange: (event) => choose(bins[event.target.value]) },
    el("option", { value: "" }, `Every ${period.name}`),
    bins.map((bin, at) => (bin.published || bin.claims.length ? el("option", { value: at }, binWords(bin)) : null)),
  );

const showFigures = () => {
  const table = tables.figures;
  const things = thingsIn(table.rows);
  const plot = el("figure", { class: "plot", "aria-label": "Figures over time" });
  const select = el(
    "select",
    { id: "thing", "aria-label": "Counted thing", onchange: () => plotThing() },
    things.map(([thing, number]) => el("option", { value: thing }, `${short(thing, 60)} · ${number}`)),
  );
  const plotThing = () => {
    const points = table.rows
      .filter((figure) => thingOf(figure) === select.value)
      .map(pointOf)
      .filter(Boolean);
    const label = `${count(points.length, "value")} of ${select.value} over time; the table below lists them`;
    plot.replaceChildren(
      el(
        "div",
        { class: "filters" },
        el("label", { for: "thing" }, "Over time", select),
        el("button", { class: "button", type: "button", onclick: () => table.set({ thing: select.value }) }, "List these"),
        el("span", { class: "count" }, "● the days that it covers  ○ no days told, by publication"),
      ),
      drawFigures(points, {
        label,
        unit: select.value,
        choose: (point) => {
          location.hash = hashOf(point.figure.id);
        },
      }),
    );
  };
  if (things.length) plotThing();
  byId("figures").replaceChildren(...(things.length ? [plot] : []), table.element);
};
