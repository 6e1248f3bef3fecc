import { limits } from "../../limits.ts";
import type { Finding } from "../finding.ts";
import { isScannedType, isTextType, LEAST_HEAD } from "../injection/is_scanned_type.ts";
import { runSteps, type Steps } from "../steps.ts";
import { sniffed } from "./sniffed.ts";
import type { Stage } from "./stage.ts";
import { unread } from "./unread.ts";
import type { Work } from "./work.ts";

/** What is known of the text. */
export interface SignedAbout {
  readonly surface: string;
  readonly views: readonly string[];
  readonly contentType: string | undefined;
  /** Whether each piece is decided as it comes, so that it need not wait for the next. */
  readonly atOnce: boolean;
}

/**
 * The stage that looks for signs of injection, if the bytes are something that a model reads. It
 * holds back what is not decided yet, until time is up.
 */
export function signedText(about: SignedAbout, work: Work): Stage {
  const { signs } = work;
  if (signs === undefined) return unread;
  const { contentType } = about;
  // Events must flow at once, so the first byte of what is said to be text decides.
  return sniffed(
    isTextType(contentType) ? 1 : LEAST_HEAD,
    // Fewer bytes are no proof of anything: a text may only wear what a picture begins with.
    (head) =>
      head.length < LEAST_HEAD || isScannedType(contentType, head)
        ? followed(about, signs, work)
        : unread,
    work,
  );
}

function followed(
  { surface, views, atOnce }: SignedAbout,
  signs: NonNullable<Work["signs"]>,
  work: Work,
): Stage {
  const stream = signs.stream(surface, views);

  async function look(steps: Steps<Finding[]>): Promise<void> {
    work.found(await runSteps(steps, () => work.looked(limits.scanStepBytes)), []);
  }

  const decide = () => look(stream.decideSteps());
  work.hesitating.add(decide);

  return {
    async push(bytes) {
      for (let at = 0; at < bytes.length; at += limits.streamPieceBytes) {
        await look(stream.pushSteps(bytes.subarray(at, at + limits.streamPieceBytes)));
      }
      if (atOnce) await decide();
    },
    async end() {
      work.hesitating.delete(decide);
      await look(stream.endSteps());
    },
    cleared: stream.cleared,
  };
}
