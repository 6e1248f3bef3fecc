import { createCredentialValues } from "../config/credential_values.ts";
import { ConfigError } from "../config/config_error.ts";
import { readSettings } from "../config/settings.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { createEngines } from "../proxy/engines.ts";
import { createInjectionScanner } from "../scan/injection/injection_scanner.ts";
import type { GivenAnswer } from "./explain_answer.ts";
import { explainRequest, type ExplainStep, type ExplainVerdict } from "./explain_request.ts";
import { paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { readRoutes } from "./read_routes.ts";
import { requestOf } from "./request_of.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";

/** `egress explain`: the verdict that a request would get, rule by rule. Sends nothing. */
export async function explain({ args, env, terminal }: CommandContext): Promise<ExitCode> {
  const [method = "", url = ""] = args.positionals;
  const body = await readBody("body", args.values("body")[0]);
  const [answerPath] = args.values("answer");
  const answer: GivenAnswer | undefined = answerPath === undefined ? undefined : {
    body: await readBody("answer", answerPath),
    contentType: args.values("answer-type")[0],
  };
  const raw = requestOf(method, url, args.values("header"), body);
  try {
    const { settings } = readSettings(env);
    const config = await readRoutes(args.values("routes")[0] ?? settings.routesPath);
    const credentials = createCredentialValues({
      env,
      readFile: Deno.readFile,
      stat: Deno.stat,
    });
    terminal.print(`${paint(terminal, "bold", printable(`${method} ${url}`))}\n`);
    const verdict = await explainRequest(raw, {
      table: config.table,
      credentials,
      engine: async () => {
        const secrets = [...settings.knownSecrets, ...await credentials.known(config)];
        return await createEngines(() => Promise.resolve(secrets), (line) => terminal.warn(line))
          .current();
      },
      answer,
      signs: () => Promise.resolve(createInjectionScanner()),
      supervised: settings.supervision !== undefined,
      heldBodyBytes: settings.heldBodyBytes,
      own: [settings.listen, ...(settings.admin ? [settings.admin.listen] : [])].map((
        { hostname, port },
      ) => ({
        address: hostname,
        port,
        localAddresses: Deno.networkInterfaces().map(({ address }) => address),
      })),
      note: (step) => terminal.print(stepLine(terminal, step)),
    });
    terminal.print(`\n${verdictText(terminal, verdict)}`);
    return verdict.kind === "refuse" || verdict.kind === "ask" ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    terminal.warn(`egress: ${error.message}`);
    return 1;
  }
}

async function readBody(option: string, path: string | undefined): Promise<Uint8Array> {
  if (path === undefined) return new Uint8Array(0);
  try {
    return await Deno.readFile(path);
  } catch (error) {
    const kind = error instanceof Error ? error.name : "unknown error";
    throw new UsageError(`the file of --${option} cannot be read (${kind}); name a readable file`);
  }
}

const COLOURS = { pass: "green", refuse: "red", skip: "dim", later: "yellow" } as const;

function stepLine(terminal: Terminal, { name, outcome, detail }: ExplainStep): string {
  const mark = paint(terminal, COLOURS[outcome], outcome.padEnd(6));
  return `  ${name.padEnd(10)}  ${mark}  ${printable(detail)}`;
}

function verdictText(terminal: Terminal, verdict: ExplainVerdict): string {
  switch (verdict.kind) {
    case "forward":
      return paint(terminal, "green", "it would be forwarded");
    case "answer":
      return paint(terminal, "green", "it would be answered by the sidecar itself");
    case "ask": {
      const head = paint(terminal, "yellow", "it would be held until the operator has answered");
      return `${head}\n${printable(verdict.refusal.text)}`;
    }
    case "refuse": {
      const { status, reason, text } = verdict.refusal;
      const head = paint(terminal, "red", `it would be refused: ${status} ${reason}`);
      return `${head}\n${printable(text)}`;
    }
  }
  verdict satisfies never;
}
