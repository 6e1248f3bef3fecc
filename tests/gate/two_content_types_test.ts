import assert from "node:assert/strict";
import { twoContentTypes } from "../../lib/gate/two_content_types.ts";

const said = (...types: string[]) =>
  twoContentTypes(types.map((type) => ["content-type", type] as const));

Deno.test("twoContentTypes() says nothing where there is one way to read the type, or none", () => {
  assert.equal(said(), undefined);
  assert.equal(said(""), undefined);
  assert.equal(said("text/plain; charset=utf-8"), undefined);
  assert.equal(said('multipart/form-data; boundary="a, b; boundary=c"; charset=utf-8'), undefined);
  assert.equal(said("multipart/related; boundary=b; type=text/xml; type=text/html"), undefined);
});

Deno.test("twoContentTypes() says of two types, in fields of their own or joined, that they are", () => {
  assert.match(said("text/plain", "text/plain") ?? "", /more than one/);
  assert.match(said("text/plain, multipart/form-data; boundary=b") ?? "", /more than one/);
});

Deno.test("twoContentTypes() says of a deciding parameter that it stands twice or in pieces", () => {
  for (
    const type of [
      "multipart/form-data; boundary=a; boundary=b",
      'multipart/form-data; Boundary="a" ;boundary=b',
      "multipart/form-data; boundary*0=a; boundary*1=b",
      "text/plain; charset*=utf-8''utf-16",
      "text/plain; charset=utf-8; charset=utf-16le",
      'multipart/form-data; boundary="a; boundary=b',
    ]
  ) assert.match(said(type) ?? "", /twice or in pieces/, type);
});
