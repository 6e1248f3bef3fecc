import type { Steps } from "../steps.ts";
import { type AboutBody, type BodyReading, bodyViewSteps } from "./read_body.ts";

/**
 * Reads a body when it is first asked for its texts, and gives the same ones to whoever asks then: what
 * looks for secrets and what looks for signs read the same. One asks behind the other.
 */
export function readOnce(body: Uint8Array, about: AboutBody): () => Steps<BodyReading> {
  const read: Read = { body, about, reading: undefined };
  return () => once(read);
}

interface Read {
  readonly body: Uint8Array;
  readonly about: AboutBody;
  reading: BodyReading | undefined;
}

function* once(read: Read): Steps<BodyReading> {
  return read.reading ??= yield* bodyViewSteps(read.body, read.about);
}
