import assert from "node:assert/strict";
import { readChunkSize } from "../../lib/wire/chunk_size.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";
import { bytesOf } from "../support/wire_bytes.ts";

Deno.test("readChunkSize() reads hexadecimal digits of both cases, and counts extensions", () => {
  const cases: [string, number, number][] = [
    ["0", 0, 0],
    ["5", 5, 0],
    ["aF", 175, 0],
    ["000000000000010", 16, 0],
    ["1fffffffffffff", Number.MAX_SAFE_INTEGER, 0],
    ["5;a=b", 5, 4],
    ['5;a="\t;\xe9"', 5, 8],
  ];
  for (const [text, size, extensionBytes] of cases) {
    assert.deepEqual(
      readChunkSize(bytesOf(`${text}\r\n`), "agent"),
      { size, extensionBytes },
      text,
    );
  }
});

Deno.test("readChunkSize() refuses every other line", () => {
  const lines = [
    "\r\n",
    "5\n",
    "\n",
    "0;\n",
    "0x5\r\n",
    "+5\r\n",
    "-5\r\n",
    " 5\r\n",
    "5 \r\n",
    "5 ;a\r\n",
    "5\t\r\n",
    "5\r\r\n",
    "5\x00\r\n",
    "5g\r\n",
    "5_0\r\n",
    ";a\r\n",
    "5;a\rb\r\n",
    "5;a\x00\r\n",
    "5;a\x0b\r\n",
    "5;a\x7f\r\n",
    "20000000000000\r\n",
    "fffffffffffffff\r\n",
    "10000000000000005\r\n",
    "0000000000000005\r\n",
    "\xb5\r\n",
  ];
  for (const line of lines) {
    const label = JSON.stringify(line);
    assertProtocolError(() => readChunkSize(bytesOf(line), "agent"), "agent", 400, label);
    assertProtocolError(() => readChunkSize(bytesOf(line), "upstream"), "upstream", 502, label);
  }
});
