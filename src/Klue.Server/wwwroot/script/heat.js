import { isDark } from "./theme.js";

// A ramp for each theme, from the sheet to jade; and the ink, black or white, that can be read on it.
const ramps = {
  light: [[255, 253, 249], [20, 92, 79]],
  dark: [[28, 33, 31], [164, 230, 214]],
};

export function heat(share) {
  const [from, to] = ramps[isDark() ? "dark" : "light"];
  const s = Math.min(1, Math.max(0, share));
  return from.map((start, i) => Math.round(start + s * (to[i] - start)));
}

export const colour = ([r, g, b]) => `rgb(${r} ${g} ${b})`;

// WCAG's relative luminance; at 0.179 black and white have the same contrast, and it is enough.
export const inkOn = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) > 0.179 ? "#000" : "#fff";

const linear = (byte) => byte <= 10.31475 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
