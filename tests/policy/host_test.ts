import assert from "node:assert/strict";
import { parseHost } from "../../lib/policy/host.ts";
import { assertRefused, valueOf } from "../support/policy_values.ts";

const label63 = "a".repeat(63);
const name253 = [label63, label63, label63, "a".repeat(61)].join(".");

Deno.test("parseHost() folds ASCII case and leaves a canonical host as it is", () => {
  const good: readonly (readonly [string, string])[] = [
    ["example.com", "example.com"],
    ["API.Example.COM", "api.example.com"],
    ["localhost", "localhost"],
    ["_egress.local", "_egress.local"],
    ["_dmarc.a_b.example", "_dmarc.a_b.example"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["1.example", "1.example"],
    ["0xyz.example", "0xyz.example"],
    ["example.0xyz", "example.0xyz"],
    ["3com.4you", "3com.4you"],
    ["192.0.2.1", "192.0.2.1"],
    ["0.0.0.0", "0.0.0.0"],
    ["::1", "::1"],
    ["2001:DB8::A", "2001:db8::a"],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.1"],
    [label63, label63],
    [name253, name253],
  ];
  for (const [text, host] of good) assert.equal(valueOf(parseHost(text)), host);
});

Deno.test("parseHost() refuses every other writing of 127.0.0.1", () => {
  const writings = [
    ..."127.1|127.0.1|2130706433|017700000001|0x7f000001|0x7F.1|0177.0.0.1|127.0.0.01".split("|"),
    ..."127.0.0.1.|127.0.0.1%00|%31%32%37.0.0.1|127%2e0.0.1|0x7f.0x0.0x0.0x1|127.0.0.0x1|0x".split(
      "|",
    ),
    ..."::ffff:7f00:1|::FFFF:7F00:0001|0:0:0:0:0:ffff:127.0.0.1|127.0.0.256|1.127.0.0.1".split("|"),
    ..."0:0:0:0:0:0:0:1|::0001|::1%lo|[::1]|::1%25lo|127。0。0。1|①②⑦.0.0.1|example.1|example.0xa"
      .split("|"),
  ];
  for (const text of writings) assertRefused(parseHost(text), 400, "ambiguous-target", text);
});

Deno.test("parseHost() refuses every other writing of 169.254.169.254", () => {
  const writings = [
    ..."2852039166|0xa9fea9fe|0xA9FEA9FE|025177524776|0251.0376.0251.0376".split("|"),
    ..."0xa9.0xfe.0xa9.0xfe|169.16689662|169.254.43518|169.254.169.254.|00169.254.169.254".split(
      "|",
    ),
    ..."169.254.169.0254|::ffff:a9fe:a9fe|0:0:0:0:0:ffff:169.254.169.254|169%2E254.169.254".split(
      "|",
    ),
  ];
  for (const text of writings) assertRefused(parseHost(text), 400, "ambiguous-target", text);
});

Deno.test("parseHost() refuses names that are read differently", () => {
  const names = [
    ..."|.|example.com.|.example.com|a..b|-a.example|a-.example|a b|a/b|a\\b|a@b|a,b|a*b|*.example.com"
      .split("|"),
    ...["bücher.example", "exam\u00adple.com", "example.com\u2024", "\u212aelvin.example"],
    ...["a\0b", "a\tb", "a\nb", "a#b", "a?b", "a[b", "example.com:443", "[example.com]", "a%b"],
    ...[`${label63}a.example`, `${name253}a`],
  ];
  for (const text of names) {
    const { text: words } = assertRefused(parseHost(text), 400, "ambiguous-target", text);
    if (text.length > 4) assert.ok(!words.includes(text), "the words do not repeat the host");
  }
});

Deno.test("parseHost() says how to mend it", () => {
  const mends: readonly (readonly [string, RegExp])[] = [
    ["bücher.example", /A-labels \(xn--/],
    ["127.1", /four plain decimals/],
    ["example.com.", /without/],
    ["0:0:0:0:0:0:0:1", /write ::1$/],
    ["a%b", /percent/],
  ];
  for (const [text, mend] of mends) {
    assert.match(assertRefused(parseHost(text), 400, "ambiguous-target").text, mend);
  }
});
