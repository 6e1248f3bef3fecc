import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { streamedText } from "../../../lib/scan/stream/streamed_text.ts";
import type { Unreadable } from "../../../lib/scan/stream/work.ts";
import { SECRET_VALUE, VENDOR_TOKEN } from "../../support/scan_samples.ts";
import { compress, haltOf, lines, sampleWork, through } from "../../support/scan_stages.ts";

const TOP = {
  surface: "body",
  views: [],
  contentType: undefined,
  verbatim: false,
  depth: { multipart: 0, compressed: 0 },
};

/** What a text comes to: the views of the finding, or the words of a refusal, or "passes". */
async function verdict(
  bytes: Uint8Array,
  contentType: string | undefined,
  size = 1000,
  unreadable: Unreadable = "refuse",
): Promise<string> {
  const shared = sampleWork(unreadable);
  const running =
    (async () => await through(streamedText({ ...TOP, contentType }, shared), bytes, size))();
  const reason = await running.then(() => "passes", () => haltOf(running));
  if (reason !== undefined) return reason;
  const [finding] = shared.takeFindings();
  return `${finding?.surface}: ${finding?.views.join()}`;
}

const bad = `${lines(100_000)} x ${SECRET_VALUE} y ${lines(9_000)}`;
const wide = Buffer.from(bad, "utf16le");

Deno.test("streamedText() reads character sets by name, by mark and by where the zeros stand", async () => {
  const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), wide]);
  for (const size of [1000, 4097]) {
    assert.match(await verdict(wide, "text/plain; charset=UTF-16LE", size), /^body: /);
    assert.match(await verdict(marked, "text/plain", size), /^body: /);
    assert.match(await verdict(wide, undefined, size), /^body: /);
  }
  const vendor = Buffer.from(`${lines(9_000)} ${VENDOR_TOKEN} ${lines(9_000)}`, "utf16le").swap16();
  assert.match(await verdict(vendor, "text/plain; charset=utf-16be"), /^body: /);
  const ibm = "text/plain; charset=ibm037";
  assert.match(await verdict(Buffer.from(lines(99)), ibm), /character set ibm037 cannot be read/);
  assert.equal(await verdict(Buffer.from(lines(99)), ibm, 7, "pass"), "passes");
});

Deno.test("streamedText() refuses what must be held whole, by type and by its first bytes", async () => {
  const tar = Buffer.alloc(1024);
  tar.write("name.txt", 0);
  tar.write("00000000005\0", 124);
  tar.fill(0x20, 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, "0")}\0`, 148);
  const json = /values of a JSON body can be joined only when it is held whole/;
  const archive = /entries of an archive can be read only when it is held whole/;
  const text = Buffer.from(lines(5_000));
  for (const size of [7, 1e6]) {
    assert.match(await verdict(text, "application/json", size), json);
    assert.match(await verdict(text, "application/vnd.x+json; charset=utf-8", size), json);
    assert.match(await verdict(Buffer.from(`\n {"a": 1}${lines(999)}`), "text/plain", size), json);
    assert.match(await verdict(Buffer.from(`[1]${lines(9)}`, "utf16le"), "text/plain", size), json);
    assert.match(await verdict(compress.gzip(Buffer.from("[1, 2]")), undefined, size), json);
    assert.match(await verdict(text, "application/zip", size), archive);
    assert.match(await verdict(text, "application/x-tar", size), archive);
    assert.match(await verdict(tar, undefined, size), archive);
    assert.match(await verdict(compress.gzip(tar), undefined, size), archive);
    const zip = Buffer.from(`${lines(200)}PK\x03\x04\x14\x00\x00\x00\x08\x00more`, "latin1");
    assert.match(await verdict(zip, undefined, size), archive);
    assert.match(await verdict(compress.zstd(zip), undefined, size), archive);
  }
  for (const [bytes, type] of [[text, "application/json"], [tar, ""], [text, "a/zip"]] as const) {
    assert.equal(await verdict(bytes, type, 100, "pass"), "passes");
  }
});

Deno.test("streamedText() undoes compressed data in compressed data, so deep and no deeper", async () => {
  let data: Uint8Array = Buffer.from(bad);
  for (let depth = 1; depth <= limits.bodyUnlabelledDepth; depth++) {
    data = Buffer.concat([Buffer.from("12345"), compress[depth % 2 === 0 ? "zstd" : "gzip"](data)]);
    assert.match(await verdict(data, undefined), /^body: (?:gzip|zstd)/);
  }
  let clean: Uint8Array = Buffer.from(lines(50_000));
  for (let depth = 1; depth <= limits.bodyUnlabelledDepth; depth++) {
    clean = compress.gzip(clean);
    assert.equal(await verdict(clean, undefined), "passes");
  }
  assert.match(await verdict(compress.gzip(clean), undefined), /nested too deep/);
});

Deno.test("streamedText() undoes forms and the codings of parts", async () => {
  const form = "application/x-www-form-urlencoded";
  const assigned = `a=${"b".repeat(70_000)}&t=token+%3D+h4Jk9sW2qLx7Zt5v`;
  assert.match(await verdict(Buffer.from(assigned), form), /^body: form/);
  assert.equal(await verdict(Buffer.from(assigned), "text/x-other"), "passes");

  const type = "multipart/form-data; boundary=b1";
  const part = (head: string, content: string): Buffer =>
    Buffer.from(`--b1\r\n\r\nfirst\r\n--b1\r\n${head}\r\n\r\n${content}\r\n--b1--\r\n`);
  const soft = bad.replace(SECRET_VALUE, `${SECRET_VALUE.slice(0, 9)}=\r\n${SECRET_VALUE.slice(9)}`)
    .replaceAll("k", "=6b");
  const quoted = part("Content-Transfer-Encoding: quoted-printable", soft);
  assert.match(await verdict(quoted, type), /^body part 2: quoted-printable/);
  const packed = Buffer.from(compress.gzip(Buffer.from(bad))).toString("base64");
  const coded = part("Content-Transfer-Encoding: base64", packed.replace(/.{76}/g, "$&\r\n"));
  assert.match(await verdict(coded, type), /^body part 2: base64,gzip/);
  const halves = Buffer.from(
    `--b1\r\n\r\n${VENDOR_TOKEN.slice(0, 20)}\r\n--b1\r\n\r\n${VENDOR_TOKEN.slice(20)}\r\n--b1--`,
  );
  assert.match(await verdict(halves, type), /^body: joined/);
});

Deno.test("streamedText() holds a short part of JSON whole and refuses a long one", async () => {
  const type = "multipart/related; boundary=b1";
  const body = (json: string): Buffer =>
    Buffer.from(
      `--b1\r\nContent-Type: application/json\r\n\r\n${json}\r\n--b1\r\n\r\nfile\r\n--b1--`,
    );
  const halves = [VENDOR_TOKEN.slice(0, 20), VENDOR_TOKEN.slice(20)];
  assert.equal(await verdict(body('{"name": "file"}'), type), "passes");
  assert.match(await verdict(body(JSON.stringify(halves)), type), /^body part 1: json,joined/);
  const long = JSON.stringify([lines(limits.streamHeldTextBytes)]);
  assert.match(await verdict(body(long), type), /JSON body can be joined only/);
});
