import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { browserPrograms, type OpenBrowser, openBrowser } from "../support/chromium.ts";
import { testWith } from "../support/programs.ts";
import { startSteppedUpstream, STEPS } from "../support/stepped_upstream.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { within } from "../support/within.ts";
import { node, startWsServer, ws } from "../support/ws_server.ts";

const PAGE = `<!doctype html>
<html lang="en">
<title>A page</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script src="/script.js"></script>
<h1>Hello</h1>
</html>
`;

/** Each of its functions resolves with what it got; \`saw\` is the test's and lets the upstream go on. */
const SCRIPT = `
async function readLines() {
  const answer = await fetch("/lines");
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const got = [];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    got.push(read.value);
    await saw(got.length);
  }
  return got;
}
function readEvents() {
  const source = new EventSource("/events");
  const got = [];
  return new Promise((resolve) => {
    source.onmessage = ({ data }) => saw(got.push(data));
    // The stream has ended; without a close it would be asked for again.
    source.onerror = () => resolve((source.close(), got));
  });
}
function talk(url) {
  const socket = new WebSocket(url, ["v2.chat"]);
  socket.binaryType = "arraybuffer";
  const messages = ["one", "h\\u00e9llo", new Uint8Array(2_000_000).fill(7)];
  const got = [];
  return new Promise((resolve) => {
    socket.onopen = () => got.push(socket.protocol) && socket.send(messages.shift());
    socket.onmessage = ({ data }) => {
      got.push(typeof data === "string" ? data : data.byteLength);
      if (messages.length > 0) socket.send(messages.shift());
      else socket.close(4001, "enough");
    };
    socket.onclose = ({ code, reason, wasClean }) => resolve([...got, code, reason, wasClean]);
  });
}
`;

function pages(request: IncomingMessage, response: ServerResponse): void {
  const [type, text] = {
    "/style.css": ["text/css", "h1 { color: rgb(1, 2, 3); }"] as const,
    "/script.js": ["text/javascript", SCRIPT] as const,
  }[request.url ?? ""] ?? ["text/html; charset=utf-8", PAGE];
  response.writeHead(200, { "content-type": type }).end(text);
}

testWith(
  [...browserPrograms, node, ws],
  "Chromium loads a page with streams, events and a WebSocket by http: and https:",
  async () => {
    await using upstream = await startSteppedUpstream({ pages });
    await using server = await startWsServer();
    await using sidecar = await startTestSidecar({
      routes: "log: 1\nroutes:\n  - host: a.test\n    allow_private_addresses: true\n",
    });
    await using browser: OpenBrowser = await openBrowser({
      proxy: sidecar.proxyUrl,
      authority: sidecar.caFile,
    });
    for (
      const [scheme, wsScheme, protocol] of [["http", "ws", "http/1.1"], [
        "https",
        "wss",
        "h2",
      ]] as const
    ) {
      const { page, complaints } = await browser.newPage();
      await page.exposeFunction("saw", upstream.saw);
      const run = async <T>(script: string) =>
        await within(20_000, page.evaluate<T>(script), `${scheme}: ${script}`);
      await page.goto(upstream.url(scheme, "/"));
      assert.equal(
        await run("getComputedStyle(document.querySelector('h1')).color"),
        "rgb(1, 2, 3)",
      );
      assert.equal(
        await run("performance.getEntriesByType('navigation')[0].nextHopProtocol"),
        protocol,
      );
      const steps = Array.from({ length: STEPS }, (_, index) => `step ${index + 1}`);
      upstream.rewind();
      assert.deepEqual(await run("readLines()"), steps.map((step) => `${step}\n`));
      upstream.rewind();
      assert.deepEqual(await run("readEvents()"), steps);
      assert.deepEqual(
        await run(`talk("${server.url(wsScheme, "/echo")}")`),
        ["v2.chat", "one", "héllo", 2_000_000, 4001, "enough", true],
      );
      assert.deepEqual(complaints, [], scheme);
    }
    // The browser asks on its own account for its updates and the like; none of that has a route.
    const told = sidecar.events().filter(({ host }) => host === "a.test");
    assert.deepEqual(told, []);
  },
);

testWith(browserPrograms, "Chromium shows the words of a refusal", async () => {
  await using sidecar = await startTestSidecar({ routes: "routes: []\n" });
  await using browser: OpenBrowser = await openBrowser({
    proxy: sidecar.proxyUrl,
    authority: sidecar.caFile,
  });
  for (const scheme of ["http", "https"]) {
    const { page, complaints } = await browser.newPage();
    const answer = await page.goto(`${scheme}://denied.test/`);
    assert.equal(answer?.status(), 403);
    assert.match(await page.innerText("body"), /^egress: no route names denied\.test/);
    assert.ok(complaints.some((complaint) => complaint.startsWith("403: ")), complaints.join());
  }
});
