import { findNpmFolder } from "./npm_folder.ts";
import { type LineLog, lineLog } from "./line_log.ts";
import { findProgram, type Program } from "./programs.ts";
import { textLines } from "./text_lines.ts";
import { sharedAuthority } from "./tls_authority.ts";

/** The WebSocket library that most servers and clients of Node use, which is both here. */
export const ws: Program = await findNpmFolder("ws@8.23.0");
export const node: Program = findProgram("node");

/**
 * A server of `ws` over TLS and in clear. By path: `/echo` sends each message back; `/reflect` sends the
 * Authorization that it got; `/close` closes with 4002; `/ping` pings and tells of the pong; `/flood` sends 64
 * messages of 1 MiB at once; `/drop` cuts the connection. Each socket's end is a line: `closed <code> <reason>`.
 */
const SCRIPT = `
const { WebSocketServer } = require(process.argv[1]);
const { createServer } = require("node:http");
const tls = { cert: process.env.CERT, key: process.env.KEY };
const servers = [createServer(), require("node:https").createServer(tls)];
for (const server of servers) {
  const sockets = new WebSocketServer({ server, perMessageDeflate: true, maxPayload: 64 << 20,
    handleProtocols: (offered) => offered.has("v2.chat") ? "v2.chat" : false });
  sockets.on("connection", (socket, { url, headers }) => {
    socket.on("error", () => {});
    socket.on("close", (code, reason) => console.log("closed " + code + " " + reason));
    socket.on("ping", () => console.log("pinged"));
    if (url === "/echo") socket.on("message", (data, binary) => socket.send(data, { binary }));
    if (url === "/reflect") socket.send("you sent " + headers.authorization);
    if (url === "/close") socket.close(4002, "done");
    if (url === "/drop") socket.terminate();
    if (url === "/ping") {
      socket.on("pong", (data) => socket.send("pong " + data));
      socket.ping("from the server");
    }
    if (url === "/flood") {
      for (let count = 0; count < 64; count++) socket.send(Buffer.alloc(1 << 20, 97));
      setInterval(() => console.log("buffered " + socket.bufferedAmount), 100).unref();
    }
    console.log("opened " + JSON.stringify({ url, extensions: socket.extensions, protocol: socket.protocol }));
  });
  server.listen(0, "127.0.0.1");
}
setTimeout(() => console.log("ports " + servers.map((server) => server.address().port).join(" ")), 50);
`;

export interface WsServer extends LineLog, AsyncDisposable {
  /** `wss://a.test:1234/echo` */
  url(scheme: "ws" | "wss", path: string): string;
}

/** Starts it for the name `a.test`. */
export async function startWsServer(): Promise<WsServer> {
  const { cert, key } = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  const child = new Deno.Command(node.path ?? "", {
    args: ["-e", SCRIPT, ws.path ?? ""],
    env: { CERT: cert, KEY: key },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const log = lineLog();
  const read = (async () => {
    for await (const line of child.stdout.pipeThrough(textLines())) log.add(line);
  })();
  const [, plain, tls] = (await log.line(/^ports /)).split(" ");
  return {
    ...log,
    url: (scheme, path) => `${scheme}://a.test:${scheme === "ws" ? plain : tls}${path}`,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.status;
      await read;
    },
  };
}
