/**
 * Law: a credential that cannot be read is missing, never an old or a half-read one.
 *
 * Variables do not change while the process runs; files do (a rotated token), so each use asks the
 * file's size, times and inode, and reads it again when one of them differs.
 */
import type { CredentialRule, CredentialSource } from "../policy/route.ts";
import { limits } from "../limits.ts";
import { Secret } from "../secret.ts";
import type { Config } from "./config.ts";
import type { NamedSecret } from "./named_secret.ts";

/** What of `Deno.FileInfo` tells one state of a file from another. */
export interface FileState {
  readonly isFile: boolean;
  readonly size: number;
  readonly mtime: Date | null;
  readonly ctime?: Date | null;
  readonly ino: number | null;
}

export interface CredentialValuesOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly stat: (path: string) => Promise<FileState>;
  /** Told when a file has given a new value. */
  readonly changed?: () => void;
}

/** The value, or in words why there is none: "the variable EGRESS_TOKEN_0 is not set". */
export type CredentialValue = { readonly value: Secret } | { readonly missing: string };

export interface CredentialValues {
  /** The value of now. Never throws. */
  value(rule: CredentialRule): Promise<CredentialValue>;
  /** The values of all routes' credentials, those that are missing left out. */
  known(config: Config): Promise<readonly NamedSecret[]>;
  /** Every value that was read from a file so far and may still be valid: the two newest of each. */
  seen(): readonly NamedSecret[];
}

interface Held {
  readonly state: FileState;
  readonly value: Secret;
  /** The value before the rotation: an upstream may still take it, and may still echo it. */
  readonly previous: Secret | undefined;
}

export function createCredentialValues(
  { env, readFile, stat, changed = () => {} }: CredentialValuesOptions,
): CredentialValues {
  const held = new Map<string, Held>();
  const flights = new Map<string, Promise<CredentialValue>>();

  function fromEnv(name: string): CredentialValue {
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    if (value === undefined) return { missing: `the variable ${name} is not set` };
    if (value === "") return { missing: `the variable ${name} is empty` };
    return { value: new Secret(value) };
  }

  /** Requests that come while the file is read share the reading. */
  function fromFile(path: string): Promise<CredentialValue> {
    const flight = flights.get(path) ??
      readValue(path).finally(() => flights.delete(path));
    flights.set(path, flight);
    return flight;
  }

  async function readValue(path: string): Promise<CredentialValue> {
    try {
      // The state is taken before the reading: a change in between makes the next use read again.
      const state = await stat(path);
      const known = held.get(path);
      if (known !== undefined && sameState(known.state, state)) return { value: known.value };
      if (!state.isFile) return { missing: `${path} is not a file` };
      if (state.size > limits.credentialFileBytes) return tooLarge(path);
      const bytes = await readFile(path);
      if (bytes.length > limits.credentialFileBytes) return tooLarge(path);
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/[\r\n]+$/, "");
      if (text === "") return { missing: `the file ${path} is empty` };
      const value = new Secret(text);
      const previous = known?.value.reveal() === text ? known.previous : known?.value;
      held.set(path, { state, value, previous });
      if (known?.value.reveal() !== text) changed();
      return { value };
    } catch (error) {
      return { missing: sayFailure(path, error) };
    }
  }

  function read(source: CredentialSource): CredentialValue | Promise<CredentialValue> {
    return source.kind === "env" ? fromEnv(source.name) : fromFile(source.path);
  }

  return {
    async value(rule) {
      return await read(rule.source);
    },
    async known(config) {
      const sources = new Map<string, CredentialSource>();
      for (const { credential } of config.table.routes) {
        if (credential !== undefined) sources.set(nameOf(credential.source), credential.source);
      }
      const values = await Promise.all(
        [...sources].map(async ([name, source]) => ({ name, read: await read(source) })),
      );
      return values.flatMap(({ name, read }) =>
        "value" in read ? [{ name, value: read.value }] : []
      );
    },
    seen() {
      return [...held].flatMap(([name, { value, previous }]) =>
        [value, previous].filter((one) => one !== undefined).map((one) => ({ name, value: one }))
      );
    },
  };
}

function nameOf(source: CredentialSource): string {
  return source.kind === "env" ? source.name : source.path;
}

function sameState(a: FileState, b: FileState): boolean {
  return a.size === b.size && a.ino === b.ino && a.mtime?.getTime() === b.mtime?.getTime() &&
    a.ctime?.getTime() === b.ctime?.getTime();
}

function tooLarge(path: string): CredentialValue {
  return { missing: `the file ${path} has more than ${limits.credentialFileBytes} bytes` };
}

/** Only the kind of the error: its words are the platform's and may quote. */
function sayFailure(path: string, error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return `the file ${path} does not exist`;
  if (error instanceof Deno.errors.PermissionDenied) return `the file ${path} may not be read`;
  if (error instanceof TypeError) return `the file ${path} is not UTF-8 text`;
  return `the file ${path} cannot be read`;
}
