/**
 * The sidecar as a whole: its parts built once, in the order in which data flows through them, and the
 * way to end it.
 */
import { loadAuthority } from "../ca/authority.ts";
import { createLimiter } from "../ca/limiter.ts";
import { createLeafCache } from "../ca/leaf_cache.ts";
import { makeAuthority } from "../ca/make_authority.ts";
import { createMinter } from "../ca/mint_leaf.ts";
import { x509 } from "../ca/x509.ts";
import { chooseCaPath } from "../config/ca_path.ts";
import { ConfigError } from "../config/config_error.ts";
import { createCredentialValues } from "../config/credential_values.ts";
import { createLiveConfig, type LiveConfig } from "../config/live.ts";
import type { NamedSecret } from "../config/named_secret.ts";
import { checkOwnFiles, readRoutesText } from "../config/own_files.ts";
import type { Settings } from "../config/settings.ts";
import { readUpstreamRoots } from "../config/upstream_roots.ts";
import { limits } from "../limits.ts";
import { createLogWriter } from "../log/log_writer.ts";
import { createRedactor } from "../log/redact.ts";
import { createObserver } from "../observe/observer.ts";
import type { OwnListener } from "../policy/vet_addresses.ts";
import { createApprovals } from "../supervise/approvals.ts";
import { createSupervisor } from "../supervise/ask.ts";
import { jsonFolderQueue } from "../supervise/json_folder_queue.ts";
import { createNotifier, type Notifier } from "../supervise/notifier.ts";
import { notifyingQueue } from "../supervise/notifying_queue.ts";
import { platformTimers } from "../supervise/timers.ts";
import type { Operator } from "./ask_operator.ts";
import { type Console, makeToken, openConsole } from "./console.ts";
import { createClocks } from "./clocks.ts";
import { createEngines } from "./engines.ts";
import { createFlights } from "./flights.ts";
import { createHeldBodies } from "./held_bodies.ts";
import { createHttp2Bridge } from "./http2_bridge.ts";
import { serveAgents } from "./listener.ts";
import { areThereOnlookers, type Onlookers, openOnlookers } from "./onlookers.ts";
import type { Parts } from "./parts.ts";
import { postNotice } from "./post_notice.ts";
import { createTurns } from "./turns.ts";
import { createResolve } from "./upstream/resolve.ts";
import { createUpstreams } from "./upstream/upstreams.ts";

export interface SidecarOptions {
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  /** Takes one line for people or the log, without its newline. */
  readonly write: (line: string) => void;
  /** How many times faster than the world's all clocks run (tests). */
  readonly clockSpeed?: number;
}

