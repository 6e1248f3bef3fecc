import { connectHttp2Tunnel } from "../../support/http2_client.ts";
import { connectTunnel } from "../../support/raw_client.ts";
import { okAnswer } from "../../support/recording_upstream.ts";
import { until } from "../../support/until.ts";
import { within } from "../../support/within.ts";
import { ask, summary, type Told, toldOf } from "../world/ways.ts";
import { secrets } from "../world/secrets.ts";
import type { World } from "../world/world.ts";
import type { Attempt } from "./attempt.ts";

const { TOKEN, KNOWN, INJECTED } = secrets;

/** What takes more than one request, or another client than one of HTTP/1.1. */
export const scenarios: readonly Attempt[] = [
  ...http2Games(),
  {
    group: "fronting",
    name: "another SNI than the CONNECT target",
    sees: "421 authority-mismatch",
    async attempt(world) {
      const saw: string[] = [];
      for (const serverName of ["evil.test", "key.test"]) {
        saw.push(await fronted(world, serverName));
      }
      return saw;
    },
  },
  {
    group: "fronting",
    name: "a tunnel to a host without a route, the SNI of an allowed one",
    sees: "421 authority-mismatch",
    attempt: async (world) => [await fronted(world, "a.test", "evil.test")],
  },
  {
    group: "fronting",
    name: "a redirect to a host without a route is not followed, by nobody",
    sees: "302, 403 host-not-allowed",
    reaches: "upstream",
    async attempt(world, ways) {
      world.upstream.answering = (connection) =>
        connection.write(
          "HTTP/1.1 302 Found\r\nLocation: http://evil.test/\r\nContent-Length: 0\r\n\r\n",
        );
      const saw: string[] = [];
      for (const way of ways) {
        const first = summary(await ask(world, way, { host: "a.test" }));
        saw.push(`${first}, ${summary(await ask(world, way, { host: "evil.test" }))}`);
      }
      return world.sidecar.dns.queries.some((query) => query.includes("evil"))
        ? ["looked up"]
        : saw;
    },
  },
  {
    group: "fronting",
    name: "an offer of another service is no way round",
    sees: "200, 403 host-not-allowed",
    reaches: "upstream",
    async attempt(world, ways) {
      world.upstream.answering = (connection) =>
        connection.write(
          okAnswer("ok", ['Alt-Svc: h2="evil.test:443"', "Refresh: 0;url=http://evil.test/"]),
        );
      const saw: string[] = [];
      for (const way of ways) {
        const first = summary(await ask(world, way, { host: "a.test" }));
        saw.push(`${first}, ${summary(await ask(world, way, { host: "evil.test" }))}`);
      }
      return saw;
    },
  },
  {
    group: "places that are not to be reached",
    name: "the sidecar's own listeners, the inner ones too",
    sees: /^(403 (self-target|private-address)|502 upstream-unreachable)$/,
    reaches: "dns",
    async attempt(world) {
      const saw: string[] = [];
      for (const port of world.ownPorts) {
        for (const host of ["127.0.0.1", "::1", "self.test", "localhost"]) {
          for (const way of ["absolute", "clear"] as const) {
            saw.push(summary(await ask(world, way, { host, port })));
          }
        }
      }
      return saw;
    },
  },
  {
    group: "places that are not to be reached",
    name: "a name that is another address when it is looked up again",
    sees: "200, 403 private-address",
    reaches: "upstream",
    async attempt(world) {
      world.upstream.answering = async (connection) => {
        await connection.write(okAnswer("ok", ["Connection: close"]));
        connection.close();
      };
      const first = summary(await ask(world, "tls", { host: "rebind.test" }));
      return [`${first}, ${summary(await ask(world, "tls", { host: "rebind.test" }))}`];
    },
  },
  {
    group: "what the sidecar says of itself",
    name: "introspection shows no value and changes nothing",
    sees: /^(200|404)$/,
    async attempt(world) {
      const before = await Deno.readTextFile(`${world.sidecar.folder}/routes.yaml`);
      const saw: string[] = [];
      const paths = [
        ...[
          "/",
          "/allowlist",
          "/healthz",
          "/ca.pem",
          "/approve",
          "/proposals",
          "/queue",
          "/reload",
        ],
        ...["/env", "/allowlist/../ca.key", "/%2e%2e/ca.pem.key", "/metrics", "/debug", "/ca.key"],
      ].filter((path) => !/\.\.|%2e/.test(path));
      for (const path of paths) {
        for (const method of ["GET", "POST", "PUT", "DELETE"]) {
          const told = await ask(world, "absolute", {
            method,
            host: "_egress.local",
            port: 80,
            path,
          });
          if (/PRIVATE KEY/.test(told.body)) saw.push("a private key");
          saw.push(summary(told));
        }
      }
      const after = await Deno.readTextFile(`${world.sidecar.folder}/routes.yaml`);
      return before === after ? saw : ["the routes were changed"];
    },
  },
  {
    group: "what the sidecar says of itself",
    name: "the agent adds a route through _egress.local",
    sees: "403 host-not-allowed",
    async attempt(world) {
      const body = '{"routes":[{"host":"evil.test"}]}';
      for (const method of ["POST", "PUT", "PATCH"]) {
        await ask(world, "absolute", {
          method,
          host: "_egress.local",
          port: 80,
          path: "/allowlist",
          body,
        });
      }
      return [summary(await ask(world, "tls", { host: "evil.test" }))];
    },
  },
  {
    group: "what the sidecar says of itself",
    name: "a host that looks like _egress.local",
    sees: /^(400 ambiguous-target|403 host-not-allowed|421 authority-mismatch)$/,
    async attempt(world) {
      const saw: string[] = [];
      for (
        const host of ["_egress.local.", "x._egress.local", "egress.local", "_egress.local%00"]
      ) {
        saw.push(summary(await ask(world, "absolute", { host, port: 80, path: "/allowlist" })));
      }
      return saw;
    },
  },
  {
    group: "what the sidecar says of itself",
    name: "the log takes no line from a request",
    sees: "whole",
    reaches: "upstream",
    async attempt(world) {
      const forged = '{"event":"forged"}';
      const utf8 = "\xe2\x80\xa8";
      await ask(world, "tls", { host: "a.test", path: `/${encodeURIComponent(`\n${forged}`)}` });
      await ask(world, "tls", { host: "a.test", path: "/", fields: [["X-A", `${utf8}${forged}`]] });
      await ask(world, "tls", { method: "POST", host: "a.test", body: `\r\n${forged}\r\n` });
      await ask(world, "absolute", {
        host: "a.test",
        path: `/?${"%0a"}${encodeURIComponent(forged)}`,
      });
      await ask(world, "absolute", { host: "evil.test", path: `/\x1b[2J${forged}` });
      await ask(world, "tls", { method: forged, host: "a.test" });
      return [world.sidecar.log.every(isWhole) ? "whole" : "a line that nobody wrote"];
    },
  },
  {
    group: "secrets on WebSockets",
    name: "a credential in an upstream's message",
    sees: "1008",
    reaches: "upstream",
    injects: true,
    attempt: reflectedOnWebSocket,
  },
];

