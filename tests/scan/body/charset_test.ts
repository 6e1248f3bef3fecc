import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { readCharset } from "../../../lib/scan/body/charset.ts";
import { mediaType } from "../../../lib/scan/body/media_type.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

async function texts(
  bytes: Uint8Array,
  contentType?: string,
): Promise<Record<string, string>> {
  const reading = await runSteps(readCharset(bytes, mediaType(contentType)));
  assert.equal(reading.kind, "texts");
  if (reading.kind !== "texts") return {};
  return Object.fromEntries(
    reading.texts.map(({ name, utf8 }) => [name, Buffer.from(utf8).toString()]),
  );
}

Deno.test("readCharset() leaves text alone in which ASCII stands as ASCII", async () => {
  assert.deepEqual(await texts(Buffer.from("plain text, more than eight")), {});
  assert.deepEqual(await texts(Buffer.from("plain"), "text/plain; charset=latin1"), {});
});

Deno.test("readCharset() reads both orders where none is declared", async () => {
  const bytes = Buffer.from("ab", "utf16le");
  assert.deepEqual(await texts(bytes, "text/plain; charset=utf-16"), {
    "utf-16le": "ab",
    "utf-16be": "愀戀",
  });
});

Deno.test("readCharset() reads by mark and by header where they disagree", async () => {
  const bytes = Buffer.from("\ufeffab", "utf16le");
  const both = await texts(bytes, "text/plain; charset=utf-16be");
  assert.equal(both["utf-16le"], "\ufeffab");
  assert.ok("utf-16be" in both);
});

Deno.test("readCharset() keeps characters beyond the first plane and half units at the end", async () => {
  const bytes = Buffer.concat([Buffer.from("\ufeffkey 🔑", "utf16le"), Buffer.from([0x61])]);
  assert.equal((await texts(bytes))["utf-16le"], "\ufeffkey 🔑");
  const utf32 = Buffer.alloc(12);
  utf32.writeUInt32LE(0x61, 0);
  utf32.writeUInt32LE(0x1f511, 4);
  utf32.writeUInt32LE(0x7fffffff, 8);
  assert.equal((await texts(utf32, "text/plain; charset=utf-32le"))["utf-32le"], "a🔑\ufffd");
});

Deno.test("readCharset() keeps the halves of a pair together where a step ends", async () => {
  const units = limits.scanStepBytes / 2;
  for (let before = units - 2; before <= units; before++) {
    const text = `${"a".repeat(before)}🔑🔑${"é".repeat(units)}`;
    const little = Buffer.from(text, "utf16le");
    const big = Buffer.from(little).swap16();
    assert.ok((await texts(little, "text/plain; charset=utf-16le"))["utf-16le"] === text);
    assert.ok((await texts(big, "text/plain; charset=utf-16be"))["utf-16be"] === text);
  }
});
