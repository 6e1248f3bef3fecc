import assert from "node:assert/strict";
import type { LogLevel } from "../../lib/config/config.ts";
import { limits } from "../../lib/limits.ts";
import type { LogEvent } from "../../lib/log/event.ts";
import { createLogWriter } from "../../lib/log/log_writer.ts";

const asked = { host: "a.example", method: "GET", path: "/x?y" };
const events: readonly LogEvent[] = [
  { event: "egress_token_supervise", reason: "r", proposal: "p", ...asked },
  { event: "internal_error", reason: "r" },
  { event: "egress_block", reason: "r", ...asked, context: "c", response_status: 200 },
  { event: "egress_warn", reason: "r", ...asked },
  { event: "egress_token_allowed", reason: "r", proposal: "p", ...asked },
  { event: "egress_request", ...asked, headers: [], body: "" },
  { event: "egress_response", host: "a.example", status: 200, headers: [], body: "" },
];

/** Writes the events and gives the lines. */
function write(
  written: readonly LogEvent[],
  level: LogLevel = 2,
  redact: (text: string) => string = (text) => text,
): string[] {
  const lines: string[] = [];
  const log = createLogWriter({ level: () => level, redact, write: (line) => lines.push(line) });
  written.forEach(log);
  return lines;
}

const names = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).event);

Deno.test("createLogWriter() writes what the level asks for", () => {
  const all = events.map(({ event }) => event);
  assert.deepEqual(names(write(events, 0)), all.slice(0, 2));
  assert.deepEqual(names(write(events, 1)), all.slice(0, 5));
  assert.deepEqual(names(write(events, 2)), all);
});

Deno.test("createLogWriter() asks for the level at every event", () => {
  let level: LogLevel = 0;
  const lines: string[] = [];
  const log = createLogWriter({
    level: () => level,
    redact: (text) => text,
    write: (line) => lines.push(line),
  });
  const block: LogEvent = { event: "egress_block", reason: "r", ...asked };
  log(block);
  level = 1;
  log(block);
  assert.equal(lines.length, 1);
});

Deno.test("createLogWriter() writes the keys that other programs read, in the addon's order", () => {
  const block: LogEvent = {
    event: "egress_block",
    reason: "r",
    ...asked,
    context: "c",
    response_status: 502,
  };
  assert.deepEqual(write([block]), [
    '{"event":"egress_block","reason":"r","host":"a.example","method":"GET","path":"/x?y","context":"c","response_status":502}',
  ]);
});

Deno.test("createLogWriter() passes every string of every event through redaction", () => {
  const secret = "dummy-secret";
  for (const event of events) {
    const fields = Object.entries(event).map(([key, value]) => {
      if (key === "headers") return [key, [[`x-${secret}`, secret], ["x-other", `a ${secret} b`]]];
      return [key, typeof value === "string" && key !== "event" ? `a ${secret} b` : value];
    });
    const [line = ""] = write(
      [Object.fromEntries(fields)],
      2,
      (text) => text.replaceAll(secret, "********"),
    );
    assert.ok(!line.includes(secret), line);
    assert.equal(JSON.parse(line).event, event.event);
  }
});

Deno.test("createLogWriter() hides credential headers whatever they look like, and joins repeated ones", () => {
  const headers = [
    ["Authorization", "x"],
    ["PROXY-authorization", "x"],
    ["cookie", "x"],
    ["Set-Cookie", "x"],
    ["set-cookie", "y"],
    ["X-Api-Key", "x"],
    ["__proto__", "p"],
    ["accept", "a"],
    ["accept", "b"],
  ] as const;
  const [line = ""] = write([{ event: "egress_request", ...asked, headers, body: "" }]);
  assert.equal(
    line.slice(line.indexOf('"headers"')),
    '"headers":{"Authorization":"********","PROXY-authorization":"********","cookie":"********",' +
      '"Set-Cookie":"********","set-cookie":"********","X-Api-Key":"********","__proto__":"p",' +
      '"accept":"a, b"},"body":""}',
  );
});

