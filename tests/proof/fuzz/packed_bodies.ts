import { Buffer } from "node:buffer";
import * as zlib from "node:zlib";
import { type AboutBody, bodyViewSteps } from "../../../lib/scan/body/read_body.ts";
import { bodyDetectors, scanBytesSteps } from "../../../lib/scan/scan_bytes.ts";
import { limits } from "../../../lib/limits.ts";
import { runSteps, type Steps } from "../../../lib/scan/steps.ts";
import { bodyEncodings } from "../../support/body_encodings.ts";
import { SECRET_VALUE } from "../../support/scan_samples.ts";
import { createEngine } from "../../../lib/scan/engine.ts";
import { sampleSecrets } from "../../support/scan_samples.ts";
import { mutate } from "./mutate.ts";
import { type FuzzTarget, hold } from "./target.ts";

const codings = Object.entries(bodyEncodings);
const engine = createEngine({ rules: [], secrets: sampleSecrets });
const TEXT = `a few words and ${SECRET_VALUE} and some more of them`;
const WORDS = [
  ...[
    "--b0undary",
    "--b0undary--",
    "\r\n\r\n",
    "Content-Type: text/plain\r\n",
    "PK\x01\x02",
    "PK\x03\x04",
  ],
  ...["\x1f\x8b\x08\0", "ustar", "%", "&a=", "\x28\xb5\x2f\xfd", "\0\0\xff\xff", "\x78\x9c"],
];
/** One for each piece of a body; a zip of a few hundred bytes has no more. */
const MOST_STEPS = 2_000;

/**
 * Bodies in every coding, broken in every way: no surprise, no endless reading, nothing beyond the bounds;
 * and where any other reader still gets the secret out, the body does not pass.
 */
export const packedBodies: FuzzTarget = {
  name: "packed bodies",
  share: 700,
  async check(draws, show) {
    const [coding, encode] = draws.pick(codings);
    const sent = encode(TEXT);
    const bytes = mutate(draws, sent.bytes, WORDS);
    const isDeclared = !draws.oneIn(4);
    const about = isDeclared ? sent.about : { contentType: undefined, contentEncoding: [] };
    show(`${coding}${isDeclared ? "" : ", not declared"}, ${bytes.length} bytes`);
    const reading = await bounded(bodyViewSteps(bytes, about));
    if (reading.kind === "views") {
      const read = reading.views.reduce((size, { text }) => size + text.length, 0);
      hold(read < 8 * limits.bodyDecodedBytes, "more is read of a body than may be");
    }
    const options = { detectors: bodyDetectors, surfaceKind: "body" } as const;
    const { findings, refused } = await bounded(scanBytesSteps(engine, bytes, about, options));
    if (findings.length > 0 || refused !== undefined) return;
    const got = await readers(bytes, about);
    hold(
      !got.some((text) => text.includes(SECRET_VALUE)),
      `${coding}: another reader gets the secret`,
    );
  },
};

async function bounded<T>(steps: Steps<T>): Promise<T> {
  let count = 0;
  return await runSteps(steps, () => hold(++count < MOST_STEPS, "a body takes too many steps"));
}

/** What other readers make of the body, as far as they go. */
async function readers(bytes: Uint8Array, about: AboutBody): Promise<readonly string[]> {
  const { contentType = "", contentEncoding } = about;
  const got = [Buffer.from(bytes).toString("latin1")];
  const partial = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
  const names = contentEncoding.join(",");
  // A receiver goes by what is declared; one that goes by the first bytes is asked as well.
  const decoders = [
    ...(/^(x-)?gzip$/.test(names) || names === "" ? [() => zlib.gunzipSync(bytes, partial)] : []),
    ...(names === "deflate"
      ? [() => zlib.inflateSync(bytes, partial), () => zlib.inflateRawSync(bytes, partial)]
      : []),
    ...(names === "br" ? [() => zlib.brotliDecompressSync(bytes)] : []),
    ...(names === "zstd" || names === "" ? [() => zlib.zstdDecompressSync(bytes)] : []),
  ];
  for (const decode of decoders) {
    try {
      got.push(decode().toString("latin1"));
    } catch {
      // It does not read this.
    }
  }
  if (names !== "") return got;
  if (contentType.startsWith("application/x-www-form")) {
    for (const pair of new URLSearchParams(got[0])) got.push(...pair);
  }
  if (contentType.startsWith("multipart/")) {
    const sent = new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } });
    const form = await sent.formData().catch(() => undefined);
    for (const [name, value] of form ?? []) {
      got.push(name, typeof value === "string" ? value : await value.text());
    }
  }
  if (contentType === "application/json") {
    try {
      got.push(JSON.stringify(JSON.parse(got[0] ?? "")));
    } catch {
      // It is no JSON any more.
    }
  }
  return got;
}
