import { defaultPorts } from "./authority.ts";
import { accept, refuse } from "./outcome.ts";
import type { Outcome, Refusal } from "./refusal.ts";
import type { Route } from "./route.ts";
import type { Target } from "./target.ts";

/**
 * Refuses what is known to be wrong before any name is resolved: a credential over plain HTTP on a
 * route whose addresses must be public, a port that the route's `ports` do not list, and, where a
 * credential goes to public addresses only and no `ports` are given, a port other than 80 and 443.
 * What depends on the addresses is judged again by vet_addresses.ts.
 */
export function mayCarryCredential(route: Route, target: Target): Outcome<undefined> {
  const publicOnly = route.credential !== undefined && !route.allowPrivateAddresses;
  if (publicOnly && target.scheme === "http") return refusePlaintext(route, target);
  if (route.ports !== undefined) {
    return route.ports.includes(target.port) ? accept(undefined) : refusePort(route, target);
  }
  if (publicOnly && !isDefaultPort(target.port)) return refusePort(route, target);
  return accept(undefined);
}

/** Whether the port is one that a credential may go to without `ports`. */
export function isDefaultPort(port: number): boolean {
  return port === defaultPorts.http || port === defaultPorts.https;
}

/** 403 `plaintext-credential`. */
export function refusePlaintext(route: Route, target: Target): RefusedOutcome {
  return refuse(
    403,
    "plaintext-credential",
    `the credential of the route for ${route.host} travels over TLS only; request ` +
      `https://${shownHost(target.host)} instead`,
  );
}

/** 403 `port-not-allowed`. */
export function refusePort(route: Route, target: Target): RefusedOutcome {
  const ports = route.ports ?? Object.values(defaultPorts);
  const wanted = [...ports, target.port].join(", ");
  return refuse(
    403,
    "port-not-allowed",
    `the route for ${route.host} means port ${
      ports.join(" and ")
    }, not ${target.port}; the operator ` +
      `can allow it with "ports: [${wanted}]" on that route in routes.yaml`,
  );
}

type RefusedOutcome = { readonly ok: false; readonly refusal: Refusal };

function shownHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
