import type { Command } from "./command.ts";

/** All commands, in the order in which help shows them. */
export const commands: readonly Command[] = [
  {
    name: "run",
    summary: "run the sidecar (this is what no command means)",
    help: `egress run

Runs the sidecar until SIGTERM or SIGINT; SIGHUP reads the routes file again.
It is configured by the environment:

  EGRESS_ROUTES      routes file (/etc/egress/routes.yaml)
  EGRESS_LISTEN      address and port for agents (127.0.0.1:9099)
  EGRESS_CA          PEM file of the authority; made where it does not exist
  EGRESS_CLIENTS     address ranges that may connect (loopback and private)
  EGRESS_PROXY_TOKEN the token that agents must send, where set
  EGRESS_DNS         DNS server to ask, as address:port (the system's)
  EGRESS_UPSTREAM_CA PEM file of further roots for upstream certificates
  EGRESS_TOKEN_<n>   credentials that routes name

Exit code: 0 after an orderly stop, 1 if it cannot start.`,
    positionals: { least: 0, most: 0 },
    options: [],
    load: async () => (await import("./run.ts")).run,
  },
  {
    name: "check",
    summary: "read the routes file and print its table, or what is wrong with it",
    help: `egress check [FILE]

Reads the routes file (FILE, else EGRESS_ROUTES, else /etc/egress/routes.yaml)
and prints a table of its routes, or FILE:LINE:COLUMN, what is wrong and the mend.
It reads no credential and asks nobody.

Exit code: 0 if the file loads, 1 if it does not, 2 for wrong use.`,
    positionals: { least: 0, most: 1 },
    options: [],
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "explain",
    summary: "say what would become of a request, rule by rule, and send nothing",
    help: `egress explain METHOD URL [-H 'name: value']... [--body FILE] [--routes FILE]
                      [--answer FILE [--answer-type TYPE]]

Prints the verdict that a request would get, rule by rule. Nothing is sent and no
name is looked up; an address in the URL is judged at once. Credentials are looked
for in this command's own environment and files, and are never shown.

  -H, --header 'name: value'   a header of the request; may be repeated
      --body FILE              its body (an LFS batch is judged by it)
      --answer FILE            what would come back, to be judged as well
      --answer-type TYPE       its Content-Type
      --routes FILE            the routes file, instead of EGRESS_ROUTES

Exit code: 0 if it would be forwarded, 1 if it would be refused, 2 for wrong use.`,
    positionals: { least: 2, most: 2 },
    options: [{ long: "header", short: "H", repeats: true }, { long: "body" }, { long: "routes" }, {
      long: "answer",
    }, { long: "answer-type" }],
    load: async () => (await import("./explain.ts")).explain,
  },
  {
    name: "scan",
    summary: "look through files for what must not leave",
    help: `egress scan [--json | --jsonl] [FILE... | -]

Runs the outbound detectors (token_patterns, known_secrets, unicode_evasion) on
files, or on standard input, as on the body of a request: compressed data, JSON,
forms, multipart bodies and archives are read, and what looks encoded is decoded.
Known secrets are EGRESS_TOKEN_<n> and what BOT_BOTTLE_SENSITIVE_PREFIXES names.
Values are never shown.

      --json   the findings as one JSON object
      --jsonl  reads {"text": ...} and prints {"findings": [...]}, line by line
      --in     as an answer: prompt injection and known secrets

Exit code: 0 if nothing was found, 1 if anything was, 2 for wrong use.`,
    positionals: { least: 0, most: 1000 },
    options: [{ long: "json", flag: true }, { long: "jsonl", flag: true }, {
      long: "in",
      flag: true,
    }],
    load: async () => (await import("./scan.ts")).scan,
  },
  {
    name: "queue",
    summary: "answer the questions of a sidecar that holds a request",
    help: `egress queue list [--json]
egress queue show ID [--json]
egress queue approve ID --reason TEXT
egress queue reject ID [--reason TEXT]
egress queue watch

The operator's side of the supervisor queue. An ID is the beginning of a proposal's
id that only one has. An approval means that the value may go to this host until
the sidecar is restarted; it needs a reason, which is kept with the answer.
watch shows proposals as they come and asks for an answer on the terminal.

      --queue DIR     the queue's folder, instead of SUPERVISE_QUEUE_DIR
      --reason TEXT   why
      --json          the same for programs

Exit code: 0 if it was done, 1 if it was not (the proposal has gone or was answered
already, the folder cannot be read), 2 for wrong use.`,
    positionals: { least: 1, most: 2 },
    options: [{ long: "queue" }, { long: "reason" }, { long: "json", flag: true }],
    load: async () => (await import("./queue.ts")).queue,
  },
  {
    name: "learn",
    summary: "show what was learned from requests that were denied",
    help: `egress learn show [--learn FILE]

Prints the routes that a sidecar with EGRESS_LEARN proposes: those that would allow
what it denied, with counts. The proposal allows nothing until you copy it into the
routes file: an agent had a part in every host and path of it.

      --learn FILE   the proposal, instead of EGRESS_LEARN

Exit code: 0 if it was printed, 1 if there is none, 2 for wrong use.`,
    positionals: { least: 1, most: 1 },
    options: [{ long: "learn" }],
    load: async () => (await import("./learn.ts")).learn,
  },
  {
    name: "replay",
    summary: "say which requests of a record other routes would judge otherwise",
    help: `egress replay --routes FILE [--json] RECORD...

Asks the routes of FILE about the requests that a sidecar with EGRESS_RECORD wrote
down, and lists those that would be allowed now and were refused then, or the other
way round, with the rule that says so. Nothing is sent and no name is looked up.
What detectors, credentials and addresses decided then is not asked again.

      --routes FILE   the routes to try
      --json          the same for programs

Exit code: 0 if nothing changes, 1 if anything does, 2 for wrong use and for a file
that cannot be read.`,
    positionals: { least: 1, most: 1000 },
    options: [{ long: "routes" }, { long: "json", flag: true }],
    load: async () => (await import("./replay.ts")).replay,
  },
  {
    name: "ca",
    summary: "print the certificate that agents must trust",
    help: `egress ca

Prints the authority's certificate as PEM, never its key. The file is that of the
sidecar (EGRESS_CA); it is not made here.

Exit code: 0 if it was printed, 1 if there is none or it does not load.`,
    positionals: { least: 0, most: 0 },
    options: [],
    load: async () => (await import("./ca.ts")).ca,
  },
  {
    name: "health",
    summary: "ask the running sidecar whether it serves, for container health checks",
    help: `egress health

Asks the sidecar at EGRESS_LISTEN for http://_egress.local/healthz, as an agent
would and with EGRESS_PROXY_TOKEN where set. It waits two seconds at most.

Exit code: 0 if it serves, 1 if it does not.`,
    positionals: { least: 0, most: 0 },
    options: [],
    load: async () => (await import("./health.ts")).health,
  },
];
