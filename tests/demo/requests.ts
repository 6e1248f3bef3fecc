import { dummy } from "../../lib/scan/rules/build/dummy.ts";

/** What the demo's sidecar allows. Its upstream is on loopback, which a route must allow by itself. */
export const demoRoutes = `routes:
  - host: packages.demo.test
    allow_private_addresses: true
    matches:
      - methods: [GET, HEAD]
  - host: api.demo.test
    allow_private_addresses: true
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
    matches:
      - methods: [POST]
        paths: [{ type: prefix, value: /v1/ }]
  - host: inside.demo.test
`;

export interface DemoRequest {
  readonly word: "allowed" | "injected" | "denied" | "answered";
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** Of `x-egress-reason`. */
  readonly reason?: string;
}

/** The requests of the demo to its upstream's port, and how each must end. */
export function demoRequests(port: number): readonly DemoRequest[] {
  const packages = `https://packages.demo.test:${port}`;
  const api = `https://api.demo.test:${port}`;
  const denied = { word: "denied", status: 403 } as const;
  return [
    { word: "allowed", method: "GET", url: `${packages}/left-pad`, status: 200 },
    { ...denied, method: "PUT", url: `${packages}/left-pad`, reason: "no-match" },
    { ...denied, method: "GET", url: "https://evil.demo.test/", reason: "host-not-allowed" },
    {
      word: "injected",
      method: "POST",
      url: `${api}/v1/messages`,
      // What the agent sends itself is dropped.
      headers: { authorization: "Bearer whatever-the-agent-has" },
      status: 200,
    },
    { ...denied, method: "POST", url: `${api}/admin`, reason: "no-match" },
    {
      ...denied,
      method: "POST",
      url: `${api}/v1/messages`,
      body: JSON.stringify({ note: btoa(dummy("AKIA<A16>")) }),
      reason: "secret-found",
    },
    {
      ...denied,
      method: "GET",
      url: `https://inside.demo.test:${port}/`,
      reason: "private-address",
    },
    {
      ...denied,
      method: "POST",
      url: `${packages}/me/notes.git/git-receive-pack`,
      reason: "git-push",
    },
    { word: "answered", method: "GET", url: "http://_egress.local/healthz", status: 200 },
  ];
}
