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
const extent = (days) => [days.reduce((a, b) => Math.min(a, b), Infinity), days.reduce((a, b) => Math.max(a, b), -Infinity)];
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
  const bins = periodsOf(first, last, period).map((bin) => ({ ...bin, published: 0, claims: [] }));
  const touched = (from, to) => bins.filter((bin) => bin.first <= to && bin.last >= from);
  for (const day of gathered.published)
    touched(day, day).forEach((bin) => {
      bin.published += 1;
    });
  let outside = 0;
  for (const [claim, days] of gathered.claims) {
    const over = new Set(days.flatMap(([from, to]) => touched(from, to)));
    over.forEach((bin) => bin.claims.push(claim));
    outside += over.size ? 0 : 1;
  }
  const within = gathered.claims.filter(([, days]) => days.some(([from, to]) => from <= last && to >= first)).map(([claim]) => claim);
  const [above, below] = [count(gathered.published.length, "publication date"), count(within.length, "claim")];
  const label = `${above} above the line and ${below} below it, by ${period.name}, ${isoOf(first)} to ${isoOf(last)}`;
  const pick = (id, name, value, take) =>
    el(
      "label",
      { for: id },
      name,
      el("input", {
        id,
        type: "date",
        value,
        min: "0001-01-01",
        max: "9999-12-31",
        onchange: (event) => {
          if (event.target.value) take(dayOf(event.target.value));
        },
      }),
    );
  const setRange = (range) => {
    if (range && range[0] <= range[1]) {
      timeline.range = range;
      showDates();
    }
  };
  timeline.plot.replaceChildren(
    el(
      "div",
      { class: "filters" },
      el("button", { class: "button", type: "button", onclick: () => setRange(aroundPublication(gathered)) }, "Around publication"),
      el("button", { class: "button", type: "button", onclick: () => setRange(allDays(gathered)) }, "All days"),
      pick("from-day", "from", isoOf(first), (day) => setRange([day, last])),
      pick("to-day", "to", isoOf(last), (day) => setRange([first, day])),
      el("span", { class: "count", role: "status" }, `by ${period.name}`, outside ? `; ${count(outside, "claim")} of other days` : ""),
    ),
    drawTimeline(bins, {
      first: bins[0].first,
      last: bins.at(-1).last,
      label,
      choose: (bin) => {
        timeline.table.fill(bin.claims);
        say(`${bin.label}: ${count(bin.claims.length, "claim")}`);
      },
    }),
  );
  timeline.table.fill(within);
};

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
