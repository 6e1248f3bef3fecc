import { printable } from "./printable.ts";
import { UsageError } from "./usage_error.ts";

/** A request as its bytes would reach the proxy port. */
export interface RawRequest {
  readonly head: Uint8Array;
  readonly body: Uint8Array;
}

/**
 * Writes the request that the arguments of `explain` mean: a Host that says what the URL says, the
 * headers as they were given, and the length of the body. Host and Content-Length may be given too.
 *
 * @throws UsageError for what could not stand in one request
 */
export function requestOf(
  method: string,
  url: string,
  headers: readonly string[],
  body: Uint8Array,
): RawRequest {
  if (!/^https?:\/\//i.test(url)) {
    throw new UsageError("the URL must begin with http:// or https://, as https://example.com/");
  }
  for (const text of [method, url, ...headers]) {
    // A line end would make two lines of one, and so another request than the one asked about.
    if (/[\r\n\0]/.test(text)) throw new UsageError("an argument has a line end; write one line");
  }
  const fields = headers.map((header) => {
    const parts = /^([^:]+):[ \t]*(.*)$/.exec(header);
    if (parts !== null) return { name: parts[1] ?? "", value: parts[2] ?? "" };
    const shown = printable(header.slice(0, 20));
    throw new UsageError(`-H must be 'name: value', and "${shown}" has no colon; write one`);
  });
  const has = (name: string) => fields.some((field) => field.name.toLowerCase() === name);
  if (!has("host")) {
    fields.unshift({ name: "Host", value: /^[^/]*\/\/([^/?#]*)/.exec(url)?.[1] ?? "" });
  }
  if (body.length > 0 && !has("content-length") && !has("transfer-encoding")) {
    fields.push({ name: "Content-Length", value: String(body.length) });
  }
  const lines = [
    `${method} ${url} HTTP/1.1`,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
  ];
  return { head: new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`), body };
}
