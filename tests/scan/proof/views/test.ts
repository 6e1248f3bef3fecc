import { assertAllFound } from "../../../support/assert_all_found.ts";
import {
  moreSamples,
  ruleSamples,
  secretSamples,
  someSamples,
} from "../../../support/proof_samples.ts";
import { inHead, inText } from "../../../support/proof_scan.ts";
import { textEncodings } from "../../../support/text_encodings.ts";

// Law: what a rule finds in a text, it finds where this text is encoded, and so in every part of the
// request that can hold the encoded text.

const samples = [...ruleSamples, ...moreSamples, ...secretSamples];

/** These leave words in the text as they stand, so that a value may be written so by itself. */
const ESCAPES = /percent|escapes|entities|\\x/;

for (const [how, encode] of Object.entries(textEncodings)) {
  Deno.test(`scan() finds every rule's examples in ${how}`, async () => {
    await assertAllFound(
      samples,
      ({ text }) => inText(`Dear reader, ${encode(text)} from the writer`),
    );
  });

  Deno.test(`scan() finds some rules' values in ${how}, the words beside them as they are`, async () => {
    // A value that is known by those words alone is another one once it is encoded by itself. A third
    // of the rows tells whether the words are seen beside it: what is encoded is the same as above.
    await assertAllFound(
      someSamples,
      ({ text, value, alone }) =>
        alone || ESCAPES.test(how)
          ? inText(`Dear reader, ${text.replace(value, () => encode(value))} from the writer`)
          : undefined,
    );
  });

  Deno.test(`scan() finds some rules' examples in ${how} in a header`, async () => {
    await assertAllFound(someSamples, ({ text }) => {
      const written = encode(text).replaceAll("\r\n", "").replaceAll("\n", "\\n");
      return inHead({ fields: [["X-Note", written]] })
        .filter(({ surface }) => surface === "header x-note");
    });
  });
}
