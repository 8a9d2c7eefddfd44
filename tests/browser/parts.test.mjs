// What is fetched when: at first, at the first move, and when something needs it.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";

const LATER = /awaitscope-later-\w+\.wasm$/;

/** The names of the files that were fetched. */
function fetched(page) {
  return page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.split("/").at(-1)));
}

/** Presses a button as no person does: without a move of the pointer, and without the focus. */
function addTask(page) {
  return page.getByRole("button", { name: "Add task" }).evaluate((button) => button.click());
}

pageTest("a first visit fetches what it shows, and the first move fetches the rest", async ({ page }) => {
  // With a clock that is wound by hand, all that a visit does of itself is done.
  await page.clock.install();
  await page.reload();
  await page.locator("html[data-page=started]").waitFor();
  await page.waitForLoadState("networkidle");
  await page.clock.runFor(60_000);
  const isLater = (name) => LATER.test(name) || /scenes|python|runs/.test(name);
  assert.deepEqual((await fetched(page)).filter(isLater), []);

  await page.mouse.move(300, 300);
  await page.mouse.move(310, 310);
  for (const start of ["awaitscope-later-", "runs-host.js"]) {
    await page.waitForFunction((start) => performance.getEntriesByType("resource").some(({ name }) => name.includes(start)), start);
  }
});

pageTest("what is needed before it was fetched is waited for", async ({ page }) => {
  await addTask(page);
  await page.locator("[data-block]").waitFor();
  assert.equal((await fetched(page)).filter((name) => LATER.test(name)).length, 1);
});

pageTest("a part that cannot be fetched is told of", async ({ page, errors }) => {
  await page.route(LATER, (route) => route.abort());
  await page.reload();
  await page.locator("html[data-page=started]").waitFor();
  await addTask(page);
  await page.getByRole("alert").getByText("a part of it could not be fetched").waitFor();
  assert.ok(errors.some((error) => error.includes("could not be fetched")));
  errors.length = 0;
});