export interface Sidecar {
  readonly address: Deno.NetAddr;
  readonly caPath: string;
  /** Of the operator's listener, where there is one. */
  readonly adminAddress: Deno.NetAddr | undefined;
  readonly live: LiveConfig;
  /** What is held at this moment, for tests and health. */
  counts(): { connections: number; flights: number; idleUpstreams: number; leaves: number };
  /** Accepts no more, lets what is under way end for `limits.stopMs`, closes the rest. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts: authority, routes, then the listener.
 *
 * @throws ConfigError if a setting, the authority or the listening address is of no use
 */
export async function startSidecar(options: SidecarOptions): Promise<Sidecar> {
  const { settings, env, write } = options;
  await checkOwnFiles(settings);
  const caPath = await chooseCaPath(settings.caCandidates);
  const authority = await loadAuthority(caPath) ?? await makeAuthority(caPath);
  const roots = await readUpstreamRoots(settings.upstreamCa);
  const credentials = createCredentialValues({
    env,
    readFile: Deno.readFile,
    stat: Deno.stat,
    changed: () => {
      engines.changed();
      forget();
    },
  });
  // Values stay known for good: a request that carries one may outlast the route that gave it. Each
  // name keeps its newest value, and names are bounded by what the environment and the files hold.
  const routeSecrets = new Map<string, NamedSecret>();
  const { proxyToken, admin, notifyUrl } = settings;
  const adminToken = admin?.token ?? makeToken();
  const adminSecrets = admin ? [{ name: "EGRESS_ADMIN_TOKEN", value: adminToken }] : [];
  const ownSecrets = [
    ...settings.knownSecrets,
    ...adminSecrets,
    ...(proxyToken ? [{ name: "EGRESS_PROXY_TOKEN", value: proxyToken }] : []),
    ...(notifyUrl ? [{ name: "EGRESS_NOTIFY_URL", value: notifyUrl }] : []),
  ];
  const engines = createEngines(async () => {
    await learned;
    const fixed = [...settings.knownSecrets, ...adminSecrets];
    return [...fixed, ...routeSecrets.values(), ...credentials.seen()];
  }, write);
  const redact = createRedactor(
    () => [...ownSecrets, ...routeSecrets.values(), ...credentials.seen()],
    () => engines.last,
  );
  const isWatched = admin !== undefined || areThereOnlookers(settings);
  const observer = isWatched ? createObserver({ redact }) : undefined;
  const live = createLiveConfig({
    path: settings.routesPath,
    readText: () => readRoutesText(settings),
    // An error may quote what stands where a key should: it may be a value that was pasted there.
    report: (line) => write(redact(line)),
  });
  let onlookers: Onlookers | undefined = undefined;
  const learnSecrets = async () => {
    for (const secret of await credentials.known(live.current)) {
      routeSecrets.set(secret.name, secret);
    }
    forget();
  };
  const forget = () => {
    observer?.forget();
    onlookers?.forget();
  };
  await live.load("boot");
  // What comes after a reload waits until the new routes' credentials are known.
  let learned = learnSecrets();
  await learned;
  const turns = createTurns();
  onlookers = observer && await openOnlookers(settings, observer, {
    ...{ redact, write, turn: turns.begin, live, version: options.version },
    ready: () => engines.current(),
  });

  const clocks = createClocks(limits.clockTickMs, options.clockSpeed);
  const upstreams = createUpstreams({
    resolve: createResolve(settings.dns, clocks),
    roots,
    clocks,
  });
  const flights = createFlights();
  const notifier = notifyUrl && createNotifier({
    post: postNotice({ upstreams, clocks, ownListeners: () => own }, notifyUrl),
    link: (id) => console?.link(id),
    write: (line) => write(redact(line)),
    timers: platformTimers,
  });
  const operator = createOperator(settings, redact, write, notifier);
  let stopping = false;
  let app: Promise<{ fetch(request: Request): Response | Promise<Response> }> | undefined;
  const parts: Parts = {
    live,
    credentials,
    leaves: createLeafCache({ mint: createMinter(authority) }),
    upstreams,
    flights,
    clocks,
    log: createLogWriter({
      level: () => live.current.log,
      redact,
      write,
    }),
    observer,
    engines,
    turns,
    heldBodies: createHeldBodies(),
    operator,
    largeScans: createLimiter(limits.largeScansAtOnce, Infinity),
    heldBodyBytes: settings.heldBodyBytes,
    proxyToken,
    stopping: () => stopping,
    // Imported with the first question: the start does not wait for it.
    introspection: async (request) => {
      app ??= import("../introspect/app.ts").then(({ createIntrospection }) =>
        createIntrospection({
          routes: () => live.current.table.routes,
          certificatePem: () => authority.certificatePem,
          version: options.version,
        })
      );
      return await (await app).fetch(request);
    },
    ownListeners: () => own,
  };
  live.onChange(({ table }) => {
    // What the new table no longer allows ends within the second that the contract gives.
    flights.recheck(table);
    upstreams.clear();
    learned = learnSecrets();
    engines.changed();
  });

  const listener = listen(settings.listen);
  const counts = () => ({
    connections: agents.connections,
    flights: flights.count,
    idleUpstreams: upstreams.idle,
    leaves: parts.leaves.size,
  });
  let console: Console | undefined;
  try {
    console = admin && observer && await openConsole(admin, settings, {
      ...{ observer, counts, redact, write, token: adminToken, version: options.version },
      routes: () => live.current.table.routes,
      turn: turns.begin,
      learned: onlookers?.learned,
    });
  } catch (error) {
    listener.close();
    throw error;
  }
  const bridge = createHttp2Bridge(parts);
  // On these a listener on all addresses answers too.
  const localAddresses = Deno.networkInterfaces().map(({ address }) => address);
  const addresses = [listener.addr, bridge.address, ...(console ? [console.address] : [])];
  const own: readonly OwnListener[] = addresses.map(({ hostname, port }) => ({
    address: hostname,
    port,
    localAddresses,
  }));
  const agents = serveAgents(listener, settings.clients, parts, bridge);
  // The detectors are built once the listener is there; the first verdict waits for them, and where it
  // fails, that verdict is a refusal.
  engines.current().then(() => engines.signs()).catch(() => {});
  // 75 ms of import that the start did not wait for, and that the first tunnel need not wait for either.
  // Where it fails, that tunnel's own import fails, in words.
  x509().catch(() => {});

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    stopping = true;
    agents.stop();
    flights.endLasting();
    // Whoever waits for the operator is answered at once: nobody will be there to judge again.
    await operator?.supervisor.close("the sidecar is stopping");
    notifier?.stop();
    const speed = options.clockSpeed ?? 1;
    // Who still waits is told so, and has a moment to read it.
    const words = setTimeout(flights.endAll, (limits.stopMs - limits.stopIdleMs) / speed);
    const end = setTimeout(agents.closeAll, limits.stopMs / speed);
    await agents.drained;
    clearTimeout(words);
    clearTimeout(end);
    upstreams.clear();
    await bridge.close();
    await Promise.all([console?.stop(), onlookers?.stop()]);
    clocks.stop();
  };

  return {
    address: listener.addr,
    caPath,
    adminAddress: console?.address,
    live,
    counts,
    stop: () => stopped ??= stop(),
  };
}

/** Supervision as the settings have it; undefined where it is off. */
function createOperator(
  { supervision, tokenAllowTimeoutSeconds }: Settings,
  redact: (text: string) => string,
  write: (line: string) => void,
  notifier: Notifier | undefined,
): Operator | undefined {
  if (supervision === undefined) return undefined;
  const approvals = createApprovals();
  const queue = jsonFolderQueue(supervision.queueDir);
  const supervisor = createSupervisor({
    queue: notifier ? notifyingQueue(queue, notifier.notice) : queue,
    approvals,
    slug: supervision.slug,
    timeoutSeconds: tokenAllowTimeoutSeconds,
    redact,
    write,
  });
  return { supervisor, approvals };
}

function listen({ hostname, port }: Settings["listen"]): Deno.TcpListener {
  try {
    return Deno.listen({ hostname, port });
  } catch (error) {
    const why = error instanceof Deno.errors.AddrInUse
      ? "another process listens there"
      : error instanceof Error
      ? error.name
      : "unknown error";
    throw new ConfigError(
      { file: "EGRESS_LISTEN" },
      `cannot listen on ${hostname} port ${port}: ${why}`,
      "name a free address and port, such as 127.0.0.1:9099",
    );
  }
}
