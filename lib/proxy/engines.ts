import type { NamedSecret } from "../config/named_secret.ts";
import { limits } from "../limits.ts";
import type { Engine } from "../scan/engine.ts";
import type { InjectionScanner } from "../scan/injection/injection_scanner.ts";

/** What reads: the engine that knows the secrets of now, and what knows the signs of injection. */
export interface Engines {
  /** Built with the first call, and anew once the secrets have changed: what waits for it, waits. */
  current(): Promise<Engine>;
  /** Says that the secrets may have changed: the next call looks. */
  changed(): void;
  /** The one that was built last, however old; undefined before the first. */
  readonly last: Engine | undefined;
  /** Built with the first call, for good. */
  signs(): Promise<InjectionScanner>;
}

/**
 * @param secrets all values that must not leave, at this moment; what reads them may take a while
 * @param report takes a line for people: secrets that are too short to be looked for, each name once
 */
export function createEngines(
  secrets: () => Promise<readonly NamedSecret[]>,
  report: (line: string) => void,
): Engines {
  /** Undefined: the secrets must be looked at. */
  let now: Promise<Engine> | undefined;
  let last: Engine | undefined;
  let known = "";
  let signs: Promise<InjectionScanner> | undefined;
  const told = new Set<string>();

  async function look(): Promise<Engine> {
    const found = await secrets();
    const key = keyOf(found);
    if (last === undefined || key !== known) last = await build(found);
    known = key;
    return last;
  }

  async function build(found: readonly NamedSecret[]): Promise<Engine> {
    // Imported here, so that the listener need not wait for some hundred rules.
    const [{ createEngine }, { rules }] = await Promise.all([
      import("../scan/engine.ts"),
      import("../scan/rules/index.ts"),
    ]);
    const engine = createEngine({ rules, secrets: distinct(found) });
    for (const name of engine.rejectedSecrets) {
      if (!told.has(name)) report(tooShort(name));
      told.add(name);
    }
    return engine;
  }

  return {
    current() {
      if (now === undefined) {
        const looking = look();
        now = looking;
        // The next asks again: a failed build must not stay.
        looking.catch(() => now === looking && (now = undefined));
      }
      return now;
    },
    changed() {
      now = undefined;
    },
    get last() {
      return last;
    },
    signs() {
      if (signs === undefined) {
        const building = buildSigns();
        signs = building;
        // The next asks again: a failed build must not stay.
        building.catch(() => signs = undefined);
      }
      return signs;
    },
  };
}

async function buildSigns(): Promise<InjectionScanner> {
  const { createInjectionScanner } = await import("../scan/injection/injection_scanner.ts");
  return createInjectionScanner();
}

/** One value may be known by several names: the first is the one that is told. */
function distinct(secrets: readonly NamedSecret[]): NamedSecret[] {
  const values = new Set<string>();
  return secrets.filter(({ value }) => {
    const isNew = !values.has(value.reveal());
    values.add(value.reveal());
    return isNew;
  });
}

/** In memory only. */
function keyOf(secrets: readonly NamedSecret[]): string {
  return secrets.map(({ name, value }) => `${name}\n${value.reveal()}`).join("\n\n");
}

function tooShort(name: string): string {
  return `egress: the value of ${name} is not looked for in requests: it has fewer than ` +
    `${limits.knownSecretLeastBytes} characters, or fewer than 4 different ones; give it a longer one`;
}
