import type { RunSection } from "./section.ts";

/** Every section by its name, in the order in which they run; loaded only when it does. */
export const sections: Readonly<Record<string, () => Promise<{ readonly run: RunSection }>>> = {
  escapes: () => import("./escapes.ts"),
  good: () => import("./good.ts"),
  faults: () => import("./faults.ts"),
  fuzz: () => import("./fuzz.ts"),
  soak: () => import("./soak.ts"),
};