Deno.test("createLogWriter() keeps one line whatever the fields hold", () => {
  const odd = "a\nb\r\u2028\u2029\x1b[31m\x9b\x7f\u202e\ud800\ufeff";
  const [line = ""] = write([{ event: "egress_block", ...asked, reason: odd }]);
  assert.match(line, /^[\x20-\x7e]+$/);
  assert.equal(JSON.parse(line).reason, odd);
});

Deno.test("createLogWriter() cuts a body after its first 16 KiB and says so", () => {
  const bound = limits.logBodyBytes;
  const body = (text: string) =>
    JSON.parse(write([{ event: "egress_request", ...asked, headers: [], body: text }])[0] ?? "");
  assert.equal(body("x".repeat(bound)).body.length, bound);
  assert.equal(body("x".repeat(bound)).body_truncated, undefined);
  assert.equal(body("x".repeat(bound + 1)).body.length, bound);
  assert.equal(body("x".repeat(bound + 1)).body_truncated, true);
  // Bytes, not characters, and never half a character.
  const wide = body("é".repeat(bound));
  assert.equal(wide.body, "é".repeat(bound / 2));
  assert.equal(wide.body_truncated, true);
  assert.equal(body("x" + "😀".repeat(bound)).body, "x" + "😀".repeat((bound - 4) / 4));
});

Deno.test("createLogWriter() shows no half of a secret at a cut, wherever it stands", () => {
  const secret = "dummy-secret-value";
  const bound = limits.logBodyBytes;
  const redact = (text: string) => text.replaceAll(secret, "********");
  const window = bound + limits.logRedactionMarginChars;
  for (const start of [bound - 1, bound - 9, bound - secret.length, window - 5, window - 1]) {
    const text = "x".repeat(start) + secret + "y".repeat(window);
    const [line = ""] = write(
      [{ event: "egress_request", ...asked, headers: [], body: text }],
      2,
      redact,
    );
    assert.doesNotMatch(JSON.parse(line).body, /dummy/, `at ${start}`);
  }
  // Where redaction shrinks the text, the window's own end would come into sight.
  const many = secret.repeat(Math.ceil(window / secret.length) + 1);
  const [line = ""] = write(
    [{ event: "egress_request", ...asked, headers: [], body: many }],
    2,
    (text) => text.replaceAll(secret, "*"),
  );
  assert.doesNotMatch(JSON.parse(line).body, /d/);
});

Deno.test("createLogWriter() never throws, and rather loses an event than writes it raw", () => {
  const lines: string[] = [];
  const log = createLogWriter({
    level: () => 2,
    redact: () => {
      throw new Error("dummy-secret");
    },
    write: (line) => lines.push(line),
  });
  log({ event: "egress_block", reason: "dummy-secret", ...asked });
  assert.deepEqual(names(lines), ["internal_error"]);
  assert.doesNotMatch(lines.join(), /dummy-secret/);

  const broken = createLogWriter({
    level: () => 2,
    redact: (text) => text,
    write: () => {
      throw new Error("standard error is closed");
    },
  });
  assert.doesNotThrow(() => broken({ event: "egress_block", reason: "r", ...asked }));
});

Deno.test("createLogWriter() redacts and shows the beginning of a long path alone, and no half of a secret", () => {
  const secret = "dummy-secret";
  for (let at = limits.logFieldChars - 20; at < limits.logFieldChars + 20; at++) {
    const path = `${"x".repeat(at)}${secret}${"y".repeat(20_000)}`;
    let longest = 0;
    const [line = ""] = write(
      [{ event: "egress_block", reason: "r", ...asked, path }],
      1,
      (text) => {
        longest = Math.max(longest, text.length);
        return text.replaceAll(secret, "********");
      },
    );
    const shown: string = JSON.parse(line).path;
    assert.ok(shown.endsWith("…") && shown.length <= limits.logFieldChars + 1, `${shown.length}`);
    assert.ok(!shown.includes("dummy"), `at ${at}`);
    assert.ok(longest <= limits.logFieldChars + limits.logFieldMarginChars);
  }
});
