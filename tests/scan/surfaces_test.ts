import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type AboutHead, type HeadParts, headViews } from "../../lib/scan/surfaces.ts";

const SECRET = "tok_live_0123456789abcdef";
const BARE: HeadParts = { host: "example.com", path: "/", query: "", fields: [] };

function shown(parts: Partial<HeadParts>, text = SECRET, about: Partial<AboutHead> = {}): string[] {
  return headViews({ ...BARE, ...parts }, { authorization: "scan", ...about })
    .filter((view) => view.text.includes(text))
    .map((view) => [view.surface, ...view.views].join(" "));
}

Deno.test("headViews() joins the labels of the host and the segments of the path", () => {
  assert.deepEqual(shown({ host: "tok_live_.0123456789abcdef.example.com" }), ["host joined"]);
  assert.deepEqual(shown({ host: `${SECRET}.example.com` }), ["host", "host joined"]);
  assert.deepEqual(shown({ path: "/v1/tok_live_/0123456789abcdef" }), ["path joined"]);
  assert.deepEqual(shown({ path: `/${SECRET}` }), ["path", "path segments"]);
});

Deno.test("headViews() shows what was cut into labels without the labels beside it", () => {
  const host = "01.x.tok_live_.0123456789abcdef.a.example.co.uk";
  const joined = headViews({ ...BARE, host }, { authorization: "scan" })
    .find(({ surface, views }) => surface === "host" && views.length > 0);
  assert.ok(joined?.text.split("\n").includes(SECRET), joined?.text);
  assert.ok(joined?.text.startsWith(host.replaceAll(".", "")));
});

Deno.test("headViews() joins neighbours without what stands before and behind them", () => {
  const [one, two] = ["tok_live_01234", "56789abcdef"];
  const fields = [["Accept", "x"], ["X-A", one], ["X-B", two], ["Last", "y"]] as const;
  const names = [["Accept", "x"], [one, "x"], [two, "y"], ["Last", "y"]] as const;
  const cookie = [["Cookie", `x=1; a=${one}; b=${two}; y=2`]] as const;
  const parts: readonly (readonly [string, Partial<HeadParts>])[] = [
    ["path", { path: `/v1/${one}/${two}/x` }],
    ["query", { query: `x=1&a=${one}&b=${two.replace("5", "%35")}&y=2` }],
    ["header fields", { fields }],
    ["header name", { fields: names }],
    ["header cookie", { fields: cookie }],
  ];
  for (const [surface, some] of parts) {
    const lines = headViews({ ...BARE, ...some }, { authorization: "scan" })
      .filter((view) => view.surface === surface && view.views.includes("joined"))
      .flatMap(({ text }) => text.split("\n"));
    assert.ok(lines.includes(SECRET), `${surface}: ${lines.join(" | ")}`);
  }
});

Deno.test("headViews() gives every segment of the path a line of its own", () => {
  const view = headViews({ ...BARE, path: `/v1/${SECRET}/x` }, { authorization: "scan" })
    .find(({ surface, views }) => surface === "path" && views[0] === "segments");
  assert.equal(view?.text, `v1\n${SECRET}\nx`);
});

Deno.test("headViews() gives the query raw, undone and joined", () => {
  assert.deepEqual(shown({ query: `a=${SECRET}&b=1` }), ["query", "query form joined"]);
  assert.deepEqual(shown({ query: "a=tok%5flive_0123456789abcdef" }), [
    "query form",
    "query form joined",
  ]);
  assert.deepEqual(shown({ query: "a=tok_live_&b=0123456789abcdef" }), ["query form joined"]);
});

Deno.test("headViews() gives every header's value under its name in lower case", () => {
  const views = headViews({ ...BARE, fields: [["X-One", "1"], ["x-one", "2"]] }, {
    authorization: "scan",
  });
  const values = views.filter((view) => view.surface === "header x-one");
  assert.deepEqual(values.map(({ text, views }) => [text, ...views]), [["1"], ["2"]]);
});

