/**
 * Law: a file that can be read in two ways does not load. Hence no anchors, aliases, tags, directives
 * or second documents; none is needed to write routes.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node, YAMLMap } from "yaml";
import { limits } from "../limits.ts";
import { checkText } from "./check_text.ts";
import { ConfigError, type Place } from "./config_error.ts";
import type { EntryAt, Positioned } from "./positioned.ts";

/** YAML 1.2 (core schema) or JSON text to positioned values. Throws ConfigError, with the place. */
export function parseYaml(text: string, file: string): Positioned {
  const source = text.replace(/^\uFEFF/, "");
  const lines = new LineCounter();
  checkText(source, file);
  const document = parseDocument(source, {
    lineCounter: lines,
    version: "1.2",
    schema: "core",
    // A pretty error quotes the file, which may hold a value pasted by mistake.
    prettyErrors: false,
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [error] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error !== undefined) {
    const [wrong, mend] = explain(error.code, error.message);
    throw new ConfigError(at(error.pos[0]), wrong, mend);
  }
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== "1.2") {
    throw new ConfigError(
      at(0),
      "the file asks for another YAML than 1.2",
      "remove the %YAML line",
    );
  }
  if (document.contents === null) {
    throw new ConfigError(at(0), "the file is empty", 'write "routes: []" to allow nothing');
  }
  return convert(document.contents, at, 0);
}

/** What is wrong and the mend. The library's own words are cut where they begin to quote the file. */
function explain(code: string, message: string): readonly [wrong: string, mend: string] {
  if (/^Flow .* must .*end with/.test(message)) {
    return ["a bracket is not closed", "close it, or indent the line deeper than its key"];
  }
  if (message.startsWith("Missing closing")) return ["a quote is not closed", "close it"];
  const known = words[code];
  if (known !== undefined) return known;
  const sentence = message.split(/: |\n/, 1)[0] ?? "";
  return [`this is not YAML: ${sentence.slice(0, 120)}`, "mend the YAML (or JSON) here"];
}

const words: Readonly<Partial<Record<string, readonly [wrong: string, mend: string]>>> = {
  BAD_ALIAS: ['a value that begins with "*"', "put it in quotes"],
  BAD_DIRECTIVE: ["a directive (%) that is not known", "remove the line"],
  BAD_DQ_ESCAPE: ["an escape that YAML does not have", "put the value in single quotes"],
  BAD_INDENT: ["the indentation does not fit", "indent the line like its neighbours"],
  BAD_SCALAR_START: ["a value begins with a character that YAML reserves", "put it in quotes"],
  BLOCK_AS_IMPLICIT_KEY: ["a second key on the line", 'put a value with ": " in quotes'],
  DUPLICATE_KEY: ["a key stands twice in its map", "keep one of the two"],
  MISSING_CHAR: [
    "a key without its colon, or an item without its dash",
    "write key: value, or - item",
  ],
  MULTIPLE_DOCS: ["a second document begins", 'keep one document and remove the "---"'],
  RESOURCE_EXHAUSTION: ["the nesting is too deep", "write the routes as the README shows"],
  TAB_AS_INDENT: ["the line is indented with a tab", "indent it with spaces"],
  TAG_RESOLVE_FAILED: ["tags (!) are not read", "remove it, or put the value in quotes"],
};

function convert(node: Node, at: (offset: number) => Place, depth: number): Positioned {
  const place = at(node.range?.[0] ?? 0);
  if (depth > limits.routesFileDepth) {
    throw new ConfigError(place, "the nesting is too deep", "write the routes as the README shows");
  }
  if (isAlias(node)) {
    throw new ConfigError(
      place,
      'a value that begins with "*" is an alias in YAML, and aliases are not read',
      'put it in quotes, as in host: "*.example.com"',
    );
  }
  if (node.anchor !== undefined || node.tag !== undefined) {
    throw new ConfigError(
      place,
      "anchors (&) and tags (!) are not read",
      "remove it, or put the value in quotes",
    );
  }
  if (isMap<Node, Node | null>(node)) {
    return { kind: "map", entries: convertEntries(node, at, depth), place };
  }
  if (isSeq<Node>(node)) {
    return { kind: "list", items: node.items.map((item) => convert(item, at, depth + 1)), place };
  }
  if (isScalar(node)) {
    const value = node.value;
    if (
      typeof value === "string" || typeof value === "number" || typeof value === "boolean" ||
      value === null
    ) return { kind: "scalar", value, place };
  }
  throw new ConfigError(place, "a value of an unknown kind", "write a string, number, list or map");
}

function convertEntries(
  map: YAMLMap<Node, Node | null>,
  at: (offset: number) => Place,
  depth: number,
): EntryAt[] {
  return map.items.map((pair) => {
    const key = convert(pair.key, at, depth + 1);
    if (key.kind !== "scalar" || typeof key.value !== "string") {
      throw new ConfigError(key.place, "a key that is not a string", "write the name of a key");
    }
    const value: Positioned = pair.value === null
      ? { kind: "scalar", value: null, place: key.place }
      : convert(pair.value, at, depth + 1);
    return { key: key.value, place: key.place, value };
  });
}
