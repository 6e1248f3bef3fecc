import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Config } from "../../lib/config/config.ts";
import { ConfigError } from "../../lib/config/config_error.ts";
import { parseRoutes } from "../../lib/config/routes_file.ts";
import type { Match, Route } from "../../lib/policy/route.ts";

/**
 * Each file of testdata/routes is the text of a routes file, a line of dashes, and what comes of it:
 * `error: <message>`, or the configuration as `show` writes it.
 */
const folder = new URL("../testdata/routes/", import.meta.url);
const DASHES = "----------\n";

Deno.test("parseRoutes() reads every fixture as its second half says", async (t) => {
  const names = [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
  assert.ok(names.length >= 100);
  for (const name of names) {
    await t.step(name, () => {
      const fixture = Deno.readTextFileSync(new URL(name, folder));
      const cut = fixture.lastIndexOf(`\n${DASHES}`) + 1;
      assert.ok(cut > 0, "the fixture has no line of dashes");
      const input = fixture.slice(0, cut);
      const shown = outcome(input);
      assert.equal(shown, fixture.slice(cut + DASHES.length).trimEnd());
      assert.equal(shown.startsWith("error: "), name.startsWith("bad_"));
      // What people paste at the wrong place must not come back in an error.
      assert.doesNotMatch(shown, /secret-value/);
    });
  }
});

Deno.test("parseRoutes() keeps in spec exactly the keys and values that were written", () => {
  for (const entry of Deno.readDirSync(folder)) {
    if (!entry.name.startsWith("ok_")) continue;
    const input = Deno.readTextFileSync(new URL(entry.name, folder)).split(DASHES)[0] ?? "";
    const specs = parseRoutes(input, "routes.yaml").table.routes.map((route) => route.spec);
    assert.equal(JSON.stringify(specs), JSON.stringify(parse(input).routes), entry.name);
  }
});

Deno.test("parseRoutes() knows its file, line, column and mend in the error", () => {
  assert.throws(() => parseRoutes("routes:\n  - hosts: a\n", "/etc/r.yaml"), (error) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.file, "/etc/r.yaml");
    assert.equal(error.line, 2);
    assert.equal(error.column, 5);
    assert.equal(error.mend, "did you mean host?");
    return true;
  });
});

Deno.test("parseRoutes() never loads a JSON file that was cut anywhere", () => {
  const whole = JSON.stringify(
    { log: 1, routes: [{ host: "example.com", ports: [443], matches: [{ methods: ["GET"] }] }] },
    null,
    2,
  );
  parseRoutes(whole, "f");
  for (let end = 0; end < whole.length; end++) {
    assert.throws(() => parseRoutes(whole.slice(0, end), "f"), ConfigError, `cut at ${end}`);
  }
});

Deno.test("parseRoutes() never loads a block file that was cut within a line", () => {
  const whole = "routes:\n  - host: example.com\n    ports:\n      - 443\n  - host: example.org\n";
  parseRoutes(whole, "f");
  for (let end = 0; end < whole.length; end++) {
    // A cut between lines, or in the spaces at the beginning of one, is a shorter file.
    if (/(?:com|443)\n *$/.test(whole.slice(0, end))) continue;
    assert.throws(() => parseRoutes(whole.slice(0, end), "f"), ConfigError, `cut at ${end}`);
  }
});

Deno.test("parseRoutes() anchors a regex at both ends of the value", () => {
  const text =
    "routes: [{ host: a.example, matches: [{ paths: [{ type: regex, value: /a|/b }] }] }]\n";
  const rule = parseRoutes(text, "f").table.routes[0]?.matches?.[0]?.paths[0];
  assert.ok(rule?.type === "regex");
  assert.deepEqual(["/a", "/b", "/ax", "x/b"].map((path) => rule.pattern.test(path)), [
    true,
    true,
    false,
    false,
  ]);
});

function outcome(input: string): string {
  try {
    return show(parseRoutes(input, "routes.yaml"));
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return `error: ${error.message}`;
  }
}

function show({ log, table, notes }: Config): string {
  return [`log ${log}`, ...table.routes.flatMap(showRoute), ...notes.map((note) => `note ${note}`)]
    .join("\n");
}

function showRoute(route: Route): string[] {
  const credential = route.credential === undefined
    ? "none"
    : JSON.stringify([route.credential.source, route.credential.form]);
  return [
    `route ${route.host}`,
    `  ports ${
      route.ports?.join(" ") ?? "absent"
    }, git.fetch ${route.gitFetch}, private ${route.allowPrivateAddresses}`,
    `  credential ${credential}`,
    `  out [${route.outboundDetectors.join(" ")}] ${route.outboundOnMatch}, in [${
      route.inboundDetectors.join(" ")
    }]`,
    ...(route.matches ?? []).flatMap(showMatch),
  ];
}

function showMatch(match: Match): string[] {
  return [
    `  match [${match.methods.join(" ")}]`,
    ...match.paths.map((path) =>
      `    path ${path.type} ${path.type === "regex" ? path.pattern : path.value}`
    ),
    ...match.headers.map((header) =>
      `    header ${header.name} ${header.type} ${
        header.type === "regex" ? header.pattern : header.value
      }`
    ),
  ];
}
