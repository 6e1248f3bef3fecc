/** A canonical host (see host.ts) and a port. The host of an IPv6 address stands without brackets. */
export interface Authority {
  readonly host: string;
  readonly port: number;
}

export type Scheme = "http" | "https";

export const defaultPorts: Readonly<Record<Scheme, number>> = { http: 80, https: 443 };

/** `host` or `host:port` as a Host field writes it: brackets round IPv6, no default port. */
export function writeAuthority(scheme: Scheme, authority: Authority): string {
  const host = authority.host.includes(":") ? `[${authority.host}]` : authority.host;
  return authority.port === defaultPorts[scheme] ? host : `${host}:${authority.port}`;
}
