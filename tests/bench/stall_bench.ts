import { Buffer } from "node:buffer";
import { deflateRawSync, gzipSync } from "node:zlib";
import { bodyViewSteps } from "../../lib/scan/body/read_body.ts";
import { createEngine } from "../../lib/scan/engine.ts";
import type { Finding } from "../../lib/scan/finding.ts";
import { redactRequestSteps } from "../../lib/scan/redact/redact_request.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { bodyDetectors, scanBytesSteps } from "../../lib/scan/scan_bytes.ts";
import type { Steps } from "../../lib/scan/steps.ts";
import { Secret } from "../../lib/secret.ts";
import { conversation } from "./conversation.ts";

// How long other requests wait while a body of 16 MiB is read, scanned or redacted:
// `deno run tests/bench/stall_bench.ts`.

/** One kind of work: its longest step and all of it, in milliseconds, when the code is warm. */
export interface StallRow {
  readonly name: string;
  readonly longestMs: number;
  /** The step but the longest, which tells whether the longest is one operation that cannot be cut. */
  readonly secondMs: number;
  readonly totalMs: number;
}

const MIB = 1024 * 1024;
const SIZE = 16 * MIB;

/** Longest steps of the second run: a turn of the event loop comes between two of them. */
async function stall(name: string, work: () => Steps<unknown>): Promise<StallRow> {
  await timed(name, work);
  return await timed(name, work);
}

async function timed(name: string, work: () => Steps<unknown>): Promise<StallRow> {
  const lengths: number[] = [];
  const steps = work();
  // The steps are run here and not by `runSteps`, since what they wait for is their own work too.
  for (let done = false; !done;) {
    const start = performance.now();
    const step = steps.next();
    done = step.done === true;
    if (step.done !== true && step.value !== undefined) await step.value;
    lengths.push(performance.now() - start);
    await new Promise((resolve) => setImmediate(resolve));
  }
  lengths.sort((a, b) => b - a);
  const totalMs = lengths.reduce((sum, length) => sum + length, 0);
  return { name, longestMs: lengths[0] ?? 0, secondMs: lengths[1] ?? 0, totalMs };
}

/** A row for each kind of body, and for redaction. */
export async function stallRows(): Promise<StallRow[]> {
  const engine = createEngine({ rules, secrets: [] });
  const options = { detectors: bodyDetectors, surfaceKind: "body" } as const;
  const rows: StallRow[] = [];
  for (const { name, body, contentType, contentEncoding = [] } of bodies()) {
    const about = { contentType, contentEncoding };
    rows.push(await stall(`read ${name}`, () => bodyViewSteps(body, about)));
    rows.push(await stall(`scan ${name}`, () => scanBytesSteps(engine, body, about, options)));
  }
  for (const [name, secrets] of [["absent", absent()], ["present", present()]] as const) {
    const values = secrets.map((value) => findingOf(value));
    const body = Buffer.from(`["${present().join(" ")}",${conversation(SIZE - MIB)}"}]}]}]`);
    const parts = { path: `/${secrets.join("/")}`, query: "", fields: [], body };
    const about = { contentType: "application/json", contentEncoding: [] };
    rows.push(
      await stall(
        `redact five ${name} values`,
        () => redactRequestSteps({ ...parts, ...about }, values),
      ),
    );
  }
  return rows;
}

interface Sample {
  readonly name: string;
  readonly body: Uint8Array;
  readonly contentType?: string | undefined;
  readonly contentEncoding?: readonly string[];
}

function* bodies(): Generator<Sample> {
  const json = conversation(SIZE);
  const text = Buffer.from(json.replaceAll(/["\\{}[\]]/g, " "), "latin1");
  yield { name: "plain text", body: text };
  yield { name: "JSON", body: Buffer.from(json), contentType: "application/json" };
  const large = Buffer.concat([text, text, text, text]).subarray(0, 60 * MIB);
  yield { name: "gzip of 60 MiB", body: gzipSync(large), contentEncoding: ["gzip"] };
  yield { name: "zip", body: zipOf(text) };
  yield {
    name: "multipart with base64",
    body: Buffer.from(
      `--b\r\nContent-Transfer-Encoding: base64\r\n\r\n${
        text.subarray(0, 11 * MIB).toString("base64").replaceAll(/.{76}/g, "$&\r\n")
      }\r\n--b--`,
    ),
    contentType: "multipart/form-data; boundary=b",
  };
  yield { name: "UTF-16", body: Buffer.from(text.subarray(0, SIZE / 2).toString(), "utf16le") };
  const form = json.slice(0, 12 * MIB).replaceAll("&", "").replaceAll(/["{}]/g, "%22")
    .replaceAll(",", "&").replaceAll(" ", "+");
  yield { name: "form", body: Buffer.from(form), contentType: "application/x-www-form-urlencoded" };
  yield { name: "one long run of backslashes", body: Buffer.alloc(SIZE, "\\") };
  yield { name: "quotes", body: Buffer.alloc(SIZE, '"') };
}

function zipOf(text: Uint8Array): Uint8Array {
  const entries: Uint8Array[] = [];
  for (let from = 0; from < text.length; from += MIB) {
    const head = Buffer.alloc(31);
    head.write("PK\x03\x04", "latin1");
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(1, 26);
    entries.push(head, deflateRawSync(text.subarray(from, from + MIB)));
  }
  return Buffer.concat(entries);
}

function present(): string[] {
  return Array.from({ length: 5 }, (_, i) => `sk-proj-${i}${"aB3dE5fG7h".repeat(4)}`);
}

function absent(): string[] {
  return Array.from({ length: 5 }, (_, i) => `xoxb-${i}${"Zy9Xw8Vu7T".repeat(4)}`);
}

function findingOf(value: string): Finding {
  return {
    detector: "token_patterns",
    kind: "bench",
    severity: "block",
    reason: "",
    value: new Secret(value),
    surface: "path",
    views: [],
    context: "",
    span: undefined,
  };
}

if (import.meta.main) {
  for (const { name, longestMs, secondMs, totalMs } of await stallRows()) {
    const [longest, second] = [longestMs, secondMs].map((ms) => ms.toFixed(1).padStart(7));
    console.log(
      `${name.padEnd(38)}longest${longest} ms, then${second} ms, in all${
        totalMs.toFixed(0).padStart(6)
      } ms`,
    );
  }
}
