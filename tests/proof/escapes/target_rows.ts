import type { RawRow } from "./raw_attempts.ts";

const row = (
  name: string,
  line: string,
  fields: string,
  sees: string,
  ways: RawRow["ways"],
): RawRow => ({
  name,
  raw: `${line} HTTP/1.1\r\n${fields}\r\n`,
  sees,
  ...(ways && { ways }),
});
const absolute = (name: string, target: string, host: string, sees: string): RawRow =>
  row(name, `GET ${target}`, `Host: ${host}\r\n`, sees, ["absolute"]);
const tunnelled = (name: string, target: string, host: string, sees: string): RawRow =>
  row(name, `GET ${target}`, `Host: ${host}\r\n`, sees, ["clear", "tls"]);
const connect = (name: string, target: string, sees: string): RawRow =>
  row(name, `CONNECT ${target}`, `Host: ${target}\r\n`, sees, ["absolute"]);
const anyway = (name: string, target: string, fields: string, sees: string): RawRow =>
  row(name, `GET $T${target}`, fields, sees, undefined);

const AMBIGUOUS = "400 ambiguous-target";
const MISMATCH = "421 authority-mismatch";
const NO_ROUTE = "403 host-not-allowed";

/** Requests that name one host and mean another, or one that no two readers read alike. */
export const targetRows: readonly RawRow[] = [
  absolute("a host without a route", "http://evil.test:$P/", "evil.test:$P", NO_ROUTE),
  absolute("an allowed Host before another target", "http://evil.test:$P/", "$A", MISMATCH),
  absolute("another Host before an allowed target", "http://$A/", "evil.test:$P", MISMATCH),
  absolute("the other port in Host", "http://$A/", "a.test:1", MISMATCH),
  absolute("userinfo that looks like the host", "http://a.test:$P@evil.test/", "$A", AMBIGUOUS),
  absolute("a backslash before the host's end", "http://evil.test:$P\\@$A/", "$A", AMBIGUOUS),
  absolute("a fragment before the host's end", "http://evil.test:$P#@$A/", "$A", AMBIGUOUS),
  absolute("a trailing dot", "http://a.test.:$P/", "a.test.:$P", AMBIGUOUS),
  absolute("an encoded dot", "http://a%2etest:$P/", "a%2etest:$P", AMBIGUOUS),
  absolute("a percent sign and a NUL", "http://a.test%00.evil.test:$P/", "$A", AMBIGUOUS),
  absolute("letters beyond ASCII", "http://\xe1.test:$P/", "$A", "400 bad-request"),
  absolute("A-labels of a look-alike", "http://xn--80a.test:$P/", "xn--80a.test:$P", NO_ROUTE),
  absolute("a suffix of an allowed host", "http://not-a.test:$P/", "not-a.test:$P", NO_ROUTE),
  absolute(
    "an allowed host as a label",
    "http://a.test.evil.example:$P/",
    "a.test.evil.example:$P",
    NO_ROUTE,
  ),
  absolute("the wildcard's apex", "http://wild.test:$P/", "wild.test:$P", NO_ROUTE),
  absolute(
    "an empty label under the wildcard",
    "http://.wild.test:$P/",
    ".wild.test:$P",
    AMBIGUOUS,
  ),
  absolute("an IPv4 address as one number", "http://2130706433:$P/", "2130706433:$P", AMBIGUOUS),
  absolute("an IPv4 address in hexadecimal", "http://0x7f.1:$P/", "0x7f.1:$P", AMBIGUOUS),
  absolute("an IPv4 address in octal", "http://0177.0.0.1:$P/", "0177.0.0.1:$P", AMBIGUOUS),
  absolute("an IPv4 address of two parts", "http://127.1:$P/", "127.1:$P", AMBIGUOUS),
  absolute(
    "an IPv6 address in another writing",
    "http://[0:0:0:0:0:0:0:1]:$P/",
    "[::1]:$P",
    AMBIGUOUS,
  ),
  absolute("an IPv6 address with a zone", "http://[::1%25lo]:$P/", "[::1]:$P", AMBIGUOUS),
  absolute("a mapped address", "http://[::ffff:127.0.0.1]:$P/", "[::ffff:127.0.0.1]:$P", NO_ROUTE),
  absolute("another loopback address", "http://127.0.0.2:$P/", "127.0.0.2:$P", NO_ROUTE),
  absolute("the address of no host", "http://0.0.0.0:$P/", "0.0.0.0:$P", NO_ROUTE),
  absolute(
    "localhost's other name",
    "http://localhost.localdomain:$P/",
    "localhost.localdomain:$P",
    NO_ROUTE,
  ),
  absolute("a subdomain of localhost", "http://a.localhost:$P/", "a.localhost:$P", NO_ROUTE),
  absolute("https in the absolute form", "https://evil.test/", "evil.test", NO_ROUTE),
  absolute("ftp", "ftp://$A/", "$A", "400 bad-request"),
  absolute("a target without authority", "/", "$A", "400 bad-request"),
  absolute("an authority without a scheme", "//$A/", "$A", "400 bad-request"),
  absolute("a port beyond the last", "http://a.test:65536/", "a.test:65536", AMBIGUOUS),
  absolute("a port of zeros", "http://a.test:0$P/", "$A", AMBIGUOUS),
  anyway("no Host", "/", "", "400 bad-request"),
  anyway("two Hosts", "/", "Host: $A\r\nHost: evil.test\r\n", "400 bad-request"),
  anyway("a list of Hosts", "/", "Host: $A, evil.test\r\n", AMBIGUOUS),
  anyway(
    "X-Forwarded-Host, which means nothing here",
    "/%5c",
    "Host: $A\r\nX-Forwarded-Host: evil.test\r\n",
    AMBIGUOUS,
  ),
  tunnelled("the absolute form of another host", "$S://evil.test/", "evil.test", MISMATCH),
  tunnelled("the Host of another route", "/", "key.test:$P", MISMATCH),
  tunnelled("a Host without a route", "/", "evil.test", MISMATCH),
  tunnelled("a Host with a dot at its end", "/", "a.test.:$P", AMBIGUOUS),
  row(
    "CONNECT in a tunnel",
    "CONNECT evil.test:443",
    "Host: evil.test:443\r\n",
    "405 method-not-allowed",
    ["clear", "tls"],
  ),
  connect("CONNECT with userinfo", "a@evil.test:443", AMBIGUOUS),
  connect("CONNECT with a scheme", "http://evil.test:443", AMBIGUOUS),
  connect("CONNECT without a port", "evil.test", "400 bad-request"),
  connect("CONNECT to an address as one number", "2130706433:443", AMBIGUOUS),
  connect("CONNECT to a metadata address in hexadecimal", "0xa9fea9fe:80", AMBIGUOUS),
  connect("CONNECT to a host with a dot at its end", "a.test.:443", AMBIGUOUS),
];
