import type { DnsAnswer } from "../../support/dns_stub.ts";

const PUBLIC = "11.22.33.44";

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "one-bad.test": [PUBLIC, "127.0.0.1"],
  "bad-first.test": ["127.0.0.1", PUBLIC],
  "other-family.test": [PUBLIC, "::1"],
  "mapped.test": ["::ffff:7f00:1"],
  "metadata.test": ["169.254.169.254"],
  "nowhere.test": ["0.0.0.0"],
  "localhost": ["127.0.0.1", "::1"],
};

/** The names of the proof. `rebind.test` is 127.0.0.1 when it is first asked for, and no address at all after. */
export function proofNames(): DnsAnswer {
  let lookups = 0;
  return (name) => {
    // Both families are asked at each lookup.
    if (name === "rebind.test") return lookups++ < 2 ? ["127.0.0.1"] : ["0.0.0.0"];
    return ADDRESSES[name] ?? (name.endsWith(".test") ? ["127.0.0.1"] : undefined);
  };
}
