import { parseDocument, stringify } from "yaml";
import { ConfigError } from "../../../lib/config/config_error.ts";
import { parseRoutes } from "../../../lib/config/routes_file.ts";
import type { Draws } from "./draws.ts";
import { mutate } from "./mutate.ts";
import { type FuzzTarget, hold, same } from "./target.ts";

const SEED = `log: 1
routes:
  - host: api.example.com
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
    ports: [443]
    matches:
      - paths: [{ type: prefix, value: /v1/ }, { type: regex, value: "/a[0-9]+" }]
        methods: [POST, get]
        headers: [{ name: x-version, value: "2023", type: exact }]
    git: { fetch: true }
    allow_private_addresses: true
    dlp:
      outbound_detectors: [token_patterns, known_secrets]
      inbound_detectors: false
      outbound_on_match: supervise
  - host: "*.example.org"
`;

const WORDS = [
  ...[
    "\n",
    "  ",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "#",
    "&a ",
    "*a",
    "!!str ",
    "|",
    ">",
    "'",
    '"',
    "---\n",
  ],
  ...[
    "%YAML 1.1\n",
    "\t",
    "\ufeff",
    "null",
    "~",
    "true",
    "yes",
    "1e9",
    ".inf",
    "0x10",
    "<<: ",
    "? ",
  ],
  ...[
    "host",
    "routes",
    "token_file: /x\n",
    "regex",
    "(",
    "[a",
    "*.",
    "..",
    "__proto__",
    "constructor",
  ],
];

/** Routes files: what does not load says where and how to mend it, what loads is what it shows. */
export const routesFiles: FuzzTarget = {
  name: "routes.yaml",
  share: 500,
  check(draws, show) {
    const text = draws.oneIn(3) ? madeText(draws) : mutated(draws, SEED);
    show(text);
    const config = load(text);
    if (config === undefined) return;
    const { errors } = parseDocument(text.replace(/^\uFEFF/, ""), { version: "1.2" });
    hold(errors.length === 0, "a file loads that is no YAML");
    const routes = config.table.routes.map((route) => route.spec);
    const again = load(JSON.stringify({ log: config.log, routes }));
    hold(again !== undefined, "the routes that are shown do not load");
    hold(again.log === config.log, "the routes that are shown have another level of logging");
    hold(same(again.table.routes, config.table.routes), "the routes that are shown are others");
  },
};

function load(text: string): ReturnType<typeof parseRoutes> | undefined {
  try {
    return parseRoutes(text, "routes.yaml");
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { line = 1, column = 1, message, mend } = error;
    const lines = text.split("\n");
    hold(line >= 1 && line <= lines.length + 1, "an error stands on a line that is not there");
    // The library counts a column in units of the text; a mark at the beginning is no part of it.
    hold(column >= 1 && column <= text.length + 2, "an error stands in a column that is not there");
    hold(message.startsWith("routes.yaml"), "an error does not name its file");
    hold(!/\p{Cc}/u.test(message) && mend !== "", "an error is not one line with its mend");
    return undefined;
  }
}

function mutated(draws: Draws, text: string): string {
  const bytes = mutate(draws, new TextEncoder().encode(text), WORDS);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

const KEYS = [
  ...[
    "host",
    "auth_scheme",
    "auth_header",
    "auth_user",
    "token_env",
    "token_file",
    "ports",
    "matches",
  ],
  ...["git", "allow_private_addresses", "dlp", "other"],
];
const HOSTS = [
  "a.test",
  "*.b.test",
  "127.0.0.1",
  "[::1]",
  "A.TEST",
  "a..b",
  "",
  "_egress.local",
  "*",
];

/** A file that is YAML or JSON for certain, with values that fit and values that do not. */
function madeText(draws: Draws): string {
  const routes = Array.from({ length: draws.below(4) }, () => route(draws));
  const root = { ...(draws.oneIn(3) && { log: value(draws, 1) }), routes };
  return draws.oneIn(2) ? JSON.stringify(root) : stringify(root);
}

function route(draws: Draws): Record<string, unknown> {
  const made: Record<string, unknown> = { host: draws.pick(HOSTS) };
  for (let count = draws.below(4); count > 0; count--) {
    made[draws.pick(KEYS)] = good(draws) ?? value(draws, 3);
  }
  return made;
}

/** Now and then what some key wants; undefined: anything. */
function good(draws: Draws): unknown {
  return draws.pick([
    undefined,
    [443],
    "EGRESS_TOKEN_0",
    "Bearer",
    true,
    { fetch: true },
    [{ paths: [{ value: "/a" }] }],
    [{ methods: ["GET"], headers: [{ name: "a", value: "b", type: "regex" }] }],
    { outbound_detectors: ["entropy"], outbound_on_match: "redact" },
    { inbound_detectors: ["naive_injection_detection"] },
  ]);
}

function value(draws: Draws, depth: number): unknown {
  const kind = draws.below(depth > 0 ? 9 : 7);
  if (kind < 7) return [0, 1, "", "x", null, true, -1.5][kind];
  const many = Array.from({ length: draws.below(3) }, () => value(draws, depth - 1));
  return kind === 7 ? many : Object.fromEntries(many.map((one, at) => [KEYS[at] ?? "", one]));
}
