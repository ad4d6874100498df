// What the reader has chosen, kept in the browser where it allows that.
export function recall(name) {
  try {
    return localStorage.getItem(`klue-${name}`);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(`klue-${name}`, value);
  } catch {
    // A private window forgets; nothing else depends on it.
  }
}
