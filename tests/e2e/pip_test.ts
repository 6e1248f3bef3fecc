import assert from "node:assert/strict";
import { type HttpHandler, startHttpUpstream } from "../support/http_upstream.ts";
import { findProgramWhere, type Program, runFound, testWith } from "../support/programs.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const pip = await findPip();
const WHEEL = "tiny_thing-1.0.0-py3-none-any.whl";

/** Writes the least that pip takes for a wheel, by Python's own zip. */
const MAKE_WHEEL = `
import sys, zipfile
info = "tiny_thing-1.0.0.dist-info/"
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("tiny_thing.py", "value = 1\\n")
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: tiny-thing\\nVersion: 1.0.0\\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(info + "RECORD", "")
`;

async function findPip(): Promise<Program> {
  const own = await findProgramWhere("/usr/bin/python3", ["-m", "pip", "--version"], "pip");
  return own.path ? own : await findProgramWhere("python3", ["-m", "pip", "--version"], "pip");
}

/** A simple index (PEP 503) with one package. */
async function startIndex(folder: string) {
  const file = `${folder}/${WHEEL}`;
  const made = await runFound(pip, ["-c", MAKE_WHEEL, file]);
  assert.equal(made.code, 0, made.stderr);
  const wheel = await Deno.readFile(file);
  const handler: HttpHandler = (request, response) => {
    switch (request.url) {
      case "/simple/tiny-thing/":
        response.setHeader("content-type", "text/html");
        return void response.end(`<a href="/files/${WHEEL}">${WHEEL}</a>`);
      case `/files/${WHEEL}`:
        return void response.end(wheel);
    }
    response.writeHead(404).end();
  };
  const tls = await (await sharedAuthority()).leaf({ names: ["pip.test"] });
  return { ...await startHttpUpstream({ tls, handler }), wheel };
}

async function download(sidecar: TestSidecar, port: number) {
  const folder = `${sidecar.folder}/downloads`;
  const result = await runFound(
    pip,
    [
      ...["-m", "pip", "--isolated", "--disable-pip-version-check", "--no-cache-dir"],
      ...["--proxy", sidecar.proxyUrl, "--cert", sidecar.caFile, "--retries", "0"],
      ...["download", "--no-deps", "--index-url", `https://pip.test:${port}/simple/`],
      ...["--dest", folder, "tiny-thing"],
    ],
    { env: { HOME: sidecar.folder, PIP_CONFIG_FILE: "/dev/null" } },
  );
  return { ...result, folder };
}

testWith([pip], "pip downloads from an allowed index", async () => {
  await using sidecar = await startTestSidecar({
    routes: "routes:\n  - host: pip.test\n    allow_private_addresses: true\n",
  });
  await using index = await startIndex(sidecar.folder);
  const { code, stderr, folder } = await download(sidecar, index.port);
  assert.equal(code, 0, stderr);
  assert.deepEqual(await Deno.readFile(`${folder}/${WHEEL}`), index.wheel);
});

testWith([pip], "pip is refused an index without a route", async () => {
  await using sidecar = await startTestSidecar({ routes: "routes: []\n" });
  await using index = await startIndex(sidecar.folder);
  const { code, stderr } = await download(sidecar, index.port);
  assert.notEqual(code, 0);
  assert.match(stderr, /403|No matching distribution/);
  assert.deepEqual(index.requests, []);
});
