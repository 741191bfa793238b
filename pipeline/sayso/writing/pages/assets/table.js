/* A table with filters above it, heads that sort, and a hundred rows a leaf.

   columns   {title, cell(row) → node or string, key(row) → string or number (what it sorts by), number: true, width}
   filters   {id, label, kind: "text" | "choice" | "tick", keeps(row, value), options(rows) → [value, …], start}
   open      called with a row that is chosen */

const LEAF = 100;
const MOST_ON_PAPER = 2000; // rows that are printed

class Table {
  constructor({ id, caption, columns, filters, sort, open, extra }) {
    Object.assign(this, { id, caption, columns, filters, open, rows: [], leaf: 0 });
    this.sort = sort ?? null;
    this.values = Object.fromEntries(filters.map((filter) => [filter.id, filter.start ?? ""]));
    this.heads = columns.map((column, at) => this.head(column, at));
    this.body = el("tbody");
    this.count = el("span", { class: "count", role: "status" });
    this.pager = el("nav", { class: "pager", "aria-label": `Leaves of ${caption}` });
    this.bar = el("form", {
      class: "filters",
      role: "search",
      "aria-label": `Filter ${caption}`,
      onsubmit: (event) => event.preventDefault(),
    });
    this.extra = extra ?? null;
    this.element = el(
      "div",
      { class: "table" },
      this.bar,
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": `${caption}, the table` },
        el("table", {}, el("caption", { class: "unseen" }, caption), el("thead", {}, el("tr", {}, this.heads)), this.body),
      ),
      this.pager,
    );
  }
  head(column, at) {
    const button = el(
      "button",
      { type: "button", onclick: () => this.sortBy(at) },
      column.title,
      el("span", { class: "arrow", "aria-hidden": "true" }),
    );
    const head = el("th", { scope: "col", class: column.number ? "number" : null }, column.key ? button : column.title);
    if (column.width) head.style.width = column.width;
    return head;
  }
  fill(rows) {
    this.rows = rows;
    this.bar.replaceChildren(...this.filters.map((filter) => this.control(filter)), ...(this.extra ? [this.extra] : []), this.count);
    this.show();
  }
  control(filter) {
    const id = `${this.id}-${filter.id}`;
    const take = (value) => {
      this.values[filter.id] = value;
      this.leaf = 0;
      this.show();
    };
    if (filter.kind === "text") {
      const input = el("input", {
        type: "search",
        id,
        placeholder: filter.label,
        "aria-label": filter.label,
        value: this.values[filter.id],
      });
      let waiting = 0;
      input.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => take(input.value), 80);
      });
      return input;
    }
    if (filter.kind === "tick") {
      const input = el("input", { type: "checkbox", id, checked: Boolean(this.values[filter.id]), onchange: () => take(input.checked) });
      return el("label", { for: id }, input, filter.label);
    }
    const select = el(
      "select",
      { id, "aria-label": filter.label, onchange: () => take(select.value) },
      el("option", { value: "" }, filter.label),
      filter.options(this.rows).map((value) => el("option", { value }, value)),
    );
    select.value = this.values[filter.id];
    return select;
  }
  set(values) {
    for (const filter of this.filters) this.values[filter.id] = values[filter.id] ?? filter.start ?? "";
    this.leaf = 0;
    if (this.rows.length) this.fill(this.rows);
  }
  sortBy(at) {
    const down = this.sort?.at === at ? !this.sort.down : Boolean(this.columns[at].number);
    this.sort = { at, down };
    this.leaf = 0;
    this.show();
  }
  kept() {
    const active = this.filters.filter((filter) => this.values[filter.id] !== "" || filter.kind === "tick");
    const rows = this.rows.filter((row) => active.every((filter) => filter.keeps(row, this.values[filter.id])));
    if (!this.sort) return rows;
    const key = this.columns[this.sort.at].key;
    const way = this.sort.down ? -1 : 1;
    return rows
      .map((row) => [key(row), row])
      .sort(([a], [b]) => Table.order(a, b, way))
      .map(([, row]) => row);
  }
  /* What is not known comes last, whichever way. */
  static order(a, b, way) {
    const gone = (value) => value === null || value === undefined || value === "";
    if (gone(a) || gone(b)) return Number(gone(a)) - Number(gone(b));
    return compare(a, b) * way;
  }
  show() {
    const rows = this.kept();
    const size = this.onPaper ? MOST_ON_PAPER : LEAF;
    const leaves = Math.max(1, Math.ceil(rows.length / size));
    this.leaf = Math.min(this.leaf, leaves - 1);
    const from = this.leaf * size;
    this.body.replaceChildren(...rows.slice(from, from + size).map((row) => this.line(row)));
    if (!rows.length)
      this.body.append(el("tr", {}, el("td", { colspan: this.columns.length, class: "none" }, "Nothing fits these filters.")));
    this.heads.forEach((head, at) => {
      const on = this.sort?.at === at;
      head.setAttribute("aria-sort", on ? (this.sort.down ? "descending" : "ascending") : "none");
      const arrow = head.querySelector(".arrow");
      if (arrow) arrow.textContent = on ? (this.sort.down ? "↓" : "↑") : "";
    });
    this.count.textContent =
      rows.length === this.rows.length
        ? count(rows.length, "row")
        : `${rows.length.toLocaleString("en")} of ${count(this.rows.length, "row")}`;
    this.turns(rows.length, leaves, from);
  }
  print(onPaper) {
    if (onPaper) this.leafBefore = this.leaf;
    this.onPaper = onPaper;
    this.leaf = onPaper ? 0 : (this.leafBefore ?? 0);
    this.show();
  }
  turns(total, leaves, from) {
    const turn = (by, label) =>
      el(
        "button",
        {
          type: "button",
          class: "button",
          disabled: this.leaf + by < 0 || this.leaf + by >= leaves,
          onclick: () => {
            this.leaf += by;
            this.show();
            this.element.querySelector(".scroll").scrollTop = 0;
          },
        },
        label,
      );
    this.pager.hidden = leaves === 1;
    this.pager.replaceChildren(
      turn(-1, "‹ Before"),
      `${from + 1}–${Math.min(total, from + (this.onPaper ? MOST_ON_PAPER : LEAF))} of ${total.toLocaleString("en")}`,
      turn(1, "Next ›"),
    );
  }
  line(row) {
    const cells = this.columns.map((column) => el("td", { class: column.number ? "number" : null }, column.cell(row) ?? ""));
    return el("tr", {}, cells);
  }
}