function http2Games(): Attempt[] {
  const rows: readonly (readonly [string, Record<string, string>, string | undefined, RegExp])[] = [
    ["another Host beside :authority", { host: "evil.test" }, undefined, /^400 /],
    ["another :authority than the tunnel's", { ":authority": "evil.test" }, undefined, /^421 /],
    [
      "another :authority, the right Host",
      { ":authority": "key.test", host: "$A" },
      undefined,
      /^4(00|21) /,
    ],
    ["no :authority", { ":authority": "" }, undefined, /^cut/],
    ["userinfo in :authority", { ":authority": "a@$A" }, undefined, /^(400 |cut)/],
    ["a URL as :path", { ":path": "http://evil.test/" }, undefined, /^(200|400 .*)$/],
    ["an authority as :path", { ":path": "//evil.test/" }, undefined, /^(200|400 .*)$/],
    ["CONNECT", { ":method": "CONNECT", ":authority": "evil.test:443" }, undefined, /^(405|421) /],
    ["a secret as :path", { ":path": `/${KNOWN}` }, undefined, /^403 secret-found$/],
    [
      "a secret in :authority",
      { ":authority": `${KNOWN.toLowerCase()}.wild.test` },
      undefined,
      /^421 /,
    ],
    ["a body of GET", { "content-length": "41" }, KNOWN, /^400 /],
    ["a length beyond the body", { ":method": "POST", "content-length": "90" }, "a", /^cut/],
    ["an upgrade to WebSocket", { "upgrade": "websocket" }, undefined, /^(cut|501|400)/],
    ["a cookie", { "cookie": `a=${TOKEN}` }, undefined, /^403 secret-found$/],
    ["te: trailers with more", { te: "trailers, x" }, undefined, /^(200|cut|400 .*)$/],
  ];
  return rows.map(([name, headers, body, sees]) => ({
    group: "games of HTTP/2",
    name,
    sees,
    reaches: sees.source.includes("200") ? "upstream" : "nobody",
    async attempt(world) {
      const authority = `a.test:${world.upstream.tls.port}`;
      const { port, caPem } = world.sidecar;
      using client = await connectHttp2Tunnel(port, authority, { caPem });
      const all: Record<string, string> = { ":authority": authority };
      for (const [key, value] of Object.entries(headers)) all[key] = value.replace("$A", authority);
      if (all[":method"] !== "CONNECT") all[":path"] ??= "/";
      try {
        const { status, field, fields, body: told } = await within(
          5_000,
          client.ask(all, body),
          "an answer",
        );
        world.told.push(told);
        return [summary({ status, reason: field("x-egress-reason"), ...{ fields } })];
      } catch {
        return ["cut"];
      }
    },
  }));
}

async function fronted(world: World, serverName: string, host = "a.test"): Promise<string> {
  const authority = `${host}:${world.upstream.tls.port}`;
  const { port, caPem } = world.sidecar;
  using client = await connectTunnel(port, authority, { caPem, serverName });
  const told: Told = toldOf(await client.ask(`GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`));
  world.told.push(told.body);
  return summary(told);
}

/** A line of our own, or one event as JSON that no request wrote. */
function isWhole(line: string): boolean {
  if (line === "" || line.startsWith("egress: ")) return true;
  try {
    const { event } = JSON.parse(line) as { event?: unknown };
    return typeof event === "string" && event !== "forged";
  } catch {
    return false;
  }
}

async function reflectedOnWebSocket(world: World): Promise<string[]> {
  const { switching } = await import("../world/upstream.ts");
  world.upstream.answering = async (connection, asked) => {
    await connection.write(switching(asked));
    await connection.write(`\x81${String.fromCharCode(INJECTED.length + 9)}you sent ${INJECTED}`);
    await connection.more();
  };
  const authority = `key.test:${world.upstream.tls.port}`;
  const { port, caPem } = world.sidecar;
  using client = await connectTunnel(port, authority, { caPem });
  const told = await client.ask(
    `GET /ws HTTP/1.1\r\nHost: ${authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2l4dGVlbiBvcmRpbmFyeQ==\r\n\r\n",
  );
  const rest = await within(5_000, client.rest(), "the end");
  world.told.push(rest);
  await until(() => true);
  return [told.status === 101 && rest.includes("\x03\xf0") ? "1008" : `${told.status}`];
}
