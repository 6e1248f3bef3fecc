import type { HeaderRule, Match, PathRule } from "../policy/route.ts";
import { entryOf, expectItems, expectMap, expectString, expectWord, refuse } from "./expect.ts";
import type { MapAt, Positioned } from "./positioned.ts";
import { readPath } from "./read_path.ts";
import { readPattern } from "./read_pattern.ts";
import { isToken } from "./token.ts";

/**
 * One entry of `matches`. `dropped` are the lower-case names of the fields that are gone from the
 * request before it is matched. What can never be met is an error: it would deny in silence.
 */
export function readMatch(node: Positioned, dropped: ReadonlySet<string>): Match {
  const map = expectMap(node, "an entry of matches", [
    "paths",
    "methods",
    "headers",
  ], "write it as { paths: [{ value: /v1/ }] }");
  if (map.entries.length === 0) {
    refuse(
      map.place,
      "an entry of matches that asks for nothing allows the whole host",
      "remove matches if that is meant, else add paths, methods or headers",
    );
  }
  return {
    paths: items(map, "paths", "paths: [{ value: /v1/ }]").map(readPathRule),
    methods: items(map, "methods", "methods: [GET]").map(readMethod),
    headers: items(map, "headers", "headers: [{ name: accept, value: text/html }]")
      .map((item) => readHeaderRule(item, dropped)),
  };
}

function items(map: MapAt, key: string, example: string): readonly Positioned[] {
  const node = entryOf(map, key);
  return node === undefined ? [] : expectItems(node, key, `write it as ${example}`);
}

function readPathRule(node: Positioned): PathRule {
  const map = expectMap(node, "a path", ["value", "type"], "write it as { value: /v1/ }");
  const typeNode = entryOf(map, "type");
  const type = typeNode === undefined
    ? "prefix"
    : expectWord(typeNode, "the type of a path", ["exact", "prefix", "regex"]);
  const valueNode = entryOf(map, "value") ??
    refuse(map.place, "a path without value", "add value: /v1/");
  const value = expectString(valueNode, "the value of a path", "write a path such as /v1/");
  if (type === "regex") {
    return { type, value, pattern: readPattern(value, valueNode.place) };
  }
  return { type, value: readPath(value, valueNode.place) };
}

function readMethod(node: Positioned): string {
  const method = expectString(node, "a method", "write a method such as GET").toUpperCase();
  if (!isToken(method)) {
    refuse(node.place, "a method that is not one word", "write a method such as GET");
  }
  if (method === "TRACE" || method === "CONNECT") {
    refuse(node.place, `${method} is never forwarded`, "remove it from methods");
  }
  return method;
}

function readHeaderRule(node: Positioned, dropped: ReadonlySet<string>): HeaderRule {
  const map = expectMap(
    node,
    "a header",
    ["name", "value", "type"],
    "write it as { name: accept, value: text/html }",
  );
  const nameNode = entryOf(map, "name") ??
    refuse(map.place, "a header without name", "add name: accept");
  const valueNode = entryOf(map, "value") ??
    refuse(map.place, "a header without value", "add the value that it must have");
  const typeNode = entryOf(map, "type");
  const type = typeNode === undefined
    ? "exact"
    : expectWord(typeNode, "the type of a header", ["exact", "regex"]);
  const name = expectString(nameNode, "the name of a header", "write a header's name")
    .toLowerCase();
  if (!isToken(name)) {
    refuse(nameNode.place, "a header's name that is not one word", "write the name alone");
  }
  if (dropped.has(name)) {
    refuse(
      nameNode.place,
      `${name} is dropped from the request before it is matched, so this can never be met`,
      "remove this header rule",
    );
  }
  const value = expectString(valueNode, "the value of a header", "write the value");
  if (type === "regex") {
    return { type, name, value, pattern: readPattern(value, valueNode.place) };
  }
  // A value on the wire has no white space round it and no controls; its characters are bytes.
  if (value !== value.trim() || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    refuse(
      valueNode.place,
      "a header's value that no request can have",
      "write it without spaces around it, line breaks and letters outside Latin-1",
    );
  }
  return { type, name, value };
}
