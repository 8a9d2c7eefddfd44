import assert from "node:assert/strict";
import { pageTest, PHONE } from "./harness.mjs";

// The server forbids inline scripts and serves below a prefix; that the page starts at all says it needs neither.
pageTest("the page starts below a path prefix and under a strict content security policy", async ({ page }) => {
  assert.equal(await page.locator("html").getAttribute("data-page"), "started");
});

pageTest("the page starts on a phone in the dark", { viewport: PHONE, theme: "dark", touch: true }, async ({ page }) => {
  assert.equal(await page.locator("html").getAttribute("data-page"), "started");
});
