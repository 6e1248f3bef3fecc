// Pinned here and not in deno.json, whose packages are those of the product.
// deno-lint-ignore no-import-prefix
import { type BrowserContextOptions, chromium, type Page } from "npm:playwright-core@1.65.1";
import { findProgram, type Program, runFound } from "./programs.ts";

const browserProgram = findProgram("chromium", "chromium-browser", "google-chrome");
/** Writes the certificate store that Chromium reads on Linux; Debian's libnss3-tools has it. */
const certutil = findProgram("certutil");

/** What a test with a browser needs, for `testWith`. */
export const browserPrograms: readonly Program[] = [browserProgram, certutil];

export interface BrowserOptions {
  /** The URL of the proxy that everything goes through, loopback too; absent: none. */
  readonly proxy?: string;
  /** A PEM file with the one certificate that is trusted beside the built-in ones. */
  readonly authority?: string;
}

export interface OpenBrowser extends AsyncDisposable {
  /** A page in a profile of its own: `colorScheme`, `viewport` and so on are its context's. */
  newPage(options?: BrowserContextOptions): Promise<WatchedPage>;
}

export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings on the console, uncaught errors, requests that failed and answers from 400 on. */
  readonly complaints: readonly string[];
}

/**
 * A Chromium without a window. It trusts the authority as a user's browser would, by its certificate
 * store, so that leaves are verified in full.
 */
export async function openBrowser({ proxy, authority }: BrowserOptions): Promise<OpenBrowser> {
  const home = await Deno.makeTempDir({ prefix: "egress-test-" });
  try {
    if (authority !== undefined) await trust(home, authority);
    const browser = await chromium.launch({
      executablePath: browserProgram.path ?? "",
      env: { PATH: Deno.env.get("PATH") ?? "", HOME: home, LC_ALL: "C.UTF-8" },
      // Without the exception, loopback would go past the proxy.
      ...(proxy !== undefined && { proxy: { server: proxy, bypass: "<-loopback>" } }),
    });
    return {
      async newPage(options) {
        const context = await browser.newContext(options);
        return watch(await context.newPage());
      },
      async [Symbol.asyncDispose]() {
        await browser.close();
        await Deno.remove(home, { recursive: true });
      },
    };
  } catch (error) {
    await Deno.remove(home, { recursive: true });
    throw error;
  }
}

function watch(page: Page): WatchedPage {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", ({ message }) => complaints.push(`uncaught: ${message}`));
  page.on("requestfailed", (request) => {
    complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return { page, complaints };
}

async function trust(home: string, authority: string): Promise<void> {
  const folder = `${home}/.pki/nssdb`;
  await Deno.mkdir(folder, { recursive: true });
  const store = ["-d", `sql:${folder}`];
  for (
    const args of [
      ["-N", "--empty-password", ...store],
      ["-A", ...store, "-n", "authority", "-t", "C,,", "-i", authority],
    ]
  ) {
    const { code, stderr } = await runFound(certutil, args);
    if (code !== 0) throw new Error(`certutil ${args[0]} failed: ${stderr}`);
  }
}
