import { limits } from "../limits.ts";
import { parseIp, printIp } from "./ip.ts";
import { accept, refuse } from "./outcome.ts";
import type { Outcome } from "./refusal.ts";

/**
 * The law: a host has one writing. Whatever a resolver, a URL parser and we could read differently
 * is refused instead of normalised; only ASCII case is folded.
 *
 * Gives the canonical host without brackets: a name of labels `[a-z0-9_-]` (1 to 63 characters, no
 * hyphen at either end, 253 in all, RFC 1035 section 2.3.4, with the underscore that real names
 * have), an IPv4 address as four plain decimals, or an IPv6 address as RFC 5952 writes it. A name
 * whose last label looks like a number is never a name (WHATWG URL, "ends in a number"), since
 * `127.1`, `0x7f000001` and `2130706433` all reach 127.0.0.1.
 *
 * Everything else is a 400 `ambiguous-target`. The words never repeat the host: it was not read, so
 * nobody knows what it holds.
 */
export function parseHost(text: string): Outcome<string> {
  // Judged before the case is folded: the Kelvin sign folds to an ASCII "k".
  // deno-lint-ignore no-control-regex
  if (/[^\x00-\x7f]/.test(text)) {
    return ambiguous("is not ASCII; write an internationalised name as its A-labels (xn--...)");
  }
  const host = text.toLowerCase();
  if (host.includes("%")) {
    return ambiguous("has a percent sign; write it without escapes and without a zone id");
  }
  if (host.includes(":")) return parseIpv6Host(host);
  if (host.length > limits.hostBytes) {
    return ambiguous(`is longer than ${limits.hostBytes} characters`);
  }
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  if (NUMERIC_LABEL.test(last)) {
    return parseIp(host) === undefined
      ? ambiguous("looks like a number; write an IPv4 address as four plain decimals (192.0.2.1)")
      : accept(host);
  }
  if (host === "") return ambiguous("is empty; name one");
  if (last === "") return ambiguous("ends with a dot; write it without");
  if (labels.some((label) => !LABEL.test(label) || label.length > limits.hostLabelBytes)) {
    return ambiguous(
      `must be labels of letters, digits, "-" and "_", 1 to ${limits.hostLabelBytes} characters ` +
        'each, without "-" at either end, separated by single dots',
    );
  }
  return accept(host);
}

const NUMERIC_LABEL = /^(?:[0-9]+|0x[0-9a-f]*)$/;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;

function parseIpv6Host(host: string): Outcome<string> {
  const bytes = parseIp(host);
  if (bytes === undefined) return ambiguous("has a colon but is no IPv6 address");
  const canonical = printIp(bytes);
  if (canonical !== host) {
    return ambiguous(`is not the canonical writing of its IPv6 address; write ${canonical}`);
  }
  return accept(host);
}

function ambiguous(words: string): Outcome<never> {
  return refuse(400, "ambiguous-target", `the host ${words}`);
}
