import assert from "node:assert/strict";
import { findProgramWhere, runFound, testWith } from "../support/programs.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { node, startWsServer, ws } from "../support/ws_server.ts";

/** The one of Debian knows no proxies and takes a socket on which the tunnel is open already. */
const python = await findProgramWhere(
  "/usr/bin/python3",
  ["-c", "import websockets"],
  "websockets",
);

const SCRIPT = `
import asyncio, json, os, socket, ssl, sys, urllib.parse, websockets

def tunnel(proxy, host, port):
    conn = socket.create_connection((proxy.hostname, proxy.port), 10)
    conn.sendall(f"CONNECT {host}:{port} HTTP/1.1\\r\\nHost: {host}:{port}\\r\\n\\r\\n".encode())
    head = b""
    while not head.endswith(b"\\r\\n\\r\\n"):
        head += conn.recv(1)
    assert b" 200 " in head.split(b"\\r\\n")[0], head
    conn.setblocking(False)
    return conn

async def main(base):
    at = urllib.parse.urlsplit(base)
    trust = ssl.create_default_context(cafile=os.environ["CA_FILE"]) if at.scheme == "wss" else None
    def opened(path):
        conn = tunnel(urllib.parse.urlsplit(os.environ["PROXY"]), at.hostname, at.port)
        return websockets.connect(base + path, sock=conn, ssl=trust, max_size=None,
            server_hostname=at.hostname if trust else None, subprotocols=["v2.chat"])
    seen = []
    async with opened("/echo") as client:
        seen.append(client.subprotocol)
        for message in ("hello", ["one ", "two ", "three"], b"x" * 5_000_000):
            await client.send(message)
            answer = await client.recv()
            seen.append(answer if isinstance(answer, str) else len(answer))
        await asyncio.wait_for(await client.ping(), 10)
        seen.append("pong")
    async with opened("/close") as client:
        try:
            await client.recv()
        except websockets.ConnectionClosed as closed:
            seen.append([closed.rcvd.code, closed.rcvd.reason])
    print(json.dumps(seen))

asyncio.run(main(sys.argv[1]))
`;

testWith(
  [node, ws, python],
  "Debian's python3-websockets reach a ws server on a tunnel by ws: and wss:",
  async () => {
    await using server = await startWsServer();
    await using sidecar = await startTestSidecar({
      routes: "log: 1\nroutes:\n  - host: a.test\n    allow_private_addresses: true\n",
    });
    for (const scheme of ["ws", "wss"] as const) {
      const { code, stdout, stderr } = await runFound(python, [
        "-c",
        SCRIPT,
        server.url(scheme, ""),
      ], {
        env: { PROXY: sidecar.proxyUrl, CA_FILE: sidecar.caFile },
      });
      assert.equal(code, 0, stderr);
      assert.deepEqual(JSON.parse(stdout), [
        "v2.chat",
        "hello",
        "one two three",
        5_000_000,
        "pong",
        [4002, "done"],
      ]);
    }
    assert.deepEqual(sidecar.events(), []);
  },
);
