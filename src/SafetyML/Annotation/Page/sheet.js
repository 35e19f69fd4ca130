"use strict";

// Everything of the data is shown by textContent and value alone: it is text that anyone may have written.
const sheet = JSON.parse(document.getElementById("data").textContent);
const store = "safetyml-annotation-" + sheet.sheet;
// Who entered something last.
const last = store + "/";
const preferences = ["left", "tie", "right"];
const at = id => document.getElementById(id);
const radios = [...document.querySelectorAll("input[name=preference]")];

// The rows that were changed here and are not in the storage yet.
const changed = new Set();
let state = empty("");
let kept = true;
let saved = true;

// ---- State: kept in this browser for each person apart, and checked when it is read back.

const entryOf = annotator => `${store}/${annotator.toLowerCase()}`;

function empty(annotator) {
  const verdicts = sheet.rows.map(({ id }) => [id, { preference: "", leftHarmful: false, rightHarmful: false, comment: "" }]);
  return { annotator, current: 0, verdicts: Object.fromEntries(verdicts) };
}

// What is kept of a person; null where nothing is.
function read(annotator) {
  const text = annotator === "" ? null : localStorage.getItem(entryOf(annotator));
  if (text === null)
    return null;
  const [found, checked] = [parse(text), empty(annotator)];
  if (typeof found.annotator === "string" && entryOf(found.annotator) === entryOf(annotator))
    checked.annotator = found.annotator;
  if (Number.isInteger(found.current) && found.current >= 0 && found.current < sheet.rows.length)
    checked.current = found.current;
  for (const row of sheet.rows) {
    const verdict = Object(Object(found.verdicts)[row.id]);
    checked.verdicts[row.id] = {
      preference: preferences.includes(verdict.preference) ? verdict.preference : "",
      leftHarmful: verdict.leftHarmful === true,
      rightHarmful: verdict.rightHarmful === true,
      comment: typeof verdict.comment === "string" ? verdict.comment : "",
    };
  }
  return checked;
}

