import { svg } from "./dom.js";

// In pixels: between two words, between two levels of arcs, from the arcs to the words' own line, around the whole.
const gap = 28;
const step = 30;
const baseline = 22;
const margin = 12;
const canvas = document.createElement("canvas").getContext("2d");

// A sentence in one line with an arc from every head to its dependent above it; the longer the way, the higher the arc.
export function arcs(words, description) {
  const labels = words.map((word) => widthOf(word.relation, "12px", "--mono") + 8);
  const { middles, width } = line(words, Math.max(...labels) + 8);
  const levels = levelsOf(words);
  const feet = feetOf(words, middles);
  const bottom = (Math.max(...levels) + 1) * step + 26;
  const height = bottom + baseline + 2 * margin;
  return svg("svg", { class: "tree", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": description },
    words.map((word, place) => svg("text", { class: word.head === 0 ? "form root" : "form", x: middles[place], y: bottom + baseline, "text-anchor": "middle" }, word.form)),
    words.map((word, place) => {
      const { own, head } = feet[place];
      const top = bottom - levels[place] * step - 14;
      return hasNoOtherHead(word, place)
        ? [arrow(`M${own} 16V${bottom - 7}`, own, bottom), label(word.relation, labels[place], own, margin)]
        : [arrow(bow(head, own, top, bottom), own, bottom), label(word.relation, labels[place], (own + head) / 2, top)];
    }));
}

// The root; and a word that was parsed as its own head, which is drawn like one.
const hasNoOtherHead = (word, place) => word.head === 0 || word.head === place + 1;

function widthOf(text, size, family) {
  canvas.font = `${size} ${getComputedStyle(document.documentElement).getPropertyValue(family)}`;
  return canvas.measureText(text).width;
}

// Where the words stand: as far apart as they are wide, and far enough for the name of a relation between two neighbours.
function line(words, narrowest) {
  let x = margin;
  const middles = words.map((word) => {
    const width = Math.max(widthOf(word.form, "20px", "--serif"), narrowest);
    x += width + gap;
    return x - gap - width / 2;
  });
  return { middles, width: x - gap + margin };
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

// Where each word's arc stands, on the word and on its head: side by side with the other arcs there.
function feetOf(words, middles) {
  const feet = words.map(() => ({ own: 0, head: 0 }));
  words.forEach((_, place) => {
    const meetings = words.flatMap((word, dependent) => [
      ...(word.head - 1 === place && dependent !== place ? [{ other: dependent, set: (x) => { feet[dependent].head = x; } }] : []),
      ...(dependent === place ? [{ other: word.head === 0 ? place : word.head - 1, set: (x) => { feet[place].own = x; } }] : []),
    ]);
    // On either side the further arc stands nearer to the middle of the word, so that none crosses another's foot.
    const fromTheRight = (a, b) => b.other - a.other;
    const order = [
      ...meetings.filter(({ other }) => other < place).sort(fromTheRight),
      ...meetings.filter(({ other }) => other === place),
      ...meetings.filter(({ other }) => other > place).sort(fromTheRight),
    ];
    order.forEach((meeting, turn) => meeting.set(middles[place] + (turn - (order.length - 1) / 2) * 9));
  });
  return feet;
}

// Up from the head, over, and down to the dependent, with round corners.
function bow(head, own, top, bottom) {
  const round = Math.min(10, Math.abs(own - head) / 2) * Math.sign(own - head);
  return `M${head} ${bottom}V${top + 10}Q${head} ${top} ${head + round} ${top}H${own - round}Q${own} ${top} ${own} ${top + 10}V${bottom - 7}`;
}

const arrow = (path, x, bottom) => svg("g", null,
  svg("path", { class: "arc", d: path }),
  svg("path", { class: "point", d: `M${x - 4} ${bottom - 8}h8l-4 8z` }));

function label(text, width, x, y) {
  return svg("g", null,
    svg("rect", { class: "label-ground", x: x - width / 2, y: y - 9, width, height: 18, rx: 4 }),
    svg("text", { class: "label", x, y: y + 4, "text-anchor": "middle" }, text));
}
