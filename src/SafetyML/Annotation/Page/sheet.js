"use strict";

// Everything of the data is shown by textContent and value alone: it is text that anyone may have written.
const sheet = JSON.parse(document.getElementById("data").textContent);
const store = "safetyml-annotation-" + sheet.sheet;
const preferences = ["left", "tie", "right"];
const at = id => document.getElementById(id);
const radios = [...document.querySelectorAll("input[name=preference]")];

let state = { annotator: "", current: 0, verdicts: {} };
let kept = true;
let saved = true;

// ---- State: kept in this browser, and checked when it is read back.

function load() {
  try {
    const found = JSON.parse(localStorage.getItem(store) || "{}");
    state.annotator = typeof found.annotator === "string" ? found.annotator : "";
    state.current = Number.isInteger(found.current) && found.current >= 0 && found.current < sheet.rows.length ? found.current : 0;
    for (const row of sheet.rows) {
      const verdict = Object(Object(found.verdicts)[row.id]);
      state.verdicts[row.id] = {
        preference: preferences.includes(verdict.preference) ? verdict.preference : "",
        leftHarmful: verdict.leftHarmful === true,
        rightHarmful: verdict.rightHarmful === true,
        comment: typeof verdict.comment === "string" ? verdict.comment : "",
      };
    }
  } catch {
    kept = false;
  }
  for (const row of sheet.rows)
    state.verdicts[row.id] ||= { preference: "", leftHarmful: false, rightHarmful: false, comment: "" };
}

function keep() {
  saved = false;
  try {
    localStorage.setItem(store, JSON.stringify(state));
    kept = true;
    notify("");
  } catch {
    kept = false;
    notify("This browser keeps nothing of what you enter. Save the verdicts before you close the page.");
  }
}

const row = () => sheet.rows[state.current];
const verdict = () => state.verdicts[row().id];
const isDone = each => state.verdicts[each.id].preference !== "";

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

function choose(preference) {
  verdict().preference = preference;
  keep();
  showVerdict();
}

function flag(side, isHarmful) {
  verdict()[side + "Harmful"] = isHarmful;
  at(side + "-harmful").checked = isHarmful;
  keep();
}

// ---- Saving: the CSV that ReadVerdicts takes.

// A spreadsheet takes a field that begins so for a formula; ReadVerdicts takes the apostrophe away.
const field = text => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;

function csv() {
  const name = state.annotator.trim();
  const lines = sheet.rows.map(({ id }) => {
    const { preference, leftHarmful, rightHarmful, comment } = state.verdicts[id];
    const values = { row: id, annotator: name, preference, left_harmful: leftHarmful ? "yes" : "no", right_harmful: rightHarmful ? "yes" : "no", comment };
    return sheet.columns.map(column => field(values[column])).join(",");
  });
  return "\ufeff" + [sheet.columns.join(","), ...lines].join("\n") + "\n";
}

function save() {
  const name = state.annotator.trim();
  if (name === "") {
    notify("Enter your name first: it tells your verdicts from those of others.");
    at("annotator").focus();
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
  link.download = `verdicts-${sheet.sheet}-${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
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
  at("annotator").addEventListener("input", event => { state.annotator = event.target.value; keep(); });
  at("comment").addEventListener("input", event => { verdict().comment = event.target.value; keep(); });
  for (const side of ["left", "right"])
    at(side + "-harmful").addEventListener("change", event => flag(side, event.target.checked));
  for (const radio of radios)
    radio.addEventListener("change", () => choose(radio.value));
  at("previous").addEventListener("click", () => go(state.current - 1));
  at("next").addEventListener("click", () => go(state.current + 1));
  at("open").addEventListener("click", goToOpen);
  at("save").addEventListener("click", save);
  addEventListener("keydown", press);
  addEventListener("beforeunload", event => { if (!kept && !saved) event.preventDefault(); });
  if (!kept)
    notify("This browser keeps nothing of what you enter. Save the verdicts before you close the page.");
  show();
}

start();
