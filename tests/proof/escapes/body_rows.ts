import { bodyEncodings, type SentBody } from "../../support/body_encodings.ts";
import { secretWritings } from "../../support/secret_writings.ts";
import { textEncodings } from "../../support/text_encodings.ts";
import { secrets } from "../world/secrets.ts";
import { OVER_HTTP1, type RequestRow } from "./request_attempts.ts";

const { TOKEN, KNOWN, SIGNED } = secrets;

/** A body with the fields that say what it is. */
export function sentRow(name: string, { bytes, about }: SentBody): RequestRow {
  const type = about.contentType === undefined
    ? []
    : [["Content-Type", about.contentType] as const];
  const codings = about.contentEncoding.map((coding) => ["Content-Encoding", coding] as const);
  return {
    name,
    body: bytes,
    fields: [...type, ...codings],
    // A client of HTTP/2 may send this field once only.
    ...(codings.length > 1 && { ways: OVER_HTTP1 }),
  };
}

/** A token and a known secret in every coding of a body. */
export const bodyRows: readonly RequestRow[] = Object.entries(bodyEncodings)
  .flatMap(([name, encode]) => [
    sentRow(`${name}: a token`, encode(`the key is ${TOKEN} and no other`)),
    sentRow(`${name}: a known secret`, encode(`the key is ${KNOWN} and no other`)),
  ]);

const inText = (name: string, text: string): RequestRow => ({
  name,
  body: text,
  fields: [["Content-Type", "text/plain"]],
});

const inJson = (name: string, text: string): RequestRow => ({
  name,
  body: JSON.stringify({ model: "m", messages: [{ role: "user", content: text }] }),
  fields: [["Content-Type", "application/json"]],
});

/** A token in every encoding that is undone in a text, and a known secret in all of its writings. */
export const writingRows: readonly RequestRow[] = [
  ...Object.entries(textEncodings).map(([name, encode]) =>
    inJson(`a token in ${name}`, `see ${encode(`key ${TOKEN}`)} there`)
  ),
  ...Object.entries(secretWritings).map(([name, write]) =>
    inText(`a known secret: ${name}`, `see ${write(SIGNED)} there`)
  ),
];
