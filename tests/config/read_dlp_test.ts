import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { parseYaml } from "../../lib/config/parse_yaml.ts";
import { readDlp } from "../../lib/config/read_dlp.ts";

const read = (text: string) => readDlp(parseYaml(`${text}\n`, "f"));
const defaults = {
  outboundDetectors: ["token_patterns", "known_secrets"],
  inboundDetectors: ["naive_injection_detection"],
  outboundOnMatch: "supervise",
};

Deno.test("readDlp() applies the defaults to every key that is absent", () => {
  assert.deepEqual(readDlp(undefined), defaults);
  assert.deepEqual(read("{}"), defaults);
  assert.deepEqual(read("{ outbound_on_match: block }"), { ...defaults, outboundOnMatch: "block" });
});

Deno.test("readDlp() switches off by false and by an empty list, on by names", () => {
  assert.deepEqual(read("{ outbound_detectors: false }").outboundDetectors, []);
  assert.deepEqual(read("{ inbound_detectors: [] }").inboundDetectors, []);
  assert.deepEqual(read("{ outbound_detectors: [entropy, entropy] }").outboundDetectors, [
    "entropy",
  ]);
});

Deno.test("readDlp() refuses unknown names and other types", () => {
  const rows = [
    "{ outbound_detectors: [crlf] }",
    "{ outbound_detectors: [naive_injection_detection] }",
    "{ inbound_detectors: [entropy] }",
    "{ outbound_detectors: true }",
    "{ outbound_detectors: token_patterns }",
    "{ outbound_detectors: [1] }",
    "{ outbound_detectors: ~ }",
    "{ outbound_on_match: Block }",
    "{ outbound_on_match: false }",
    "{ detectors: [] }",
    "[]",
    "~",
  ];
  for (const text of rows) assert.throws(() => read(text), ConfigError, text);
});
