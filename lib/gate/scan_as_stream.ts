import type { AboutBody } from "../scan/body/read_body.ts";
import type { ScannedBytes } from "../scan/scan_bytes.ts";
import type { Steps } from "../scan/steps.ts";
import { streamBody } from "../scan/stream/stream_body.ts";
import { type AnswerReaders, lookingForKnown } from "./judge_answer.ts";

/** Judges a body that is whole in the way in which one is judged that comes bit by bit. */
export function* scanAsStream(
  readers: AnswerReaders,
  bytes: Uint8Array,
  about: AboutBody,
): Steps<ScannedBytes> {
  const stream = streamBody(readers.engine, about, {
    ...lookingForKnown(readers),
    surfaceKind: "body",
    unreadable: "pass",
    signs: readers.signs,
  });
  let scanned: ScannedBytes = { findings: [], refused: undefined, notes: [] };
  const scan = async (): Promise<void> => {
    const pushed = await stream.push(bytes);
    const ended = await stream.end();
    scanned = {
      findings: [...pushed.findings, ...ended.findings],
      refused: pushed.refused ?? ended.refused,
      notes: [],
    };
  };
  yield scan().finally(stream.close);
  return scanned;
}
