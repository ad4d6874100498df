import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { after, before } from "node:test";

const built = fileURLToPath(new URL("../../../tools/klue/bin/Release/net10.0/klue.dll", import.meta.url));
const startLimit = 60_000;

/**
 * Starts `klue serve` on a free port before the tests of a file and stops it after them as an operator would, which must end well.
 * KLUE_COMMAND names a published klue to run instead of the one that the build left.
 * @param {() => string[]} [options] more of its command line, asked for when it starts
 * @returns {{ url: string }} the server's address, known once it listens
 */
export function serveAround(options = () => []) {
  const served = { url: "" };
  let server;

  before(async () => {
    const [command, ...first] = process.env.KLUE_COMMAND ? [process.env.KLUE_COMMAND] : ["dotnet", built];
    server = spawn(command, [...first, "serve", "--urls", "http://127.0.0.1:0", ...options()], { stdio: ["ignore", "ignore", "pipe"] });
    served.url = await address(server);
    const health = await fetch(`${served.url}/health`);
    if (!health.ok) {
      throw new Error(`/health answers ${health.status}.`);
    }
  });

  after(async () => {
    if (server?.exitCode === null) {
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      const [code] = await ended;
      if (code !== 0) {
        throw new Error(`klue serve ended with exit code ${code} after SIGTERM.`);
      }
    }
  });

  return served;
}

// The command says where it listens in a line of its standard error.
async function address(server) {
  const lines = [];
  const late = setTimeout(() => server.kill("SIGKILL"), startLimit);
  try {
    for await (const line of createInterface({ input: server.stderr })) {
      lines.push(line);
      const found = /listening on (http:\/\/\S+?)(,|$)/.exec(line);
      if (found) {
        return found[1];
      }
    }
  } finally {
    clearTimeout(late);
    server.stderr.resume();
  }

  throw new Error(`klue serve did not start:\n${lines.join("\n")}`);
}
