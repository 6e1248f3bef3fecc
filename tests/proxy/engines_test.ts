import assert from "node:assert/strict";
import type { NamedSecret } from "../../lib/config/named_secret.ts";
import { createEngines } from "../../lib/proxy/engines.ts";
import { Secret } from "../../lib/secret.ts";

const secret = (name: string, value: string): NamedSecret => ({ name, value: new Secret(value) });
const detectors = new Set(["known_secrets"] as const);

Deno.test("current() gives one engine as long as the secrets stay the same, and a new one with new secrets", async () => {
  let secrets = [secret("A", "first-value-1234")];
  const engines = createEngines(() => Promise.resolve(secrets), () => {});
  assert.equal(engines.last, undefined);
  const engine = await engines.current();
  assert.equal(engines.last, engine);
  secrets = [secret("A", "first-value-1234")];
  engines.changed();
  assert.equal(await engines.current(), engine);
  secrets = [...secrets, secret("B", "second-value-5678")];
  assert.equal(await engines.current(), engine, "nobody has said so");
  engines.changed();
  const next = await engines.current();
  assert.notEqual(next, engine);
  const view = { surface: "body", views: [], text: "x second-value-5678 y" };
  const found = next.scan(view, { detectors, surfaceKind: "body" });
  assert.deepEqual(found.map(({ kind }) => kind), ["B"]);
});

Deno.test("current() reports secrets that are too short by name, once, and not their values", async () => {
  const lines: string[] = [];
  let secrets = [secret("SHORT", "abc12"), secret("ALIKE", "aaaaaaaaaa")];
  const engines = createEngines(() => Promise.resolve(secrets), (line) => lines.push(line));
  await engines.current();
  secrets = [...secrets, secret("C", "third-value-9012")];
  engines.changed();
  await engines.current();
  assert.deepEqual(lines.map((line) => /value of (\w+) is not looked for/.exec(line)?.[1]), [
    "SHORT",
    "ALIKE",
  ]);
  assert.ok(!lines.join().includes("abc12") && !lines.join().includes("aaaa"));
});

Deno.test("current() tells a value that has several names by the first of them", async () => {
  const secrets = [secret("A", "one-value-123456"), secret("B", "one-value-123456")];
  const engine = await createEngines(() => Promise.resolve(secrets), () => {}).current();
  const view = { surface: "body", views: [], text: "one-value-123456" };
  const found = engine.scan(view, { detectors, surfaceKind: "body" });
  assert.deepEqual(found.map(({ kind }) => kind), ["A"]);
});
