import { assertAllFound, type Found } from "../../../support/assert_all_found.ts";
import { ruleSamples, secretSamples } from "../../../support/proof_samples.ts";
import { inBody, inHead } from "../../../support/proof_scan.ts";
import { bytesOf } from "../../../support/wire_bytes.ts";

// Law: a token that is cut over several places of one kind is found where these are read in order.

/** One word of characters that every place can hold. */
const samples = [...ruleSamples, ...secretSamples]
  .filter(({ alone, value }) => alone && /^[A-Za-z0-9_-]{1,400}$/.test(value));

type Cut = (pieces: readonly string[]) => Found;

const body = (text: string, contentType: string): Found =>
  inBody({ bytes: bytesOf(text), about: { contentType, contentEncoding: [] } });

const part = (content: string, at: number): string =>
  `--bb\r\nContent-Disposition: form-data; name="p${at}"\r\n\r\n${content}\r\n`;

const form = (pieces: readonly string[]): string =>
  pieces.map((piece, at) => `p${at}=${piece}`).join("&");

/** Places with others of their kind on both sides, so that letters stand beside the pieces once all are joined. */
const AMONG_OTHERS: Readonly<Record<string, Cut>> = {
  "segments of the path": (pieces) => inHead({ path: `/v1/${pieces.join("/")}/notes` }),
  "values of the query": (pieces) => inHead({ query: form(["two", ...pieces, "up"]) }),
  "headers": (pieces) =>
    inHead({
      fields: ["text", ...pieces, "close"].map((piece, at) => [`X-P${at}`, piece] as const),
    }),
  "names of headers": (pieces) =>
    inHead({ fields: ["Accept", ...pieces, "Last"].map((piece) => [piece, "1"] as const) }),
  "cookies": (pieces) =>
    inHead({ fields: [["Cookie", form(["dark", ...pieces, "en"]).replaceAll("&", "; ")]] }),
  "parts": (pieces) =>
    body(
      `${["two", ...pieces, "up"].map(part).join("")}--bb--`,
      "multipart/form-data; boundary=bb",
    ),
};

/**
 * Bodies may hold millions of these, so they are joined once, in order, and not with each neighbour:
 * other words beside the pieces hide a token whose pattern lets no letter stand beside it.
 */
const BY_THEMSELVES: Readonly<Record<string, Cut>> = {
  "strings of JSON": (pieces) => body(JSON.stringify({ parts: pieces }), "application/json"),
  "values of JSON": (pieces) =>
    body(
      JSON.stringify(Object.fromEntries(pieces.map((piece, at) => [`p${at}`, piece]))),
      "application/json",
    ),
  "values of a form": (pieces) => body(form(pieces), "application/x-www-form-urlencoded"),
};

for (const [where, find] of Object.entries({ ...AMONG_OTHERS, ...BY_THEMSELVES })) {
  for (const count of [2, 3]) {
    Deno.test(`scan() finds every rule's values cut into ${count} ${where}`, async () => {
      await assertAllFound(samples, ({ value }) => find(piecesOf(value, count)));
    });
  }
}

/** A text in so many pieces of about the same length. */
function piecesOf(text: string, count: number): readonly string[] {
  const length = Math.ceil(text.length / count);
  return Array.from({ length: count }, (_, at) => text.slice(at * length, (at + 1) * length));
}
