import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Hugging Face's numbers are those of another program in float32; Klue lies within a few units of the last place of them.
const tolerance = 1e-5;

/** The folder of an embedded model. */
export const modelFolder = (name) => fileURLToPath(new URL(`../../../models/${name}`, import.meta.url));

/** What Hugging Face's own libraries gave for some texts. */
export const expected = (name) => JSON.parse(readFileSync(`${modelFolder(name)}/expected.json`, "utf8"));

/** Numbers, in arrays of any depth, that are near to the expected ones. */
export function assertNear(actual, wanted, what = "value") {
  if (Array.isArray(wanted)) {
    assert.ok(Array.isArray(actual), `${what} is no array.`);
    assert.equal(actual.length, wanted.length, `${what} has another length.`);
    wanted.forEach((value, index) => assertNear(actual[index], value, `${what}[${index}]`));
  } else {
    assert.ok(Math.abs(actual - wanted) <= tolerance * Math.max(1, Math.abs(wanted)), `${what}: ${actual} instead of ${wanted}`);
  }
}

/** The very floats of an answer: JSON gives them in as few digits as single precision needs. */
export const bits = (numbers) => Float32Array.from(numbers);
