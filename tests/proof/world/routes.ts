/**
 * The routes of the sidecar under proof. Hosts under `.test` are 127.0.0.1 unless `names.ts` says
 * otherwise; `evil.test` has no route.
 */
export const ROUTES = `
log: 2
routes:
  - host: a.test
    allow_private_addresses: true
    dlp: { outbound_on_match: block }
  - host: "*.wild.test"
    allow_private_addresses: true
    dlp: { outbound_on_match: block }
  - host: key.test
    allow_private_addresses: true
    auth_header: x-api-key
    token_env: EGRESS_TOKEN_1
    dlp: { outbound_on_match: block }
  - host: bearer.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_1
    dlp: { outbound_on_match: block }
  - host: redact.test
    allow_private_addresses: true
    dlp: { outbound_on_match: redact }
  - host: ask.test
    allow_private_addresses: true
  - host: ask-too.test
    allow_private_addresses: true
  - host: get.test
    allow_private_addresses: true
    matches: [{ methods: [GET], paths: [{ value: /ok }] }]
    dlp: { outbound_on_match: block }
  - host: fetch.test
    allow_private_addresses: true
    git: { fetch: true }
  - host: ports.test
    allow_private_addresses: true
    ports: [443]
  - host: private.test
  - host: one-bad.test
  - host: bad-first.test
  - host: other-family.test
  - host: mapped.test
  - host: metadata.test
  - host: nowhere.test
    allow_private_addresses: true
  - host: rebind.test
    allow_private_addresses: true
  - host: localhost
  - host: "127.0.0.1"
    allow_private_addresses: true
  - host: "::1"
    allow_private_addresses: true
  - host: self.test
    allow_private_addresses: true
  - host: "169.254.169.254"
  - host: "::ffff:169.254.169.254"
  - host: "64:ff9b::a9fe:a9fe"
  - host: "fd00:ec2::254"
  - host: "10.0.0.1"
`;

/** The hosts that upstreams have a certificate for. */
export const TLS_NAMES = [
  ...["a.test", "*.wild.test", "key.test", "bearer.test", "redact.test", "ask.test"],
  ...["ask-too.test", "get.test", "fetch.test", "ports.test", "private.test", "evil.test"],
  ...["rebind.test", "self.test", "localhost"],
];
