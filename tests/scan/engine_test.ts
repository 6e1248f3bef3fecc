import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { createEngine, type Engine } from "../../lib/scan/engine.ts";
import type { Detector, Finding } from "../../lib/scan/finding.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { secretForms } from "../../lib/scan/secrets/secret_forms.ts";
import type { ScanOptions } from "../../lib/scan/to_findings.ts";
import { Secret } from "../../lib/secret.ts";
import { conversation, seeded } from "../bench/conversation.ts";
import {
  ASSIGNED_VALUE,
  sampleRules,
  sampleSecrets,
  SECRET_VALUE,
  utf8,
  VENDOR_TOKEN,
} from "../support/scan_samples.ts";

const engine = createEngine({ rules: sampleRules, secrets: sampleSecrets });

function options(surfaceKind: "head" | "body", ...more: Detector[]): ScanOptions {
  const detectors: Detector[] = ["token_patterns", "known_secrets", "crlf", "unicode_evasion"];
  return { detectors: new Set([...detectors, ...more]), surfaceKind };
}

const body = options("body");

function find(text: string, asked = body, by: Engine = engine): Finding[] {
  return by.scan({ surface: "body", views: [], text }, asked);
}

const bytesOf = (text: string) => Buffer.from(text, "latin1");

/** Ways of writing a text so that it can be read back. */
const wrappings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => bytesOf(text).toString("base64"),
  "base64 for URLs": (text) => bytesOf(text).toString("base64url"),
  "base64 in lines": (text) => bytesOf(text).toString("base64").replace(/.{64}/g, "$&\n"),
  "base64 in lines of JSON": (text) => bytesOf(text).toString("base64").replace(/.{32}/g, "$&\\n"),
  "base64 behind a stray letter": (text) => `x${bytesOf(text).toString("base64")}`,
  "base64 with a name": (text) => `data=${bytesOf(text).toString("base64")}`,
  "base64 twice": (text) => bytesOf(bytesOf(text).toString("base64")).toString("base64"),
  "gzip in base64": (text) => gzipSync(bytesOf(text)).toString("base64"),
  hex: (text) => bytesOf(text).toString("hex"),
  "hex in upper case": (text) => bytesOf(text).toString("hex").toUpperCase(),
  "hex with colons": (text) => bytesOf(text).toString("hex").replace(/..(?=.)/g, "$&:"),
  "hex in base64": (text) => bytesOf(bytesOf(text).toString("hex")).toString("base64"),
  percent: (text) => encodeBytes(text, (hex) => `%${hex}`),
  "percent twice": (text) => encodeBytes(text, (hex) => `%25${hex}`),
  "\\x": (text) => encodeBytes(text, (hex) => `\\x${hex}`),
  "\\u": (text) => encodeBytes(text, (hex) => `\\u00${hex}`),
  "\\u in part": (text) =>
    text.replace(/[_=-]/g, (char) => encodeBytes(char, (hex) => `\\u00${hex}`)),
  "HTML entities": (text) => encodeBytes(text, (hex) => `&#x${hex};`),
  "UTF-16": (text) => text.replace(/[^]/g, "$&\0"),
  "UTF-16 in base64": (text) => Buffer.from(text, "utf16le").toString("base64"),
  "letters apart": (text) => text.replace(/[^](?=[^])/g, "$& "),
  "JSON string": (text) => JSON.stringify(JSON.stringify(text)),
};

function encodeBytes(text: string, write: (hex: string) => string): string {
  return [...bytesOf(text)].map((byte) => write(byte.toString(16).padStart(2, "0"))).join("");
}

const samples: Readonly<Record<string, string>> = {
  "acme-key": `key ${VENDOR_TOKEN} end`,
  "assigned-token": `token = ${ASSIGNED_VALUE} end`,
  SAMPLE_TOKEN: `(${SECRET_VALUE})`,
};

for (const [how, wrap] of Object.entries(wrappings)) {
  Deno.test(`scan() finds the same in ${how}`, () => {
    for (const [kind, text] of Object.entries(samples)) {
      const found = find(`before ${wrap(text)} after`).map((finding) => finding.kind);
      assert.ok(found.includes(kind), `${kind}: ${found.join()}`);
    }
  });
}

