import { keep } from "./kept.js";

// The switch between light and dark; until it is used the page follows the system.
const system = matchMedia("(prefers-color-scheme: dark)");

export const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : system.matches;
};

export function startTheme(changed) {
  const button = document.getElementById("theme");
  const show = () => {
    button.setAttribute("aria-pressed", String(isDark()));
    changed();
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    keep("theme", theme);
    show();
  });
  system.addEventListener("change", show);
  show();
}
