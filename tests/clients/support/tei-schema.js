// What text-embeddings-inference's public OpenAPI document (docs/openapi.json of its repository, version 1.7.1) says of requests and
// answers, written as JSON Schema by hand. Its list of error types has capitals, its examples of errors do not: the examples are
// followed, and "empty" is one type more. The errors of /v1 are OpenAI's own, which openai.test.js looks at.
import Ajv from "ajv";

const list = (items) => ({ type: "array", items });
const oneOf = (...options) => ({ oneOf: options });
const optional = (schema) => ({ ...schema, nullable: true });
const object = (required, others = {}) => ({ type: "object", required: Object.keys(required), properties: { ...required, ...others } });

const text = { type: "string" };
const flag = { type: "boolean" };
const number = { type: "number" };
const count = { type: "integer", minimum: 0 };
const texts = list(text);
const ids = list(count);
const group = (length) => ({ ...texts, minItems: length, maxItems: length });

// An empty array would be both ids and a list of texts; the tests send none.
const input = { anyOf: [text, ids, list({ anyOf: [text, ids] })] };
const truncation = { truncate: optional(flag), truncation_direction: { enum: ["Left", "Right"] } };
const prompt = { prompt_name: optional(text) };
const prediction = object({ score: number, label: text });
const classifier = object({ id2label: { type: "object", additionalProperties: text }, label2id: { type: "object", additionalProperties: count } });

const embedding = object({ inputs: input }, { ...truncation, ...prompt });

const routes = {
  "/embed": [object({ inputs: input }, { ...truncation, ...prompt, normalize: flag }), list(list(number))],
  "/embed_all": [embedding, list(list(list(number)))],
  "/embed_sparse": [embedding, list(list(object({ index: count, value: number })))],
  "/predict": [
    object({ inputs: oneOf(text, group(2), list(oneOf(group(1), group(2)))) }, { ...truncation, raw_scores: flag }),
    oneOf(list(prediction), list(list(prediction))),
  ],
  "/rerank": [
    object({ query: text, texts }, { ...truncation, raw_scores: flag, return_text: flag }),
    list(object({ index: count, score: number }, { text: optional(text) })),
  ],
  "/similarity": [
    object({ inputs: object({ source_sentence: text, sentences: texts }) }, { parameters: optional(object({ truncation_direction: truncation.truncation_direction }, { ...truncation, ...prompt })) }),
    list(number),
  ],
  "/tokenize": [
    object({ inputs: oneOf(text, texts) }, { ...prompt, add_special_tokens: flag }),
    list(list(object({ id: count, text, special: flag }, { start: optional(count), stop: optional(count) }))),
  ],
  "/decode": [object({ ids: oneOf(ids, list(ids)) }, { skip_special_tokens: flag }), texts],
  "/v1/embeddings": [
    object({ input }, { encoding_format: { enum: ["float", "base64"] }, model: optional(text), user: optional(text) }),
    object({
      object: text,
      data: list(object({ object: text, embedding: oneOf(list(number), text), index: count })),
      model: text,
      usage: object({ prompt_tokens: count, total_tokens: count }),
    }),
  ],
  "/info": [
    undefined,
    object(
      {
        model_id: text,
        model_dtype: text,
        model_type: oneOf(object({ classifier }), object({ embedding: object({ pooling: text }) }), object({ reranker: classifier })),
        max_concurrent_requests: count,
        max_input_length: count,
        max_batch_tokens: count,
        max_client_batch_size: count,
        auto_truncate: flag,
        tokenization_workers: count,
        version: text,
      },
      { model_sha: optional(text), sha: optional(text), docker_label: optional(text), max_batch_requests: optional(count) },
    ),
  ],
};

const error = object({ error: text, error_type: { enum: ["unhealthy", "backend", "overloaded", "validation", "tokenizer", "empty"] } });

const ajv = new Ajv({ allErrors: true, strict: true });

function check(schema, value, what) {
  if (!ajv.validate(schema, value)) {
    throw new Error(`${what} is not what the document describes: ${ajv.errorsText()}`);
  }
}

/** The routes that take a POST. */
export const postRoutes = Object.keys(routes).filter((route) => routes[route][0]);

/** Refuses a request that a client made from the document would not send. */
export const checkRequest = (route, body) => check(routes[route][0], body, `The request of ${route}`);

/** Refuses an answer that such a client would not understand. */
export const checkAnswer = (route, body) => check(routes[route][1], body, `The answer of ${route}`);

/** Refuses an error that such a client would not understand. */
export const checkError = (body) => check(error, body, "The error");
