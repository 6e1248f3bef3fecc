import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";
import type { Seeded } from "./seeded.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const HEX = `${DIGITS}abcdef`;
const ALNUM = DIGITS + UPPER + LOWER;
const URL_SAFE = `${ALNUM}-_`;
const BASE64 = `${ALNUM}+/`;
const BASE32 = `${UPPER}234567`;

/**
 * Makers of dummy credentials by the formats that vendors publish, by name. They are written apart from
 * the rules on purpose: a corpus made from the rules would only measure the rules' opinion of themselves.
 */
export const TOKEN_SHAPES: ReadonlyMap<string, (random: Seeded) => string> = new Map([
  ["aws access key id", (r) => r.pick(["AKIA", "ASIA"]) + r.text(BASE32, 16)],
  ["anthropic api key", (r) => `sk-ant-api03-${r.text(URL_SAFE, 93)}AA`],
  ["anthropic admin key", (r) => `sk-ant-admin01-${r.text(URL_SAFE, 93)}AA`],
  ["anthropic oauth token", (r) => `sk-ant-oat01-${r.text(URL_SAFE, 93)}AA`],
  ["openai project key", (r) => `sk-proj-${r.text(URL_SAFE, 74)}T3BlbkFJ${r.text(URL_SAFE, 74)}`],
  ["openai legacy key", (r) => `sk-${r.text(ALNUM, 20)}T3BlbkFJ${r.text(ALNUM, 20)}`],
  ["github token", (r) => withCrc(r.pick(["ghp_", "gho_", "ghu_", "ghs_", "ghr_"]), r)],
  ["github fine-grained", (r) => `github_pat_${r.text(ALNUM, 22)}_${r.text(ALNUM, 59)}`],
  ["gitlab token", (r) => `glpat-${r.text(URL_SAFE, 20)}`],
  ["gitlab deploy token", (r) => `gldt-${r.text(URL_SAFE, 20)}`],
  ["google api key", (r) => `AIza${r.text(URL_SAFE, 35)}`],
  ["google oauth secret", (r) => `GOCSPX-${r.text(URL_SAFE, 28)}`],
  [
    "slack bot token",
    (r) => `xoxb-${r.text(DIGITS, 12)}-${r.text(DIGITS, 13)}-${r.text(ALNUM, 24)}`,
  ],
  [
    "slack webhook",
    (r) =>
      `https://hooks.slack.com/services/T${r.text(UPPER + DIGITS, 10)}/B${
        r.text(UPPER + DIGITS, 10)
      }/${r.text(ALNUM, 24)}`,
  ],
  ["stripe secret key", (r) => `sk_live_${r.text(ALNUM, 24)}`],
  ["stripe restricted key", (r) => `rk_live_${r.text(ALNUM, 99)}`],
  ["stripe webhook secret", (r) => `whsec_${r.text(ALNUM, 32)}`],
  ["sendgrid key", (r) => `SG.${r.text(URL_SAFE, 22)}.${r.text(URL_SAFE, 43)}`],
  ["npm token", (r) => withCrc("npm_", r)],
  ["pypi token", (r) => `pypi-AgEIcHlwaS5vcmc${r.text(URL_SAFE, 150)}`],
  ["hugging face token", (r) => `hf_${r.text(UPPER + LOWER, 34)}`],
  ["groq key", (r) => `gsk_${r.text(ALNUM, 52)}`],
  ["xai key", (r) => `xai-${r.text(ALNUM, 80)}`],
  ["perplexity key", (r) => `pplx-${r.text(ALNUM, 48)}`],
  ["replicate token", (r) => `r8_${r.text(ALNUM, 37)}`],
  ["digitalocean token", (r) => `dop_v1_${r.text(HEX, 64)}`],
  ["docker token", (r) => `dckr_pat_${r.text(URL_SAFE, 27)}`],
  ["vault token", (r) => `hvs.${r.text(URL_SAFE, 95)}`],
  ["doppler token", (r) => `dp.pt.${r.text(ALNUM, 43)}`],
  ["databricks token", (r) => `dapi${r.text(HEX, 32)}`],
  ["shopify token", (r) => `shpat_${r.text(HEX, 32)}`],
  ["grafana token", (r) => `glsa_${r.text(ALNUM, 32)}_${r.text(HEX, 8)}`],
  ["new relic key", (r) => `NRAK-${r.text(UPPER + DIGITS, 27)}`],
  ["linear key", (r) => `lin_api_${r.text(ALNUM, 40)}`],
  ["postman key", (r) => `PMAK-${r.text(HEX, 24)}-${r.text(HEX, 34)}`],
  ["pulumi token", (r) => `pul-${r.text(HEX, 40)}`],
  ["planetscale token", (r) => `pscale_tkn_${r.text(URL_SAFE, 43)}`],
  ["tailscale key", (r) => `tskey-auth-${r.text(ALNUM, 17)}-${r.text(ALNUM, 32)}`],
  ["telegram bot", (r) => `${1 + r.below(9)}${r.text(DIGITS, 9)}:AA${r.text(URL_SAFE, 33)}`],
  [
    "discord webhook",
    (r) => `https://discord.com/api/webhooks/${r.text(DIGITS, 18)}/${r.text(URL_SAFE, 68)}`,
  ],
  ["mailchimp key", (r) => `${r.text(HEX, 32)}-us${1 + r.below(20)}`],
  ["supabase token", (r) => `sbp_${r.text(HEX, 40)}`],
  ["notion token", (r) => `ntn_${r.text(DIGITS, 11)}${r.text(ALNUM, 35)}`],
  ["age secret key", (r) => `AGE-SECRET-KEY-1${r.text("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)}`],
  ["jwt", (r) => jwt(r)],
  ["private key", (r) => pem(r)],
  ["postgres url", (r) => `postgres://app:${r.text(ALNUM, 18)}@db.internal.net:5432/app`],
  ["mongodb url", (r) => `mongodb+srv://admin:${r.text(ALNUM, 16)}@cluster0.ab1cd.mongodb.net/x`],
]);

/** GitHub and npm end a token with six base62 digits of the CRC32 of the thirty before. */
function withCrc(prefix: string, random: Seeded): string {
  const body = random.text(ALNUM, 30);
  let sum = crc32(body);
  let digits = "";
  for (let i = 0; i < 6; i++) {
    digits = ALNUM_CRC.charAt(sum % 62) + digits;
    sum = Math.floor(sum / 62);
  }
  return prefix + body + digits;
}

const ALNUM_CRC = DIGITS + UPPER + LOWER;

function jwt(random: Seeded): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { sub: random.text(DIGITS, 10), exp: 1700000000 + random.below(99999999) };
  return `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.${random.text(URL_SAFE, 43)}`;
}

function pem(random: Seeded): string {
  const label = random.pick(["RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY"]);
  const lines = Array.from({ length: 12 }, () => random.text(BASE64, 64)).join("\n");
  return `-----BEGIN ${label}-----\nMII${lines}\n-----END ${label}-----`;
}
