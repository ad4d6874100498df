// The examples of the documents that ask a server: each `curl` of a block, and the answer that is shown below it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, it } from "node:test";
import { serveAround } from "./support/served.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const documents = ["README.md", ...readdirSync(`${root}docs`).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
const usual = "http://127.0.0.1:8080";

// A command goes on where its line ends in a backslash; its answer ends with the next command or the block.
function* examples(document) {
  for (const [, block] of readFileSync(root + document, "utf8").matchAll(/^```\w*\n(.*?)^```$/gms)) {
    for (const part of block.replaceAll("\\\n", " ").split(/^\$ /m)) {
      if (part.startsWith("curl ")) {
        const [command, ...answer] = part.trimEnd().split("\n");
        yield { command, answer: answer.join("\n") };
      }
    }
  }
}

function request(command) {
  const parts = /^curl -s (?<url>\S+)(\s+-H 'Content-Type: application\/json')?(\s+-d '(?<body>[^']*)')?$/.exec(command)?.groups;
  assert.ok(parts?.url.startsWith(usual), `Only 'curl -s ${usual}/... -H ... -d ...' is tried here: ${command}`);
  const json = { method: "POST", headers: { "content-type": "application/json" }, body: parts.body };
  return [parts.url.slice(usual.length), parts.body === undefined ? {} : json];
}

describe("documents", () => {
  const served = serveAround();
  const found = documents.flatMap((document) => [...examples(document)].map((example) => ({ document, ...example })));

  it("hold examples", () => assert.ok(found.length > 0));

  for (const { document, command, answer } of found) {
    it(`${document}: ${command}`, async () => {
      const [path, options] = request(command);
      const response = await fetch(served.url + path, options);
      assert.equal((await response.text()).trimEnd(), answer);
    });
  }
});
