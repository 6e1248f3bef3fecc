import { KNOWN, TOKEN } from "../../support/engine.ts";
import { startTestSidecar, type TestSidecar } from "../../support/test_sidecar.ts";
import { until } from "../../support/until.ts";
import { isGone } from "../fuzz/secret_texts.ts";

/** The host of all upstreams of the matrix; with its credential, which no log and no file may hold. */
export const HOST = "origin.test";

/** The same without detectors, where the matrix sends much and is not about judging. */
export const QUIET = "quiet.test";

export const ROUTES = `
log: 2
routes:
  - host: ${HOST}
    allow_private_addresses: true
    auth_header: x-api-key
    token_env: EGRESS_TOKEN_0
  - host: ${QUIET}
    allow_private_addresses: true
    auth_header: x-api-key
    token_env: EGRESS_TOKEN_0
    dlp: { outbound_detectors: false, inbound_detectors: false }
  - host: "*.names.test"
    allow_private_addresses: true
  - host: "public.test"
`;

/** A sidecar in this process with the matrix's routes. */
export function startWorld(
  options: { readonly env?: Record<string, string>; readonly clockSpeed?: number } = {},
): Promise<TestSidecar> {
  const { env, ...rest } = options;
  return startTestSidecar({ routes: ROUTES, env: { EGRESS_TOKEN_0: KNOWN, ...env }, ...rest });
}

/** What is left in a sidecar once every request has ended; nothing of it is right. */
export async function leftIn(sidecar: TestSidecar): Promise<readonly string[]> {
  const left: string[] = [];
  const counts = () => sidecar.sidecar.counts();
  await until(() => counts().connections + counts().flights === 0, { timeoutMs: 8_000 })
    .catch(() => {
      const { connections, flights } = counts();
      left.push(`${connections} connections and ${flights} flights are left`);
    });
  if (!isGone(KNOWN, sidecar.log.join("\n"))) left.push("the log holds a credential");
  if (!isGone(TOKEN, sidecar.log.join("\n"))) left.push("the log holds a token");
  for (const surprise of sidecar.events().filter(({ event }) => event === "internal_error")) {
    left.push(`an internal error: ${surprise.reason}`);
  }
  for (const file of filesIn(sidecar.folder)) {
    const text = await Deno.readTextFile(file).catch(() => "");
    if (!isGone(KNOWN, text) || !isGone(TOKEN, text)) left.push("a file holds a secret");
  }
  return left;
}

/** Regular files below a folder. */
export function filesIn(folder: string): readonly string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory, isFile }) =>
    isDirectory ? filesIn(`${folder}/${name}`) : isFile ? [`${folder}/${name}`] : []
  );
}
