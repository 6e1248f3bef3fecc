import { assertAllFound } from "../../../support/assert_all_found.ts";
import { bodyEncodings } from "../../../support/body_encodings.ts";
import {
  moreSamples,
  ruleSamples,
  secretSamples,
  someSamples,
} from "../../../support/proof_samples.ts";
import { inBody } from "../../../support/proof_scan.ts";

// Law: what a rule finds in a text, it finds in a body that holds this text in any coding.

const samples = [...ruleSamples, ...moreSamples, ...secretSamples];

/** These give back the text as it was, so that a third of the rows tells as much as all of them. */
const OF_BYTES = /gzip|deflate|br|zstd|zlib|zip|tar|UTF-16|no type/;

for (const [how, encode] of Object.entries(bodyEncodings)) {
  Deno.test(`scanBytes() finds rules' examples in a body: ${how}`, async () => {
    const tried = OF_BYTES.test(how) ? someSamples : samples;
    await assertAllFound(tried, ({ text }) => inBody(encode(text)));
  });

  if (OF_BYTES.test(how)) continue;
  Deno.test(`scanBytes() finds some rules' examples between other lines in a body: ${how}`, async () => {
    await assertAllFound(
      someSamples,
      ({ text }) => inBody(encode(`Dear reader,\nhere it is:\n${text}\nyours, the writer\n`)),
    );
  });
}
