import { post } from "../script/api.js";
import { el } from "../script/dom.js";
import { percent, say } from "../script/language.js";
import { bars, marked } from "../script/pictures.js";

const example = {
  question: "훈민정음은 언제 반포되었나?",
  context: "훈민정음은 조선의 네 번째 임금 세종이 만든 글자이다. 1443년에 완성되어 1446년에 반포되었으며, 처음에는 스물여덟 글자였다.",
};

export const answer = () => {
  let question;
  let context;
  return {
    id: "answer",
    can: (model) => model.tasks.includes("question-answering"),

    fields(tool) {
      const first = tool.field("question", { value: example.question, single: true });
      const second = tool.field("context", { value: example.context, rows: 5 });
      [question, context] = [first.input, second.input];
      return [first.block, second.block];
    },

    async ask(model, signal) {
      if (question.value.trim() === "" || context.value.trim() === "") {
        return "empty";
      }
      const text = context.value;
      const { answer: found, timing } = await post(
        `pipeline/question-answering/${encodeURIComponent(model.name)}`, { inputs: { question: question.value, context: text }, parameters: { top_k: 3 } }, signal);
      return { answer: { text, found: [found].flat() }, timing };
    },

    draw({ text, found }, into) {
      const [best] = found;
      into.append(
        el("h3", { class: "unseen" }, say("answer.inContext")),
        marked(text, found.length > 0 ? [best] : [], (_, part) => el("mark", { class: "word" }, part)));
      if (!best?.answer) {
        return say("answer.none");
      }
      into.append(
        el("h3", null, say("answer.others")),
        bars(found.map((candidate) => ({ name: candidate.answer, share: candidate.score, note: `${candidate.start}–${candidate.end}` })), say("answer.others")));
      return say("answer.summary", best.answer, percent(best.score));
    },
  };
};
