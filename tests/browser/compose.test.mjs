import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { addByDrag, button, card, connectByDrag, recordStates, runToEnd, stagePoint, stateOf, steps } from "./playground.mjs";

/** Puts gather(shield(a), timeout(b)) on the canvas, with the mouse alone. */
async function compose(page) {
  await addByDrag(page, "gather", 0.5, 0.2);
  await addByDrag(page, "shield", 0.3, 0.45);
  await addByDrag(page, "timeout", 0.7, 0.45);
  await addByDrag(page, "task", 0.3, 0.75);
  await addByDrag(page, "task", 0.7, 0.75);
  await connectByDrag(page, "gather", "shield");
  await connectByDrag(page, "gather", "timeout");
  await connectByDrag(page, "shield", "a");
  await connectByDrag(page, "timeout", "b");
}

pageTest("a gather composed with the mouse is cancelled while it runs, and its shield holds", async ({ page }) => {
  await compose(page);
  const run = page.locator("[data-run]");
  assert.equal(await run.getAttribute("data-run"), "idle");

  const states = await recordStates(page);
  const waiting = page.locator(":is([data-label=gather], [data-label=shield], [data-label=timeout], [data-label=a], [data-label=b])[data-state=waiting]");
  await steps(page, async () => (await waiting.count()) === 5);
  await page.getByLabel("Speed").selectOption("1/4");
  await button(page, "Run").click();
  await page.locator("[data-run=running]").waitFor();

  await page.getByRole("button", { name: "Cancel gather" }).click();
  await stateOf(page, "shield", "cancelled");
  // The shield's own future is cancelled, and what it shields goes on.
  await stateOf(page, "a", "waiting");
  await page.getByLabel("Speed").selectOption("1/2");
  await stateOf(page, "b", "cancelled");
  await stateOf(page, "gather", "cancelled");
  await page.locator("[data-run=finished]").waitFor();

  const ends = Object.fromEntries(Object.entries(await states()).map(([label, way]) => [label, way.at(-1)]));
  assert.deepEqual(ends, {
    main: "cancelled",
    gather: "cancelled",
    shield: "cancelled",
    timeout: "cancelled",
    // When main has ended, run() cancels what is left, shielded or not.
    a: "cancelled",
    b: "cancelled",
  });
  const ways = await states();
  assert.deepEqual(ways.b.slice(0, 3), ["scheduled", "running", "waiting"]);
  assert.ok(ways.b.includes("cancelling"), `b was asked before it was cancelled: ${ways.b}`);
  assert.ok(ways.gather.includes("cancelling"), `the gather waits for its children: ${ways.gather}`);
  await page.getByRole("button", { name: "Reset" }).click();
  await page.locator("[data-run=idle]").waitFor();

  // What was done is part of the scene now.
  const middle = await stagePoint(page, 0.5, 0.95);
  await page.mouse.click(middle.x, middle.y);
  await page.getByLabel("Interventions").getByText("cancel gather").waitFor();
});

pageTest("left alone, the same scene ends well, and can be stepped back", async ({ page }) => {
  await compose(page);
  await runToEnd(page);
  for (const label of ["gather", "shield", "timeout", "a", "b"]) await stateOf(page, label, "done");
  assert.equal(await page.locator("[data-time]").getAttribute("data-time"), "1");

  await page.getByRole("button", { name: "Step back" }).click();
  await page.locator("[data-run=paused]").waitFor();
  await button(page, "Step").click();
  await page.locator("[data-run=finished]").waitFor();
});
