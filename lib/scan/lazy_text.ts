import { latin1Text } from "./latin1_text.ts";
import type { Text } from "./text_scan.ts";

/**
 * Bytes as a text that is made when it is first asked for: most decoded texts are
 * looked through as bytes alone. The bytes must not change.
 */
export function lazyText(bytes: Uint8Array): Text {
  let text: string | undefined;
  return {
    bytes,
    get text() {
      return text ??= latin1Text(bytes);
    },
  };
}
