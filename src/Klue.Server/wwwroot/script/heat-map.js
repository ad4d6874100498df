import { el, quote } from "./dom.js";
import { heat } from "./heat.js";

// A square picture of numbers from 0 to 1: a pixel a number, drawn large, with the names of rows and columns beside it in the page's own
// type. point(row, column) is called where the reader points.
export function heatMap(names, values, { label, point }) {
  const size = names.length;
  const canvas = el("canvas", { width: size, height: size, role: "img", "aria-label": label });
  const context = canvas.getContext("2d");
  const image = context.createImageData(size, size);
  const highest = Math.max(...values.map((row) => Math.max(...row)), 1e-6);
  values.forEach((row, y) => row.forEach((value, x) => {
    // The square root lifts what is small, and most of attention is; the strongest cell has the full colour.
    image.data.set([...heat(Math.sqrt(value / highest)), 255], 4 * (y * size + x));
  }));
  context.putImageData(image, 0, 0);

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const [column, row] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((share) => Math.floor(share * size));
    if (row >= 0 && row < size && column >= 0 && column < size) {
      point(row, column);
    }
  };
  canvas.addEventListener("pointermove", at);
  canvas.addEventListener("pointerdown", at);

  const axis = (side) => el("ol", { class: `axis ${side}`, "aria-hidden": "true", lang: "ko" }, names.map((name) => el("li", null, quote(name))));
  const map = el("div", { class: "heat-map" }, axis("columns"), axis("rows"), canvas);
  map.style.setProperty("--count", String(size));
  return {
    map,
    mark(row) {
      map.style.setProperty("--row", String(row));
      map.querySelectorAll(".rows li").forEach((item, place) => item.classList.toggle("chosen", place === row));
    },
  };
}
