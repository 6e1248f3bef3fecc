import assert from "node:assert/strict";
import { atOnce } from "../../lib/scan/body/at_once.ts";
import { type Looking, scanHead } from "../../lib/gate/scan_head.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import type { AboutHead, HeadParts } from "../../lib/scan/surfaces.ts";
import { seeded } from "../eval/seeded.ts";
import { KNOWN, testEngine, TOKEN } from "../support/engine.ts";

const ALL: Looking = {
  detectors: new Set<Detector>(["token_patterns", "known_secrets", "unicode_evasion", "crlf"]),
};
const NONE: HeadParts = { host: "a.test", path: "/", query: "", fields: [] };
const ABOUT: AboutHead = { authorization: "scan" };

const kinds = (parts: Partial<HeadParts>, looking = ALL, about = ABOUT) =>
  atOnce(scanHead(testEngine(), { ...NONE, ...parts }, about, looking))
    .map(({ detector, surface }) => `${detector} ${surface}`);

Deno.test("scanHead() tells the surface of what it found, and each value once", () => {
  const fields = [["X-A", TOKEN]] as const;
  assert.deepEqual(kinds({ fields }), ["token_patterns header x-a"]);
  assert.deepEqual(kinds({ fields, path: `/${TOKEN}` }), ["token_patterns path"]);
});

Deno.test("scanHead() finds nothing across the border of line and fields", () => {
  const half = TOKEN.length / 2;
  assert.deepEqual(kinds({ query: TOKEN.slice(0, half), fields: [["X", TOKEN.slice(half)]] }), []);
});

Deno.test("scanHead() finds line breaks in a head in which nothing else shows", () => {
  const query = "a%0d%0aX-Evil:1";
  assert.deepEqual(kinds({ query }), ["crlf query"]);
  assert.deepEqual(kinds({ query }), ["crlf query"], "again");
  assert.deepEqual(kinds({ query, path: `/${TOKEN}` }), ["token_patterns path", "crlf query"]);
});

Deno.test("scanHead() warns of dense text where entropy is asked for, also where it was clean before", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const query = seeded(3).text(letters, 300);
  assert.deepEqual(kinds({ query }), []);
  const warned = kinds({ query }, { detectors: new Set<Detector>(["entropy"]) });
  assert.deepEqual([...new Set(warned)], ["entropy query"]);
});

Deno.test("scanHead() looks for known secrets alone in the agent's own credential", () => {
  const own = (text: string, authorization: AboutHead["authorization"]) =>
    kinds({ fields: [["Authorization", text]] }, ALL, { authorization });
  assert.deepEqual(own(`Bearer ${TOKEN}`, "known-secrets-only"), []);
  assert.deepEqual(own(`Bearer ${KNOWN}`, "known-secrets-only"), [
    "known_secrets header authorization",
  ]);
  assert.deepEqual(own(`Bearer ${TOKEN}`, "scan"), ["token_patterns header authorization"]);
});

Deno.test("scanHead() lets approved values pass, for this head alone", () => {
  const approved = (value: string) => value === TOKEN;
  const parts = { path: `/${TOKEN}` };
  assert.deepEqual(kinds(parts, { ...ALL, approved }), []);
  assert.deepEqual(kinds(parts), ["token_patterns path"]);
});

Deno.test("scanHead() sees in every text of a head what shows in it alone, whatever stands beside it", () => {
  const random = seeded(5);
  const hidden = [
    TOKEN,
    btoa(TOKEN),
    btoa(`xy${KNOWN}z`),
    encodeURIComponent(encodeURIComponent(`"${KNOWN}"`)).replace(
      /[a-z]/g,
      (c) => `%${c.charCodeAt(0).toString(16)}`,
    ),
    [...TOKEN].join("-"),
    [...new TextEncoder().encode(KNOWN)].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    [...KNOWN].toReversed().join(""),
  ];
  const beside = [
    "/v1/messages",
    "aGVsbG8gd29ybGQgdGhpcyBpcyBiYXNlNjQ=",
    "0a0b0c0d0e0f",
    "%41%42",
    "a-b-c-d-e",
    "*/*",
    "gzip, br",
  ];
  for (const text of hidden) {
    for (let i = 0; i < 50; i++) {
      const texts = [random.pick(beside), random.pick(beside), text, random.pick(beside)];
      const fields = texts.map((one, at) => [`H${at}`, one] as const);
      assert.ok(
        kinds({ fields }).some((kind) => kind.endsWith("header h2")),
        `${hidden.indexOf(text)} ${i}`,
      );
    }
  }
});
