/**
 * A raw request that two readers of HTTP may read differently, and what must become of it. In its
 * texts `$T` stands for the scheme and authority of the target (`http://origin.test:1234` on the
 * proxy's port, nothing in a tunnel), `$S` for the scheme, `$H` for the authority, `$P` for its port,
 * `$L` and `$X` for the length of `SECRET` in decimals and hexadecimal. Only the path /ok is allowed.
 */
export interface SmugglingRow {
  readonly name: string;
  readonly raw: string;
  /** The status and `x-egress-reason` of each answer, in order; a bare 200 is the upstream's. */
  readonly answers: readonly string[];
  /** Every byte that arrives upstream. */
  readonly sends: string;
  /** Absent: on the proxy's port and in tunnels. */
  readonly only?: "proxy" | "tunnel";
}

/** What is smuggled: a request that would be refused by itself. */
export const SECRET = "GET $T/secret HTTP/1.1\r\nHost: $H\r\n\r\n";

/** A request of this method and target, with these fields (whole lines) and this body behind them. */
export function request(line: string, fields: string, body = ""): string {
  return `${line} HTTP/1.1\r\n${fields}\r\n${body}`;
}

export function get(fields: string, body = ""): string {
  return request("GET $T/ok", `Host: $H\r\n${fields}`, body);
}

export function post(fields: string, body = ""): string {
  return request("POST $T/ok", `Host: $H\r\n${fields}`, body);
}

export function chunked(body: string): string {
  return post("Transfer-Encoding: chunked\r\n", body);
}

/** A GET of this path. */
export function path(target: string): string {
  return request(`GET $T${target}`, "Host: $H\r\n");
}

/** A GET of exactly this target. */
export function absolute(target: string): string {
  return request(`GET ${target}`, "Host: $H\r\n");
}

/** Requests that get this one answer, and of which nothing is sent. */
export function refused(
  answer: string,
  requests: readonly (readonly [name: string, raw: string])[],
  only?: SmugglingRow["only"],
): SmugglingRow[] {
  return requests.map(([name, raw]) => ({
    name,
    raw,
    answers: [answer],
    sends: "",
    ...(only && { only }),
  }));
}

/** Requests that arrive upstream as these bytes. */
export function sent(
  requests: readonly (readonly [name: string, raw: string, sends: string])[],
): SmugglingRow[] {
  return requests.map(([name, raw, sends]) => ({ name, raw, answers: ["200"], sends }));
}
