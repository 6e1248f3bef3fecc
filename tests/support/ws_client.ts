import assert from "node:assert/strict";
import { runFound } from "./programs.ts";
import type { TestSidecar } from "./test_sidecar.ts";
import { node, ws } from "./ws_server.ts";

/** The ways in which clients bring a WebSocket through a proxy. */
export type WsWay = "absolute" | "connect";

/**
 * Runs a client of `ws` in Node: `script` is the body of an async function that has `open(path)`, which
 * resolves with the open socket, and `next(socket, event)`, and that returns what it has seen.
 */
export async function runWsClient<Seen>(
  sidecar: TestSidecar,
  url: (path: string) => string,
  way: WsWay,
  script: string,
): Promise<Seen> {
  const source = `${CLIENT}\n(async () => {\n${script}\n})().then((seen) => {
    console.log(JSON.stringify(seen));
    process.exit(0);
  });`;
  const { code, stdout, stderr } = await runFound(node, ["-e", source, ws.path ?? ""], {
    env: { PROXY: sidecar.proxyUrl, CA_FILE: sidecar.caFile, WAY: way, BASE: url("") },
  });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Seen;
}

const CLIENT = `
const WebSocket = require(process.argv[1]);
const http = require("node:http");
const tls = require("node:tls");
const { once } = require("node:events");
const proxy = new URL(process.env.PROXY);
const ca = require("node:fs").readFileSync(process.env.CA_FILE);
const { hostname, port, protocol, host } = new URL(process.env.BASE);

function tunnel() {
  const request = http.request({ host: proxy.hostname, port: proxy.port, method: "CONNECT",
    path: hostname + ":" + port, headers: { host } });
  request.end();
  return new Promise((resolve, reject) => {
    request.on("error", reject);
    request.on("connect", (_, socket) => {
      if (protocol === "ws:") return resolve(socket);
      const inner = tls.connect({ socket, ca, servername: hostname, ALPNProtocols: ["http/1.1"] });
      inner.on("secureConnect", () => resolve(inner)).on("error", reject);
    });
  });
}

async function open(path, protocols = [], options = {}) {
  const given = process.env.WAY === "connect"
    ? { createConnection: ((socket) => () => socket)(await tunnel()) }
    : {
      createConnection: () => require("node:net").connect(proxy.port, proxy.hostname),
      finishRequest: (request) => {
        request.path = process.env.BASE.replace("ws", "http") + path;
        request.end();
      },
    };
  const socket = new WebSocket(process.env.BASE + path, protocols, { ...given, ...options });
  const early = [];
  const keep = (data) => early.push([data]);
  socket.on("message", keep);
  await new Promise((resolve, reject) => {
    socket.on("open", resolve).on("error", reject);
    socket.on("unexpected-response", (_, response) => {
      const slices = [];
      response.on("data", (slice) => slices.push(slice));
      response.on("end", () => reject(new Error(response.statusCode + " " + Buffer.concat(slices))));
    });
  });
  socket.on("error", () => {});
  socket.early = early;
  return socket;
}

async function next(socket, event) {
  if (event === "message" && socket.early.length > 0) return socket.early.shift()[0];
  if (event === "close") {
    const [code, reason] = await once(socket, event);
    return [code, String(reason)];
  }
  const [data] = await once(socket, event);
  if (event === "message") socket.early.shift();
  return data;
}
`;
