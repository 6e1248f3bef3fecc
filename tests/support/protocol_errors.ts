import assert from "node:assert/strict";
import { ProtocolError } from "../../lib/wire/protocol_error.ts";

/** Asserts that `work` throws a ProtocolError of that fault and status, and returns its message. */
export function assertProtocolError(
  work: () => unknown,
  fault: ProtocolError["fault"],
  status: number,
  label = "",
): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ProtocolError, `${label}: ${error}`);
    assert.deepEqual([error.fault, error.status], [fault, status], `${label}: ${error.message}`);
    return error.message;
  }
  return assert.fail(`nothing was thrown: ${label}`);
}
