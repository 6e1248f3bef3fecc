/**
 * `deno task demo`: a TLS server and a sidecar on free ports of loopback, and what becomes of some
 * requests. It needs no network and no set-up, and fails if one of them ends otherwise than it says.
 * With `--stay` (or `--stay=FILE`) it goes on until Ctrl-C, for a shell that reads dist/demo.env.
 */
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { type DemoRequest, demoRequests, demoRoutes } from "./requests.ts";
import { demoKey, startDemoUpstream } from "./upstream.ts";

const root = new URL("../../", import.meta.url).pathname;

if (import.meta.main) Deno.exitCode = await demo(Deno.args) ? 0 : 1;

async function demo(args: readonly string[]): Promise<boolean> {
  const stay = args.find((word) => word.startsWith("--stay"));
  await using upstream = await startDemoUpstream();
  await using sidecar = await startTestSidecar({
    routes: demoRoutes,
    env: { EGRESS_TOKEN_0: demoKey },
  });
  console.log(`The routes of this sidecar:\n\n${demoRoutes.trimEnd().replace(/^/gm, "    ")}\n`);
  let good = true;
  for (const request of demoRequests(upstream.port)) {
    good = await show(sidecar, request) && good;
  }
  const asked = sidecar.dns.queries.some((query) => query.includes("evil"));
  console.log(`Names looked up for the host without a route: ${asked ? "some" : "none"}.`);
  if (stay !== undefined) await stayOn(sidecar, upstream.port, stay.split("=")[1]);
  return good && !asked;
}

/** One request through the sidecar, as any agent's tool sends it. */
async function show(sidecar: TestSidecar, request: DemoRequest): Promise<boolean> {
  using client = Deno.createHttpClient({
    proxy: { url: sidecar.proxyUrl },
    caCerts: [sidecar.caPem],
  });
  const { method, url, headers = {}, body } = request;
  const response = await fetch(url, { method, headers, client, ...(body && { body }) });
  const text = (await response.text()).trimEnd();
  const reason = response.headers.get("x-egress-reason");
  const good = response.status === request.status && reason === (request.reason ?? null);
  const outcome = reason === null ? "" : ` ${reason}`;
  console.log(`${request.word.padEnd(8)}  ${method} ${url}`);
  console.log(`          ${response.status}${outcome}${good ? "" : " (UNEXPECTED)"}: ${text}\n`);
  return good;
}

/** Until SIGINT or SIGTERM; the variables stand in a file, so that a shell can read them. */
async function stayOn(
  { proxyUrl, caFile, folder }: TestSidecar,
  port: number,
  file = `${root}dist/demo.env`,
): Promise<void> {
  const variables = {
    http_proxy: proxyUrl,
    https_proxy: proxyUrl,
    HTTP_PROXY: proxyUrl,
    HTTPS_PROXY: proxyUrl,
    CURL_CA_BUNDLE: caFile,
    EGRESS_ROUTES: `${folder}/routes.yaml`,
    EGRESS_TOKEN_0: "any value does for explain",
    PACKAGES: `https://packages.demo.test:${port}`,
    API: `https://api.demo.test:${port}`,
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
  await Deno.mkdir(new URL(".", `file://${file}`), { recursive: true });
  await Deno.writeTextFile(file, lines.join(""));
  const ended = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, resolve);
  });
  console.log(`${lines.join("")}\nThe sidecar stays until Ctrl-C. In another shell:  . ${file}`);
  await ended;
  await Deno.remove(file);
}
