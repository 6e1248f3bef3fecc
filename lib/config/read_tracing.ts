/**
 * Law: the platform's own telemetry is kept in. Its spans of a listener carry the URLs of agents raw, with
 * their query, and an attribute that is set again stands beside the first; its metrics carry methods as
 * agents made them up; what is printed leaves as it is, the link to the console included; and a span's
 * parent, and whether it is sampled, would be the agent's to say.
 */
import { ConfigError } from "./config_error.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Whether requests are traced, from the variables by which the platform's exporter is switched on.
 *
 * @throws ConfigError where anything but our own spans would leave
 */
export function readTracing(env: Env): boolean {
  if (flag(env.OTEL_SDK_DISABLED) === true) return false;
  const all = flag(env.OTEL_DENO) ?? false;
  const tracing = flag(env.OTEL_DENO_TRACING) ?? all;
  const printed = word(env.OTEL_DENO_CONSOLE) ?? (all ? "capture" : "ignore");
  if (flag(env.OTEL_DENO_METRICS) ?? all) {
    refuse("OTEL_DENO_METRICS", "the platform's metrics would carry methods as agents wrote them");
  }
  if (printed !== "ignore") {
    refuse("OTEL_DENO_CONSOLE", "what is printed would leave, with the link to the console");
  }
  if (tracing && word(env.OTEL_PROPAGATORS) !== "none") {
    refuse("OTEL_PROPAGATORS", "agents could choose which of the platform's own spans leave");
  }
  if (tracing && word(env.OTEL_TRACES_SAMPLER) !== NEEDED.OTEL_TRACES_SAMPLER) {
    refuse("OTEL_TRACES_SAMPLER", "the platform's own spans would leave, with raw URLs");
  }
  return tracing;
}

const NEEDED = {
  OTEL_DENO_METRICS: "false",
  OTEL_DENO_CONSOLE: "ignore",
  OTEL_PROPAGATORS: "none",
  OTEL_TRACES_SAMPLER: "parentbased_always_off",
} as const;

function refuse(variable: keyof typeof NEEDED, wrong: string): never {
  const all = Object.entries(NEEDED).map(([name, value]) => `${name}=${value}`).join(" ");
  throw new ConfigError({ file: variable }, wrong, `set ${all}, or unset OTEL_DENO`);
}

/** As the platform reads it: anything but true and false counts as unset. */
function flag(value: string | undefined): boolean | undefined {
  switch (word(value)) {
    case "true":
      return true;
    case "false":
      return false;
    default:
      return undefined;
  }
}

function word(value: string | undefined): string | undefined {
  const text = (value ?? "").trim().toLowerCase();
  return text === "" ? undefined : text;
}
