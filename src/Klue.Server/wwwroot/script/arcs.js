import { svg } from "./dom.js";

const gap = 28;
const step = 30;
const baseline = 22;
const canvas = document.createElement("canvas").getContext("2d");

// A sentence in one line with an arc from every head to its dependent above it; the longer the way, the higher the arc.
export function arcs(words, description) {
  const style = getComputedStyle(document.documentElement);
  const widthOf = (text, font) => {
    canvas.font = font;
    return canvas.measureText(text).width;
  };
  const labelWidth = (text) => widthOf(text, `12px ${style.getPropertyValue("--mono")}`) + 8;

  // Between two neighbours there is room for the widest name of a relation.
  const narrowest = Math.max(...words.map((word) => labelWidth(word.relation))) + 8;
  let x = 12;
  const placed = words.map((word) => {
    const width = Math.max(widthOf(word.form, `20px ${style.getPropertyValue("--serif")}`), narrowest);
    const middle = x + width / 2;
    x += width + gap;
    return middle;
  });

  const levels = levelsOf(words);
  const height = (Math.max(0, ...levels) + 1) * step + 26;
  const ends = endsOf(words, placed);
  const drawing = svg("svg", { class: "tree", width: x - gap + 12, height: height + baseline + 24, viewBox: `0 0 ${x - gap + 12} ${height + baseline + 24}`, role: "img", "aria-label": description });
  words.forEach((word, place) => {
    drawing.append(svg("text", { class: word.head === 0 ? "form root" : "form", x: placed[place], y: height + baseline, "text-anchor": "middle" }, word.form));
  });
  words.forEach((word, place) => {
    const top = height - levels[place] * step - 14;
    if (word.head === 0 || word.head === place + 1) {
      const end = ends[place].own;
      drawing.append(arrow(`M${end} 16V${height - 7}`, end, height), label(word.relation, labelWidth(word.relation), end, 12));
    } else {
      const { own, from } = ends[place];
      const round = Math.min(10, Math.abs(own - from) / 2) * Math.sign(own - from);
      drawing.append(
        arrow(`M${from} ${height}V${top + 10}Q${from} ${top} ${from + round} ${top}H${own - round}Q${own} ${top} ${own} ${top + 10}V${height - 7}`, own, height),
        label(word.relation, labelWidth(word.relation), (own + from) / 2, top));
    }
  });
  return drawing;
}

// How high each word's arc must go to lie above all arcs within it.
function levelsOf(words) {
  const levels = words.map(() => 1);
  const spans = words.map((word, place) => word.head === 0 ? [place, place] : [Math.min(place, word.head - 1), Math.max(place, word.head - 1)]);
  const order = spans.map((_, place) => place).filter((place) => words[place].head !== 0)
    .sort((a, b) => (spans[a][1] - spans[a][0]) - (spans[b][1] - spans[b][0]));
  order.forEach((place, turn) => {
    const below = order.slice(0, turn).filter((other) => spans[other][0] < spans[place][1] && spans[other][1] > spans[place][0]);
    levels[place] = 1 + Math.max(0, ...below.map((other) => levels[other]));
  });
  const highest = Math.max(1, ...order.map((place) => levels[place]));
  words.forEach((word, place) => {
    if (word.head === 0) {
      levels[place] = highest + 1;
    }
  });
  return levels;
}

// Where arcs meet their words: side by side, those to the left further left, the longest outermost.
function endsOf(words, placed) {
  const ends = words.map(() => ({ own: 0, from: 0 }));
  words.forEach((_, place) => {
    const meetings = words.flatMap((word, dependent) => [
      ...(word.head - 1 === place && dependent !== place ? [{ other: dependent, set: (x) => { ends[dependent].from = x; } }] : []),
      ...(dependent === place ? [{ other: word.head === 0 ? place : word.head - 1, set: (x) => { ends[place].own = x; } }] : []),
    ]);
    // On either side the further arc stands nearer to the middle of the word, so that none crosses another's foot.
    const fromTheRight = (a, b) => b.other - a.other;
    const order = [
      ...meetings.filter(({ other }) => other < place).sort(fromTheRight),
      ...meetings.filter(({ other }) => other === place),
      ...meetings.filter(({ other }) => other > place).sort(fromTheRight),
    ];
    order.forEach((meeting, turn) => meeting.set(placed[place] + (turn - (order.length - 1) / 2) * 9));
  });
  return ends;
}

const arrow = (path, x, bottom) => svg("g", null,
  svg("path", { class: "arc", d: path }),
  svg("path", { class: "point", d: `M${x - 4} ${bottom - 8}h8l-4 8z` }));

function label(text, width, x, y) {
  return svg("g", null,
    svg("rect", { class: "label-ground", x: x - width / 2, y: y - 9, width, height: 18, rx: 4 }),
    svg("text", { class: "label", x, y: y + 4, "text-anchor": "middle" }, text));
}
