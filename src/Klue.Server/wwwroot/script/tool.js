import { CallError } from "./api.js";
import { el } from "./dom.js";
import { latest } from "./latest.js";
import { decimal, say, translate } from "./language.js";

// A choice among some, with its name before it.
export const choose = (select, text) => el("div", { class: "choice" }, el("label", { for: select.id, "data-text": text }), select);

// What all tools have in common: a heading, the choice of a model, the fields, one line that tells the outcome, the outcome itself, and
// how long it took; or, where no model can do it, what to serve.
export class Tool {
  #parts;
  #shown = null;
  #runner;
  #isOpen = false;

  // definition: id; can(model) tells whether a model can, first(model) whether it is made for it; fields(tool) and choices(tool) make the
  // controls; modelChanged(model) fits them to a model; ask(model, signal) calls the server, or gives a sentence's name where there is
  // nothing to ask; draw(answer, into, model) shows the answer and gives the line that tells it.
  constructor(definition, page) {
    this.definition = definition;
    this.page = page;
    this.models = page.models.filter(definition.can);
    if (definition.first) {
      this.models.sort((a, b) => Number(definition.first(b)) - Number(definition.first(a)));
    }
    this.#runner = latest((signal) => this.#ask(signal), {
      busy: (isBusy) => this.#parts.outcome.setAttribute("aria-busy", String(isBusy)),
      done: (result) => this.#show(result),
      failed: (error) => this.#show({ error }),
    });
    this.section = this.#build();
    translate(this.section);
  }

  get id() {
    return this.definition.id;
  }

  get isAble() {
    return this.models.length > 0;
  }

  get model() {
    return this.models.find((model) => model.name === this.#parts.choice.value) ?? this.models[0];
  }

  open() {
    this.section.hidden = false;
    if (this.isAble && !this.#isOpen) {
      this.#isOpen = true;
      this.#runner.now();
    }
  }

  close() {
    this.section.hidden = true;
  }

  // The inputs have changed: soon as one types, now for a choice.
  changed = () => this.#runner.soon();

  chosen = () => this.#runner.now();

  redraw() {
    translate(this.section);
    if (this.#shown) {
      this.#show(this.#shown);
    }
  }

  // A labelled text field that asks as one types.
  field(name, { value, rows = 2, label = `${this.id}.${name}`, single = false, action = null }) {
    const id = `${this.id}-${name}`;
    const input = single
      ? el("input", { id, type: "text", lang: "ko", dir: "auto", autocomplete: "off", spellcheck: "false", oninput: this.changed })
      : el("textarea", { id, rows, lang: "ko", dir: "auto", autocomplete: "off", spellcheck: "false", oninput: this.changed });
    input.value = value;
    return { input, block: el("div", { class: "field" }, el("div", { class: "above" }, el("label", { for: id, "data-text": label }), action), input) };
  }

  // Sentences to try, each a button that fills the fields.
  examples(texts, use) {
    return el("div", { class: "examples", role: "group", "data-label": "examples" }, texts.map((text) =>
      el("button", { type: "button", lang: "ko", onclick: () => { use(text); this.chosen(); } }, Array.isArray(text) ? text[0] : text)));
  }

  async #ask(signal) {
    const model = this.model;
    const asked = await this.definition.ask(model, signal);
    return typeof asked === "string" ? { hint: asked } : { ...asked, model };
  }

  #show(result) {
    this.#shown = result;
    const { line, outcome, timing } = this.#parts;
    outcome.replaceChildren();
    timing.textContent = "";
    line.classList.toggle("wrong", Boolean(result.error));
    if (result.error) {
      if (!(result.error instanceof CallError)) {
        throw result.error;
      }
      if (result.error.status > 0) {
        line.replaceChildren(`${say("refused")} `, el("span", { lang: "en" }, result.error.message));
      } else {
        line.textContent = say("unreachable");
      }
      if (result.error.status === 401) {
        this.page.askForKey();
      }
    } else if (result.hint) {
      line.textContent = say(result.hint);
    } else {
      line.textContent = this.definition.draw(result.answer, outcome, result.model);
      const { server, roundTrip } = result.timing;
      timing.textContent = say("timing", server === null ? null : decimal(server, 1), decimal(roundTrip, 1));
    }
  }

  #build() {
    const { id } = this.definition;
    const choice = el("select", { id: `${id}-model`, onchange: () => { this.definition.modelChanged?.(this.model); this.chosen(); } },
      this.models.map((model) => el("option", { value: model.name }, model.name)));
    const line = el("p", { class: "line", role: "status" });
    const outcome = el("div", { class: "outcome", role: "group", "data-label": "result" });
    const timing = el("p", { class: "timing" });
    this.#parts = { choice, line, outcome, timing };

    const heading = el("header", null,
      el("h2", { id: `${id}-title`, tabindex: "-1", "data-text": `${id}.title` }),
      el("p", { class: "lead", "data-text": `${id}.lead` }));
    const body = this.isAble
      ? [
        el("form", { onsubmit: (event) => { event.preventDefault(); this.chosen(); } },
          this.definition.fields(this),
          el("div", { class: "choices" }, choose(choice, "model"), this.definition.choices?.(this))),
        el("div", { class: "told" }, line, timing),
        outcome,
      ]
      : el("div", { class: "missing" },
        el("p", { "data-text": `${id}.missing` }),
        el("p", { class: "how" }, el("span", { "data-text": "serve" }), el("code", null, "klue serve --model ", el("var", { "data-text": "folder" }))));
    return el("section", { id, class: "tool", "aria-labelledby": `${id}-title`, hidden: true }, heading, body);
  }
}
