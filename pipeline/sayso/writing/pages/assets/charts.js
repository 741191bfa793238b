/* Days on a line, bars and points: inline SVG, no library. A day is its number since 1970; years are 1 to 9999. */

const dayOf = (iso) => {
  const [year, month = 1, day = 1] = iso.slice(0, 10).split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / 864e5);
};
const dateOf = (day) => new Date(day * 864e5);
const digits = (number, length) => String(number).padStart(length, "0");
const firstDay = (year, month) => dayOf(`${digits(year, 4)}-${digits(month + 1, 2)}-01`);
const isoOf = (day) => {
  const date = dateOf(day);
  return `${digits(date.getUTCFullYear(), 4)}-${digits(date.getUTCMonth() + 1, 2)}-${digits(date.getUTCDate(), 2)}`;
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const [FIRST_DAY, LAST_DAY] = [dayOf("0001-01-01"), dayOf("9999-12-31")];

/* Periods, each with the days it may be used for, where one begins, and its name. */
const months = (each) => (day) => {
  const date = dateOf(day);
  return firstDay(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / each) * each);
};
const years = (each) => (day) => firstDay(Math.max(1, Math.floor(dateOf(day).getUTCFullYear() / each) * each), 0);
const PERIODS = [
  { name: "day", days: 1, most: 70, begin: (day) => day, label: (day) => isoOf(day) },
  { name: "week", days: 7, most: 500, begin: (day) => day - ((((day + 3) % 7) + 7) % 7), label: (day) => `week of ${isoOf(day)}` },
  {
    name: "month",
    days: 31,
    most: 2600,
    begin: months(1),
    label: (day) => `${MONTHS[dateOf(day).getUTCMonth()]} ${dateOf(day).getUTCFullYear()}`,
  },
  { name: "year", days: 366, most: 33000, begin: years(1), label: (day) => String(dateOf(day).getUTCFullYear()) },
  { name: "decade", days: 3660, most: 330000, begin: years(10), label: (day) => `${dateOf(day).getUTCFullYear()}s` },
  { name: "century", days: 36600, most: Infinity, begin: years(100), label: (day) => `years ${dateOf(day).getUTCFullYear()} on` },
];
const periodFor = (first, last) => PERIODS.find((period) => last - first <= period.most);

/* All periods from one day to another. */
const periodsOf = (first, last, period) => {
  const begins = [period.begin(first)];
  while (begins.at(-1) <= last && begins.length < 2000) begins.push(period.begin(begins.at(-1) + period.days + (period.days > 7 ? 2 : 0)));
  return begins.slice(0, -1).map((begin, at) => ({ first: begin, last: begins[at + 1] - 1, label: period.label(begin) }));
};

const STEPS = [
  ...[1, 2, 7, 14].map((each) => ({
    days: each,
    begin: (day) => Math.floor(day / each) * each,
    label: (day) => `${dateOf(day).getUTCDate()} ${MONTHS[dateOf(day).getUTCMonth()]}`,
  })),
  ...[1, 3, 6].map((each) => ({
    days: 31 * each,
    begin: months(each),
    label: (day) => `${MONTHS[dateOf(day).getUTCMonth()]} ${dateOf(day).getUTCFullYear()}`,
  })),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((each) => ({
    days: 366 * each,
    begin: years(each),
    label: (day) => String(dateOf(day).getUTCFullYear()),
  })),
];
const dayTicks = (first, last, most) => {
  const step = STEPS.find(({ days }) => (last - first) / days <= most) ?? STEPS.at(-1);
  const ticks = [];
  for (let day = step.begin(first); day <= last && ticks.length < 50; day = step.begin(day + step.days + (step.days > 14 ? 2 : 0))) {
    if (day >= first) ticks.push({ day, label: step.label(day) });
  }
  return ticks;
};
const niceTicks = (low, high, most = 5) => {
  const rough = (high - low || 1) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
  const ticks = [];
  for (let at = Math.ceil(low / step); at * step <= high && ticks.length < 12; at += 1) ticks.push(at * step);
  return ticks;
};
const scale = (low, high, from, to) => (value) => from + ((value - low) / (high - low || 1)) * (to - from);
/* The least and the greatest. */
const extent = (days) => [days.reduce((a, b) => Math.min(a, b), Infinity), days.reduce((a, b) => Math.max(a, b), -Infinity)];
const amount = (value) =>
  Math.abs(value) >= 1e6 || (value && Math.abs(value) < 1e-3)
    ? new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 }).format(value)
    : value.toLocaleString("en", { maximumFractionDigits: 3 });

const WIDE = 1300;
const axisOf = (ticks, x, y, height) =>
  ticks.flatMap(({ day, label }) => [
    draw("line", { x1: x(day), x2: x(day), y1: 0, y2: height, class: "grid" }),
    draw("text", { x: x(day), y, class: "tick", "text-anchor": "middle" }, label),
  ]);

