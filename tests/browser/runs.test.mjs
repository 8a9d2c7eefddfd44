import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { addByDrag, button, card, connectByDrag, openFile, stateOf } from "./playground.mjs";


pageTest("a scene is shown as the Python program that it is, once there is something in it", async ({ page }) => {
  assert.ok(await page.getByRole("button", { name: "Show Python" }).isDisabled());
  await addByDrag(page, "task", 0.5, 0.5);
  await page.getByRole("button", { name: "Show Python" }).click();
  const dialog = page.getByRole("dialog", { name: "The scene in Python" });
  await dialog.getByText("asyncio.run(main())").waitFor();
  assert.match(await dialog.locator("code").textContent(), /^import asyncio\n[^]*async def /);
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as file" }).click();
  assert.equal((await saved).suggestedFilename(), "scene.py");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

pageTest("what there is to remark about a scene appears, and goes again", async ({ page }) => {
  await addByDrag(page, "shield", 0.5, 0.2);
  await page.keyboard.press("Escape");
  const remarks = page.getByLabel("Remarks");
  await remarks.getByRole("button").first().waitFor();
  await addByDrag(page, "task", 0.5, 0.8);
  await connectByDrag(page, "shield", "a");
  await page.locator("#stage").focus();
  await page.keyboard.press("Escape");
  await remarks.waitFor({ state: "detached" });
});

pageTest("a run goes on playing while it is computed anew with what somebody does", async ({ page }) => {
  await addByDrag(page, "task", 0.3, 0.5);
  await addByDrag(page, "task", 0.7, 0.5);
  await page.getByLabel("Speed").selectOption("1/4");
  await button(page, "Run").click();
  await stateOf(page, "a", "waiting");
  await page.evaluate(() => {
    const app = document.querySelector("[data-run]");
    window.statuses = new Set([app.dataset.run]);
    new MutationObserver(() => window.statuses.add(app.dataset.run)).observe(app, { attributeFilter: ["data-run"] });
  });
  await button(page, "Cancel a").click();
  await stateOf(page, "a", "cancelled");
  const statuses = await page.evaluate(() => [...window.statuses]);
  assert.equal(statuses[0], "running");
  assert.ok(!statuses.includes("paused"), "nobody has paused it");
  await page.getByLabel("Speed").selectOption("instant");
  await page.locator("[data-run=finished]").waitFor();
});

pageTest("a run that is not there yet is given up when the scene changes", async ({ page }) => {
  await addByDrag(page, "task", 0.5, 0.5);
  await page.keyboard.press("p");
  await openFile(page, "empty.json", JSON.stringify({ awaitscope: 1, title: "", about: "", blocks: [] }));
  await card(page, "a").waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-run]").getAttribute("data-run"), "idle");
});

const CLOCK = "import asyncio\n\nasync def tick():\n    await asyncio.sleep(1)\n    return 1\n\nasync def main():\n    while True:\n        await asyncio.create_task(tick(), name='tick')\n\nasyncio.run(main())\n";

/** How many events the run that is shown has, in all. */
const time = (page) => page.locator("[data-time]").getAttribute("data-time").then(Number);

pageTest("a program without an end runs on, and stays to be looked at as far back as it is kept", async ({ page }) => {
  await button(page, "Python").click();
  await page.getByLabel("Python program").fill(CLOCK);
  await page.getByLabel("Speed").selectOption("instant");
  await button(page, "Run").click();
  // Far beyond what is kept: a tick is some 25 events, and 100,000 events are kept.
  await page.waitForFunction(() => Number(document.querySelector("[data-time]").dataset.time) > 4_900, null, { timeout: 50_000 });
  assert.equal(await page.locator("[data-run]").getAttribute("data-run"), "running");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator("[data-run=paused]").waitFor();
  const paused = await time(page);

  await page.locator("#stage").focus();
  await page.keyboard.press("Home");
  await page.getByText("was let go of").waitFor();
  const oldest = await time(page);
  assert.ok(oldest > 100 && oldest < paused, `${oldest} of ${paused}`);
  await button(page, "Step").click();
  await button(page, "Step").click();
  assert.ok((await time(page)) - oldest < 5, "the oldest moments are there one by one");

  // It goes on from there as ever, and ends when somebody ends it.
  await page.locator("#stage").focus();
  await page.keyboard.press("End");
  await page.getByLabel("Speed").selectOption("1");
  await button(page, "Run").click();
  await page.waitForFunction((before) => Number(document.querySelector("[data-time]").dataset.time) > before + 2, paused);
  await page.getByRole("button", { name: "Reset" }).click();
  await page.locator("[data-run=idle]").waitFor();
});

pageTest("a program without an end is interrupted, and ends", async ({ page }) => {
  await button(page, "Python").click();
  await page.getByLabel("Python program").fill(CLOCK);
  await page.getByLabel("Speed").selectOption("4");
  await button(page, "Run").click();
  await page.waitForFunction(() => Number(document.querySelector("[data-time]").dataset.time) > 3);
  await page.getByRole("button", { name: "Ctrl-C" }).click();
  await page.getByLabel("Speed").selectOption("instant");
  await page.locator("[data-run=finished]").waitFor();
  assert.ok((await time(page)) < 60, "it ended there and then");
});
