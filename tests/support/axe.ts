// Pinned here and not in deno.json, whose packages are those of the product.
// deno-lint-ignore no-import-prefix
import axe from "npm:axe-core@4.14.1";
import type { WatchedPage } from "./chromium.ts";

/**
 * What axe-core finds on a page as it is at this moment, in a line each: all rules of WCAG 2.2 A and AA,
 * and its best practices. Empty: nothing.
 */
export async function axeFindings({ page }: WatchedPage): Promise<string[]> {
  if (!await page.evaluate<boolean>("'axe' in window")) await page.evaluate(axe.source);
  return await page.evaluate<string[]>(`axe.run(document, { resultTypes: ["violations"] }).then(
    ({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + " (" + impact + "): " + target + ": " + failureSummary)
    )
  )`);
}
