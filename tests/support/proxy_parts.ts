import { createLimiter } from "../../lib/ca/limiter.ts";
import type { LeafCache } from "../../lib/ca/leaf_cache.ts";
import type { Config, LogLevel } from "../../lib/config/config.ts";
import { createCredentialValues } from "../../lib/config/credential_values.ts";
import type { NamedSecret } from "../../lib/config/named_secret.ts";
import { limits } from "../../lib/limits.ts";
import type { LogEvent } from "../../lib/log/event.ts";
import type { Observer } from "../../lib/observe/observer.ts";
import type { OwnListener } from "../../lib/policy/vet_addresses.ts";
import type { Route } from "../../lib/policy/route.ts";
import { createTable } from "../../lib/policy/table.ts";
import type { Operator } from "../../lib/proxy/ask_operator.ts";
import type { Agent } from "../../lib/proxy/agent.ts";
import type { Engines } from "../../lib/proxy/engines.ts";
import { createFlights } from "../../lib/proxy/flights.ts";
import { createHeldBodies } from "../../lib/proxy/held_bodies.ts";
import type { Parts } from "../../lib/proxy/parts.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { createTurns } from "../../lib/proxy/turns.ts";
import { connection, originKey } from "../../lib/proxy/upstream/connection.ts";
import { send } from "../../lib/proxy/upstream/send.ts";
import type { Upstreams } from "../../lib/proxy/upstream/upstreams.ts";
import { createEngine, type Engine } from "../../lib/scan/engine.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import type { Secret } from "../../lib/secret.ts";
import { type FakeStream, fakeStream } from "./fake_stream.ts";
import { testSigns } from "./signs.ts";
import { type ManualClocks, manualClocks } from "./manual_clocks.ts";

/** The parts of the way of a request, with no world around them. */
export interface TestParts extends Parts {
  readonly clocks: ManualClocks;
  /** What was logged, whatever the level. */
  readonly events: LogEvent[];
  /** Puts a table in force and rechecks the flights, as a reload does. */
  setRoutes(routes: readonly Route[]): void;
  setLogLevel(level: LogLevel): void;
  setStopping(): void;
}

export interface TestPartsOptions {
  readonly routes?: readonly Route[];
  readonly env?: Readonly<Record<string, string>>;
  /** Absent: no upstream can be reached. */
  readonly upstreams?: (clocks: ManualClocks) => Upstreams;
  /** What must not leave; absent: nothing is known. */
  readonly secrets?: readonly NamedSecret[];
  readonly operator?: Operator;
  readonly heldBodyBytes?: number;
  readonly heldBodiesBytes?: number;
  readonly proxyToken?: Secret;
  readonly leaves?: LeafCache;
  readonly introspection?: Parts["introspection"];
  readonly own?: readonly OwnListener[];
  readonly observer?: Observer;
}

export function testParts(options: TestPartsOptions = {}): TestParts {
  const clocks = manualClocks();
  const events: LogEvent[] = [];
  const flights = createFlights();
  let current: Config = { log: 1, table: createTable(options.routes ?? []), notes: [] };
  let stopping = false;
  const absent = () => Promise.reject(new Error("this test has none"));
  return {
    live: {
      get current() {
        return current;
      },
      load: absent,
      onChange: () => () => {},
    },
    credentials: createCredentialValues({
      env: options.env ?? {},
      readFile: absent,
      stat: absent,
    }),
    leaves: options.leaves ?? { contextFor: absent, size: 0 },
    upstreams: options.upstreams?.(clocks) ?? { send: absent, clear() {}, idle: 0 },
    flights,
    clocks,
    log: (event) => events.push(event),
    observer: options.observer,
    engines: testEngines(options.secrets ?? []),
    turns: createTurns(),
    heldBodies: createHeldBodies(options.heldBodiesBytes),
    operator: options.operator,
    largeScans: createLimiter(1, 10),
    heldBodyBytes: options.heldBodyBytes ?? limits.heldBodyBytes,
    proxyToken: options.proxyToken,
    stopping: () => stopping,
    introspection: options.introspection ?? absent,
    ownListeners: () => options.own ?? [],
    events,
    setRoutes(routes) {
      current = { ...current, table: createTable(routes) };
      flights.recheck(current.table);
    },
    setLogLevel(log) {
      current = { ...current, log };
    },
    setStopping() {
      stopping = true;
    },
  };
}

/** All rules and no secrets, built once for all tests of a file: that takes some tens of milliseconds. */
let plain: Engine | undefined;

function testEngines(secrets: readonly NamedSecret[]): Engines {
  const engine = secrets.length > 0
    ? createEngine({ rules, secrets })
    : plain ??= createEngine({ rules, secrets });
  return {
    current: () => Promise.resolve(engine),
    changed() {},
    last: engine,
    signs: () => Promise.resolve(testSigns()),
  };
}

/**
 * Upstreams that send on these streams, one after the other, whatever the host, as if each had been
 * dialled at `address`.
 */
export function upstreamsOn(
  streams: readonly FakeStream[],
  address = "93.184.216.34",
): (clocks: ManualClocks) => Upstreams {
  const left = [...streams];
  return (clocks) => ({
    async send(request, vet, signal) {
      const vetted = vet([address]);
      if (!vetted.ok) return { kind: "refused", refusal: vetted.refusal };
      const stream = left.shift();
      if (!stream) throw new Error("no stream is left");
      const abort = () => stream.close();
      if (signal.aborted) abort();
      signal.addEventListener("abort", abort, { once: true });
      const reached = connection(originKey(request.target), address, stream);
      const answer = await send(reached, request, clocks);
      return { kind: "answer", answer, address };
    },
    clear() {},
    idle: 0,
  });
}

/** An agent's connection on a fake stream. */
export function fakeAgent(
  clocks: ManualClocks,
  ...sent: (string | Uint8Array)[]
): Agent & { readonly stream: FakeStream } {
  const stream = fakeStream(...sent);
  const watch = clocks.watch(() => stream.close());
  return { stream, reader: new Reader(stream), watch, idle: true };
}
