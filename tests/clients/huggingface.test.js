// Hugging Face's own client for Node, with a custom endpoint, against /models/{name}.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { InferenceClient, InferenceClientProviderApiError } from "@huggingface/inference";
import { deriveModel } from "./support/derived-model.js";
import { assertNear, expected, modelFolder } from "./support/goldens.js";
import { serveAround } from "./support/served.js";

// A group begins with B- or where the type changes.
const groups = (tags) => tags.filter((tag, place) => tag !== "O" && (tag.startsWith("B-") || tag.slice(2) !== tags[place - 1]?.slice(2))).map((tag) => tag.slice(2));

describe("@huggingface/inference", () => {
  // No embedded model answers questions; one whose answers are wrong, but have the right shape and places, is enough here.
  const folder = mkdtempSync(join(tmpdir(), "klue-clients-"));
  const reader = join(folder, "klue-mini-reader");
  after(() => rmSync(folder, { recursive: true }));

  const served = serveAround(() => {
    deriveModel("klue-mini-sentiment", reader, { architectures: ["BertForQuestionAnswering"] }, { name: "qa_outputs", rows: 2 });
    return [...["klue-mini", "klue-mini-sentiment", "klue-mini-ner", "klue-mini-sentence"].map(modelFolder), reader].flatMap((model) => ["--model", model]);
  });

  const client = (model) => new InferenceClient(undefined, { endpointUrl: `${served.url}/models/${model}` });

  it("fills masks as Hugging Face does", async () => {
    for (const row of expected("klue-mini").filter(({ masks }) => masks.length === 1)) {
      const words = await client("klue-mini").fillMask({ inputs: row.text, parameters: { top_k: row.masks[0].length } });
      assert.deepEqual(words.map(({ token, token_str }) => [token, token_str]), row.masks[0].map(({ token, token_str }) => [token, token_str]));
      assertNear(words.map(({ score }) => score), row.masks[0].map(({ score }) => score), row.text);
    }
  });

  it("fills a mask with the word that the README shows", async () => {
    const [first] = await client("klue-mini").fillMask({ inputs: "이 [MASK]는 꼭 봐야 한다." });
    assert.deepEqual([first.token, first.token_str, first.sequence], [2605, "영화", "이 영화 는 꼭 봐야 한다."]);
    assert.equal(first.score.toFixed(6), "0.862010");
  });

  it("classifies texts as Hugging Face does", async () => {
    for (const row of expected("klue-mini-sentiment")) {
      const [best, other] = await client("klue-mini-sentiment").textClassification({ inputs: row.text });
      assert.equal(best.label, row.label);
      assertNear([best.score, other.score], [row.score, 1 - row.score], row.text);
    }
  });

  it("passes parameters on", async () => {
    const labels = await client("klue-mini-sentiment").textClassification({ inputs: "정말 재미있게 봤습니다.", parameters: { top_k: 1, function_to_apply: "none" } });
    assert.equal(labels.length, 1);
    assert.ok(labels[0].score > 1, "A logit is no probability.");
  });

  it("finds entities, with places in the caller's string", async () => {
    const inputs = "홍길동은 2019년 3월 서울대학교에 입학했다.";
    const entities = await client("klue-mini-ner").tokenClassification({ inputs });
    assert.deepEqual(
      entities.map(({ entity_group, start, end }) => [entity_group, inputs.slice(start, end)]),
      [["PS", "홍길동"], ["DT", "2019년 3월"], ["OG", "서울대학교"]]);
  });

  it("groups the tags that Hugging Face gives", async () => {
    for (const row of expected("klue-mini-ner")) {
      const entities = await client("klue-mini-ner").tokenClassification({ inputs: row.text });
      assert.deepEqual(entities.map(({ entity_group }) => entity_group), groups(row.tags), row.text);
    }
  });

  it("embeds sentences as Hugging Face does", async () => {
    const golden = expected("klue-mini-sentence");
    assertNear(await client("klue-mini-sentence").featureExtraction({ inputs: golden.texts }), golden.embeddings, "embedding");
    assertNear(await client("klue-mini-sentence").featureExtraction({ inputs: golden.texts[0] }), golden.embeddings[0], "embedding");
  });

  it("gives a vector for each token of other models", async () => {
    const [row] = expected("klue-mini");
    const [tokens] = await client("klue-mini/pipeline/feature-extraction").featureExtraction({ inputs: row.text });
    assert.equal(tokens.length, row.ids.length);
    assertNear(tokens[0].slice(0, row.cls_first8.length), row.cls_first8, "[CLS]");
  });

  it("compares sentences as Hugging Face does", async () => {
    const golden = expected("klue-mini-sentence");
    const [source_sentence, ...sentences] = golden.texts;
    const similarities = await client("klue-mini-sentence").sentenceSimilarity({ inputs: { source_sentence, sentences } });
    assertNear(similarities, golden.cosine[0].slice(1), "similarity");
  });

  it("answers with a part of the context", async () => {
    const context = "가나 회사는 1998년에 서울에서 세워졌다.";
    const answer = await client("klue-mini-reader").questionAnswering({ inputs: { question: "언제 세워졌나?", context } });
    assert.equal(context.slice(answer.start, answer.end), answer.answer);
    assert.ok(answer.score >= 0 && answer.score <= 1);
  });

  it("throws the client's own error for each fault", async () => {
    const status = (code) => (error) => error instanceof InferenceClientProviderApiError && error.httpResponse.status === code;
    await assert.rejects(client("klue-mini").fillMask({ inputs: "빈칸이 없다." }), status(422));
    await assert.rejects(client("klue-mini/pipeline/text-classification").textClassification({ inputs: "방" }), status(424));
    await assert.rejects(client("bert").fillMask({ inputs: "[MASK]" }), status(404));
  });
});
