import type { Config } from "../config/config.ts";
import { ConfigError } from "../config/config_error.ts";
import { matchWords } from "../policy/match_words.ts";
import type { CredentialRule, Route } from "../policy/route.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { readRoutes, routesPath } from "./read_routes.ts";
import { tableText } from "./table_text.ts";

/** `egress check`: the routes file as a table, or what is wrong with it. */
export async function check({ args, env, terminal }: CommandContext): Promise<ExitCode> {
  const path = args.positionals[0] ?? routesPath(env);
  try {
    const config = await readRoutes(path);
    const count = config.table.routes.length;
    terminal.print(
      paint(terminal, "green", `${printable(path)}: ${count} route(s), log ${LOG[config.log]}`),
    );
    if (count > 0) terminal.print(`\n${tableText([HEADS, ...config.table.routes.map(rowOf)])}`);
    else terminal.print("nothing is allowed: there are no routes");
    showNotes(config, (note) => terminal.print(`\n${paint(terminal, "yellow", "note")}: ${note}`));
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    terminal.warn(error.message);
    return 1;
  }
}

const LOG = ["off", "blocks", "full"] as const;
const HEADS = ["HOST", "PORTS", "CREDENTIAL", "GIT", "ADDRESSES", "DLP", "MATCHES"];

function rowOf(route: Route): readonly string[] {
  return [
    route.host,
    portWords(route),
    route.credential === undefined ? "none" : credentialWords(route.credential),
    route.gitFetch ? "fetch" : "no",
    route.allowPrivateAddresses ? "private too" : "public",
    dlpWords(route),
    route.matches === undefined
      ? "the whole host"
      : (route.spec.matches ?? []).map(matchWords).join("\n"),
  ];
}

function portWords({ ports, credential, allowPrivateAddresses }: Route): string {
  if (ports !== undefined) return ports.join(", ");
  if (credential === undefined) return "any";
  return allowPrivateAddresses ? "any if private, else 80, 443" : "80, 443";
}

function credentialWords({ source, form }: CredentialRule): string {
  const from = source.kind === "env" ? `$${source.name}` : source.path;
  switch (form.kind) {
    case "scheme":
      return `${form.scheme} ${from}`;
    case "basic":
      return `Basic ${form.user}:${from}`;
    case "header":
      return `${form.name}: ${from}`;
  }
  form satisfies never;
}

/** The directions apart, as they are apart in the file. */
function dlpWords({ outboundDetectors, inboundDetectors, outboundOnMatch, spec }: Route): string {
  if (spec.dlp === undefined) return "default";
  const out = outboundDetectors.length === 0
    ? "off"
    : `${outboundDetectors.join(", ")}: ${outboundOnMatch}`;
  return `out ${out}\nin ${inboundDetectors.length === 0 ? "off" : inboundDetectors.join(", ")}`;
}

function showNotes({ notes }: Config, show: (note: string) => void): void {
  for (const note of notes) show(printable(note));
}
