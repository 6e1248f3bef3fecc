import { serveAdmin } from "../../lib/admin/serve_admin.ts";
import { platformTimers } from "../../lib/supervise/timers.ts";
import type { OpenBrowser, WatchedPage } from "./chromium.ts";
import { forwarded, NO_MATCH, refused } from "./observed_requests.ts";
import { testRoute } from "./route.ts";
import { ADMIN_TOKEN, testAdmin } from "./test_admin.ts";
import { CONSOLE_TOKEN, type TestConsole } from "./test_console.ts";

type PageOptions = Parameters<OpenBrowser["newPage"]>[0];

/** The page of a console, opened with its token and whatever else the fragment says. */
export async function openConsolePage(
  browser: OpenBrowser,
  { adminPort }: Pick<TestConsole, "adminPort">,
  { token = CONSOLE_TOKEN, fragment = "", options = {} as PageOptions } = {},
): Promise<WatchedPage> {
  const watched = await browser.newPage(options);
  await watched.page.goto(`http://127.0.0.1:${adminPort}/#token=${token}${fragment}`);
  await watched.page.waitForSelector("#connection[data-state=live]");
  return watched;
}

/** Waits until an expression holds in the page; playwright's own way needs an `eval` that the page forbids. */
export async function untilInPage({ page }: Pick<WatchedPage, "page">, holds: string) {
  const late = performance.now() + 10_000;
  while (!await page.evaluate<boolean>(holds)) {
    if (performance.now() > late) throw new Error(`not within 10 s: ${holds}`);
    await page.waitForTimeout(20);
  }
}

/** An operator's listener without a sidecar, with as many requests as a test wants. */
export function servePage(port = 0) {
  const route = testRoute({ host: "a.test" });
  const routes = () => [route, testRoute({ host: "never.test" })];
  const admin = testAdmin({ timers: platformTimers, wallClock: Date.now, routes });
  const server = serveAdmin({ hostname: "127.0.0.1", port }, admin.parts);
  return {
    adminPort: server.address.port,
    token: ADMIN_TOKEN,
    queue: admin.queue,
    /** Every tenth is refused; all others are forwarded, each with a path of its own. */
    pass(count: number) {
      for (let index = 0; index < count; index++) {
        const trace = admin.begin(index % 3 === 0 ? "POST" : "GET");
        if (index % 10 === 9) refused(trace, NO_MATCH, undefined, "denied.test");
        else forwarded(trace, route, `/items/${index}/a/path/of/some/length`);
      }
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
