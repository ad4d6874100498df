import { post } from "../script/api.js";
import { el, quote } from "../script/dom.js";
import { colour, heat, inkOn } from "../script/heat.js";
import { decimal, say } from "../script/language.js";

const most = 12;
const example = [
  "숙소가 지하철역에서 가까워서 좋았어요.",
  "역에서 걸어서 금방이라 편했습니다.",
  "한 남자가 기타를 치고 있다.",
  "남자가 악기를 연주한다.",
  "내일 서울에 비가 올까?",
];

export const similarity = () => {
  let input;
  return {
    id: "similarity",
    can: (model) => model.has_tokenizer,
    first: (model) => model.is_for_sentences,

    fields(tool) {
      const field = tool.field("sentences", { value: example.join("\n"), rows: 6 });
      input = field.input;
      return [field.block];
    },

    async ask(model, signal) {
      const sentences = input.value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
      if (sentences.length < 2) {
        return "similarity.fewer";
      }
      const shown = sentences.slice(0, most);
      const { answer, timing } = await post("page/similarity", { model: model.name, texts: shown }, signal);
      return { answer: { sentences: shown, matrix: answer.similarity, isCut: sentences.length > most }, timing };
    },

    draw({ sentences, matrix, isCut }, into) {
      into.append(
        el("ol", { class: "key-to-rows", "aria-hidden": "true", lang: "ko" }, sentences.map((sentence) => el("li", null, quote(sentence)))),
        el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": say("similarity.caption") }, picture(sentences, matrix)));
      if (isCut) {
        into.append(el("p", { class: "hint" }, say("similarity.tooMany", most)));
      }
      const [first, second] = nearest(matrix);
      return say("similarity.summary", first + 1, second + 1, decimal(matrix[first][second]));
    },
  };
};

// The picture is the table, and the table the picture: cells coloured by what they say.
function picture(sentences, matrix) {
  return el("table", { class: "matrix" },
    el("caption", { class: "unseen" }, say("similarity.caption")),
    el("thead", null, el("tr", null,
      el("th", { scope: "col", colspan: "2", class: "corner" }, el("span", { class: "unseen" }, say("similarity.sentence"))),
      sentences.map((_, place) => el("th", { scope: "col" }, String(place + 1))))),
    el("tbody", null, sentences.map((sentence, row) => el("tr", null,
      el("td", { class: "count", "aria-hidden": "true" }, String(row + 1)),
      el("th", { scope: "row", lang: "ko" }, el("span", { class: "unseen" }, `${row + 1} `), el("span", { class: "sentence" }, quote(sentence))),
      matrix[row].map((value) => {
        const cell = el("td", { class: "cell" }, decimal(value, 2));
        const ground = heat(value);
        cell.style.background = colour(ground);
        cell.style.color = inkOn(ground);
        return cell;
      })))));
}

function nearest(matrix) {
  let best = [0, 1];
  for (let row = 0; row < matrix.length; row++) {
    for (let column = row + 1; column < matrix.length; column++) {
      if (matrix[row][column] > matrix[best[0]][best[1]]) {
        best = [row, column];
      }
    }
  }
  return best;
}
