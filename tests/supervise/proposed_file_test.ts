import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { proposedFile, readProposedFile } from "../../lib/supervise/proposed_file.ts";
import { questionOf } from "../support/questions.ts";

const asIs = (text: string) => text;

Deno.test("proposedFile() tells host, method, path, reason and context, a line each", () => {
  assert.equal(
    proposedFile(questionOf(), asIs),
    "host:    api.example.com\n" +
      "method:  POST\n" +
      "path:    /v1/messages\n" +
      "reason:  a dummy key in the body\n" +
      "context: key ********\n",
  );
});

Deno.test("proposedFile() tells no query, no value and nothing that is redacted", () => {
  const value = "dummy-value-0001";
  const text = proposedFile(
    questionOf({
      host: `${value}.example.com`,
      path: `/a/%64ummy-value-0001/other-secret?key=${value}#x`,
      reason: `found ${value}`,
      context: `a ${value} and other-secret`,
      value,
    }),
    (line) => line.replaceAll("other-secret", "<hidden>"),
  );
  assert.ok(!text.includes(value));
  assert.deepEqual(readProposedFile(text), {
    host: "********.example.com",
    method: "POST",
    path: "/a/********/<hidden>",
    reason: "found ********",
    context: "a ******** and <hidden>",
  });
});

Deno.test("proposedFile() keeps an agent's text from steering and from adding lines", () => {
  const text = proposedFile(
    questionOf({ method: "X\nhost: good", path: "/\x1b[2J\u202e", context: "\r\nreason: none" }),
    asIs,
  );
  assert.equal(text.split("\n").length, 6);
  assert.deepEqual(readProposedFile(text), {
    host: "api.example.com",
    method: "X\\u{a}host: good",
    path: "/\\u{1b}[2J\\u{202e}",
    reason: "a dummy key in the body",
    context: "\\u{d}\\u{a}reason: none",
  });
});

Deno.test("proposedFile() shortens what nobody reads to its end", () => {
  const { path } = readProposedFile(
    proposedFile(questionOf({ path: `/${"a".repeat(9000)}` }), asIs),
  );
  assert.equal(path.length, limits.proposalLineChars + 3);
  assert.match(path, /a\.\.\.$/);
});

Deno.test("readProposedFile() finds nothing in another program's text", () => {
  const { host, reason } = readProposedFile("allow:\n  - a rule\n");
  assert.deepEqual([host, reason], ["", ""]);
});
