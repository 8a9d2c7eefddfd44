import assert from "node:assert/strict";
import { pageTest, PHONE } from "./harness.mjs";
import { addressIs, button, openFile } from "./playground.mjs";

const SCENE = {
  awaitscope: 1,
  title: "One",
  lesson: { ask: ["first line"] },
  blocks: [
    { id: "b1", label: "left", at: [0, 0], task: [{ sleep: 2 }, { print: "a" }] },
    { id: "b2", label: "right", at: [240, 0], task: [{ sleep: 1 }, { print: "b" }] },
  ],
};

const app = (page) => page.locator("[data-run]");
const presented = (page, word) => page.locator(`[data-present=${word}]`).waitFor();

pageTest("a clicker goes from the question to the run and through it, and back", { viewport: { width: 1280, height: 720 } }, async ({ page }) => {
  await openFile(page, "scene.json", JSON.stringify(SCENE));
  await page.locator("[data-label=left]").waitFor();
  await button(page, "Present").click();
  await presented(page, "shown");
  for (const hidden of [".topbar", ".side--left", ".panel--timeline"]) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  const size = await page.locator(".app").evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  assert.ok(size >= 18, `type is large: ${size}`);

  await page.keyboard.press("PageDown");
  const questions = page.getByRole("region", { name: "What will happen?" });
  await questions.waitFor();
  await questions.getByLabel("a", { exact: true }).check();
  await page.keyboard.press("PageDown");
  const answers = page.getByRole("region", { name: "Your predictions" });
  await answers.waitFor();
  assert.equal(await app(page).getAttribute("data-time"), "0", "nothing has happened yet");
  while ((await answers.locator("[data-verdict=open]").count()) > 0 && (await app(page).getAttribute("data-run")) !== "finished") {
    await page.keyboard.press("PageDown");
  }
  await answers.locator("[data-verdict=wrong]").waitFor();
  await page.locator(".line").getByText("b", { exact: true }).waitFor();

  await page.keyboard.press("b");
  await presented(page, "blank");
  await page.keyboard.press("PageDown");
  await presented(page, "shown");

  while (await answers.count()) await page.keyboard.press("PageUp");
  await questions.waitFor();
  assert.equal(await questions.locator("input:checked").count(), 1, "the answer is still there");
  await page.keyboard.press("Escape");
  await page.locator(".topbar").waitFor();
  assert.equal(await page.locator("[data-present]").count(), 0);
});

pageTest("a link presents what it opens", { path: "#gallery=shield&present", viewport: { width: 1920, height: 1080 } }, async ({ page }) => {
  await presented(page, "shown");
  await page.locator("[data-label=payment]").waitFor();
  await addressIs(page, /gallery=shield/);
  await addressIs(page, /present/);
  await page.getByRole("button", { name: "Leave the presentation" }).click();
  await page.locator(".topbar").waitFor();
  await addressIs(page, /^#gallery=shield$/);
});

pageTest("a class that is asked sees both questions, and then both answers, without anybody scrolling", { path: "#gallery=producer-died&present", viewport: { width: 1024, height: 768 } }, async ({ page }) => {
  const isSeen = async (part) => {
    const [inner, outer] = [await part.boundingBox(), await page.locator(".side--right").boundingBox()];
    return inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
  };
  await presented(page, "shown");
  await page.getByText("The baker makes rolls").waitFor();
  await page.keyboard.press("PageDown");
  const questions = page.getByRole("region", { name: "What will happen?" });
  await questions.waitFor();
  assert.equal(await page.locator(".panels").isVisible(), false, "nothing is printed yet");
  assert.equal(await questions.getByRole("button", { name: /Just run/ }).isVisible(), false);
  assert.ok(await isSeen(questions.getByText("How does shop end?")));
  await page.keyboard.press("PageDown");
  await page.keyboard.press("End");
  await page.locator("[data-run=finished]").waitFor();
  const results = page.locator(".result[data-verdict=none]");
  await results.nth(1).waitFor();
  for (const result of await results.all()) assert.ok(await isSeen(result), await result.textContent());
  assert.ok((await page.locator(".panels").boundingBox()).height >= 200);
});

pageTest("a link to a presentation that is followed while the page is open presents, too", { path: "#gallery=shield" }, async ({ page, url }) => {
  await page.locator("[data-label=payment]").waitFor();
  await page.goto(`${url}#gallery=nested-timeouts&present`);
  await presented(page, "shown");
  await page.locator("[data-label=train]").waitFor();
  await addressIs(page, /gallery=nested-timeouts/);
  await addressIs(page, /present/);
});

for (const [what, viewport, below] of [["phone", PHONE, true], ["small frame", { width: 720, height: 420 }, false]]) {
  pageTest(`on a ${what} a presentation has its stage, what is asked and what is printed`, { viewport, path: "#gallery=shield&present" }, async ({ page }) => {
    await page.locator("[data-block]").first().waitFor();
    await button(page, "Run").click();
    await page.getByRole("button", { name: "Run and see" }).waitFor();
    const box = (selector) => page.locator(selector).boundingBox();
    const [stage, asked, panels, controls] = await Promise.all([".stage", ".side--right", ".panels", ".transport"].map(box));
    assert.equal(controls.width, viewport.width);
    assert.ok(controls.y + controls.height <= viewport.height);
    assert.ok(stage.width >= 300 && stage.height >= 160, JSON.stringify(stage));
    assert.ok(below ? asked.y >= stage.y + stage.height : asked.x >= stage.x + stage.width, JSON.stringify(asked));
    assert.ok(panels.y >= asked.y + asked.height - 1 && panels.width === asked.width, JSON.stringify(panels));
  });
}
