import { post } from "../script/api.js";
import { el } from "../script/dom.js";
import { heatMap } from "../script/heat-map.js";
import { percent, say } from "../script/language.js";
import { bars, table } from "../script/pictures.js";
import { choose } from "../script/tool.js";

const most = 5;
const texts = ["이 영화는 처음부터 끝까지 눈을 뗄 수 없었다.", "배우들의 연기는 좋았지만 이야기가 아쉽다."];

export const attention = () => {
  let input;
  let layer;
  let head;

  const options = (select, number) => {
    const chosen = Math.min(Number(select.value || 0), number - 1);
    select.replaceChildren(...Array.from({ length: number }, (_, place) => el("option", { value: place, selected: place === chosen }, String(place + 1))));
  };

  return {
    id: "attention",
    can: (model) => model.has_tokenizer,

    fields(tool) {
      const field = tool.field("text", { value: texts[0], label: "text" });
      input = field.input;
      layer = el("select", { id: "attention-layer", onchange: tool.chosen });
      head = el("select", { id: "attention-head", onchange: tool.chosen });
      this.modelChanged(tool.models[0]);
      return [
        field.block,
        tool.examples(texts, (text) => { input.value = text; }),
      ];
    },

    choices: () => [choose(layer, "attention.layer"), choose(head, "attention.head")],

    // Another model has other layers and heads.
    modelChanged(model) {
      options(layer, model.layers);
      options(head, model.heads);
    },

    async ask(model, signal) {
      if (input.value.trim() === "") {
        return "empty";
      }
      const place = { layer: Number(layer.value), head: Number(head.value) };
      const { answer, timing } = await post("page/attention", { model: model.name, text: input.value, ...place }, signal);
      return { answer: { ...answer, ...place }, timing };
    },

    draw({ tokens, probabilities, layer: ofLayer, head: ofHead }, into) {
      const strongest = probabilities.map((row) => order(row)[0]);
      const first = tokens.findIndex((_, row) => row > 0 && row < tokens.length - 1);
      const looking = el("select", { id: "attention-looking", onchange: () => show(Number(looking.value)) },
        tokens.map((token, row) => el("option", { value: row }, `${row + 1} ${token}`)));
      const reading = el("div", { class: "reading", "aria-live": "polite" });
      const picture = heatMap(tokens, probabilities, {
        label: `${say("attention.picture", ofLayer + 1, ofHead + 1, tokens.length)}. ${say("attention.hint")}`,
        point: (row) => { if (Number(looking.value) !== row) { show(row); } },
      });

      const show = (row) => {
        looking.value = String(row);
        picture.mark(row);
        const title = say("attention.from", tokens[row]);
        reading.replaceChildren(el("h3", null, title), bars(order(probabilities[row]).slice(0, most).map((column) => ({
          name: tokens[column], note: String(column + 1), share: probabilities[row][column],
        })), title));
      };

      into.append(
        el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": say("attention.title") }, picture.map),
        el("div", { class: "choice" }, el("label", { for: "attention-looking" }, say("attention.looks")), looking),
        reading,
        el("details", null, el("summary", null, say("attention.table")), table(say("attention.table"),
          ["#", say("attention.looks"), say("attention.table"), say("score")],
          tokens.map((token, row) => [String(row + 1), token, tokens[strongest[row]], percent(probabilities[row][strongest[row]])]))));
      show(Math.max(0, first));
      const row = Math.max(0, first);
      return say("attention.summary", ofLayer + 1, ofHead + 1, tokens[row], tokens[strongest[row]], percent(probabilities[row][strongest[row]]));
    },
  };
};

// Columns, the strongest first.
const order = (row) => row.map((_, column) => column).sort((a, b) => row[b] - row[a]);
