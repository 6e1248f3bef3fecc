import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { bodyEncodings } from "../../support/body_encodings.ts";
import { secretWritings } from "../../support/secret_writings.ts";
import { textEncodings } from "../../support/text_encodings.ts";
import { secrets } from "../world/secrets.ts";
import { secretsIn, standsWholeIn } from "./secrets_in.ts";

Deno.test("secretsIn() reads a secret in every writing and coding that is tried", () => {
  const { TOKEN, SIGNED } = secrets;
  for (const [name, value] of Object.entries({ TOKEN, SIGNED })) {
    for (const [how, write] of Object.entries({ ...textEncodings, ...secretWritings })) {
      const received = `GET / HTTP/1.1\r\n\r\nsee ${write(value)} there`;
      assert.ok(secretsIn(received, secrets).includes(name), `${name} in ${how}`);
    }
    for (const [how, encode] of Object.entries(bodyEncodings)) {
      const body = Buffer.from(encode(`note ${value} end`).bytes).toString("latin1");
      const received = `POST / HTTP/1.1\r\n\r\n${body}`;
      assert.ok(secretsIn(received, secrets).includes(name), `${name} in ${how}`);
    }
  }
});

Deno.test("secretsIn() reads twelve letters of a secret, and not eleven", () => {
  const { KNOWN } = secrets;
  assert.deepEqual(secretsIn(`x ${KNOWN.slice(5, 17)} x`, secrets), ["KNOWN"]);
  assert.deepEqual(secretsIn(`x ${KNOWN.slice(5, 16)} x`, secrets), []);
});

Deno.test("secretsIn() reads nothing in a request without secrets", () => {
  const body = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 251));
  const text = `POST /a?b=${btoa("nothing of interest")} HTTP/1.1\r\n\r\n${
    body.toString("latin1")
  }`;
  assert.deepEqual(secretsIn(text, secrets), []);
});

Deno.test("standsWholeIn() tells the whole from a part", () => {
  const { TOKEN } = secrets;
  assert.ok(standsWholeIn(`a ${TOKEN.slice(0, 9)}-${TOKEN.slice(9)} b`, TOKEN));
  assert.ok(!standsWholeIn(TOKEN.slice(1), TOKEN));
});
