import type { Text } from "./text_scan.ts";
import type { TextView } from "./text_view.ts";

/** A view of bytes, whose text is made only if somebody asks for it. */
export function lazyView(surface: string, views: readonly string[], source: Text): TextView {
  return {
    surface,
    views,
    source,
    get text() {
      return source.text;
    },
  };
}
