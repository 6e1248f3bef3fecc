import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { multipartParts, type Part } from "../../../lib/scan/stream/multipart_parts.ts";
import { haltOf, keepingStage, lines, through } from "../../support/scan_stages.ts";

interface Read extends Part {
  readonly text: string;
}

async function read(body: string, size: number) {
  const parts: (() => Read)[] = [];
  let joined = "";
  const stage = multipartParts("b-0", (part) => {
    const reader = keepingStage();
    parts.push(() => ({ ...part, text: reader.text() }));
    return reader;
  }, (text) => {
    joined = text;
    return Promise.resolve();
  });
  await through(stage, Buffer.from(body, "latin1"), size);
  assert.equal(stage.cleared(), Infinity);
  return { parts: parts.map((tell) => tell()), joined };
}

const texts = async (body: string, size: number): Promise<string[]> =>
  (await read(body, size)).parts.map(({ text }) => text);

const SIZES = [1, 2, 3, 7, 64, 1e6];

Deno.test("multipartParts() reads every part, its coding undone, over any border", async () => {
  const long = lines(2_000);
  const body = [
    "preamble\r\n--b-0\r\n",
    'Content-Disposition: form-data; name="first"\r\n\r\n',
    `one\r\n--b-00 is no boundary\r\n${long}\r\n--b-0 \t\r\n`,
    "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n",
    `${Buffer.from(long).toString("base64").replace(/.{76}/g, "$&\r\n")}\r\n--b-0\n`,
    'Content-Disposition: form-data; name="third"; filename="f.txt"\n',
    "Content-Transfer-Encoding: quoted-printable\n\n",
    "so=\n ft=3D\n--b-0\r\n\r\nno fields\r\n--b-0--\r\nepilogue\r\n--b-0\r\n\r\nno part",
  ].join("");
  for (const size of SIZES) {
    const { parts, joined } = await read(body, size);
    // A line that only begins like the boundary ends a part here as it does in the held reading.
    const [first, rest, second, third, fourth, ...more] = parts;
    assert.equal(first?.text, "one", `size ${size}`);
    assert.equal(rest?.text, long);
    assert.deepEqual(second, {
      number: 3,
      contentType: "text/plain",
      coding: "base64",
      verbatim: false,
      text: long,
    });
    assert.deepEqual([third?.text, third?.verbatim], ["so ft=", false]);
    assert.deepEqual([fourth?.text, fourth?.verbatim], ["no fields", true]);
    assert.deepEqual(more, []);
    assert.ok(joined.startsWith("firstthirdf.txt\none"));
    assert.ok(joined.endsWith("so ft=no fields"));
  }
});

Deno.test("multipartParts() reads what is malformed as far as it goes", async () => {
  for (const size of SIZES) {
    assert.deepEqual(await texts("--b-0\r\n\r\n\r\n--b-0\r\n\r\n--b-0--", size), ["", ""]);
    assert.deepEqual(await texts("--b-0\r\n\r\nno end", size), ["no end"]);
    assert.deepEqual(await texts("--b-0\r\nno head\r\n--b-0--", size), ["no head"]);
    assert.deepEqual(await texts("no boundary --b-0\r\n\r\n", size), []);
    assert.deepEqual(await texts("--b-0", size), []);
  }
});

Deno.test("multipartParts() holds back what a part's reader holds", async () => {
  const stage = multipartParts("b-0", () => keepingStage(1e9), () => Promise.resolve());
  const head = "--b-0\r\n\r\n";
  await stage.push(Buffer.from(`${head}content of the part`));
  assert.equal(stage.cleared(), head.length);
  await stage.push(Buffer.from("\r\n--b-0--\r\n"));
  assert.equal(stage.cleared(), Infinity);
});

Deno.test("multipartParts() refuses heads without an end and too many parts", async () => {
  const field = "x-filler: words\r\n".repeat(limits.partHeadBytes / 16);
  for (const size of [1000, 1e6]) {
    assert.match(await haltOf(read(`--b-0\r\n${field}`, size)) ?? "", /head .* does not end/);
    assert.match(await haltOf(read(`--b-0${" ".repeat(20_000)}`, size)) ?? "", /does not end/);
    const parts = "--b-0\r\n\r\nx\r\n".repeat(limits.multipartParts + 1);
    assert.match(await haltOf(read(parts, size)) ?? "", /more than 1000 parts/);
  }
});