/* How many articles came out in each period (above the line), and how many claims speak of it (below). */
const drawTimeline = (bins, { first, last, label, words, choose }) => {
  const [above, middle, below] = [74, 26, 112];
  const x = scale(first, last + 1, 8, WIDE - 8);
  const most = Math.max(1, ...bins.map((bin) => bin.published));
  const deepest = Math.max(1, ...bins.map((bin) => bin.claims.length));
  const chart = draw("svg", { viewBox: `0 0 ${WIDE} ${above + middle + below}`, class: "chart", role: "img", "aria-label": label });
  chart.append(...axisOf(dayTicks(first, last, 9), x, above + 17, above));
  chart.append(
    draw("text", { x: 8, y: 12, class: "lane" }, `published (at most ${most})`),
    draw("text", { x: 8, y: above + middle + below - 4, class: "lane" }, `spoken of by claims (at most ${deepest})`),
  );
  for (const bin of bins) {
    const left = Math.max(8, x(bin.first));
    const width = Math.max(1.5, Math.min(WIDE - 8, x(bin.last + 1)) - left - 1);
    const up = (bin.published / most) * (above - 20);
    const down = (bin.claims.length / deepest) * (below - 22);
    chart.append(
      draw(
        "g",
        { class: "bin", onclick: () => choose(bin) },
        draw("title", {}, words(bin)),
        draw("rect", { x: left, y: 0, width, height: above + middle + below, class: "hit" }),
        draw("rect", { x: left, y: above - up, width, height: up, class: "up", rx: 1 }),
        draw("rect", { x: left, y: above + middle, width, height: down, class: "down", rx: 1 }),
      ),
    );
  }
  return chart;
};

/* Values over days; a value that is a range is a stroke. */
const drawFigures = (points, { choose, label, unit }) => {
  const [height, foot, side] = [210, 26, 76];
  const [earliest, latest] = extent(points.map((point) => point.day));
  const pad = Math.max(2, Math.round((latest - earliest) * 0.04));
  const [first, last] = [earliest - pad, latest + pad];
  const [low, high] = extent([0, ...points.flatMap((point) => [point.low, point.high])]);
  const x = scale(first, last, side, WIDE - 12);
  const y = scale(low, high * 1.08 || 1, height, 18);
  const chart = draw("svg", { viewBox: `0 0 ${WIDE} ${height + foot}`, class: "chart", role: "img", "aria-label": label });
  chart.append(...axisOf(dayTicks(first, last, 8), x, height + 18, height));
  for (const tick of niceTicks(low, high * 1.08 || 1)) {
    chart.append(
      draw("line", { x1: side, x2: WIDE - 12, y1: y(tick), y2: y(tick), class: tick ? "grid" : "base" }),
      draw("text", { x: side - 8, y: y(tick) + 4, class: "tick", "text-anchor": "end" }, amount(tick)),
    );
  }
  chart.append(draw("text", { x: side, y: 11, class: "lane" }, unit));
  for (const point of points) {
    chart.append(
      draw(
        "g",
        { class: "point", onclick: () => choose(point) },
        draw("title", {}, point.title),
        point.low !== point.high &&
          draw("line", { x1: x(point.day), x2: x(point.day), y1: y(point.low), y2: y(point.high), class: "span" }),
        draw("circle", { cx: x(point.day), cy: y((point.low + point.high) / 2), r: 5, class: point.dated ? "dot" : "dot open" }),
      ),
    );
  }
  return chart;
};

/* Who stands behind a claim, the outermost first: a rung each, the claim at the foot. */
const drawChain = (rungs) => {
  const [step, indent, width] = [40, 14, 340];
  const height = rungs.length * step - 8;
  const label = `Chain of sources: ${rungs.map((rung) => [rung.how, rung.name].filter(Boolean).join(" ")).join(", then ")}`;
  const chart = draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "chain", role: "img", "aria-label": label });
  rungs.forEach((rung, at) => {
    const [x, y] = [8 + at * indent, 14 + at * step];
    if (at) {
      chart.append(
        draw("path", { d: `M${x - indent} ${y - step + 6} V${y} H${x - 6}`, class: "tie" }),
        draw("text", { x: x - indent + 8, y: y - 16, class: "how" }, short(rung.how, 34)),
      );
    }
    chart.append(
      draw("circle", { cx: x, cy: y, r: 5, class: `knot ${rung.kind}` }),
      draw("text", { x: x + 12, y: y + 4, class: rung.kind }, short(rung.name, 44 - 2 * at), draw("title", {}, oneLine(rung.name))),
    );
  });
  return chart;
};
