import { keep, recall } from "./kept.js";
import { strings } from "./strings.js";

// The language of the page's own words. What the reader writes stays as it is.
let current = recall("language") ?? (navigator.language?.toLowerCase().startsWith("ko") ? "ko" : "en");
if (!(current in strings)) {
  current = "ko";
}

// A sentence by its name, "group.name" within a tool; with what it speaks of, if anything.
export function say(name, ...about) {
  const sentence = name.split(".").reduce((group, part) => group[part], strings[current]);
  return typeof sentence === "function" ? sentence(...about) : sentence;
}

export const percent = (share) => new Intl.NumberFormat(current, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share);

export const decimal = (number, digits = 3) => new Intl.NumberFormat(current, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(number);

// Elements that carry data-text or data-label say that sentence, in whichever language.
export function translate(root) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = say(element.dataset.text);
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
  }
}

export function startLanguage(changed) {
  const buttons = [...document.querySelectorAll("button[data-language]")];
  const show = () => {
    document.documentElement.lang = current;
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.language === current));
    }
    translate(document);
    changed();
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      current = button.dataset.language;
      keep("language", current);
      show();
    });
  }
  show();
}
