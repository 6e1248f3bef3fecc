import assert from "node:assert/strict";
import { startTestSidecar, type TestSidecar, type TestSidecarOptions } from "./test_sidecar.ts";

export const CONSOLE_TOKEN = "dummy-token-of-the-operator";

export interface TestConsole extends TestSidecar {
  readonly adminPort: number;
  /** Asks the operator's listener, with the token. */
  readonly operator: (path: string, init?: RequestInit) => Promise<Response>;
}

/** A sidecar whose operator's listener is on a free port. */
export async function startTestConsole(options: TestSidecarOptions = {}): Promise<TestConsole> {
  const proxy = await startTestSidecar({
    ...options,
    env: { EGRESS_ADMIN: "127.0.0.1:0", EGRESS_ADMIN_TOKEN: CONSOLE_TOKEN, ...options.env },
  });
  const { adminAddress } = proxy.sidecar;
  assert.ok(adminAddress);
  return {
    ...proxy,
    adminPort: adminAddress.port,
    operator: (path, init = {}) =>
      fetch(`http://127.0.0.1:${adminAddress.port}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${CONSOLE_TOKEN}`, ...init.headers },
      }),
  };
}
