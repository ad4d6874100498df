import { post } from "../script/api.js";
import { el, quote } from "../script/dom.js";
import { say } from "../script/language.js";
import { table } from "../script/pictures.js";
import { arcs } from "../script/arcs.js";

const example = { text: "그는 어제 산 책을 밤새 읽었다.", tags: "NP+JX NNG VV+ETM NNG+JKO MAG VV+EP+EF+SF" };

export const dependencies = (server) => {
  let input;
  let tags;
  return {
    id: "dependencies",
    can: (model) => model.tasks.includes("dependency-parsing"),

    fields(tool) {
      const field = tool.field("text", { value: example.text, label: "text" });
      input = field.input;
      if (server.has_morphemes) {
        return [field.block];
      }
      const second = tool.field("tags", { value: example.tags, single: true });
      tags = second.input;
      tags.setAttribute("aria-describedby", "dependencies-hint");
      return [field.block, second.block, el("p", { id: "dependencies-hint", class: "hint", "data-text": "dependencies.tagsHint" })];
    },

    ask(model, signal) {
      return input.value.trim() === "" ? "empty"
        : post("page/dependencies", { model: model.name, text: input.value, parts_of_speech: tags?.value ?? null }, signal);
    },

    draw({ words }, into) {
      const headOf = (word) => word.head === 0 ? say("dependencies.root") : words[word.head - 1].form;
      into.append(
        el("div", { class: "scroll arcs", tabindex: "0", role: "group", "aria-label": say("dependencies.picture") },
          arcs(words, words.map((word) => say("dependencies.describe", word.form, headOf(word), word.relation)).join(". "))),
        table(say("dependencies.table"), ["#", say("dependencies.word"), say("pieces.pos"), say("dependencies.head"), say("dependencies.relation")],
          words.map((word, place) => [
            String(place + 1),
            quote(word.form),
            word.parts_of_speech,
            quote(word.head === 0 ? headOf(word) : `${word.head} ${headOf(word)}`),
            word.relation,
          ])));
      const roots = words.filter((word) => word.head === 0).map((word) => word.form);
      return roots.length > 0 ? say("dependencies.summary", words.length, roots.join(", ")) : say("dependencies.rootless", words.length);
    },
  };
};
