import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { heldBytes } from "../../../lib/scan/stream/held_bytes.ts";
import { seeded } from "../../bench/conversation.ts";
import { cut, lines } from "../../support/scan_stages.ts";

Deno.test("heldBytes() gives all bytes once and in order, whatever is let go when", () => {
  const random = seeded(3);
  const bytes = Buffer.from(lines(200_000));
  for (const size of [1, 7, 1000, 5000, 70_000]) {
    const held = heldBytes();
    const gone: Uint8Array[] = [];
    let pushed = 0;
    for (const piece of cut(bytes.subarray(0, 200 * size), size)) {
      const lent = new Uint8Array(piece);
      held.add(lent);
      pushed += piece.length;
      const to = Math.floor(pushed * random() * 0.6);
      gone.push(...held.release(to).map((free) => new Uint8Array(free)));
      // What was lent may be used for other bytes.
      lent.fill(0);
      assert.ok(held.length() <= pushed - to);
    }
    gone.push(...held.release(Infinity));
    assert.equal(held.length(), 0);
    assert.ok(Buffer.concat(gone).equals(bytes.subarray(0, pushed)), `size ${size}`);
  }
});

Deno.test("heldBytes() never takes back what was let go, and holds nothing once cleared", () => {
  const held = heldBytes();
  held.add(Uint8Array.of(1, 2, 3));
  assert.deepEqual(held.release(2), [Uint8Array.of(1, 2)]);
  assert.deepEqual(held.release(1), []);
  assert.equal(held.length(), 1);
  held.clear();
  assert.deepEqual(held.release(Infinity), []);
  assert.equal(held.length(), 0);
});