Deno.test("scan() never finds less when a text is wrapped once more", () => {
  const random = seeded(21);
  const names = Object.keys(wrappings);
  const pick = () => names[Math.floor(random() * names.length)] ?? "plain";
  for (let round = 0; round < 300; round++) {
    const ways = [pick(), pick()];
    const [kind, sample] = Object.entries(samples)[Math.floor(random() * 3)] ?? ["", ""];
    const text = ways.reduce((inner, way) => wrappings[way]?.(inner) ?? inner, sample);
    const found = find(`${conversation(500, round)} ${text} `).map((finding) => finding.kind);
    assert.ok(found.includes(kind), `${kind} in ${ways.join(", then ")}: ${found.join()}`);
  }
});

Deno.test("scan() finds a known secret in every form, in pieces and with separators", () => {
  for (const { name, text } of secretForms(SECRET_VALUE)) {
    assert.ok(find(`a ${text} b`).some(({ kind }) => kind === "SAMPLE_TOKEN"), name);
  }
  const changed = [
    SECRET_VALUE.toUpperCase(),
    SECRET_VALUE.replace(/.{5}/g, "$&\n"),
    [...SECRET_VALUE].join(" - "),
    SECRET_VALUE.slice(3, 20),
    utf8([...SECRET_VALUE].join("\u200b")),
  ];
  for (const text of changed) {
    assert.ok(find(text).some(({ kind }) => kind === "SAMPLE_TOKEN"), text);
  }
  assert.deepEqual(find(SECRET_VALUE.slice(0, 10)), []);
});

Deno.test("scan() gives the whole of a known secret's base64 for its value", () => {
  for (const encoding of ["base64", "base64url"] as const) {
    // So many characters before the secret's share none of their bits with it.
    for (const [before, own] of [["", 0], ["u", 1], ["me", 2], ["me:", 4]] as const) {
      const run = Buffer.from(before + SECRET_VALUE).toString(encoding);
      const [found] = find(`{"note": "${run}"}`);
      assert.equal(found?.value?.reveal(), run.slice(own), before);
      assert.equal(found?.encoded, true);
      const longer = Buffer.from(`${before}${SECRET_VALUE}, and more`).toString(encoding);
      const bits = (before.length + SECRET_VALUE.length) * 8;
      assert.equal(find(longer)[0]?.value?.reveal(), longer.slice(own, Math.ceil(bits / 6)));
    }
  }
  assert.equal(find(SECRET_VALUE)[0]?.encoded, undefined);
});

Deno.test("scan() calls a token that hides in Unicode an evasion, not to be redacted", () => {
  const text = utf8(`${VENDOR_TOKEN.slice(0, 14)}\u200b${VENDOR_TOKEN.slice(14)}`);
  const [finding] = find(text);
  assert.equal(finding?.detector, "unicode_evasion");
  assert.equal(finding?.span, undefined);
});

Deno.test("scan() looks for line breaks in the head only, and for entropy only where asked", () => {
  const split = "a%0d%0aSet-Cookie: b";
  assert.deepEqual(find(split, options("head")).map(({ kind }) => kind), ["crlf"]);
  assert.deepEqual(find(split), []);
  const random = seeded(2);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const dense = Array.from({ length: 300 }, () => letters[Math.floor(random() * 64)]).join("");
  assert.deepEqual(find(dense), []);
  assert.deepEqual(find(dense, options("body", "entropy")).map(({ severity }) => severity), [
    "warn",
  ]);
});

Deno.test("scan() masks in a context every value that it found", () => {
  const findings = find(`${VENDOR_TOKEN} ${SECRET_VALUE} token=${ASSIGNED_VALUE}`);
  assert.equal(findings.length, 3);
  for (const { context } of findings) {
    for (const value of [VENDOR_TOKEN, SECRET_VALUE, ASSIGNED_VALUE]) {
      assert.ok(!context.includes(value.slice(4, 12)), context);
    }
  }
});

Deno.test("scanSteps() gives turns, and in the end what scan() gives", () => {
  const text = conversation(1 << 20) + VENDOR_TOKEN;
  const view = { surface: "body", views: [], text };
  const steps = engine.scanSteps(view, body);
  let turns = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) turns++;
  assert.ok(turns >= 4);
  assert.deepEqual(step.value.map(({ span }) => span), find(text).map(({ span }) => span));
});

