import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { BODY_BYTES } from "./answers.ts";
import { ask, postBytes } from "./ask.ts";
import { benchSecrets, SECRETS } from "./bench_secrets.ts";
import { open } from "./open.ts";
import type { Stand } from "./ways.ts";

/** Those that read what they forward. */
const READERS = ["egress", "mitmproxy"];

/**
 * Asks every peer that is said to read requests to forward a credential, and known secrets in two
 * forms: a peer whose detectors are off would win each comparison.
 *
 * @throws Error if one is forwarded, or a harmless request is not
 */
export async function checkPeers({ peers, port, authority }: Stand): Promise<void> {
  const secret = benchSecrets(SECRETS)["EGRESS_TOKEN_3"] ?? "";
  const hex = Array.from(secret, (letter) => letter.charCodeAt(0).toString(16)).join("");
  const texts = {
    "a harmless text": "harmless",
    "a credential": dummy("ghp_<x36>"),
    "a known secret in base64": btoa(secret),
    "a known secret in hex": hex,
  };
  for (const { name, port: proxyPort } of peers) {
    if (!READERS.includes(name)) continue;
    for (const [what, text] of Object.entries(texts)) {
      const conn = await open({ proxyPort, port, authority }, "http/1.1");
      const request = postBytes("/v1/messages", port, JSON.stringify({ text }));
      let status = "200";
      try {
        await ask(conn, request, BODY_BYTES.turns, new Uint8Array(4096), () => {});
      } catch (error) {
        status = /^HTTP\/1\.1 (\d+)/.exec(String(error).slice("Error: ".length))?.[1] ?? "none";
      }
      conn.close();
      const expected = text === "harmless" ? "200" : "403";
      if (status !== expected) throw new Error(`${name} answers ${what} with ${status}`);
    }
  }
}
