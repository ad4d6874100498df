import { get, useKey } from "./api.js";
import { el } from "./dom.js";
import { say, startLanguage } from "./language.js";
import { startTheme } from "./theme.js";
import { Tool } from "./tool.js";
import { answer } from "../tools/answer.js";
import { attention } from "../tools/attention.js";
import { classify } from "../tools/classify.js";
import { dependencies } from "../tools/dependencies.js";
import { entities } from "../tools/entities.js";
import { fillMask } from "../tools/fill-mask.js";
import { pieces } from "../tools/pieces.js";
import { similarity } from "../tools/similarity.js";

const definitions = [fillMask, pieces, classify, entities, answer, similarity, dependencies, attention];
const main = document.getElementById("main");
const contents = document.getElementById("contents");
const failure = document.getElementById("failure");
const keyForm = document.getElementById("key");
let server = null;
let tools = [];

const askForKey = () => {
  keyForm.hidden = false;
  keyForm.elements[0].focus();
};

async function load() {
  try {
    server = (await get("page/models")).answer;
    failure.hidden = true;
    keyForm.hidden = true;
  } catch (error) {
    server = null;
    if (error.status === 401) {
      askForKey();
      return;
    }
    failure.hidden = false;
  }
  for (const tool of tools) {
    tool.section.remove();
  }
  tools = server ? definitions.map((make) => new Tool(make(server), { models: server.models, askForKey })) : [];
  main.append(...tools.map((tool) => tool.section));
  speak();
  route(false);
}

// The address names the tool, so that the back button and a bookmark work.
function route(isMoved) {
  const wanted = tools.find((tool) => `#${tool.id}` === location.hash) ?? tools[0];
  for (const tool of tools) {
    if (tool === wanted) {
      tool.open();
    } else {
      tool.close();
    }
  }
  for (const link of contents.querySelectorAll("a")) {
    if (wanted && link.hash === `#${wanted.id}`) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  if (wanted) {
    document.title = `${say(`${wanted.id}.title`)} · Klue`;
    if (isMoved) {
      wanted.section.querySelector("h2").focus();
      scrollTo(0, 0);
    }
  }
}

function speak() {
  contents.replaceChildren(...tools.map((tool) => el("li", null, el("a", { href: `#${tool.id}` },
    el("span", null, say(`${tool.id}.short`)),
    tool.isAble ? null : el("span", { class: "absent" }, say("absent"))))));
  failure.textContent = say("noModels");
  document.getElementById("engine").textContent = server ? say("engine", server.version, server.instruction_set, server.threads) : "";
  for (const tool of tools) {
    tool.redraw();
  }
}

keyForm.addEventListener("submit", (event) => {
  event.preventDefault();
  useKey(keyForm.elements[0].value);
  load();
});
addEventListener("hashchange", () => route(location.hash !== "#main"));
startTheme(() => tools.forEach((tool) => tool.redraw()));
startLanguage(() => {
  speak();
  route(false);
});
load();
