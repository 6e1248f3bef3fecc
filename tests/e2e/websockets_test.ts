import assert from "node:assert/strict";
import { TOKEN } from "../support/engine.ts";
import { findProgramWhere, runFound, testWith } from "../support/programs.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { node, startWsServer, ws } from "../support/ws_server.ts";

/** `EGRESS_TEST_PYTHON` names a Python that has the library, where the usual one has not. */
const python = await findProgramWhere(
  Deno.env.get("EGRESS_TEST_PYTHON") ?? "python3",
  ["-c", "import websockets.sync.client as c; c.connect.__kwdefaults__['proxy']"],
  "websockets that knows proxies",
);

const SCRIPT = `
import json, os, ssl, sys
from websockets.sync.client import connect
from websockets.exceptions import ConnectionClosed
trust = ssl.create_default_context(cafile=os.environ["CA_FILE"])
base, token, seen = sys.argv[1], sys.argv[2], []

def opened(path, **more):
    context = trust if base.startswith("wss") else None
    return connect(base + path, proxy=os.environ["PROXY"], ssl=context, max_size=None, **more)

with opened("/echo", subprotocols=["v2.chat"]) as socket:
    seen.append(socket.subprotocol)
    socket.send("hello")
    seen.append(socket.recv())
    socket.send(iter(["one ", "two ", "three"]))
    seen.append(socket.recv())
    socket.send(b"x" * 10_000_000)
    seen.append(len(socket.recv()))
    socket.ping("there").wait(10)
    seen.append("pong")
for path in ("/close", "/echo"):
    with opened(path) as socket:
        try:
            socket.send("the token is " + token) if path == "/echo" else None
            socket.recv()
        except ConnectionClosed as closed:
            seen.append([closed.rcvd.code, closed.rcvd.reason])
print(json.dumps(seen))
`;

testWith([node, ws, python], "Python's websockets reach a ws server by ws: and wss:", async () => {
  await using server = await startWsServer();
  await using sidecar = await startTestSidecar({
    routes: "routes:\n  - host: a.test\n    allow_private_addresses: true\n",
  });
  for (const scheme of ["ws", "wss"] as const) {
    const { code, stdout, stderr } = await runFound(
      python,
      ["-c", SCRIPT, server.url(scheme, ""), TOKEN],
      { env: { PROXY: sidecar.proxyUrl, CA_FILE: sidecar.caFile } },
    );
    assert.equal(code, 0, stderr);
    const seen = JSON.parse(stdout) as unknown[];
    const [blockedCode, reason] = seen.pop() as [number, string];
    assert.deepEqual(seen, [
      "v2.chat",
      "hello",
      "one two three",
      10_000_000,
      "pong",
      [4002, "done"],
    ]);
    assert.equal(blockedCode, 1008);
    assert.match(reason, /^egress DLP: /);
  }
});
