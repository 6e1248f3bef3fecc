import type { Rule } from "../rule.ts";
import { isRandom } from "../check/is_random.ts";
import { structured } from "./build/structured.ts";

/** Addresses that are credentials themselves: whoever knows one may post to it. */
export const webhooks: readonly Rule[] = [
  structured({
    id: "mattermost-webhook",
    kind: "Mattermost webhook",
    keywords: ["/hooks/"],
    pattern: /\/hooks\/(?<value>[a-z0-9]{26})(?![A-Za-z0-9_-]|\.\w)/g,
    check: (value) => /\d/.test(value) && isRandom(value),
    match: ["https://chat.example.net/hooks/<n26>"],
    miss: ["src/hooks/usewhateverisneededforthis.ts"],
  }),
  structured({
    id: "tines-webhook",
    kind: "Tines webhook",
    keywords: [".tines.com/webhook/", ".tines.io/webhook/"],
    pattern: /\.tines\.(?:com|io)\/webhook\/[a-z0-9]{32}\/(?<value>[a-z0-9]{32})/g,
    match: ["https://acme.tines.com/webhook/<h32>/<h32>"],
  }),
  structured({
    id: "thingsboard-device-token",
    kind: "ThingsBoard device token",
    keywords: ["thingsboard.cloud/api/v1/", "thingsboard.io/api/v1/"],
    pattern: /thingsboard\.(?:cloud|io)\/api\/v1\/(?<value>[A-Za-z0-9]{20})(?![A-Za-z0-9])/g,
    match: ["http://thingsboard.cloud/api/v1/<x20>/telemetry"],
  }),
];
