import assert from "node:assert/strict";
import type { Fields } from "../../lib/wire/field.ts";
import { requestFraming, responseFraming } from "../../lib/wire/framing.ts";
import type { RequestHead, ResponseHead, Version } from "../../lib/wire/message.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";

const CL = "Content-Length";
const TE = "Transfer-Encoding";

function request(fields: Fields, method = "POST", version: Version = "1.1"): RequestHead {
  return { method, target: "/", version, fields };
}

function response(fields: Fields, status = 200, version: Version = "1.1"): ResponseHead {
  return { version, status, reason: "", fields };
}

Deno.test("requestFraming() reads no body, a length, or chunks", () => {
  assert.deepEqual(requestFraming(request([])), { kind: "none" });
  assert.deepEqual(requestFraming(request([[CL, "0"]])), { kind: "length", length: 0 });
  assert.deepEqual(requestFraming(request([["content-LENGTH", "12"]])), {
    kind: "length",
    length: 12,
  });
  assert.deepEqual(requestFraming(request([[CL, "9007199254740991"]])), {
    kind: "length",
    length: Number.MAX_SAFE_INTEGER,
  });
  assert.deepEqual(requestFraming(request([[TE, "chunked"]])), { kind: "chunked" });
  assert.deepEqual(requestFraming(request([[TE, "CHUNKED"]])), { kind: "chunked" });
});

const BAD: Record<string, Fields> = {
  "CL.TE": [[CL, "5"], [TE, "chunked"]],
  "TE.CL": [[TE, "chunked"], [CL, "5"]],
  "length 0 with TE": [[CL, "0"], [TE, "chunked"]],
  "length with an unknown TE": [[CL, "5"], [TE, "x"]],
  "TE.TE": [[TE, "chunked"], [TE, "chunked"]],
  "TE.TE, the second obscured": [[TE, "chunked"], [TE, "cow"]],
  "TE.TE, the first obscured": [[TE, "identity"], ["transfer-encoding", "chunked, x"]],
  "chunked twice": [[TE, "chunked, chunked"]],
  "chunked not last": [[TE, "chunked, gzip"]],
  "chunked with a comma": [[TE, "chunked,"]],
  "a comma first": [[TE, ",chunked"]],
  "chunked in quotes": [[TE, '"chunked"']],
  "chunked with a parameter": [[TE, "chunked;q=1"]],
  "xchunked": [[TE, "xchunked"]],
  "chunkedx": [[TE, "chunkedx"]],
  "no-break space": [[TE, "\xa0chunked"]],
  "long s in place of s": [[TE, "\u017fchunked"]],
  "Kelvin sign in place of k": [[TE, "chun\u212aed"]],
  "vertical tab": [[TE, "\x0bchunked"]],
  "identity": [[TE, "identity"]],
  "empty coding": [[TE, ""]],
  "two lengths": [[CL, "5"], [CL, "6"]],
  "two equal lengths": [[CL, "5"], ["content-length", "5"]],
  "a list of lengths": [[CL, "5, 6"]],
  "a list of equal lengths": [[CL, "5, 5"]],
  "plus": [[CL, "+5"]],
  "minus": [[CL, "-5"]],
  "hexadecimal": [[CL, "0x5"]],
  "exponent": [[CL, "5e1"]],
  "fraction": [[CL, "5.0"]],
  "underscore": [[CL, "1_0"]],
  "space within": [[CL, "1 0"]],
  "parameter": [[CL, "5;"]],
  "empty length": [[CL, ""]],
  "other digits": [[CL, "\u0665"]],
  "superscript": [[CL, "\xb2"]],
  "no-break space behind": [[CL, "5\xa0"]],
  "2^53": [[CL, "9007199254740992"]],
  "2^64 + 5": [[CL, "18446744073709551621"]],
  "text": [[CL, "five"]],
};

Deno.test("requestFraming() refuses what two readers could measure differently", () => {
  for (const [label, fields] of Object.entries(BAD)) {
    assertProtocolError(() => requestFraming(request(fields)), "agent", 400, label);
  }
});

Deno.test("requestFraming() answers codings beside chunked with 501", () => {
  for (const fields of [[[TE, "gzip, chunked"]], [[TE, "gzip"], [TE, "chunked"]]] as Fields[]) {
    assertProtocolError(() => requestFraming(request(fields)), "agent", 501);
  }
});

Deno.test("requestFraming() refuses Transfer-Encoding in HTTP/1.0, in which lengths are fine", () => {
  const bad = request([[TE, "chunked"]], "POST", "1.0");
  assertProtocolError(() => requestFraming(bad), "agent", 400);
  assert.deepEqual(requestFraming(request([[CL, "5"]], "POST", "1.0")), {
    kind: "length",
    length: 5,
  });
});

Deno.test("requestFraming() allows CONNECT no body", () => {
  assertProtocolError(() => requestFraming(request([[CL, "5"]], "CONNECT")), "agent", 400);
  assertProtocolError(() => requestFraming(request([[TE, "chunked"]], "CONNECT")), "agent", 400);
  assert.deepEqual(requestFraming(request([[CL, "0"]], "CONNECT")), { kind: "length", length: 0 });
});

Deno.test("responseFraming() reads a length, chunks, or the connection's end", () => {
  assert.deepEqual(responseFraming(response([[CL, "5"]]), "GET"), { kind: "length", length: 5 });
  assert.deepEqual(responseFraming(response([[TE, "chunked"]]), "GET"), { kind: "chunked" });
  assert.deepEqual(responseFraming(response([]), "GET"), { kind: "close" });
  assert.deepEqual(responseFraming(response([], 200, "1.0"), "GET"), { kind: "close" });
});

Deno.test("responseFraming() reads no body for HEAD, 1xx, 204, 304, whatever they announce", () => {
  const announced: Fields[] = [[], [[CL, "5"]], [[TE, "chunked"]]];
  for (const fields of announced) {
    assert.deepEqual(responseFraming(response(fields), "HEAD"), { kind: "none" });
    for (const status of [100, 101, 103, 199, 204, 304]) {
      assert.deepEqual(responseFraming(response(fields, status), "GET"), { kind: "none" });
    }
  }
});

Deno.test("responseFraming() allows a 205 no body", () => {
  assert.deepEqual(responseFraming(response([], 205), "GET"), { kind: "none" });
  assert.deepEqual(responseFraming(response([[CL, "0"]], 205), "GET"), { kind: "none" });
  const bad: Fields[] = [[[CL, "1"]], [[TE, "chunked"]]];
  for (const fields of bad) {
    assertProtocolError(() => responseFraming(response(fields, 205), "GET"), "upstream", 502);
  }
});

Deno.test("responseFraming() refuses contradictory framing, also where no body follows", () => {
  const bad: Record<string, Fields> = { ...BAD, "unknown coding": [[TE, "gzip, chunked"]] };
  for (const [label, fields] of Object.entries(bad)) {
    assertProtocolError(() => responseFraming(response(fields), "GET"), "upstream", 502, label);
    assertProtocolError(() => responseFraming(response(fields), "HEAD"), "upstream", 502, label);
    assertProtocolError(
      () => responseFraming(response(fields, 304), "GET"),
      "upstream",
      502,
      label,
    );
  }
  const old = response([[TE, "chunked"]], 200, "1.0");
  assertProtocolError(() => responseFraming(old, "GET"), "upstream", 502);
});
