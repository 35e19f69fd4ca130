"use strict";

// Opens the page of a sheet in tabs of one browser, as far as its script needs one. Called with the page and what to do with the tabs.
const fs = require("fs");
const vm = require("vm");
const html = fs.readFileSync(process.argv[2], "utf8");
const part = mark => html.split(mark)[1].split("</script>")[0];
const [data, script] = [part('id="data">'), part("<script>")];
const local = new Map();
const tabs = [];
const browser = { tellsTabs: true, refuses: false };

class Element {
  listeners = {};
  children = [];
  value = "";
  classList = { toggle() {} };
  addEventListener(type, act) { (this.listeners[type] ??= []).push(act); }
  fire(type, event = {}) { (this.listeners[type] ?? []).forEach(act => act({ target: this, preventDefault() {}, ...event })); }
  append(child) { this.children.push(child); this.firstChild = child; }
  setAttribute() {}
  removeAttribute() {}
  focus() {}
}

function storage(map, tell) {
  const write = (key, act) => {
    if (browser.refuses)
      throw new Error("QuotaExceededError");
    act();
    tell(key);
  };
  return {
    getItem: key => map.get(key) ?? null,
    setItem: (key, value) => write(key, () => map.set(key, String(value))),
    removeItem: key => write(key, () => map.delete(key)),
  };
}

class Tab {
  elements = {};
  window = new Element();
  radios = ["left", "tie", "right"].map(value => Object.assign(new Element(), { value }));
  says = true;
  asked = [];

  // A tab that is loaded again keeps its session.
  constructor(session = new Map()) {
    this.session = session;
    this.elements.data = { textContent: data };
    const tell = key => tabs.filter(tab => browser.tellsTabs && tab !== this).forEach(tab => tab.window.fire("storage", { key }));
    this.context = vm.createContext({
      document: {
        body: new Element(),
        getElementById: id => this.at(id),
        querySelectorAll: () => this.radios,
        createElement: () => new Element(),
      },
      localStorage: storage(local, tell),
      sessionStorage: storage(session, () => {}),
      addEventListener: (type, act) => this.window.addEventListener(type, act),
      confirm: text => { this.asked.push(text); return this.says; },
      scrollTo() {},
    });
    vm.runInContext(script, this.context);
    tabs.push(this);
  }

  at(id) { return this.elements[id] ??= new Element(); }
  get notice() { return this.at("notice").hidden ? "" : this.at("notice").textContent; }
  get name() { return this.at("annotator").value; }

  enter(name) {
    this.at("annotator").value = name;
    this.at("annotator").fire("input");
    this.at("annotator").fire("change");
  }

  press(keys) { [...keys].forEach(key => this.window.fire("keydown", { key, target: { tagName: "BODY" } })); }

  comment(text) {
    this.at("comment").value = text;
    this.at("comment").fire("input");
  }

  click(id) { this.at(id).fire("click"); }
  reload() { tabs.splice(tabs.indexOf(this), 1); return new Tab(this.session); }

  // The annotators named in what the tab would save, and a letter for each row: l, t, r or - for none.
  get saved() {
    const rows = vm.runInContext("csv()", this.context).split("\n").slice(1, -1).map(line => line.split(",").map(field => field.slice(1, -1)));
    return `${[...new Set(rows.map(row => row[1]))].join("+")}:${rows.map(row => row[2][0] ?? "-").join("")}`;
  }
}

const open = () => new Tab();
const lines = [];
new Function("open", "browser", "say", process.argv[3])(open, browser, text => lines.push(text));
process.stdout.write(lines.join("\n"));
