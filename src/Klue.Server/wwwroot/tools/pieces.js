import { post } from "../script/api.js";
import { el, quote } from "../script/dom.js";
import { say } from "../script/language.js";

const most = 400;
const texts = ["아버지가방에들어가신다.", "유희열이 홍정희의 탈락에 눈물을 흘렸다.", "KLUE-BERT는 2021년에 나왔습니다 🙂"];

export const pieces = (server) => {
  let input;
  return {
    id: "pieces",
    can: (model) => model.has_tokenizer,

    fields(tool) {
      const field = tool.field("text", { value: texts[0], label: "text" });
      input = field.input;
      return [field.block, tool.examples(texts, (text) => { input.value = text; })];
    },

    async ask(model, signal) {
      if (input.value === "") {
        return "empty";
      }
      const text = input.value;
      const [cut, analysed] = await Promise.all([
        post("page/pieces", { model: model.name, text }, signal),
        server.has_morphemes ? post("page/morphemes", { text }, signal) : null,
      ]);
      return { answer: { text, pieces: cut.answer.pieces, morphemes: analysed?.answer.morphemes ?? null }, timing: cut.timing };
    },

    draw({ text, pieces: cut, morphemes }, into, model) {
      into.append(el("h3", null, say("pieces.pieces")));
      if (cut.length > model.max_tokens) {
        into.append(el("p", { class: "hint" }, say("pieces.tooLong", cut.length, model.max_tokens)));
      }
      into.append(...strip(cut, say("pieces.pieces"), (piece) => el("li", { class: piece.is_special ? "piece special" : "piece" },
        el("span", { class: "form" }, quote(piece.token)),
        el("span", { class: "facts" }, el("span", null, String(piece.id)), piece.is_special ? null : el("span", null, `${piece.start}–${piece.end}`)))));

      into.append(el("h3", null, say("pieces.morphemes")));
      if (morphemes) {
        into.append(...strip(morphemes, say("pieces.morphemes"), (morpheme) => el("li", { class: morpheme.is_unknown ? "piece unknown" : "piece" },
          el("span", { class: "form" }, quote(text.slice(morpheme.start, morpheme.end))),
          el("span", { class: "facts" },
            el("span", { class: "pos", title: morpheme.is_unknown ? say("pieces.unknown") : null }, morpheme.part_of_speech),
            el("span", null, `${morpheme.start}–${morpheme.end}`)))));
      } else {
        into.append(el("p", { class: "hint" }, `${say("pieces.noDictionary")} `, el("code", null, "klue serve --mecab DIR")));
      }
      return say("pieces.summary", cut.length, morphemes?.length ?? null);
    },
  };
};

function strip(items, label, draw) {
  const list = el("ol", { class: "strip", lang: "ko", "aria-label": label }, items.slice(0, most).map(draw));
  return items.length > most ? [list, el("p", { class: "hint" }, say("pieces.more", most, items.length))] : [list];
}
