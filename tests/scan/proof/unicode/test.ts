import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { assertAllFound, type Excepted, type Found } from "../../../support/assert_all_found.ts";
import { moreSamples, ruleSamples, secretSamples } from "../../../support/proof_samples.ts";
import { inBody, inHead, inText } from "../../../support/proof_scan.ts";
import { unicodeDisguises } from "../../../support/unicode_disguises.ts";
import { bytesOf } from "../../../support/wire_bytes.ts";

// Law: characters beyond ASCII hide nothing from a rule, and what they tried to hide is an evasion.

const samples = [...ruleSamples, ...moreSamples, ...secretSamples];

const WORDS = "words without a digit are not told from words of another script";
const EXCEPTED: Excepted = { "seed-phrase": WORDS, "OWN_PHRASE": WORDS, "OWN_LINES": WORDS };

/** Every fifth rule's value that a path can hold as it stands, and the known values of one word. */
const some = [...ruleSamples.filter((_, at) => at % 5 === 0), ...secretSamples]
  .filter(({ alone, value }) => alone && /^[!-.0-~]+$/.test(value));

/** JSON as it is written for readers of ASCII. */
const asJson = (text: string): string =>
  JSON.stringify({ note: Buffer.from(text, "latin1").toString("utf8") })
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const json = { contentType: "application/json", contentEncoding: [] };

/** Where a disguised value is put, UTF-8 as latin1. */
const PLACES: readonly ((text: string) => Found)[] = [
  (text) => inHead({ fields: [["X-Note", text]] }),
  (text) => inHead({ path: `/notes/${text}` }),
  (text) =>
    inHead({ query: `note=${Buffer.from(text, "latin1").toString("hex").replace(/../g, "%$&")}` }),
  (text) =>
    inBody({
      bytes: gzipSync(Buffer.from(text, "latin1")),
      about: { contentType: undefined, contentEncoding: ["gzip"] },
    }),
  (text) => inBody({ bytes: bytesOf(asJson(text)), about: json }),
];

for (const [how, disguise] of Object.entries(unicodeDisguises)) {
  Deno.test(`scan() calls every rule's values in ${how} an evasion`, async () => {
    await assertAllFound(samples, ({ text, value }) => {
      const hidden = disguise(value);
      if (hidden === value) return undefined;
      return inText(`Dear reader, ${text.replace(value, () => hidden)} from the writer`)
        .filter(({ detector }) => detector === "unicode_evasion");
    }, EXCEPTED);
  });

  Deno.test(`scan() calls some rules' and known values in ${how} an evasion on any surface`, async () => {
    for (const inPlace of PLACES) {
      await assertAllFound(
        some,
        async ({ value }) =>
          (await inPlace(disguise(value))).filter(({ detector }) => detector === "unicode_evasion"),
      );
    }
  });
}
