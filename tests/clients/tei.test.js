// The requests of a client of text-embeddings-inference, one kind of each that its public OpenAPI document describes.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { deriveModel } from "./support/derived-model.js";
import { assertNear, bits, expected, modelFolder } from "./support/goldens.js";
import { serveAround } from "./support/served.js";
import { checkAnswer, checkError, checkRequest, postRoutes } from "./support/tei-schema.js";

const sentences = expected("klue-mini-sentence");
const reviews = expected("klue-mini-sentiment");
const used = new Set();

describe("text-embeddings-inference", () => {
  // No embedded model ranks; the sentiment model without its first label is one that does.
  const folder = mkdtempSync(join(tmpdir(), "klue-clients-"));
  const ranker = join(folder, "klue-mini-ranker");
  after(() => rmSync(folder, { recursive: true }));

  const served = serveAround(() => {
    deriveModel("klue-mini-sentiment", ranker, { id2label: { 0: "긍정" }, label2id: { 긍정: 0 } }, { name: "classifier", rows: 1 });
    return ["klue-mini-sentence", "klue-mini", "klue-mini-sentiment"].map(modelFolder).concat(ranker).flatMap((model) => ["--model", model]);
  });

  const send = (route, body) =>
    fetch(served.url + route, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  async function ask(route, body) {
    checkRequest(route, body);
    used.add(route);
    const response = await send(route, body);
    const answer = await response.json();
    assert.equal(response.status, 200, JSON.stringify(answer));
    checkAnswer(route, answer);
    return answer;
  }

  async function refused(route, body, status, type) {
    const response = await send(route, body);
    const answer = await response.json();
    assert.equal(response.status, status, JSON.stringify(answer));
    checkError(answer);
    assert.equal(answer.error_type, type);
  }

  it("/embed: one text, several, and token ids", async () => {
    const many = await ask("/embed", { inputs: sentences.texts, normalize: true, truncate: false, truncation_direction: "Right", prompt_name: null });
    assertNear(many, sentences.embeddings, "embedding");
    assert.deepEqual(await ask("/embed", { inputs: sentences.texts[0] }), [many[0]]);
    const ids = sentences.ids.map((text) => text.slice(1, -1));
    assert.deepEqual(await ask("/embed", { inputs: ids[0] }), [many[0]]);
    assert.deepEqual(await ask("/embed", { inputs: [sentences.texts[0], ids[1]] }), many.slice(0, 2));
  });

  it("/embed: long texts are cut at the side that is asked for", async () => {
    const [front, back] = [sentences.texts[0], sentences.texts[1]].map((text) => `${text} `.repeat(100));
    const [right] = await ask("/embed", { inputs: front + back, truncate: true });
    const [left] = await ask("/embed", { inputs: front + back, truncate: true, truncation_direction: "Left" });
    assert.deepEqual(bits(right), bits((await ask("/embed", { inputs: front, truncate: true }))[0]));
    assert.notDeepEqual(right, left);
  });

  it("/embed_all: a vector for each token", async () => {
    const [first, second] = await ask("/embed_all", { inputs: sentences.texts.slice(0, 2), truncate: true });
    assert.deepEqual([first.length, second.length], sentences.ids.slice(0, 2).map((ids) => ids.length));
  });

  it("/embed_sparse: weights of words", async () => {
    const [values] = await ask("/embed_sparse", { inputs: reviews[0].text });
    assert.ok(values.length > 0 && values.every(({ value }) => value > 0));
    assert.equal(new Set(values.map(({ index }) => index)).size, values.length);
  });

  it("/predict: a text, a pair, a batch of both", async () => {
    const { text, label, score, logits } = reviews[0];
    const one = await ask("/predict", { inputs: text });
    assert.equal(one[0].label, label);
    assertNear(one[0].score, score, "score");
    const raw = await ask("/predict", { inputs: text, raw_scores: true });
    assertNear(raw.map((prediction) => prediction.score), [...logits].sort((a, b) => b - a), "logits");
    const pair = await ask("/predict", { inputs: [text, reviews[1].text] });
    assert.deepEqual(await ask("/predict", { inputs: [[text], [text, reviews[1].text]] }), [one, pair]);
  });

  it("/rerank: places by score, which is the classifier's own", async () => {
    const query = reviews[0].text;
    const texts = reviews.map((review) => review.text);
    const ranks = await ask("/rerank", { query, texts, raw_scores: true, return_text: true, truncate: true });
    assert.deepEqual(ranks.map(({ score }) => score), ranks.map(({ score }) => score).sort((a, b) => b - a));
    assert.deepEqual(ranks.map(({ index }) => index).sort((a, b) => a - b), texts.map((_, index) => index));
    const labels = await ask("/predict", { inputs: texts.map((text) => [query, text]), raw_scores: true });
    for (const { index, score, text } of ranks) {
      assert.equal(text, texts[index]);
      assert.equal(score, labels[index].find(({ label }) => label === "긍정").score);
    }

    const [best] = await ask("/rerank", { query, texts });
    assert.equal(best.index, ranks[0].index);
    assertNear(best.score, 1 / (1 + Math.exp(-ranks[0].score)), "score");
  });

  it("/similarity: cosines", async () => {
    const [source_sentence, ...others] = sentences.texts;
    const answer = await ask("/similarity", { inputs: { source_sentence, sentences: others }, parameters: { truncate: true, truncation_direction: "Right", prompt_name: null } });
    assertNear(answer, sentences.cosine[0].slice(1), "similarity");
  });

  it("/tokenize and /decode: there and back", async () => {
    const inputs = reviews[0].text;
    const [tokens] = await ask("/tokenize", { inputs });
    assert.deepEqual(tokens.map(({ id }) => id), reviews[0].ids);
    assert.deepEqual([tokens[0].special, tokens.at(-1).special], [true, true]);
    for (const { special, text, start, stop } of tokens) {
      assert.equal(text, special ? text : inputs.slice(start, stop));
    }

    const plain = await ask("/tokenize", { inputs: [inputs, reviews[1].text], add_special_tokens: false });
    assert.deepEqual(plain[0].map(({ id }) => id), reviews[0].ids.slice(1, -1));
    const [decoded] = await ask("/decode", { ids: reviews[0].ids, skip_special_tokens: true });
    assert.equal((await ask("/decode", { ids: [reviews[0].ids, reviews[1].ids] }))[0], decoded);
    assert.equal(decoded.replaceAll(" ", ""), inputs.replaceAll(" ", ""));
    assert.match((await ask("/decode", { ids: reviews[0].ids, skip_special_tokens: false }))[0], /^\[CLS\]/);
  });

  it("/v1/embeddings: as /embed", async () => {
    const inputs = sentences.texts.slice(0, 2);
    const { data } = await ask("/v1/embeddings", { input: inputs, encoding_format: "float", model: null, user: null });
    assert.deepEqual(data.map(({ embedding }) => embedding), await ask("/embed", { inputs }));
    const base64 = await ask("/v1/embeddings", { input: inputs[0], encoding_format: "base64" });
    assert.equal(typeof base64.data[0].embedding, "string");
  });

  it("/info, /health, /metrics", async () => {
    const info = await (await fetch(`${served.url}/info`)).json();
    checkAnswer("/info", info);
    assert.deepEqual([info.model_id, info.max_client_batch_size], ["klue-mini-sentence", 32]);
    assert.equal((await fetch(`${served.url}/health`)).status, 200);
    const metrics = await fetch(`${served.url}/metrics`);
    assert.match(metrics.headers.get("content-type"), /^text\/plain/);
    assert.match(await metrics.text(), /^# TYPE \w+ counter$/m);
  });

  it("refuses with the document's codes and shape", async () => {
    await refused("/embed", { inputs: Array(33).fill("방") }, 413, "validation");
    await refused("/embed", { inputs: "방 ".repeat(1000) }, 413, "validation");
    await refused("/embed", { inputs: "" }, 400, "empty");
    await refused("/embed", { text: "방" }, 422, "validation");
    await refused("/predict", { inputs: "방", model: "klue-mini" }, 424, "backend");
  });

  it("every route of the document was asked", () => assert.deepEqual([...used].sort(), [...postRoutes].sort()));
});
