import assert from "node:assert/strict";
import { createClocks } from "../../../lib/proxy/clocks.ts";
import { createResolve } from "../../../lib/proxy/upstream/resolve.ts";
import { UpstreamError } from "../../../lib/proxy/upstream/upstream_error.ts";
import { type DnsAnswer, type DnsStub, startDnsStub } from "../../support/dns_stub.ts";

const CLOCKS = createClocks(10);
const NEVER = new AbortController().signal;

function asking({ address }: DnsStub, clocks = CLOCKS) {
  const [ipAddr = "", port] = address.split(":");
  return createResolve({ ipAddr, port: Number(port) }, clocks);
}

function fails(status: number, words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof UpstreamError, String(error));
    assert.deepEqual([error.stage, error.refusal.status], ["resolve", status]);
    assert.match(error.message, words);
    return true;
  };
}

const names: DnsAnswer = (name, type) => {
  if (name === "both.test") return ["192.0.2.1", "192.0.2.2", "2001:db8::1"];
  if (name === "four.test") return ["192.0.2.4"];
  if (name === "six.test") return ["2001:db8::6"];
  if (name === "empty.test") return [];
  if (name === "silent.test" || (name === "half.test" && type === "AAAA")) return "silent";
  return name === "half.test" ? ["192.0.2.5"] : undefined;
};

Deno.test("createResolve() gives the addresses of both families, IPv4 first, asking for both", async () => {
  await using dns = await startDnsStub(names);
  const resolve = asking(dns);
  assert.deepEqual((await resolve("both.test", NEVER)).toSorted(), [
    "192.0.2.1",
    "192.0.2.2",
    "2001:db8::1",
  ]);
  assert.match((await resolve("both.test", NEVER)).at(-1) ?? "", /:/);
  assert.deepEqual(await resolve("four.test", NEVER), ["192.0.2.4"]);
  assert.deepEqual(await resolve("six.test", NEVER), ["2001:db8::6"]);
  assert.ok(dns.queries.includes("A six.test") && dns.queries.includes("AAAA four.test"));
});

Deno.test("createResolve() asks nobody for an address", async () => {
  await using dns = await startDnsStub(names);
  assert.deepEqual(await asking(dns)("192.0.2.9", NEVER), ["192.0.2.9"]);
  assert.deepEqual(await asking(dns)("2001:db8::9", NEVER), ["2001:db8::9"]);
  assert.deepEqual(dns.queries, []);
});

Deno.test("createResolve() says of a name without an address that it has none", async () => {
  await using dns = await startDnsStub(names);
  for (const name of ["absent.test", "empty.test"]) {
    await assert.rejects(
      asking(dns)(name, NEVER),
      fails(502, /^egress: \w+\.test does not resolve/),
    );
  }
});

Deno.test("createResolve() waits for a silent server no longer than its bound, nor for half an answer", async () => {
  await using dns = await startDnsStub(names);
  const resolve = asking(dns, createClocks(10, 50));
  for (const name of ["silent.test", "half.test"]) {
    await assert.rejects(resolve(name, NEVER), fails(504, /was not resolved within 5 s/));
  }
});

Deno.test("createResolve() ends when the request does", async () => {
  await using dns = await startDnsStub(names);
  const abort = new AbortController();
  const resolved = assert.rejects(asking(dns)("silent.test", abort.signal), UpstreamError);
  abort.abort();
  await resolved;
});

Deno.test("createResolve() shares a lookup among those who wait for it, and keeps nothing", async () => {
  await using dns = await startDnsStub(names);
  const resolve = asking(dns);
  const all = await Promise.all(Array.from({ length: 50 }, () => resolve("four.test", NEVER)));
  assert.deepEqual(new Set(all.flat()), new Set(["192.0.2.4"]));
  assert.equal(dns.queries.length, 2);
  await resolve("four.test", NEVER);
  assert.equal(dns.queries.length, 4);
});

Deno.test("createResolve() goes on for the others when one request ends", async () => {
  await using dns = await startDnsStub(names);
  const resolve = asking(dns);
  const abort = new AbortController();
  const left = assert.rejects(resolve("four.test", abort.signal), UpstreamError);
  const stays = resolve("four.test", NEVER);
  abort.abort();
  await left;
  assert.deepEqual(await stays, ["192.0.2.4"]);
});
