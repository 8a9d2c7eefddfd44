import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { addByDrag, button, card, connectByDrag, labels, openBuiltIn, stateOf, wireNames } from "./playground.mjs";
import { drag, pointOf } from "./driver.mjs";

pageTest("a card's menu wraps, duplicates and deletes, by mouse and by keyboard", async ({ page }) => {
  await addByDrag(page, "task", 0.5, 0.6);
  await card(page, "a").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Wrap in a shield" }).click();
  assert.deepEqual(await labels(page), ["a", "shield"]);
  assert.equal(await page.getByRole("menu").count(), 0);

  await card(page, "a").click();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menu", { name: "Menu of a" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-block]").length === 3);

  await card(page, "shield").click({ button: "right" });
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("menu").count(), 0);
  await card(page, "shield").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await card(page, "shield").waitFor({ state: "detached" });
});

pageTest("a card's menu cancels while it runs, and the intervention can be removed", async ({ page }) => {
  await addByDrag(page, "task", 0.5, 0.5);
  await page.getByLabel("Speed").selectOption("1/8");
  await button(page, "Run").click();
  await stateOf(page, "a", "waiting");
  await card(page, "a").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Cancel now" }).click();
  await page.getByLabel("Speed").selectOption("instant");
  await stateOf(page, "a", "cancelled");
  await page.locator(".line--end").getByText("CancelledError").waitFor();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.keyboard.press("Escape");
  await page.locator("#stage").focus();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove: cancel a" }).click();
  await button(page, "Run").click();
  await stateOf(page, "a", "done");
  await page.locator(".line--end").getByText("ok").waitFor();
});

pageTest("a loose shield dragged onto a wire wraps what is below, in one step", async ({ page }) => {
  await addByDrag(page, "gather", 0.5, 0.2);
  await addByDrag(page, "task", 0.5, 0.8);
  await connectByDrag(page, "gather", "a");
  await addByDrag(page, "shield", 0.2, 0.5);
  const before = await wireNames(page);
  const wire = page.locator('[data-wire]:not([data-wire^="main"]) .wire__hit');
  await drag(page, card(page, "shield").locator(".card__label"), await pointOf(wire));
  await page.waitForFunction((names) => [...document.querySelectorAll("[data-wire]")].map((one) => one.dataset.wire).join() !== names, before);
  assert.equal((await wireNames(page)).includes("1-3,3-2"), true);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await wireNames(page), before);
});

pageTest("the divider of the panels moves by mouse and keys, and is remembered", async ({ page }) => {
  const divider = page.getByRole("separator", { name: "Height of the panels" });
  const height = async () => (await page.locator(".panels").boundingBox()).height;
  const before = await height();
  const box = await divider.boundingBox();
  await drag(page, divider, { x: box.x + 200, y: box.y + box.height / 2 - 100 });
  assert.ok((await height()) > before + 80, `${before} became ${await height()}`);
  await divider.focus();
  const dragged = await height();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((old) => document.querySelector(".panels").getBoundingClientRect().height < old, dragged);
  const left = await height();
  await page.reload();
  await page.locator("html[data-page]").waitFor({ state: "attached" });
  assert.equal(await height(), left);
});

pageTest("the tabs beside the timeline go by arrow keys, and fold with it", async ({ page }) => {
  const tab = (name) => page.getByRole("tab", { name, exact: true });
  await tab("Console").focus();
  await page.keyboard.press("ArrowRight");
  await page.locator('[role=tab][aria-selected=true]:focus').getByText("Loop").waitFor();
  assert.equal(await page.getByRole("tabpanel", { name: "Loop" }).count(), 1);
  await page.keyboard.press("End");
  await page.getByRole("tabpanel", { name: "In words" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tabpanel", { name: "Console" }).waitFor();
  await page.getByRole("button", { name: "Fold the panels" }).click();
  await page.getByRole("tabpanel").waitFor({ state: "hidden" });
  await tab("Events").click();
  await page.getByRole("tabpanel", { name: "Events" }).waitFor();
  await page.getByRole("separator", { name: "Width of the timeline" }).focus();
  const width = () => page.locator(".panel--timeline").evaluate((pane) => pane.getBoundingClientRect().width);
  const before = await width();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction((old) => document.querySelector(".panel--timeline").getBoundingClientRect().width < old, before);
});

pageTest("with reduced motion a run shows every state, and nothing travels", { reducedMotion: "reduce" }, async ({ page }) => {
  await openBuiltIn(page, "nested-timeouts");
  // Every place at which a pulse is put, from the first to the last.
  await page.evaluate(() => {
    window.places = new Set();
    const note = () => {
      for (const pulse of document.querySelectorAll(".pulse")) window.places.add(pulse.getAttribute("transform"));
    };
    const what = { subtree: true, childList: true, attributeFilter: ["transform"] };
    new MutationObserver(note).observe(document.querySelector(".world"), what);
  });
  await button(page, "Run").click();
  await page.getByRole("button", { name: "Just run" }).click();
  await page.locator("[data-run=finished]").waitFor();
  const places = await page.evaluate(() => [...window.places]);
  // A pulse stands in the middle of its wire; one that travels is put to a new place in every frame.
  assert.ok(places.length >= 1 && places.length <= 24, `${places.length} places: ${places.join("; ")}`);
  await stateOf(page, "train", "cancelled");
});
