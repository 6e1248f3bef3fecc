import assert from "node:assert/strict";
import type { Finding } from "../../lib/scan/finding.ts";
import { isFound, type Sample } from "./proof_samples.ts";

/** Names of samples that are not found by design, each with its reason. */
export type Excepted = Readonly<Record<string, string>>;

/** What a scan finds, now or later. */
export type Found = readonly Finding[] | Promise<readonly Finding[]>;

/**
 * Asserts that every sample is found, but for those excepted: and these must be missed, so that an
 * exception that is no longer needed is taken off the list.
 *
 * @param where in words, for the failure
 * @param find what the scan finds of a sample, undefined where the sample does not fit the case
 */
export async function assertAllFound(
  samples: readonly Sample[],
  find: (sample: Sample) => Found | undefined,
  excepted: Excepted = {},
  where = "",
): Promise<void> {
  const missed: string[] = [];
  let tried = 0;
  for (const sample of samples) {
    const findings = await find(sample);
    if (findings === undefined) continue;
    tried++;
    if (!isFound(sample, findings)) missed.push(sample.name);
  }
  assert.ok(tried > 0, `no sample fits ${where}`);
  const expected = Object.keys(excepted).sort().join(", ");
  assert.equal(missed.sort().join(", "), expected, `${where} missed: ${missed.join(", ")}`);
}
