import type { RequestRecord } from "../../lib/observe/request_record.ts";

/** A request that went well, as the API shows it, with what a test says of it. */
export function recordOf(parts: Partial<RequestRecord> = {}): RequestRecord {
  return {
    id: 1,
    start_ms: 1_700_000_000_000,
    method: "GET",
    protocol: "HTTP/1.1",
    scheme: "https",
    host: "a.test",
    port: 443,
    path: "/x?q=1",
    route: "a.test",
    match: null,
    verdict: "forwarded",
    reason: null,
    text: null,
    status: 200,
    findings: [],
    bytes_up: 0,
    bytes_down: 10,
    stages: stagesOf({ judged_ms: 1, end_ms: 5 }),
    upstream_stage: null,
    proposal: null,
    decision: null,
    upgraded: false,
    ...parts,
  };
}

/** Times of which a test says some. */
export function stagesOf(parts: Partial<RequestRecord["stages"]>): RequestRecord["stages"] {
  return {
    judged_ms: null,
    held_ms: null,
    connected_ms: null,
    head_ms: null,
    first_byte_ms: null,
    end_ms: null,
    ...parts,
  };
}