Deno.test("headViews() shows secrets in names, and cut over names and values", () => {
  assert.deepEqual(shown({ fields: [[SECRET, "1"]] }), ["header name", "header fields joined"]);
  assert.deepEqual(shown({ fields: [["tok_live_", "x"], ["0123456789abcdef", "y"]] }), [
    "header name joined",
  ]);
  assert.deepEqual(shown({ fields: [["tok_live_", "0123456789abcdef"]] }), [
    "header fields joined",
  ]);
  assert.deepEqual(shown({ fields: [["a", "tok_live_"], ["b", "0123456789abcdef"]] }), [
    "header fields joined",
  ]);
});

Deno.test("headViews() shows secrets that are cut over the members of a list", () => {
  const half = SECRET.length / 2;
  for (const comma of [", ", ",", ",\t "]) {
    const value = `${SECRET.slice(0, half)}${comma}${SECRET.slice(half)}`;
    assert.deepEqual(shown({ fields: [["X-A", value]] }), ["header fields joined"], comma);
  }
});

Deno.test("headViews() reads cookies one by one and joined", () => {
  const fields = [["Cookie", `a=1; b=${SECRET}; c`]] as const;
  assert.ok(shown({ fields }).includes("cookie b"));
  const cut = [["cookie", "a=tok_live_; b=0123456789abcdef"]] as const;
  assert.deepEqual(shown({ fields: cut }), ["header cookie joined"]);
  const twice = [["cookie", "a=tok_live_"], ["cookie", "b=0123456789abcdef"]] as const;
  assert.deepEqual(shown({ fields: twice }), ["header cookie joined"]);
});

Deno.test("headViews() takes no long cookie name into a surface", () => {
  const views = headViews({ ...BARE, fields: [["cookie", `${SECRET.repeat(2)}=1`]] }, {
    authorization: "scan",
  });
  assert.ok(views.every((view) => !view.surface.includes(SECRET)));
  assert.ok(views.some((view) => view.surface === "cookie of an unusual name"));
});

Deno.test("headViews() decodes Basic credentials in any field", () => {
  const value = `bAsIc ${Buffer.from(`user:${SECRET}`).toString("base64")}`;
  assert.deepEqual(shown({ fields: [["Authorization", value]] }), ["header authorization basic"]);
  assert.deepEqual(shown({ fields: [["x-other", value]] }), ["header x-other basic"]);
});

Deno.test("headViews() keeps a replaced credential from all but known secrets", () => {
  const fields = [["Authorization", `Bearer ${SECRET}`], ["X-Api-Key", SECRET], [
    "a",
    "b",
  ]] as const;
  const about = { authorization: "known-secrets-only", credentialField: "x-api-key" } as const;
  const views = headViews({ ...BARE, fields }, about).filter((view) => view.text.includes(SECRET));
  assert.deepEqual(
    views.map((view) => [view.surface, view.detectors]),
    [["header authorization", "known_secrets"], ["header x-api-key", "known_secrets"]],
  );
  const scanned = headViews({ ...BARE, fields }, { authorization: "scan" });
  assert.ok(scanned.every((view) => view.detectors === "all"));
});

Deno.test("headViews() gives no empty views", () => {
  const fields = [["a", ""], ["cookie", ";"]] as const;
  const views = headViews({ ...BARE, fields }, { authorization: "scan" });
  assert.ok(views.every((view) => view.text !== ""));
});

Deno.test("headViews() shows a method of the agent's own, and none of the usual ones", () => {
  assert.deepEqual(shown({ method: SECRET.toUpperCase() }, SECRET.toUpperCase()), ["method"]);
  assert.deepEqual(shown({ method: "DELETE" }, "DELETE"), []);
});

Deno.test("headViews() puts the prefix before every surface", () => {
  const about = { prefix: "trailer " };
  assert.deepEqual(
    shown({ fields: [["X-Sum", SECRET]] }, SECRET, about).at(0),
    "trailer header x-sum",
  );
});