Deno.test("createEngine() names the secrets that are too short", () => {
  const short = createEngine({ rules: [], secrets: [{ name: "PIN", value: new Secret("1234") }] });
  assert.deepEqual(short.rejectedSecrets, ["PIN"]);
});

Deno.test("secretsOnly() finds known secrets and nothing else", () => {
  const inbound = engine.secretsOnly();
  assert.deepEqual(find(`${VENDOR_TOKEN} ${SECRET_VALUE}`, body, inbound).map(({ kind }) => kind), [
    "SAMPLE_TOKEN",
  ]);
  assert.equal(inbound.secretsOnly(), inbound);
});

/** Pushes a body in random pieces; what came out, and what was found. */
function streamed(by: Engine, text: string, random: () => number, most: number) {
  const stream = by.stream("body", body);
  let cleared = 0;
  const findings: Finding[] = [];
  const bytes = bytesOf(text);
  for (let at = 0; at < bytes.length;) {
    const to = at + 1 + Math.floor(random() * most);
    const step = stream.push(bytes.subarray(at, to));
    cleared += step.cleared;
    findings.push(...step.findings);
    at = to;
  }
  const end = stream.end();
  const out = text.slice(0, cleared + end.cleared);
  return { out, findings: [...findings, ...end.findings] };
}

Deno.test("stream() passes a clean body on unchanged, however it is cut", () => {
  const random = seeded(31);
  const text = conversation(600_000, 5);
  for (const by of [engine, engine.secretsOnly()]) {
    const { out, findings } = streamed(by, text, random, 200_000);
    assert.deepEqual(findings, []);
    assert.ok(out === text);
  }
});

Deno.test("stream() finds a secret across any border and lets none of its bytes out", () => {
  const random = seeded(33);
  const filler = conversation(400_000, 6);
  const ways = ["plain", "base64", "percent", "hex", "\\u", "base64 in lines"];
  for (let round = 0; round < 24; round++) {
    const how = ways[round % ways.length] ?? "plain";
    const sample = Object.values(samples)[round % 3] ?? "";
    const text = wrappings[how]?.(sample) ?? "";
    const at = Math.floor(random() * filler.length);
    const whole = `${filler.slice(0, at)} ${text} ${filler.slice(at)}`;
    const { out, findings } = streamed(engine, whole, random, 100_000);
    assert.ok(findings.some(({ severity }) => severity === "block"), how);
    assert.ok(out.length <= at + 1 && whole.startsWith(out), `${how} at ${at}: ${out.length}`);
  }
});

Deno.test("secretsOnly().stream() passes every event at once and cuts before a secret", () => {
  const stream = engine.secretsOnly().stream("body", body);
  for (const word of ["Hello", "links", "kx", "H4"]) {
    const event = `data: {"text":"${word}"}\n\n`;
    assert.equal(stream.push(bytesOf(event)).cleared, event.length);
  }
  const random = seeded(35);
  for (const { name, text } of secretForms(SECRET_VALUE)) {
    const { out, findings } = streamed(engine.secretsOnly(), `data: "${text}"\n\n`, random, 5);
    assert.equal(findings.length, 1, name);
    assert.ok(out.length < 7 + 8, `${name}: ${out}`);
  }
});

Deno.test("scan() with all rules finds nothing in a conversation without secrets", () => {
  const all = createEngine({ rules, secrets: sampleSecrets });
  assert.deepEqual(find(conversation(1 << 20, 77), body, all), []);
});

Deno.test("sees() is true of every text in which a scan finds a value, and of few others", () => {
  for (const [name, wrap] of Object.entries(wrappings)) {
    const text = `a ${wrap(VENDOR_TOKEN)} b`;
    if (find(text).length > 0) assert.ok(engine.sees(text), name);
  }
  assert.equal(engine.sees("nothing of interest"), false);
  assert.equal(engine.sees("GET /v1/messages?page=2 HTTP/1.1"), false);
});

Deno.test("isBlind is true only of an engine without rules and without secrets", () => {
  assert.equal(engine.isBlind, false);
  assert.equal(engine.secretsOnly().isBlind, false);
  assert.equal(createEngine({ rules: sampleRules, secrets: [] }).secretsOnly().isBlind, true);
  const signs = [{ name: "SIGNS", value: new Secret("#-!#-?#-!a") }];
  assert.equal(createEngine({ rules: [], secrets: signs }).isBlind, false);
});
