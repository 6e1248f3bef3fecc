import { judgeRequest } from "../../../lib/gate/judge_request.ts";
import type { RequestFacts } from "../../../lib/gate/scan_request.ts";
import { createTable } from "../../../lib/policy/table.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import type { Field } from "../../../lib/wire/field.ts";
import { bodyEncodings } from "../../support/body_encodings.ts";
import { proofEngine } from "../../support/proof_scan.ts";
import { testRoute } from "../../support/route.ts";
import { textOf } from "../../support/wire_bytes.ts";
import type { Draws } from "./draws.ts";
import { encoded, isGone, someEncodings, someSample, wordsAround } from "./secret_texts.ts";
import { type FuzzTarget, hold } from "./target.ts";

const table = createTable([testRoute({ outboundOnMatch: "redact" })]);
const codings = Object.entries(bodyEncodings);
const judging = { table, engine: proofEngine };

/** A request that is redacted and goes on holds nothing of what was found in it. */
export const redactions: FuzzTarget = {
  name: "redaction",
  share: 120,
  async check(draws, show) {
    const values = new Set<string>();
    const secret = (): string => {
      const { text, value } = someSample(draws);
      if (value.length >= 12) values.add(value);
      return encoded(text, someEncodings(draws, 2));
    };
    const facts = request(draws, secret);
    show(`${facts.method}, ${facts.fields.length} fields, body ${facts.body?.length ?? 0}`);
    const verdict = await runSteps(judgeRequest(judging, facts));
    hold(verdict.kind !== "ask", "somebody is asked where nobody is there to answer");
    if (verdict.kind === "refuse") {
      const told = JSON.stringify([verdict.refusal.text, verdict.refusal.fields ?? []]);
      for (const value of values) hold(isGone(value, told), "a refusal tells what was found");
      return;
    }
    const { target, fields, body } = verdict.request;
    const sent = [
      target.host,
      target.path,
      target.query ?? "",
      ...fields.flat(),
      textOf(body ?? NONE),
    ];
    for (const value of values) {
      hold(isGone(value, sent.join("\n")), "a value is left in a redacted request");
    }
  },
};

const NONE = new Uint8Array(0);

/** A request with something that must not leave in one place or several. */
function request(draws: Draws, secret: () => string): RequestFacts {
  const inUrl = (text: string) => text.replace(/[^\w.~-]/g, (char) => percent(char));
  const inField = (text: string) => text.replace(/[^\t\x20-\x7e]/g, " ");
  const [, encode] = draws.pick(codings);
  const sent = encode(wordsAround(draws)(draws.oneIn(3) ? "nothing" : secret()));
  const fields: Field[] = [["Host", "a.test"]];
  if (draws.oneIn(3)) fields.push(["X-Note", inField(secret())]);
  if (draws.oneIn(4)) fields.push(["Cookie", `a=1; b=${inUrl(secret())}`]);
  const { contentType, contentEncoding } = sent.about;
  if (contentType !== undefined) fields.push(["Content-Type", contentType]);
  for (const coding of contentEncoding) fields.push(["Content-Encoding", coding]);
  const path = draws.oneIn(5) ? `/a/${inUrl(secret())}` : "/a";
  const query = draws.oneIn(5) ? `q=${inUrl(secret())}` : undefined;
  const target = { scheme: "https", host: "a.test", port: 443, path, query } as const;
  return { method: "POST", target, fields, body: sent.bytes, trailers: [] };
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`;
}
