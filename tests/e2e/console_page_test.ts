/** The operator's page in a browser, with a real request held behind it. */
import assert from "node:assert/strict";
import { browserPrograms, type OpenBrowser, openBrowser } from "../support/chromium.ts";
import { openConsolePage, untilInPage } from "../support/console_page.ts";
import { curl, curlProgram } from "../support/curl.ts";
import { KNOWN, TOKEN } from "../support/engine.ts";
import { testWith } from "../support/programs.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { startTestConsole, type TestConsole } from "../support/test_console.ts";
import { readEcho, startUpstreamPair } from "../support/upstream_pair.ts";
import { within } from "../support/within.ts";

const ROUTES = `
routes:
  - host: a.test
    allow_private_addresses: true
  - host: never.test
`;

interface Operator {
  readonly browser: OpenBrowser;
  readonly console: TestConsole;
  /** Sends what must be held, and resolves with what the agent gets in the end. */
  send(body: string): ReturnType<typeof curl>;
}

function operatorTest(name: string, use: (operator: Operator) => Promise<void>): void {
  testWith(
    [...browserPrograms, curlProgram],
    `the operator's page: ${name}`,
    () =>
      tempFolder(async (folder) => {
        await using console = await startTestConsole({
          routes: ROUTES,
          env: {
            EGRESS_TOKEN_0: KNOWN,
            SUPERVISE_QUEUE_DIR: folder,
            SUPERVISE_BOTTLE_SLUG: "bottle",
          },
        });
        await using upstream = await startUpstreamPair(["a.test"]);
        await using browser = await openBrowser({});
        const url = upstream.url("https", "a.test", "/echo?q=1");
        const send = (body: string) => curl(console, ["--data-binary", body, url]);
        await within(60_000, use({ browser, console, send }), name);
      }),
  );
}

operatorTest("a mouse approves with a reason, rejects, and looks why", async (operator) => {
  const { console, send } = operator;
  const watched = await openConsolePage(operator.browser, console);
  const { page } = watched;
  assert.equal(await page.innerText("#waiting-words"), "Nothing waits for you.");
  const answer = send(`key ${TOKEN} of this job`);
  const card = page.locator(".question");
  await card.waitFor();
  assert.equal(await page.title(), "(1) egress");
  const shown = await card.innerText();
  for (const part of [/POST\s+a\.test\/echo/, /GitHub/, /key \*{8} of this job/, /4:5\d|5:00/]) {
    assert.match(shown, part);
  }
  assert.equal((await page.content()).includes(TOKEN), false);
  await card.getByRole("button", { name: /^Approve/ }).click();
  const reason = page.getByLabel("Why may it go to a.test?");
  // Without a reason nothing is sent.
  await card.locator("form .main").click();
  assert.equal(await reason.isVisible(), true);
  await reason.fill("the deploy key");
  await card.locator("form .main").click();
  const { status, body } = await answer;
  assert.deepEqual([status, readEcho(body).body], [200, `key ${TOKEN} of this job`]);
  await card.waitFor({ state: "detached" });

  const second = send(KNOWN);
  await card.waitFor();
  await card.getByRole("button", { name: /^Reject/ }).click();
  assert.match((await second).body, /supervisor rejected the request$/);

  await page.locator("#rows .row[aria-rowindex='2']", { hasText: "secret-found" }).click();
  await page.locator(".steps li[data-outcome=refuse]", { hasText: "operator" }).waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.locator("#detail").isVisible(), false);

  await page.getByRole("button", { name: "Hosts" }).click();
  await page.locator("table", { hasText: "a.test" }).waitFor();
  await page.getByRole("button", { name: "Routes" }).click();
  await page.locator(".routes > .route", { hasText: "never.test" }).getByText("never", {
    exact: true,
  })
    .waitFor();
  assert.deepEqual(watched.complaints, []);
});

