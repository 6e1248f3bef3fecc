import { limits } from "../../limits.ts";
import { bodyViewSteps } from "../body/read_body.ts";
import { runSteps } from "../steps.ts";
import { Halt } from "./halt.ts";
import { scanWhole } from "./scan_whole.ts";
import type { Stage } from "./stage.ts";
import type { TextAbout } from "./streamed_text.ts";
import type { Work } from "./work.ts";

/**
 * Holds a short part of a body whole and reads it as held bodies are read: uploads have a few lines of JSON
 * beside the file. One that is longer is refused.
 *
 * @param reason why it cannot be judged as it streams
 */
export function heldText(about: TextAbout, reason: string, work: Work): Stage {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isJudged = false;

  async function judge(body: Uint8Array): Promise<void> {
    const turn = () => work.looked(limits.scanStepBytes);
    const { contentType, surface } = about;
    const reading = await runSteps(bodyViewSteps(body, { contentType, contentEncoding: [] }), turn);
    if (reading.kind === "refuse") throw new Halt(reading.reason);
    for (const { views, text } of reading.views) {
      await scanWhole({ surface, views: [...about.views, ...views], text }, work);
    }
  }

  return {
    push(bytes) {
      length += bytes.length;
      if (length > limits.streamHeldTextBytes) throw new Halt(reason, true);
      pieces.push(new Uint8Array(bytes));
      return Promise.resolve();
    },
    async end() {
      const body = new Uint8Array(length);
      let at = 0;
      for (const piece of pieces.splice(0)) {
        body.set(piece, at);
        at += piece.length;
      }
      await judge(body);
      isJudged = true;
    },
    cleared: () => isJudged ? Infinity : 0,
  };
}
