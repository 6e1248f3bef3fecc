import { findProgram, runFound } from "./programs.ts";
import type { RunningSidecar } from "./test_sidecar.ts";

export const curlProgram = findProgram("curl");

export interface CurlResult {
  /** Curl's own exit code; 0 says that HTTP worked, whatever the status. */
  readonly code: number;
  readonly status: number;
  /** `1.1` or `2`. */
  readonly version: string;
  /** The last head, status line included; lower-case names over HTTP/2. */
  readonly head: string;
  readonly body: string;
  readonly stderr: string;
  /** The value of a field of the last head. */
  field(name: string): string | undefined;
}

/** Asks through the sidecar with a curl that reads no configuration and trusts its authority only. */
export async function curl(
  { port, caFile }: Pick<RunningSidecar, "port" | "caFile">,
  args: readonly string[],
  { input = "", proxy = `http://127.0.0.1:${port}` }: { input?: string; proxy?: string } = {},
): Promise<CurlResult> {
  const own = ["-q", "-sS", "-i", "--suppress-connect-headers", "--max-time", "20"];
  const written = ["-w", "\n%{http_code} %{http_version}"];
  const { code, stdout, stderr } = await runFound(
    curlProgram,
    [...own, ...written, "-x", proxy, "--cacert", caFile, ...args],
    { input },
  );
  const end = stdout.lastIndexOf("\n");
  const [status = "", version = ""] = stdout.slice(end + 1).split(" ");
  let [head, body] = cutHead(stdout.slice(0, end));
  while (/^HTTP\/[\d.]+ 1\d\d/.test(head)) [head, body] = cutHead(body);
  return {
    code,
    status: Number(status),
    version,
    head,
    body,
    stderr,
    field: (name) => new RegExp(`^${name}: *(.*?)\r?$`, "im").exec(head)?.[1],
  };
}

function cutHead(text: string): [head: string, body: string] {
  const end = text.indexOf("\r\n\r\n");
  return end < 0 ? ["", text] : [text.slice(0, end), text.slice(end + 4)];
}

/** The four ways by which a request reaches the sidecar, as curl's arguments, and the URL's scheme. */
export const ways = [
  { way: "absolute form", scheme: "http", args: [] },
  { way: "CONNECT in clear", scheme: "http", args: ["--proxytunnel"] },
  { way: "CONNECT, TLS, HTTP/1.1", scheme: "https", args: ["--http1.1"] },
  { way: "CONNECT, TLS, HTTP/2", scheme: "https", args: ["--http2"] },
] as const;
