import type { CredentialRule, Route, RouteSpec } from "../policy/route.ts";
import { entryOf, expectBoolean, expectItems, expectMap, refuse } from "./expect.ts";
import { type MapAt, plainValue, type Positioned } from "./positioned.ts";
import { credentialKeys, readCredential } from "./read_credential.ts";
import { readDlp } from "./read_dlp.ts";
import { readHost } from "./read_host.ts";
import { readMatch } from "./read_match.ts";

const routeKeys = [
  "host",
  ...credentialKeys,
  "ports",
  "matches",
  "git",
  "allow_private_addresses",
  "dlp",
];

/** One entry of `routes`, with the defaults applied, and `spec` beside them without any. */
export function readRoute(node: Positioned): Route {
  const map = expectMap(node, "a route", routeKeys, "begin it with host:");
  const hostNode = entryOf(map, "host") ??
    refuse(map.place, "a route without host", "add host: api.example.com");
  const host = readHost(hostNode);
  const credential = readCredential(map);
  const matches = entryOf(map, "matches");
  const privateNode = entryOf(map, "allow_private_addresses");
  return {
    host,
    ports: readPorts(entryOf(map, "ports")),
    credential,
    matches: matches && expectItems(matches, "matches", "write a list of entries, each with paths")
      .map((entry) => readMatch(entry, droppedNames(credential))),
    gitFetch: readGitFetch(map),
    allowPrivateAddresses: privateNode !== undefined &&
      expectBoolean(privateNode, "allow_private_addresses"),
    ...readDlp(entryOf(map, "dlp")),
    // Every key and type of it was checked above, which is what makes the assertion true.
    spec: plainValue(map) as RouteSpec,
  };
}

/** The fields that are gone before matches are judged. */
function droppedNames(credential: CredentialRule | undefined): ReadonlySet<string> {
  const names = new Set(["authorization", "proxy-authorization"]);
  if (credential?.form.kind === "header") names.add(credential.form.name.toLowerCase());
  return names;
}

function readPorts(node: Positioned | undefined): readonly number[] | undefined {
  if (node === undefined) return undefined;
  return expectItems(node, "ports", "write a list such as [443]").map((item) => {
    const port = item.kind === "scalar" ? item.value : undefined;
    if (typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65535) {
      return port;
    }
    return refuse(
      item.place,
      "a port must be a whole number from 1 to 65535, without quotes",
      "write it as ports: [443]",
    );
  });
}

function readGitFetch(route: MapAt): boolean {
  const node = entryOf(route, "git");
  if (node === undefined) return false;
  const fetch = entryOf(expectMap(node, "git", ["fetch"], "write git: { fetch: true }"), "fetch");
  return fetch !== undefined && expectBoolean(fetch, "git.fetch");
}
