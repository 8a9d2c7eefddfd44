// What end-to-end tests are written with:
//
//   import assert from "node:assert/strict";
//   import { pageTest } from "./harness.mjs";
//
//   pageTest("a dropped card can be undone", { path: "#s=…", viewport: PHONE, theme: "dark" }, async ({ page, drag }) => {
//     await drag(page.getByText("Task"), { x: 400, y: 300 });
//     await page.getByRole("button", { name: "Undo" }).click();
//   });
//
// Each test gets a fresh browser context (no storage, no history) with the page already started. An error on the
// console, an exception or a violated policy fails it, whatever it asserts. A test that fails leaves a picture in
// tests/browser/screenshots.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { drag, launch, open, screenshot, serveDist, TEST_MS } from "./driver.mjs";

export { DESKTOP, drag, open, PHONE, pointOf, screenshot, TABLET } from "./driver.mjs";

let shared;

before(async () => {
  shared = { browser: await launch(), server: await serveDist() };
});

after(async () => {
  await shared?.browser.close();
  await shared?.server.close();
});

/**
 * A test that starts on the opened page. Options are those of `open`, and `path`: what follows the page's address,
 * such as `#s=…` or `embed/`. The body gets `{ page, context, errors, url, browser, drag, screenshot }`; a test that
 * provokes errors empties `errors`.
 */
export function pageTest(name, options, body) {
  if (typeof options === "function") return pageTest(name, {}, options);
  return test(name, { timeout: TEST_MS }, async () => {
    const { browser, server } = shared;
    const opened = await open(browser, server.url + (options.path ?? ""), options);
    const { page, context, errors } = opened;
    try {
      await body({
        ...opened,
        browser,
        url: server.url,
        drag: (from, to, how) => drag(page, from, to, how),
        screenshot: (as) => screenshot(page, as),
      });
      assert.deepEqual(errors, [], "the page reported errors");
    } catch (error) {
      const file = await screenshot(page, `failed ${name}`).catch(() => "none");
      console.error(`${name}: picture in ${path.relative(process.cwd(), file)}`);
      if (errors.length > 0) console.error(errors.join("\n"));
      throw error;
    } finally {
      await context.close();
    }
  });
}