function parse(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

// This tab's person goes on; in a new tab, whoever entered something last.
function load() {
  try {
    state = read(sessionStorage.getItem(last) ?? localStorage.getItem(last) ?? "") ?? state;
  } catch {
    kept = false;
  }
}

// The rows as another tab of the same person left them, but for those that were changed here; what it forgot stays here.
function merge() {
  const { verdicts } = read(state.annotator) ?? state;
  for (const id of changed)
    verdicts[id] = state.verdicts[id];
  state.verdicts = verdicts;
}

function keep(...ids) {
  if (state.annotator === "")
    return;
  saved = false;
  ids.forEach(id => changed.add(id));
  try {
    merge();
    localStorage.setItem(entryOf(state.annotator), JSON.stringify(state));
    changed.clear();
    sessionStorage.setItem(last, state.annotator);
    localStorage.setItem(last, state.annotator);
    kept = true;
    notify("");
  } catch {
    kept = false;
    notify("This browser keeps nothing of what you enter. Save the verdicts before you close the page.");
  }
}

// Another tab of the same person entered something, or forgot it.
function follow({ key }) {
  if (state.annotator === "" || key !== null && key !== entryOf(state.annotator))
    return;
  merge();
  show();
}

const row = () => sheet.rows[state.current];
const verdict = () => state.verdicts[row().id];
const isDone = each => state.verdicts[each.id].preference !== "";
const isBegun = each => Object.values(state.verdicts[each.id]).some(Boolean);

// ---- Showing

function show() {
  at("position").textContent = `Row ${state.current + 1} of ${sheet.rows.length}`;
  at("prompt").textContent = row().prompt;
  at("left").textContent = row().left;
  at("right").textContent = row().right;
  at("left-harmful").checked = verdict().leftHarmful;
  at("right-harmful").checked = verdict().rightHarmful;
  at("comment").value = verdict().comment;
  at("previous").disabled = state.current === 0;
  at("next").disabled = state.current === sheet.rows.length - 1;
  showVerdict();
}

function showVerdict() {
  for (const radio of radios)
    radio.checked = radio.value === verdict().preference;
  at("left-card").classList.toggle("chosen", verdict().preference === "left");
  at("right-card").classList.toggle("chosen", verdict().preference === "right");
  const done = sheet.rows.filter(isDone).length;
  at("progress").value = done;
  at("done").textContent = done === sheet.rows.length ? `All ${done} done: save your verdicts` : `${done} of ${sheet.rows.length} done`;
  at("open").disabled = done === sheet.rows.length;
  [...at("rows").children].forEach((item, index) => {
    const button = item.firstChild;
    const isOpen = !isDone(sheet.rows[index]);
    button.classList.toggle("done", !isOpen);
    button.setAttribute("aria-label", `Row ${index + 1}, ${isOpen ? "open" : "done"}`);
    index === state.current ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current");
  });
}

function notify(text) {
  at("notice").textContent = text;
  at("notice").hidden = text === "";
}

// ---- Acting

function go(index) {
  if (index < 0 || index >= sheet.rows.length)
    return;
  state.current = index;
  keep();
  show();
  scrollTo(0, 0);
  at("position").focus({ preventScroll: true });
}

function goToOpen() {
  const after = [...sheet.rows.keys()].map(step => (state.current + 1 + step) % sheet.rows.length);
  const open = after.find(index => !isDone(sheet.rows[index]));
  if (open !== undefined)
    go(open);
}

function change(part, value) {
  if (!hasName()) {
    show();
    return false;
  }
  verdict()[part] = value;
  keep(row().id);
  return true;
}

const choose = preference => change("preference", preference) && showVerdict();
const flag = (side, isHarmful) => change(side + "Harmful", isHarmful) && (at(side + "-harmful").checked = isHarmful);

function hasName() {
  if (state.annotator !== "")
    return true;
  notify("Enter your name first: it tells your verdicts from those of others.");
  at("annotator").focus();
  return false;
}

function clear() {
  if (!hasName() || !confirm(`Forget all verdicts of ${state.annotator} in this browser? Save them first if they are needed.`))
    return;
  forget(entryOf(state.annotator), last);
  state = empty("");
  changed.clear();
  saved = true;
  at("annotator").value = "";
  go(0);
}

// ---- People: each name has verdicts of its own.

function enter(text) {
  const name = text.trim().replace(/\s+/g, " ");
  if (name !== "" && name !== state.annotator)
    entryOf(name) === entryOf(state.annotator) ? rename(name) : turnTo(name);
  at("annotator").value = state.annotator;
  show();
}

function turnTo(name) {
  const [before, found] = [state.annotator, kept ? read(name) : null];
  const question = `Are the verdicts of ${before} yours? OK moves them to the name ${name}. Cancel leaves them to ${before}`;
  // What this browser does not keep has nowhere else to stay.
  const otherwise = kept ? `, and ${name} begins anew.` : ": save them first, then open the page again.";
  if (found === null && (before === "" || !sheet.rows.some(isBegun) || confirm(question + otherwise))) {
    rename(name);
    return;
  }
  if (!kept)
    return;
  state = found ?? empty(name);
  changed.clear();
  keep();
  if (found !== null && before !== "")
    notify(`These are the verdicts that ${state.annotator} entered here. Those of ${before} are kept.`);
}

function rename(name) {
  const before = state.annotator;
  state.annotator = name;
  keep(...sheet.rows.filter(isBegun).map(({ id }) => id));
  if (kept && before !== "" && entryOf(before) !== entryOf(name))
    forget(entryOf(before));
}

function forget(...entries) {
  try {
    for (const entry of entries) {
      localStorage.removeItem(entry);
      sessionStorage.removeItem(entry);
    }
  } catch {
    kept = false;
  }
}

// ---- Saving: the CSV that ReadVerdicts takes.

// A spreadsheet takes a field that begins so for a formula; ReadVerdicts takes the apostrophe away.
const field = text => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;

function csv() {
  const lines = sheet.rows.map(({ id }) => {
    const { preference, leftHarmful, rightHarmful, comment } = state.verdicts[id];
    const flags = { left_harmful: leftHarmful ? "yes" : "no", right_harmful: rightHarmful ? "yes" : "no" };
    const values = { row: id, annotator: state.annotator, preference, ...flags, comment };
    return sheet.columns.map(column => field(values[column])).join(",");
  });
  return "\ufeff" + [sheet.columns.join(","), ...lines].join("\n") + "\n";
}

function save() {
  if (!hasName())
    return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
  link.download = `verdicts-${sheet.sheet}-${state.annotator.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  saved = true;
  const open = sheet.rows.filter(each => !isDone(each)).length;
  notify(`Saved as ${link.download}.` + (open > 0 ? ` ${open === 1 ? "1 row is" : `${open} rows are`} still open.` : ""));
}

// ---- Keys

const keys = {
  l: () => choose("left"),
  t: () => choose("tie"),
  r: () => choose("right"),
  1: () => sheet.asksHarmful && flag("left", !verdict().leftHarmful),
  2: () => sheet.asksHarmful && flag("right", !verdict().rightHarmful),
  n: () => go(state.current + 1),
  enter: () => go(state.current + 1),
  p: () => go(state.current - 1),
  o: goToOpen,
  c: () => at("comment").focus(),
};

function press(event) {
  const target = event.target;
  const isTyping = target.tagName === "TEXTAREA" || target.id === "annotator";
  if (event.key === "Escape" && isTyping)
    target.blur();
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return;
  const key = event.key.toLowerCase();
  if (key === "enter" && (target.tagName === "BUTTON" || target.tagName === "SUMMARY"))
    return;
  if (Object.hasOwn(keys, key)) {
    event.preventDefault();
    keys[key]();
  }
}

// ---- Start

function start() {
  load();
  document.title = sheet.title;
  at("title").textContent = sheet.title;
  at("guidance").textContent = sheet.guidance;
  at("help").open = sheet.rows.every(each => !isDone(each));
  document.body.classList.toggle("no-harm", !sheet.asksHarmful);
  at("progress").max = sheet.rows.length;
  at("annotator").value = state.annotator;
  sheet.rows.forEach((_, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = index + 1;
    button.addEventListener("click", () => go(index));
    const item = document.createElement("li");
    item.append(button);
    at("rows").append(item);
  });
  at("annotator").addEventListener("change", event => enter(event.target.value));
  at("comment").addEventListener("input", event => change("comment", event.target.value));
  for (const side of ["left", "right"])
    at(side + "-harmful").addEventListener("change", event => flag(side, event.target.checked));
  for (const radio of radios)
    radio.addEventListener("change", () => choose(radio.value));
  at("previous").addEventListener("click", () => go(state.current - 1));
  at("next").addEventListener("click", () => go(state.current + 1));
  at("open").addEventListener("click", goToOpen);
  at("save").addEventListener("click", save);
  at("clear").addEventListener("click", clear);
  addEventListener("keydown", press);
  addEventListener("storage", follow);
  addEventListener("beforeunload", event => { if (!kept && !saved) event.preventDefault(); });
  if (!kept)
    notify("This browser keeps nothing of what you enter. Save the verdicts before you close the page.");
  show();
}

start();
