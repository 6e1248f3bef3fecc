import { matchWords } from "../policy/match_words.ts";
import type { Route } from "../policy/route.ts";

/**
 * The page at `/`, plain text for agents and people: what this proxy is, what is allowed, how to
 * trust its authority, how to ask for more. No secret is in it.
 */
export function guide(routes: readonly Route[], version: string): string {
  return [
    `egress ${version}: every request from here goes through this proxy. It forwards what the routes`,
    "below allow, adds the credentials that they name, and refuses the rest.",
    "",
    "ALLOWED",
    ...(routes.length === 0 ? ["  nothing: there are no routes"] : routes.flatMap(routeLines)),
    "",
    "REFUSED",
    "  A refusal says in its body what would allow the request, and has a stable code in the",
    "  x-egress-reason header. The same request stays refused until the operator acts.",
    "",
    "TRUST",
    "  HTTPS is opened and closed again by this proxy. Trust its authority once:",
    '    curl -fsS -x "$HTTP_PROXY" http://_egress.local/ca.pem -o egress-ca.pem',
    "  and name the file in the variable that your tool reads: CURL_CA_BUNDLE, GIT_SSL_CAINFO,",
    "  NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, SSL_CERT_FILE or DENO_CERT.",
    "",
    "ASK",
    "  Nothing here changes the routes. For more, give the operator the refusal's text, or the",
    "  smallest entry of routes.yaml that would do:",
    "    - host: example.com",
    "      matches:",
    "        - methods: [GET]",
    "          paths: [{ type: prefix, value: /docs/ }]",
    "",
    "MORE",
    "  /allowlist  the routes as JSON     /ca.pem   the authority's certificate",
    "  /healthz    that the proxy is up",
    "",
  ].join("\n");
}

function routeLines({ host, ports, credential, matches, gitFetch, spec }: Route): string[] {
  const notes = [
    ...(ports === undefined ? [] : [`ports ${ports.join(", ")}`]),
    ...(credential === undefined ? [] : ["the proxy adds the credential"]),
    ...(gitFetch ? ["git clone and fetch"] : []),
  ];
  const rules = matches === undefined
    ? ["any method, any path"]
    : (spec.matches ?? []).map(matchWords);
  return [
    `  ${host}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`,
    ...rules.map((rule) => `    ${rule}`),
  ];
}
