import { post } from "../script/api.js";
import { el, quote } from "../script/dom.js";
import { percent, say } from "../script/language.js";
import { marked, table } from "../script/pictures.js";

const colours = 6;
const texts = [
  "홍길동은 2019년 3월 서울대학교에 입학했다.",
  "이순신 장군은 1598년 11월 19일 노량 앞바다에서 전사하였다.",
  "지난 토요일 오후 세 시, 부산역 앞에 시민 오백여 명이 모였다.",
];

export const entities = () => {
  let input;
  return {
    id: "entities",
    can: (model) => model.tasks.includes("token-classification"),

    fields(tool) {
      const field = tool.field("text", { value: texts[0], label: "text", rows: 3 });
      input = field.input;
      return [field.block, tool.examples(texts, (text) => { input.value = text; })];
    },

    async ask(model, signal) {
      if (input.value.trim() === "") {
        return "empty";
      }
      const text = input.value;
      const { answer, timing } = await post(`pipeline/token-classification/${encodeURIComponent(model.name)}`, { inputs: text }, signal);
      return { answer: { text, found: answer }, timing };
    },

    draw({ text, found }, into, model) {
      const kinds = [...new Set(model.labels.map((label) => label.replace(/^[BI]-/, "")).filter((label) => label !== "O"))];
      const kindOf = (entity) => kinds.indexOf(entity.entity_group) % colours;
      into.append(marked(text, found, (entity, part) => el("mark", { class: `entity kind-${kindOf(entity)}` },
        quote(part), el("span", { class: "kind" }, nameOf(entity.entity_group)))));
      if (found.length === 0) {
        return say("entities.none");
      }
      into.append(table(say("entities.list"), [say("text"), say("label"), say("score"), say("place")], found.map((entity) => [
        quote(text.slice(entity.start, entity.end)),
        `${nameOf(entity.entity_group)} (${entity.entity_group})`,
        percent(entity.score),
        `${entity.start}–${entity.end}`,
      ])));
      return say("entities.summary", found.length);
    },
  };
};

// KLUE's six kinds have names; those of other models speak for themselves.
const nameOf = (kind) => say("entities.kinds")[kind] ?? kind;
