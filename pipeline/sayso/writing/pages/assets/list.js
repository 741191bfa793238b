/* A list of any length of which only what is seen is there. All rows are equally high. Arrows, Home, End and Page keys move. */

class LongList {
  constructor(box, { height, row, choose, label }) {
    Object.assign(this, { box, height, row, choose, items: [], at: -1, whole: false });
    this.room = el("div", { class: "room", role: "presentation" });
    box.classList.add("list");
    box.setAttribute("role", "listbox");
    box.setAttribute("tabindex", "0");
    box.setAttribute("aria-label", label);
    box.append(this.room);
    box.addEventListener("scroll", () => this.render(), { passive: true });
    box.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.render()).observe(box);
  }
  fill(items, at = items.length ? 0 : -1) {
    this.items = items;
    this.at = Math.min(at, items.length - 1);
    this.room.style.height = `${items.length * this.height}px`;
    this.render(true);
    this.reveal();
  }
  render(anew = false) {
    const from = this.whole ? 0 : Math.max(0, Math.floor(this.box.scrollTop / this.height) - 6);
    const to = this.whole ? this.items.length : Math.min(this.items.length, from + Math.ceil(this.box.clientHeight / this.height) + 12);
    const key = `${from} ${to} ${this.at}`;
    if (!anew && key === this.drawn) return;
    this.drawn = key;
    const wanted = new Set();
    for (let at = from; at < to; at += 1) wanted.add(at);
    if (this.at >= 0) wanted.add(this.at); // the active one is there for screen readers wherever it is
    this.room.replaceChildren(...[...wanted].map((at) => this.option(at)));
    this.box.setAttribute("aria-activedescendant", this.at >= 0 ? `${this.box.id}-${this.at}` : "");
  }
  option(at) {
    const option = el(
      "div",
      {
        role: "option",
        id: `${this.box.id}-${at}`,
        "aria-selected": String(at === this.at),
        "aria-setsize": this.items.length,
        "aria-posinset": at + 1,
        onclick: () => this.go(at),
      },
      ...this.row(this.items[at], at),
    );
    option.style.top = `${at * this.height}px`;
    option.style.height = `${this.height}px`;
    return option;
  }
  reveal() {
    if (this.at < 0) return;
    const top = this.at * this.height;
    const { scrollTop, clientHeight } = this.box;
    if (top < scrollTop) this.box.scrollTop = Math.max(0, top - this.height);
    else if (top + this.height > scrollTop + clientHeight) this.box.scrollTop = top + 2 * this.height - clientHeight;
    this.render();
  }
  go(at) {
    if (!this.items.length) return;
    this.at = Math.max(0, Math.min(at, this.items.length - 1));
    this.render();
    this.reveal();
    this.choose(this.items[this.at], this.at);
  }
  key(event) {
    const page = Math.max(1, Math.floor(this.box.clientHeight / this.height) - 1);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.go(Math.max(0, Math.min(this.at + moves[event.key], this.items.length - 1)));
  }
}
