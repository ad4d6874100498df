import { post } from "../script/api.js";
import { el, quote } from "../script/dom.js";
import { percent, say } from "../script/language.js";
import { bars } from "../script/pictures.js";

const mask = "[MASK]";
const texts = ["이 [MASK]는 꼭 봐야 한다.", "배우들의 연기가 [MASK] 좋았다.", "[MASK] 재미있는 [MASK]입니다."];

export const fillMask = () => {
  let input;
  return {
    id: "fill-mask",
    can: (model) => model.tasks.includes("fill-mask"),

    fields(tool) {
      const insert = () => {
        input.setRangeText(mask, input.selectionStart, input.selectionEnd, "end");
        input.focus();
        tool.changed();
      };
      const action = el("button", { type: "button", class: "act", "data-text": "fill-mask.insert", onclick: insert });
      const field = tool.field("text", { value: texts[0], label: "text", action });
      input = field.input;
      return [field.block, tool.examples(texts, (text) => { input.value = text; })];
    },

    ask(model, signal) {
      return input.value.trim() === "" ? "empty"
        : input.value.includes(mask) ? post(`pipeline/fill-mask/${encodeURIComponent(model.name)}`, { inputs: input.value, parameters: { top_k: 7 } }, signal)
        : "fill-mask.noMask";
    },

    draw(answer, into) {
      const blanks = Array.isArray(answer[0]) ? answer : [answer];
      into.append(
        el("h3", { class: "unseen" }, say("fill-mask.inText")),
        filled(input.value, blanks),
        el("div", { class: "blanks" }, blanks.map((guesses, blank) => {
          const title = blanks.length > 1 ? say("fill-mask.blank", blank + 1) : say("fill-mask.words");
          return el("div", null, el("h3", null, title), bars(guesses.map((guess) => ({ name: guess.token_str.trim(), share: guess.score })), title));
        })));
      return say("fill-mask.summary", blanks.map(([best]) => `${best.token_str.trim()} ${percent(best.score)}`).join(" · "));
    },
  };
};

// The reader's own text with the best word in each blank; a piece that continues a word joins it.
function filled(text, blanks) {
  const block = el("p", { class: "marked", dir: "auto", lang: "ko" });
  text.split(mask).forEach((part, place) => {
    if (place > 0) {
      const word = blanks[place - 1]?.[0].token_str.trim() ?? mask;
      block.append(el("mark", { class: "word" }, word.replace(/^##/, "")));
    }
    block.append(quote(part));
  });
  return block;
}
