import { post } from "../script/api.js";
import { el } from "../script/dom.js";
import { percent, say } from "../script/language.js";
import { bars } from "../script/pictures.js";

const texts = ["정말 재미있게 봤습니다. 추천해요!", "두 시간이 아까웠다.", "기대 없이 봤는데 나쁘지 않네요."];

export const classify = () => {
  let input;
  return {
    id: "classify",
    can: (model) => model.tasks.includes("text-classification"),

    fields(tool) {
      const field = tool.field("text", { value: texts[0], label: "text" });
      input = field.input;
      return [field.block, tool.examples(texts, (text) => { input.value = text; })];
    },

    ask(model, signal) {
      return input.value.trim() === "" ? "empty"
        : post(`pipeline/text-classification/${encodeURIComponent(model.name)}`, { inputs: input.value }, signal);
    },

    draw(answer, into) {
      const labels = answer.flat();
      into.append(bars(labels.map(({ label, score }) => ({ name: label, share: score })), say("classify.title")));
      return say("classify.summary", labels[0].label, percent(labels[0].score));
    },
  };
};
