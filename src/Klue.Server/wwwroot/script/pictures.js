import { el, quote } from "./dom.js";
import { percent } from "./language.js";

// Pictures that several tools draw: bars, and parts marked in a text.

// Rows of a name, a bar as long as its share, and the share as a number.
export function bars(rows, label) {
  return el("ol", { class: "bars", "aria-label": label }, rows.map(({ name, share, note }) => {
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", String(Math.min(1, Math.max(0, share))));
    return el("li", null, el("span", { class: "name" }, quote(name), note && el("span", { class: "note" }, note)), bar, el("span", { class: "number" }, percent(share)));
  }));
}

// A text with parts of it marked. Parts are {start, end, ...} in UTF-16 units; one that begins inside another is left out.
export function marked(text, parts, mark) {
  const block = el("p", { class: "marked", dir: "auto", lang: "ko" });
  let place = 0;
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    if (part.start >= place && part.end > part.start) {
      block.append(quote(text.slice(place, part.start)), mark(part, text.slice(part.start, part.end)));
      place = part.end;
    }
  }
  block.append(quote(text.slice(place)));
  return block;
}

// A table with a caption; header cells name columns and, in the first column, rows.
export function table(caption, columns, rows) {
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption }, el("table", null,
    el("caption", null, caption),
    el("thead", null, el("tr", null, columns.map((column) => el("th", { scope: "col" }, column)))),
    el("tbody", null, rows.map(([first, ...rest]) => el("tr", null, el("th", { scope: "row" }, first), rest.map((cell) => el("td", null, cell)))))));
}
