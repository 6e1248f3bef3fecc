import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { gzipInBase64 } from "../../../lib/scan/view/gzip_in_base64.ts";
import { asText } from "../../support/scan_samples.ts";

function unpacked(text: string, most = 1 << 20) {
  const sink = new ByteSink();
  const { tooLarge } = gzipInBase64(asText(text).bytes, text, 0, text.length, most, sink);
  return { text: sink.take().text, tooLarge };
}

const packed = gzipSync("a text that was packed").toString("base64");

Deno.test("gzipInBase64() unpacks gzip in base64, in lines and cut off too", () => {
  for (const text of [packed, packed.replace(/.{20}/g, "$&\\n"), `xyz${packed}`]) {
    assert.ok(unpacked(`"${text}"`).text.includes("a text that was packed"), text);
  }
  const long = gzipSync("word ".repeat(2000)).toString("base64");
  assert.ok(unpacked(long.slice(0, -8)).text.includes("word word"));
});

Deno.test("gzipInBase64() unpacks gzip that other text follows without a border", () => {
  const bare = packed.replace(/=+$/, "");
  for (const text of [`${packed}\nanother line of text\n`, `/${bare}/and/more/of/a/path`]) {
    assert.ok(unpacked(text).text.includes("a text that was packed"), text);
  }
});

Deno.test("gzipInBase64() refuses what is larger unpacked than allowed", () => {
  const bomb = gzipSync(Buffer.alloc(1 << 20)).toString("base64");
  assert.equal(unpacked(bomb, 1000).tooLarge, true);
  assert.equal(unpacked(bomb, 2 << 20).tooLarge, false);
});

Deno.test("gzipInBase64() passes over what only begins like gzip, but not over any number of it", () => {
  assert.deepEqual(unpacked("H4sIAAAA and H4sIzzzz"), { text: "", tooLarge: false });
  assert.equal(unpacked("H4sI ".repeat(100)).tooLarge, true);
});

Deno.test("gzipInBase64() unpacks what begins in the piece, and leaves the rest to the next", () => {
  const { bytes } = asText(`xx${packed}`);
  for (const [to, found] of [[2, false], [3, true], [6, true]] as const) {
    const sink = new ByteSink();
    gzipInBase64(bytes, asText(`xx${packed}`).text.slice(0, to + 100), 0, to, 1 << 20, sink);
    assert.equal(sink.length > 0, found, String(to));
  }
});
