/* Elements. What comes from an article only ever becomes a text node or the value of a harmless attribute, never markup. */

const maker =
  (space) =>
  (tag, attributes = {}, ...children) => {
    const element = space ? document.createElementNS(space, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  };
const el = maker(null);
const draw = maker("http://www.w3.org/2000/svg");

const byId = (id) => document.getElementById(id);
const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const read = (id) => JSON.parse(byId(id).textContent);

/* Text as it is shown: control characters and the marks that turn all that follows round become U+FFFD, one for one. */
const shown = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
const oneLine = (text) => shown(String(text)).replace(/\s+/g, " ").trim();
const short = (text, most) => {
  const points = Array.from(oneLine(text.length > most * 8 ? text.slice(0, most * 8) : text));
  return points.length <= most
    ? points.join("")
    : `${points
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
};
const words = (text, attributes = {}) => el("bdi", attributes, oneLine(text));

/* An address that may be followed; null for anything but the web (`javascript:`, `data:`, `file:` …). */
const webAddress = (text) => {
  if (!/^https?:\/\//i.test(text ?? "")) return null;
  try {
    return new URL(text).href;
  } catch {
    return null; // not an address after all
  }
};

/* One polite line for screen readers and for everybody, at the foot of the page. */
const say = (message) => {
  byId("status").textContent = "";
  byId("status").textContent = message;
};

const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "unseen", "aria-hidden": "true" }); // the older way, where the newer is not allowed
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
};
const copyAndSay = async (text, what) => say((await copyText(text)) ? `Copied ${what}` : "This browser does not let a page copy");

const inField = (event) => event.target.closest?.("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey;
const wireHelp = () => {
  byId("help-button").addEventListener("click", () => byId("help").showModal());
};
