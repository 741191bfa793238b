/* Verdicts: at most one a change, kept in this browser until they are downloaded as JSONL for `sayso review --decisions`. */

const VERDICTS = { accept: "accepted", reject: "rejected", neither: "neither" };
const KEPT = `sayso decisions ${INDEX.id}`;
const decided = new Map(); // by the change's id, in the order in which they were made
const undoable = []; // each a list of [change, the decision before]

const storage = {
  works: true,
  load() {
    try {
      return JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    } catch {
      this.works = false; // a browser may forbid it; then the page asks before it is left
      return [];
    }
  },
  save() {
    try {
      localStorage.setItem(KEPT, JSON.stringify([...decided.values()]));
    } catch {
      this.works = false;
    }
  },
};
const restoreDecisions = () => {
  const known = new Set(changes.map((change) => change.id));
  const rows = storage.load();
  for (const row of Array.isArray(rows) ? rows : [])
    if (known.has(row?.change) && Object.hasOwn(VERDICTS, row.verdict)) decided.set(row.change, row);
};
const verdictOf = (change) => decided.get(change.id)?.verdict ?? null;

const decide = (several, verdict, { note = null, value = null } = {}) => {
  const by = byId("by").value.trim() || null;
  const at = new Date().toISOString();
  undoable.push(several.map((change) => [change, decided.get(change.id)]));
  for (const change of several) {
    decided.delete(change.id);
    decided.set(change.id, { change: change.id, verdict, record: change.record, article: change.article, by, at, note, value });
  }
  storage.save();
};
const undo = () => {
  const last = undoable.pop();
  if (!last) return null;
  for (const [change, before] of last) {
    if (before) decided.set(change.id, before);
    else decided.delete(change.id);
  }
  storage.save();
  return last.map(([change]) => change);
};

const asLines = () => [...decided.values()].map((row) => `${JSON.stringify(row)}\n`).join("");
const downloadDecisions = () => {
  const address = URL.createObjectURL(new Blob([asLines()], { type: "application/x-ndjson" }));
  const link = el("a", { href: address, download: "decisions.jsonl" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  say(`Downloaded ${count(decided.size, "decision")} as decisions.jsonl`);
};
addEventListener("beforeunload", (event) => {
  if (!storage.works && decided.size) event.preventDefault();
});
