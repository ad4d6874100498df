// Calls of the server: JSON in, JSON out, how long it took, and one clear sentence when it fails.
let key = "";

// A header takes bytes; those of UTF-8 are what the server reads.
export function useKey(value) {
  key = String.fromCharCode(...new TextEncoder().encode(value));
}

// What the server says against a call, with its code; no code where it says nothing at all.
export class CallError extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

export const get = (path, signal) => call(path, { method: "GET", signal });

export const post = (path, body, signal) =>
  call(path, { method: "POST", signal, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// Gives the answer and the milliseconds of the whole way, and of the server's part where it tells.
async function call(path, request) {
  const start = performance.now();
  const headers = { Accept: "application/json", ...request.headers, ...(key && { Authorization: `Bearer ${key}` }) };
  const { response, text } = await reach(path, { ...request, headers, credentials: "omit", cache: "no-store" });
  const timing = { roundTrip: performance.now() - start, server: serverTime(response.headers.get("Server-Timing")) };
  const answer = parse(text);
  if (!response.ok) {
    throw new CallError(messageOf(answer) ?? `${response.status} ${response.statusText}`.trim(), response.status);
  }
  return { answer, timing };
}

async function reach(path, request) {
  try {
    const response = await fetch(path, request);
    return { response, text: await response.text() };
  } catch (error) {
    throw new CallError(error.message);
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Hugging Face's {"error": ...}, of which the text may be the whole or a list; OpenAI's {"error": {"message": ...}}.
function messageOf(answer) {
  const error = answer?.error;
  return Array.isArray(error) ? error.join(" ") : typeof error === "object" ? error?.message : error;
}

// The sum of all dur=... of "total;dur=3.2", or that of the entry named total.
function serverTime(header) {
  if (!header) {
    return null;
  }
  const entries = header.split(",").map((entry) => ({
    name: entry.split(";")[0].trim(),
    milliseconds: Number(/;\s*dur=([\d.]+)/.exec(entry)?.[1] ?? NaN),
  })).filter((entry) => Number.isFinite(entry.milliseconds));
  const total = entries.find((entry) => entry.name === "total");
  return total?.milliseconds ?? (entries.length > 0 ? entries.reduce((sum, entry) => sum + entry.milliseconds, 0) : null);
}
