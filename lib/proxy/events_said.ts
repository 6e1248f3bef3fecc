import { aboutBody } from "../gate/scan_request.ts";
import { codingNames } from "../scan/body/read_body.ts";
import { mediaType } from "../scan/body/media_type.ts";
import type { Answer } from "./upstream/send.ts";

/** What an agent has been given of a stream of server-sent events. */
export interface EventsSaid {
  see(bytes: Uint8Array): void;
  /** Whether an event of ours would be one by itself: the last one is whole. */
  mayFollow(): boolean;
}

/** Undefined for any other answer, and for one whose length or coding leaves no room for an event of ours. */
export function eventsSaid(
  { head, framing }: Pick<Answer, "head" | "framing">,
): EventsSaid | undefined {
  const { contentType, contentEncoding } = aboutBody(head.fields);
  const isPlain = codingNames(contentEncoding).length === 0;
  const isEndless = framing.kind === "chunked" || framing.kind === "close";
  if (mediaType(contentType).type !== "text/event-stream" || !isPlain || !isEndless) {
    return undefined;
  }
  let last = "\n\n";
  return {
    see(bytes) {
      last = (last + String.fromCharCode(...bytes.subarray(-4))).slice(-4);
    },
    mayFollow: () => /(?:\n|\r)(?:\n|\r|\r\n)$/.test(last),
  };
}
