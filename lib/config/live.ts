/**
 * Law: a routes file that does not load changes nothing. Before the first one has loaded, everything
 * is denied.
 */
import { createTable } from "../policy/table.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config_error.ts";
import { parseRoutes } from "./routes_file.ts";

export type LoadOccasion = "boot" | "SIGHUP";

export interface LiveConfig {
  /** The table in force. It is read anew for every request, never kept. */
  readonly current: Config;
  /** Reads the file; true when it is in force now. Never throws. Loads run one after the other. */
  load(occasion: LoadOccasion): Promise<boolean>;
  /** Calls the listener after every load that succeeded; the result ends that. */
  onChange(listener: (config: Config) => void): () => void;
}

export interface LiveConfigOptions {
  readonly path: string;
  readonly readText: (path: string) => Promise<string>;
  /** One line for stderr, without its newline. Other programs read these lines. */
  readonly report: (line: string) => void;
}

const logLabels = ["off", "blocks", "full"] as const;

export function createLiveConfig({ path, readText, report }: LiveConfigOptions): LiveConfig {
  let current: Config = { log: 0, table: createTable([]), notes: [] };
  let last: Promise<unknown> = Promise.resolve();
  let waiting: Promise<boolean> | undefined;
  const listeners = new Set<(config: Config) => void>();

  async function read(occasion: LoadOccasion): Promise<boolean> {
    try {
      const source = await readText(path);
      // Nobody rewrites the file in place before the first load: a missing last line end is a habit of
      // its writer there, and no sign of a cut.
      const whole = occasion === "boot" && !source.endsWith("\n") ? `${source}\n` : source;
      current = parseRoutes(whole, path);
    } catch (error) {
      report(`egress: ${occasion} load failed: ${why(path, error)}`);
      return false;
    }
    report(loadedLine(current));
    for (const listener of listeners) tell(listener);
    return true;
  }

  /** The table is in force already: a listener that fails must not keep it from the others. */
  function tell(listener: (config: Config) => void): void {
    try {
      listener(current);
    } catch (error) {
      report(`egress: internal error after a load (${kindOf(error)})`);
    }
  }

  return {
    get current() {
      return current;
    },
    load(occasion) {
      // One load runs and at most one waits: who asks while one waits gets that one's result, since
      // it will read later than the asking.
      waiting ??= last.then(() => {
        waiting = undefined;
        return read(occasion);
      });
      last = waiting;
      return waiting;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function loadedLine({ log, table }: Config): string {
  const hosts = table.routes.map((route) => route.host).join(", ");
  return `egress: loaded ${table.routes.length} route(s): ${hosts} [log=${logLabels[log]}]`;
}

/** One line; of an error that is not ours only the kind, since its words may quote the file. */
function why(path: string, error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Deno.errors.NotFound) {
    return `${path}: the file does not exist; write it, or set EGRESS_ROUTES to its path`;
  }
  return `${path}: the file cannot be read (${kindOf(error)}); let the sidecar read it`;
}

function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown error";
}
