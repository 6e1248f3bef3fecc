import { ConfigError } from "../config/config_error.ts";
import { readSettings, type Settings } from "../config/settings.ts";
import { limits } from "../limits.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { printable } from "./printable.ts";

/** `egress health`: asks the running sidecar, on the way that agents take. */
export async function health({ env, terminal }: CommandContext): Promise<ExitCode> {
  const signal = AbortSignal.timeout(limits.healthMs);
  try {
    const { settings } = readSettings(env);
    const answer = await ask(settings, signal);
    if (answer === "") throw new Deno.errors.ConnectionReset();
    const status = /^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1];
    if (status === "200") {
      terminal.print("egress: serving");
      return 0;
    }
    terminal.warn(`egress: not serving: ${WORDS[status ?? ""] ?? "what answers is no sidecar"}`);
  } catch (error) {
    const why = error instanceof ConfigError ? error.message : failureWords(error, signal);
    terminal.warn(`egress: not serving: ${printable(why)}`);
  }
  return 1;
}

const CLOSED = "it closed the connection; EGRESS_CLIENTS must have this machine's address";

const WORDS: Readonly<Record<string, string>> = {
  "407": "it asks for a token; set EGRESS_PROXY_TOKEN to the sidecar's",
};

/** The beginning of the answer as text; empty if the connection was closed without one. */
async function ask({ listen, proxyToken }: Settings, signal: AbortSignal): Promise<string> {
  const hostname = REACHABLE[listen.hostname] ?? listen.hostname;
  const conn = await Deno.connect({ hostname, port: listen.port, signal });
  const close = () => conn.close();
  signal.addEventListener("abort", close, { once: true });
  try {
    const login = proxyToken ? `Proxy-Authorization: Bearer ${proxyToken.reveal()}\r\n` : "";
    const request = "GET http://_egress.local/healthz HTTP/1.1\r\nHost: _egress.local\r\n" +
      `${login}Connection: close\r\n\r\n`;
    await conn.write(new TextEncoder().encode(request));
    const bytes = new Uint8Array(limits.healthAnswerBytes);
    const count = await conn.read(bytes);
    return new TextDecoder().decode(bytes.subarray(0, count ?? 0));
  } finally {
    signal.removeEventListener("abort", close);
    if (!signal.aborted) close();
  }
}

/** A listener on all addresses answers on loopback. */
const REACHABLE: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

function failureWords(error: unknown, { aborted }: AbortSignal): string {
  if (aborted) return `no answer within ${limits.healthMs / 1000} s`;
  if (error instanceof Deno.errors.ConnectionRefused) return "nothing listens at EGRESS_LISTEN";
  if (error instanceof Deno.errors.ConnectionReset) return CLOSED;
  return "it cannot be reached";
}
