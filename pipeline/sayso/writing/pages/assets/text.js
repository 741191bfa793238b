/* The text of an article: records count code points, scripts count UTF-16 units; here the one becomes the other. */

class Points {
  constructor(text) {
    this.text = text;
    this.wide = []; // the characters that take two units, by code point
    for (const found of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) this.wide.push(found.index - this.wide.length);
    this.length = text.length - this.wide.length;
  }
  /* The unit at which a code point begins. */
  unit(point) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle] < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }
  cut(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

const CHUNK = 6000; // code points: a paragraph that is longer is laid out in pieces

/* The blocks of an article, with whatever they leave out as further ones, so that no word is lost. */
const blocksOf = (article, points) => {
  const blocks = [];
  const fill = (start, end) => {
    if (end > start && points.cut(start, end).trim()) blocks.push({ start, end, kind: "body" });
  };
  let at = 0;
  for (const block of article.blocks ?? []) {
    if (block.start < at) continue;
    fill(at, block.start);
    blocks.push(block);
    at = block.end;
  }
  fill(at, points.length);
  return blocks;
};

/* Blocks as pieces of at most CHUNK code points, each cut where a word ends if there is one near, never before a combining mark. */
const chunksOf = (blocks, points) =>
  blocks.flatMap((block) => {
    const chunks = [];
    for (let start = block.start; start < block.end;) {
      const end = Math.min(block.end, endOfChunk(points, start, block.end));
      chunks.push({ start, end, kind: block.kind, block, on: start > block.start, spans: [] });
      start = end;
    }
    return chunks;
  });

const endOfChunk = (points, start, last) => {
  if (last - start <= CHUNK) return last;
  const blank = points.cut(start, start + CHUNK).search(/\s\S*$/u);
  if (blank > CHUNK / 2) return start + [...points.cut(start, start + CHUNK).slice(0, blank + 1)].length;
  let end = start + CHUNK;
  while (end < last && /^[\p{M}\u200d]/u.test(points.cut(end, end + 1))) end += 1;
  return end;
};

/* Hand each span to the chunks that it touches. Both are in text order; chunks do not overlap. */
const dealSpans = (chunks, spans) => {
  for (const span of spans) {
    let low = 0;
    let high = chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (chunks[middle].end <= span.start) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < chunks.length && chunks[at].start < span.end; at += 1) chunks[at].spans.push(span);
  }
};

/* A stretch of text as segments, each with the spans that cover it; a new one begins wherever a span begins or ends. */
const segmentsOf = (start, end, spans) => {
  const borders = new Set([start, end]);
  for (const span of spans) {
    borders.add(Math.max(start, span.start));
    borders.add(Math.min(end, span.end));
  }
  const cuts = [...borders].sort((a, b) => a - b);
  return cuts.slice(1).map((to, at) => {
    const from = cuts[at];
    return { start: from, end: to, spans: spans.filter((span) => span.start <= from && span.end >= to) };
  });
};

const HEADINGS = { headline: { role: "heading", "aria-level": 2 }, heading: { role: "heading", "aria-level": 3 } };

/* A text laid out block by block. A chunk holds its plain words at once; marks come when it nears the screen, or is asked for.

   mark     spans of a segment → the element around its words, or null for plain words
   after    called with a chunk and its element once it is marked */
class TextView {
  constructor(article, spans, { mark, after = () => {} }) {
    this.points = article.points;
    this.mark = mark;
    this.after = after;
    this.chunks = chunksOf(blocksOf(article, this.points), this.points);
    dealSpans(this.chunks, spans);
    this.element = el("div", { class: "article", lang: article.meta.language ?? null });
    this.observer = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => this.enrich(entry.target.chunk)),
      { rootMargin: "600px" },
    );
    for (const chunk of this.chunks) this.element.append(this.plain(chunk));
  }
  plain(chunk) {
    chunk.element = el("div", {
      class: `block chunk ${chunk.kind}${chunk.on ? " on" : ""}`,
      dir: "auto",
      ...HEADINGS[chunk.on ? "" : chunk.kind],
    });
    chunk.element.textContent = shown(this.points.cut(chunk.start, chunk.end));
    chunk.element.chunk = chunk;
    this.observer.observe(chunk.element);
    return chunk.element;
  }
  enrich(chunk) {
    if (chunk.rich) return;
    chunk.rich = true;
    this.observer.unobserve(chunk.element);
    chunk.element.replaceChildren(
      ...segmentsOf(chunk.start, chunk.end, chunk.spans).map((segment) => {
        const text = shown(this.points.cut(segment.start, segment.end));
        const around = segment.spans.length ? this.mark(segment.spans, segment) : null;
        if (!around) return text;
        around.append(text);
        return around;
      }),
    );
    this.after(chunk);
  }
  enrichAll() {
    this.chunks.forEach((chunk) => this.enrich(chunk));
  }
  /* The chunk that holds a code point, marked; else the last one before it. */
  at(point) {
    const chunk = this.chunks.find((one) => one.end > point) ?? this.chunks.at(-1);
    if (chunk) this.enrich(chunk);
    return chunk;
  }
  leave() {
    this.observer.disconnect();
  }
}
