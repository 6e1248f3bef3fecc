import { limits } from "../../limits.ts";
import type { Learnable } from "./learnable.ts";
import { ANY_SEGMENT, fromProposal, type PathShape, toProposal } from "./path_shape.ts";

/** A rule for a path, and how often each method of its entry was asked for and denied. */
export interface LearnedPath {
  readonly type: "exact" | "regex";
  readonly value: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** A route that would allow what was denied, and nothing that differs from it in more than its ids. */
export interface LearnedRoute {
  readonly host: string;
  /** Empty where the host has a route already, which has its own ports. */
  readonly ports: readonly number[];
  /** The host pattern of that route, to whose `matches` these belong. */
  readonly route: string | null;
  readonly requests: number;
  /** Each entry allows all its methods on all its paths, every one of which was asked for. */
  readonly matches: readonly {
    readonly methods: readonly string[];
    readonly paths: readonly LearnedPath[];
  }[];
}

export interface LearnedRoutes {
  /** By their hosts. */
  readonly routes: readonly LearnedRoute[];
  /** Denied requests that are in none of them. */
  readonly left_out: number;
}

/** What was learned so far. Bounded by `limits.learnedPaths`. */
export interface Learned {
  /** False where there is no room: counted as left out. */
  add(request: Learnable, times?: number): boolean;
  leftOut(times?: number): void;
  /** What was proposed before, as by `routes`. */
  restore(before: LearnedRoutes): void;
  /** Forgets the paths of which this is not true any more; true if there was any. */
  keep(fits: (host: string, path: string) => boolean): boolean;
  routes(): LearnedRoutes;
}

interface Shape {
  readonly shape: PathShape;
  count: number;
}

interface Host {
  readonly ports: Set<number>;
  route: string | undefined;
  readonly methods: Map<string, Shape[]>;
}

export function createLearned(): Learned {
  const hosts = new Map<string, Host>();
  let paths = 0;
  let left = 0;

  const add = ({ host, port, method, shape, route }: Learnable, times = 1): boolean => {
    const known = hosts.get(host);
    const shapes = known?.methods.get(method) ?? [];
    const covering = shapes.find((one) => covers(one.shape, shape));
    const isNew = covering === undefined;
    if (isNew && (paths >= limits.learnedPaths || !hasRoomFor(known, method))) {
      left += times;
      return false;
    }
    const at = known ?? { ports: new Set<number>(), route, methods: new Map<string, Shape[]>() };
    hosts.set(host, at);
    at.route = route;
    if (route === undefined && port > 0) at.ports.add(port);
    if (!isNew) {
      covering.count += times;
      return true;
    }
    const merged = withSiblings([...shapes, { shape, count: times }], shape);
    at.methods.set(method, merged);
    paths += merged.length - shapes.length;
    return true;
  };

  return {
    add,
    leftOut: (times = 1) => void (left += times),
    restore({ routes, left_out }) {
      left += left_out;
      for (const { host, ports, route, matches } of routes) {
        for (const { counts, ...path } of matches.flatMap(({ paths }) => paths)) {
          const shape = fromProposal(path);
          for (const [method, times] of Object.entries(counts)) {
            for (const port of ports.length > 0 ? ports : [0]) {
              // Each port is noted, and the requests are counted once.
              const counted = port === (ports[0] ?? 0) ? times : 0;
              add({ host, port, method, shape, route: route ?? undefined }, counted);
            }
          }
        }
      }
    },
    keep(fits) {
      let forgotten = false;
      for (const [host, { methods }] of hosts) {
        for (const [method, shapes] of methods) {
          const kept = shapes.filter(({ shape }) => fits(host, toProposal(shape).value));
          forgotten ||= kept.length < shapes.length;
          paths -= shapes.length - kept.length;
          if (kept.length > 0) methods.set(method, kept);
          else methods.delete(method);
        }
        if (methods.size === 0) hosts.delete(host);
      }
      return forgotten;
    },
    routes: () => ({
      routes: [...hosts.keys()].sort().flatMap((name) => {
        const host = hosts.get(name);
        return host === undefined ? [] : [routeOf(name, host)];
      }),
      left_out: left,
    }),
  };
}

function hasRoomFor(host: Host | undefined, method: string): boolean {
  if (host === undefined || host.methods.has(method)) return true;
  return host.methods.size < limits.learnedMethods;
}

/** Whether every path of the second shape is one of the first. */
function covers(wide: PathShape, narrow: PathShape): boolean {
  return wide.length === narrow.length &&
    wide.every((segment, place) =>
      segment === narrow[place] || (segment === ANY_SEGMENT && narrow[place] !== "")
    );
}

/**
 * Where too many differ from the new shape in one segment alone, that segment varies: they become one
 * shape with any segment there.
 */
function withSiblings(shapes: readonly Shape[], shape: PathShape): Shape[] {
  for (const place of shape.keys()) {
    if (shape[place] === "") continue;
    const wide = shape.with(place, ANY_SEGMENT);
    const siblings = shapes.filter((one) => covers(wide, one.shape));
    if (siblings.length <= limits.learnedSiblings) continue;
    const count = siblings.reduce((sum, one) => sum + one.count, 0);
    const others = shapes.filter((one) => !siblings.includes(one));
    return withSiblings([...others, { shape: wide, count }], wide);
  }
  return [...shapes];
}

/** Paths that were asked for with the same methods share an entry, so that no entry allows more. */
function routeOf(name: string, { ports, route, methods }: Host): LearnedRoute {
  const counts = new Map<string, LearnedPath & { counts: Record<string, number> }>();
  let requests = 0;
  for (const method of [...methods.keys()].sort()) {
    for (const { shape, count } of methods.get(method) ?? []) {
      const path = toProposal(shape);
      const key = `${path.type} ${path.value}`;
      const known = counts.get(key) ?? { ...path, counts: {} };
      known.counts[method] = count;
      counts.set(key, known);
      requests += count;
    }
  }
  const entries = Map.groupBy(counts.values(), (path) => Object.keys(path.counts).join(" "));
  return {
    host: name,
    ports: route === undefined ? [...ports].sort((a, b) => a - b) : [],
    route: route ?? null,
    requests,
    matches: [...entries].sort(([a], [b]) => a < b ? -1 : 1).map(([key, paths]) => ({
      methods: key.split(" "),
      paths: paths.toSorted((a, b) => a.value < b.value ? -1 : 1),
    })),
  };
}
