// Without a mouse: drawing, running, cancelling, and where the focus goes.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { button, card, drawn, selected, stateOf, wireNames } from "./playground.mjs";

/** What has the focus: its id or its name. */
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("aria-label"));

/** Presses keys one after another, as a hand does, which is slower than frames. */
async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await drawn(page);
  }
}

/** Connects the selected card with another one, which these arrows lead to from the first one that is proposed. */
async function connect(page, to, ...arrows) {
  await press(page, "c", ...arrows);
  await page.locator(".hint-bar").getByText(`awaits ${to}?`).waitFor();
  await press(page, "Enter");
}

pageTest("gather(shield(a), timeout(b)) is composed, run and cancelled by the keyboard alone", async ({ page }) => {
  for (const kind of ["gather", "shield", "timeout", "task", "task"]) {
    await page.getByRole("button", { name: `Add ${kind}` }).focus();
    await press(page, "Enter");
  }
  await card(page, "b").waitFor();
  await page.locator("#stage").focus();
  // b is above, timeout, gather and shield stand in a row, and a is below.
  await press(page, "ArrowDown");
  await selected(page, "gather");
  await connect(page, "shield", "ArrowRight");
  await connect(page, "timeout", "ArrowLeft");
  await press(page, "ArrowRight");
  await selected(page, "shield");
  await connect(page, "a");
  await press(page, "ArrowLeft", "ArrowLeft");
  await selected(page, "timeout");
  await connect(page, "b", "ArrowUp", "ArrowUp");
  assert.equal(await wireNames(page), "main-1,1-2,1-3,2-4,3-5");

  await press(page, ".");
  await page.locator("[data-run=paused]").waitFor();
  for (let step = 0; step < 40 && (await card(page, "b").getAttribute("data-state")) !== "waiting"; step += 1) {
    await press(page, ".");
    await drawn(page);
  }
  await press(page, "ArrowRight");
  await selected(page, "gather");
  await press(page, "Shift+F10");
  await page.locator('[role=menuitem]:focus', { hasText: "Cancel now" }).waitFor();
  await press(page, "Enter");
  await page.getByRole("menu").waitFor({ state: "detached" });
  assert.equal(await focused(page), "stage");
  // The run is computed anew.
  await page.getByRole("region", { name: "What changed" }).waitFor();
  await press(page, "End");
  await stateOf(page, "b", "cancelled");
});

pageTest("the focus goes back to what opened a dialog, and to the canvas when what has it is deleted", async ({ page }) => {
  for (const leave of ["Escape", "Enter"]) {
    await button(page, "Share").focus();
    await press(page, "Enter");
    await page.getByRole("dialog", { name: "Share" }).waitFor();
    assert.equal(await focused(page), "Close");
    await press(page, leave);
    await page.getByRole("dialog", { name: "Share" }).waitFor({ state: "detached" });
    assert.equal(await focused(page), "Share", leave);
  }
  await page.getByRole("button", { name: "Add task" }).focus();
  await press(page, "Enter");
  await page.getByLabel("Inspector").getByRole("button", { name: "Delete", exact: true }).focus();
  await press(page, "Enter");
  await card(page, "a").waitFor({ state: "detached" });
  assert.equal(await focused(page), "stage");
});

pageTest("the first stop leads past the gallery to the stage", { path: "#gallery=shield" }, async ({ page }) => {
  await card(page, "payment").waitFor();
  await press(page, "Tab");
  const skip = button(page, "Skip to the stage");
  assert.ok((await skip.boundingBox()).width > 60, "it is seen");
  await press(page, "Enter");
  assert.equal(await focused(page), "stage");
});