operatorTest("keys do all of it, and answer nothing that has no focus", async (operator) => {
  const { console, send, browser } = operator;
  const first = send(TOKEN);
  const watched = await openConsolePage(browser, console);
  const { page } = watched;
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  const focus = () =>
    page.evaluate("document.activeElement.id || document.activeElement.className");
  await page.locator(".question").waitFor();
  await keys("r");
  assert.equal(await focus(), "question", "the first key finds the question");
  await keys("a", "Escape", "a");
  await page.keyboard.type("ja rj? /");
  await keys("Enter");
  assert.equal((await first).status, 200);
  assert.equal(await focus(), "waiting-title");

  const second = send(KNOWN);
  await page.locator(".question").waitFor();
  await keys("j", "r");
  assert.equal((await second).status, 403);
  await page.locator("#rows .row", { hasText: "secret-found" }).waitFor();

  await keys("/");
  assert.equal(await focus(), "filter");
  await page.keyboard.type("secret-found");
  await page.getByText("1 of 2").waitFor();
  await keys("Escape");
  await page.getByText("2 requests", { exact: true }).waitFor();
  await keys("Escape");
  assert.equal(await focus(), "grid");
  const active = () => page.getAttribute("#grid", "aria-activedescendant");
  assert.equal(await active(), "request-2");
  await keys("j");
  assert.equal(await active(), "request-1");
  await keys("Enter");
  await page.locator(".steps li", { hasText: "operator" }).waitFor();
  assert.equal(await focus(), "detail-title");
  await keys("Escape");
  assert.equal(await focus(), "grid");
  await keys("4");
  await page.locator(".routes > .route").first().waitFor();
  await keys("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.getByLabel("Keys of one letter are on").uncheck();
  await keys("Escape", "2");
  assert.equal(await page.locator("#routes").isVisible(), true, "keys are off");
  assert.deepEqual(watched.complaints, []);
});

operatorTest(
  "a link leads to its question, and a screen reader is told of new ones",
  async (operator) => {
    const { console, send, browser } = operator;
    const answers = [send(KNOWN), send(TOKEN)];
    const { page } = await openConsolePage(browser, console);
    await page.locator(".question").nth(1).waitFor();
    assert.match(await page.innerText("#urgent"), /^Waiting for you: POST a\.test, /);
    const id = await page.locator(".question").nth(1).getAttribute("data-question");
    const { page: linked } = await openConsolePage(browser, console, {
      fragment: `&question=${id}`,
    });
    await untilInPage({ page: linked }, `document.activeElement.dataset.question === "${id}"`);
    assert.equal(new URL(linked.url()).hash, `#question=${id}`);
    // An answer on one page is seen on the other.
    for (const left of [1, 0]) {
      await linked.keyboard.press("j");
      await linked.keyboard.press("k");
      await linked.keyboard.press("r");
      await untilInPage({ page }, `document.querySelectorAll(".question").length === ${left}`);
    }
    for (const answer of answers) assert.equal((await answer).status, 403);
  },
);

operatorTest("a new question notifies an operator who looks elsewhere", async (operator) => {
  const { console, send, browser } = operator;
  const watched = await browser.newPage();
  await watched.page.addInitScript(`
    globalThis.notices = [];
    globalThis.Notification = class extends EventTarget {
      static permission = "default";
      static requestPermission() {
        return Promise.resolve(Notification.permission = "granted");
      }
      constructor(title, options) {
        super();
        notices.push({ title, ...options });
      }
      close() {}
    };
    document.hasFocus = () => false;
  `);
  await watched.page.goto(
    `${`http://127.0.0.1:${console.adminPort}`}/#token=dummy-token-of-the-operator`,
  );
  await watched.page.getByRole("button", { name: "Notify me" }).click();
  await watched.page.locator("#notify").waitFor({ state: "hidden" });
  const answer = send(TOKEN);
  await untilInPage(watched, "notices.length === 1");
  const [notice] = await watched.page.evaluate<{ title: string; body: string }[]>("notices");
  assert.equal(notice?.title, "egress: POST a.test");
  assert.match(notice?.body ?? "", /^\/echo\nGitHub/);
  await watched.page.keyboard.press("j");
  await watched.page.keyboard.press("r");
  assert.equal((await answer).status, 403);
});
