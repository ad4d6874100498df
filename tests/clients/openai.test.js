// OpenAI's own client for Node, against /v1.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import OpenAI from "openai";
import { assertNear, bits, expected } from "./support/goldens.js";
import { serveAround } from "./support/served.js";

const model = "klue-mini-sentence";
const golden = expected(model);

describe("openai", () => {
  const served = serveAround();
  const client = () => new OpenAI({ apiKey: "none", baseURL: `${served.url}/v1`, maxRetries: 0 });
  const embed = (request) => client().embeddings.create({ model, ...request });

  it("embeds texts as Hugging Face does", async () => {
    const answer = await embed({ input: golden.texts, encoding_format: "float" });
    assert.equal(answer.object, "list");
    assert.equal(answer.model, model);
    assert.deepEqual(answer.data.map((item) => [item.object, item.index]), golden.texts.map((_, index) => ["embedding", index]));
    assertNear(answer.data.map((item) => item.embedding), golden.embeddings, "embedding");
  });

  it("counts the tokens", async () => {
    const { usage } = await embed({ input: golden.texts });
    const tokens = golden.ids.reduce((sum, ids) => sum + ids.length, 0);
    assert.deepEqual(usage, { prompt_tokens: tokens, total_tokens: tokens });
  });

  it("gives the same bits as numbers, as base64, and as the client decodes base64 by itself", async () => {
    const numbers = await embed({ input: golden.texts, encoding_format: "float" });
    const base64 = await embed({ input: golden.texts, encoding_format: "base64" });
    const decoded = await embed({ input: golden.texts });
    golden.texts.forEach((_, index) => {
      const wanted = bits(numbers.data[index].embedding);
      const bytes = Buffer.from(base64.data[index].embedding, "base64");
      assert.equal(bytes.length, wanted.length * 4);
      assert.deepEqual(Float32Array.from(wanted, (_, place) => bytes.readFloatLE(place * 4)), wanted);
      assert.deepEqual(bits(decoded.data[index].embedding), wanted);
    });
  });

  it("gives a text alone the same bits as among others", async () => {
    const together = await embed({ input: golden.texts });
    for (const [index, input] of golden.texts.entries()) {
      const alone = await embed({ input });
      assert.deepEqual(alone.data[0].embedding, together.data[index].embedding);
    }
  });

  it("takes token ids for texts", async () => {
    const ofText = await embed({ input: golden.texts[0] });
    const ids = golden.ids[0].slice(1, -1);
    assert.deepEqual((await embed({ input: ids })).data[0].embedding, ofText.data[0].embedding);
    assert.deepEqual((await embed({ input: [ids] })).data[0].embedding, ofText.data[0].embedding);
  });

  it("takes the dimensions that the model has, and no others", async () => {
    const dimensions = golden.embeddings[0].length;
    assert.equal((await embed({ input: "방", dimensions })).data[0].embedding.length, dimensions);
    await assert.rejects(embed({ input: "방", dimensions: dimensions / 2 }), OpenAI.UnprocessableEntityError);
  });

  it("lists the models", async () => {
    const listed = [];
    for await (const item of client().models.list()) {
      listed.push(item);
    }

    assert.deepEqual(listed.map((item) => item.id), ["klue-mini", "klue-mini-sentiment", "klue-mini-ner", model]);
    assert.deepEqual(await client().models.retrieve(model), listed.at(-1));
  });

  it("throws the client's own error for each fault", async () => {
    await assert.rejects(embed({ model: "gpt", input: "방" }), (error) => error instanceof OpenAI.NotFoundError && error.code === "model_not_found");
    await assert.rejects(embed({ input: "방 ".repeat(1000) }), (error) => error instanceof OpenAI.APIError && error.status === 413);
    await assert.rejects(embed({ input: Array(33).fill("방") }), (error) => error instanceof OpenAI.APIError && error.status === 413);
    await assert.rejects(embed({ input: "" }), OpenAI.BadRequestError);
    await assert.rejects(embed({ input: 5 }), (error) => error instanceof OpenAI.UnprocessableEntityError && error.type === "invalid_request_error");
  });
});

describe("openai, where a key is asked for", () => {
  const served = serveAround(() => ["--api-key", "a-key-of-the-test"]);
  const embedWith = (apiKey) => new OpenAI({ apiKey, baseURL: `${served.url}/v1`, maxRetries: 0 }).embeddings.create({ model, input: "방" });

  it("is let in with the key", async () => assert.equal((await embedWith("a-key-of-the-test")).data.length, 1));

  it("is kept out with another", () => assert.rejects(embedWith("another"), (error) => error instanceof OpenAI.AuthenticationError && error.code === "invalid_api_key"));
});
