import { assertAllFound, type Excepted } from "../../../support/assert_all_found.ts";
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

const SEED_PHRASE: Excepted = {
  "seed-phrase": "its pattern lets no backslash stand between the assignment and the quote",
};

const BETWEEN_LINES: Readonly<Record<string, Excepted>> = {
  "JSON": SEED_PHRASE,
  "JSON with escaped slashes": SEED_PHRASE,
  "JSON in JSON": SEED_PHRASE,
};

const ALONE: Readonly<Record<string, Excepted>> = {
  ...BETWEEN_LINES,
  "form": {
    "dropbox-long-lived-token":
      "its pattern lets no sign of equality stand before it, since padding of base64 does",
  },
};

for (const [how, encode] of Object.entries(bodyEncodings)) {
  Deno.test(`scanBytes() finds every rule's examples in a body: ${how}`, async () => {
    await assertAllFound(samples, ({ text }) => inBody(encode(text)), ALONE[how]);
  });

  Deno.test(`scanBytes() finds some rules' examples between other lines in a body: ${how}`, async () => {
    await assertAllFound(
      someSamples,
      ({ text }) => inBody(encode(`Dear reader,\nhere it is:\n${text}\nyours, the writer\n`)),
      BETWEEN_LINES[how],
    );
  });
}
