import assert from "node:assert/strict";
import { crlf } from "../../lib/scan/crlf.ts";

const view = (text: string) => ({ surface: "query", views: [], text });

const splits = [
  "a%0d%0aSet-Cookie:x",
  "a%0D%0A",
  "a%250d%250a",
  "a%0d%250A",
  "a\r\nb",
  "%u000d%u000a",
  "%E5%98%8D%E5%98%8A",
  "next=%0aX-Header:%20v",
  "a%0dHost%3a evil",
];
for (const text of splits) {
  Deno.test(`crlf() finds ${JSON.stringify(text)}`, () => {
    const finding = crlf(view(text));
    assert.equal(finding?.severity, "block");
    assert.equal(finding?.value, undefined);
    assert.ok(finding?.reason.includes("query"));
  });
}

const harmless = ["a%0Ab", "line one%0aline two", "100%", "%0", "plain", "%20%0b%0c"];
for (const text of harmless) {
  Deno.test(`crlf() lets ${JSON.stringify(text)} pass`, () => {
    assert.equal(crlf(view(text)), undefined);
  });
}

Deno.test("crlf() looks at surfaces as they are, not at decoded views", () => {
  assert.equal(crlf({ surface: "query", views: ["base64"], text: "a\r\nb" }), undefined);
});
