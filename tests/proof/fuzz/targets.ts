import { answerFiles } from "./answer_files.ts";
import { answers } from "./answers.ts";
import { chunks } from "./chunks.ts";
import { clientHellos } from "./client_hellos.ts";
import { detectors, garbage } from "./detectors.ts";
import { frames } from "./frames.ts";
import { http2Tunnels } from "./http2_tunnels.ts";
import { injections } from "./injections.ts";
import { packedBodies } from "./packed_bodies.ts";
import { redactions } from "./redactions.ts";
import { requestHeads } from "./request_heads.ts";
import { routesFiles } from "./routes_files.ts";
import { streams } from "./streams.ts";
import type { FuzzTarget } from "./target.ts";

/** All readers under fuzz, some of which open what `close` ends. */
export function fuzzTargets(): readonly FuzzTarget[] {
  return [
    ...[requestHeads, answers, chunks, frames, clientHellos, http2Tunnels()],
    ...[routesFiles, answerFiles],
    ...[detectors, garbage, streams, redactions, packedBodies, injections],
  ];
}
