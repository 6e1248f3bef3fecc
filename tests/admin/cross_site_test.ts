import assert from "node:assert/strict";
import { crossSite } from "../../lib/admin/cross_site.ts";

const url = (path: string) => new URL(`http://127.0.0.1:9098${path}`);
const isCross = (headers: Record<string, string>, path = "/api/questions") =>
  crossSite(new Headers(headers), url(path)) !== undefined;

Deno.test("crossSite() lets the console's own page and programs ask", () => {
  assert.ok(!isCross({}));
  assert.ok(!isCross({ origin: "http://127.0.0.1:9098", "sec-fetch-site": "same-origin" }));
  assert.ok(!isCross({ "sec-fetch-site": "none" }));
});

Deno.test("crossSite() refuses other sites, other ports of the same one and no origin at all", () => {
  for (
    const origin of ["http://evil.test", "http://127.0.0.1:9099", "http://127.0.0.1", "null", "x"]
  ) {
    assert.ok(isCross({ origin }), origin);
  }
  for (const site of ["cross-site", "same-site", "anything"]) {
    assert.ok(isCross({ "sec-fetch-site": site }), site);
  }
});

Deno.test("crossSite() lets a link elsewhere open the page, and nothing but the page", () => {
  const link = {
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };
  assert.ok(!isCross(link, "/"));
  assert.ok(isCross(link, "/api/status"));
  assert.ok(isCross({ ...link, "sec-fetch-dest": "iframe" }, "/"));
  assert.ok(isCross({ ...link, origin: "http://evil.test" }, "/"));
});
