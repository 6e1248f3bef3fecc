import assert from "node:assert/strict";
import {
  END,
  FORK,
  type PatternGraph,
  patternGraph,
} from "../../../lib/scan/injection/pattern_graph.ts";

/** Whether some way through the graph reads the text and perhaps more. */
function mayRead(graph: PatternGraph, text: string): boolean {
  let places = [graph.starts[0] ?? 0];
  for (const char of text) {
    const entered = new Set<number>();
    const open = [...places];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (entered.has(at)) continue;
      entered.add(at);
      if (graph.atoms[at] === END) return true;
      if (graph.atoms[at] === FORK) open.push(graph.next[at] ?? 0, graph.other[at] ?? 0);
    }
    places = [...entered].filter((at) =>
      graph.classes[graph.atoms[at] ?? -1]?.[char.charCodeAt(0)] === 1
    ).map((at) => graph.next[at] ?? 0);
  }
  return places.length > 0;
}

Deno.test("patternGraph() reads what the pattern matches, whatever it is written with", () => {
  const cases: readonly [RegExp, readonly string[], readonly string[]][] = [
    [/ab?c/iy, ["abc", "AC"], ["abb", "b"]],
    [/(?:a|bc){1,2}d/iy, ["ad", "bcad"], ["d", "bd"]],
    [/[^a-z]{0,3}x\.\x5f/iy, ["x._", "12x._"], ["x-", "ax"]],
    [/(?<![a-z])a(?=b)b(?!c)$/iy, ["ab"], ["b", "aa"]],
    [/a+b*c?/iy, ["a", "aab", "abc"], ["b", "c"]],
    [/(a|)b{2}/iy, ["abb", "bb"], ["c"]],
  ];
  for (const [pattern, reads, not] of cases) {
    const graph = patternGraph([pattern]);
    for (const text of reads) assert.ok(mayRead(graph, text), `${pattern} ${text}`);
    for (const text of not) assert.ok(!mayRead(graph, text), `${pattern} ${text}`);
  }
});

Deno.test("patternGraph() has the nodes of each pattern end with its beginning", () => {
  const { starts, atoms } = patternGraph([/ab/iy, /(?:a){0,2}/iy, /[a-c]d|e/iy]);
  assert.deepEqual([...starts].sort((a, b) => a - b), starts);
  assert.equal(starts.at(-1), atoms.length - 1);
});

Deno.test("patternGraph() knows how far an assertion looks, another one inside it included", () => {
  const cases: readonly [RegExp, number][] = [
    [/ab{3,9}c/iy, 0],
    [/(?<![a-z])a(?=b{0,12}c)/iy, 13],
    [/(?:a|(?<=xy?[zw]{2,4}))b(?!c)/iy, 6],
    [/a(?=b(?:c|de){2}(?![f-h]{3}))/iy, 8],
    [/a(?!b*)/iy, Infinity],
  ];
  for (const [pattern, look] of cases) assert.equal(patternGraph([pattern]).look, look);
});
