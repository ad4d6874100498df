import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modelFolder } from "./goldens.js";

/**
 * Makes a model folder from an embedded one: its configuration changed, and the rows of its classifier chosen and named anew. So an
 * embedded model lends its knowledge to heads that none of the embedded ones has.
 * @param {string} parent the embedded model
 * @param {string} folder where to write
 * @param {object} config what the configuration says instead
 * @param {{ name: string, rows: number }} classifier what the classifier becomes: its name, and how many of its last rows
 */
export function deriveModel(parent, folder, config, classifier) {
  mkdirSync(folder, { recursive: true });
  const from = modelFolder(parent);
  for (const file of ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"]) {
    copyFileSync(join(from, file), join(folder, file));
  }

  const original = JSON.parse(readFileSync(join(from, "config.json"), "utf8"));
  writeFileSync(join(folder, "config.json"), JSON.stringify({ ...original, ...config }));
  writeFileSync(join(folder, "model.safetensors"), withClassifier(readFileSync(join(from, "model.safetensors")), classifier));
}

// A safetensors file is the header's length in 8 bytes, the header in JSON, and the data. Only the header has to change: the chosen
// rows are the end of what the tensor had.
function withClassifier(file, { name, rows }) {
  const headerLength = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString("utf8", 8, 8 + headerLength));
  const data = file.subarray(8 + headerLength);
  const parts = [];
  let length = 0;
  const changed = {};
  for (const [tensor, description] of Object.entries(header)) {
    if (tensor === "__metadata__") {
      changed[tensor] = description;
      continue;
    }

    const [begin, end] = description.data_offsets;
    const isHead = tensor.startsWith("classifier.");
    const [height] = description.shape;
    const bytes = isHead ? data.subarray(end - ((end - begin) / height) * rows, end) : data.subarray(begin, end);
    changed[isHead ? tensor.replace("classifier", name) : tensor] = {
      dtype: description.dtype,
      shape: isHead ? [rows, ...description.shape.slice(1)] : description.shape,
      data_offsets: [length, length + bytes.length],
    };
    parts.push(bytes);
    length += bytes.length;
  }

  const text = Buffer.from(JSON.stringify(changed));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([size, text, ...parts]);
}
