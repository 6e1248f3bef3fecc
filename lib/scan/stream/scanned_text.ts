import { limits } from "../../limits.ts";
import type { StreamStep } from "../body_stream.ts";
import { runSteps } from "../steps.ts";
import type { Stage } from "./stage.ts";
import { unread } from "./unread.ts";
import type { Work } from "./work.ts";

/** The stage that looks: through the text that its bytes are, with what the engine holds back. */
export function scannedText(
  { surface, views }: { readonly surface: string; readonly views: readonly string[] },
  work: Work,
): Stage {
  if (work.engine.isBlind) return unread;
  const stream = work.engine.stream(surface, work.options);
  let cleared = 0;

  function take({ cleared: more, findings }: StreamStep): void {
    cleared += more;
    work.found(findings, views);
  }

  const lookedStep = (): Promise<void> => work.looked(limits.scanStepBytes);

  return {
    async push(bytes) {
      for (let at = 0; at < bytes.length; at += limits.streamPieceBytes) {
        const piece = bytes.subarray(at, at + limits.streamPieceBytes);
        take(await runSteps(stream.pushSteps(piece), lookedStep));
      }
    },
    async end() {
      take(await runSteps(stream.endSteps(), lookedStep));
    },
    cleared: () => cleared,
  };
}
