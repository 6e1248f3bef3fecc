import { VERSION } from "../../lib/cli/version.ts";
import { readSettings } from "../../lib/config/settings.ts";
import { type Sidecar, startSidecar } from "../../lib/proxy/sidecar.ts";
import { type DnsAnswer, type DnsStub, startDnsStub } from "./dns_stub.ts";
import { lineLog, type Lines } from "./line_log.ts";
import { sharedAuthority } from "./tls_authority.ts";

export interface TestSidecarOptions {
  /** The text of routes.yaml, as it is; absent: there is no such file. */
  readonly routes?: string;
  /** Beside what every sidecar of a test gets, or instead of it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly clockSpeed?: number;
  /** What its DNS server answers; otherwise every name that ends in `.test` is 127.0.0.1. */
  readonly dns?: DnsAnswer;
}

/** What a sidecar in this process and one in a process of its own have in common. */
export interface RunningSidecar extends AsyncDisposable, Lines {
  readonly port: number;
  readonly proxyUrl: string;
  /** The file of its authority: certificate and key. */
  readonly caPath: string;
  /** The authority's certificate alone. */
  readonly caPem: string;
  /** A file with that, for tools that want one. */
  readonly caFile: string;
  readonly folder: string;
  readonly dns: DnsStub;
}

export interface TestSidecar extends RunningSidecar {
  readonly sidecar: Sidecar;
  /** Writes routes.yaml and loads it; true if it is in force now. */
  reload(routes: string): Promise<boolean>;
}

/** A sidecar in this process, on a free port, with a folder, an authority and a DNS server of its own. */
export async function startTestSidecar(options: TestSidecarOptions = {}): Promise<TestSidecar> {
  const home = await sidecarHome(options);
  const log = lineLog();
  try {
    const { settings, warnings } = readSettings(home.env);
    warnings.forEach(log.add);
    const sidecar = await startSidecar({
      settings,
      env: home.env,
      version: VERSION,
      write: log.add,
      ...(options.clockSpeed !== undefined && { clockSpeed: options.clockSpeed }),
    });
    const { port } = sidecar.address;
    return {
      ...log,
      ...await home.about(port),
      sidecar,
      async reload(routes) {
        await Deno.writeTextFile(home.routesPath, routes);
        return await sidecar.live.load("SIGHUP");
      },
      async [Symbol.asyncDispose]() {
        await sidecar.stop();
        await home.remove();
      },
    };
  } catch (error) {
    await home.remove();
    throw error;
  }
}

/** The folder and environment of a sidecar, and what a test wants to know of them. */
export async function sidecarHome({ routes, env, dns }: TestSidecarOptions) {
  const folder = await Deno.makeTempDir({ prefix: "egress-test-" });
  const stub = await startDnsStub(dns ?? testNames);
  const routesPath = `${folder}/routes.yaml`;
  const caPath = env?.EGRESS_CA ?? `${folder}/ca.pem`;
  const upstreamCa = `${folder}/upstream-ca.pem`;
  if (routes !== undefined) await Deno.writeTextFile(routesPath, routes);
  await Deno.writeTextFile(upstreamCa, (await sharedAuthority()).certificatePem);
  return {
    folder,
    routesPath,
    env: {
      EGRESS_ROUTES: routesPath,
      EGRESS_LISTEN: "127.0.0.1:0",
      EGRESS_CA: caPath,
      EGRESS_UPSTREAM_CA: upstreamCa,
      EGRESS_DNS: stub.address,
      ...env,
    } as Record<string, string>,
    async about(port: number) {
      const pem = await Deno.readTextFile(caPath);
      const caPem = pem.slice(pem.indexOf("-----BEGIN CERTIFICATE-----"));
      const caFile = `${folder}/agent-ca.pem`;
      await Deno.writeTextFile(caFile, caPem);
      return {
        port,
        proxyUrl: `http://127.0.0.1:${port}`,
        caPath,
        caPem,
        caFile,
        folder,
        dns: stub,
      };
    },
    async remove() {
      await stub[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

const testNames: DnsAnswer = (name) => name.endsWith(".test") ? ["127.0.0.1"] : undefined;
