// "Why?": a chain of sentences from a card, a line, a line that is missing, and the end of a run.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";

const question = (page) => page.locator(".why__question");
const steps = (page) => page.locator(".why__steps > li");

/** Runs what is open to its end, without answering its questions. */
async function toEnd(page) {
  await page.locator("button[aria-label=Run]:not([disabled])").click();
  await page.getByRole("button", { name: "Just run" }).click();
  await page.locator("[data-run=running], [data-run=paused]").first().waitFor();
  await page.keyboard.press("End");
  await page.locator("[data-run=finished]").first().waitFor();
}

pageTest("a chain leads from the end of a run to its root cause, and each sentence to its moment", { path: "#gallery=nested-timeouts" }, async ({ page }) => {
  await toEnd(page);
  const line = page.locator(".line", { hasText: "train: CancelledError, I stop" });
  await line.hover();
  await line.getByRole("button").click();
  assert.match(await question(page).textContent(), /^Why is this printed: “train: CancelledError, I stop”\?$/);
  await assert.doesNotReject(page.locator(".why__question:focus").waitFor());
  assert.match(await steps(page).last().textContent(), /entered the timeout .* at 0 s, with 1 s to go.*root cause/);
  assert.ok((await page.locator(".why-mark").count()) > 0, "the chain is drawn on the stage");
  await steps(page).last().getByRole("button").click();
  await steps(page).last().and(page.locator("[aria-current=step]")).waitFor();
  await page.keyboard.press("Escape");
  await question(page).waitFor({ state: "detached" });
  await page.locator(".why-mark").first().waitFor({ state: "detached" });
});

pageTest("a line that is missing is explained by what its task came to", { path: "#gallery=nested-timeouts" }, async ({ page }) => {
  await toEnd(page);
  const field = page.getByLabel("A line that you miss: why is it not printed?");
  await field.fill("journey: TimeoutError");
  await field.press("Enter");
  await question(page).getByText("Why is “journey: TimeoutError” not printed?").waitFor();
  assert.match(await steps(page).first().textContent(), /only journey would print that/);
});
