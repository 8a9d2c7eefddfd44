import assert from "node:assert/strict";
import { drag, pageTest, pointOf } from "./harness.mjs";
import { addByDrag, card, connectByDrag, drawn, labels, openFile, placeOf, selected, stagePoint, wireNames } from "./playground.mjs";

pageTest("a drag of several cards is one step of undo", async ({ page }) => {
  await addByDrag(page, "task", 0.3, 0.3);
  await addByDrag(page, "task", 0.6, 0.3);
  await drag(page, await stagePoint(page, 0.05, 0.1), await stagePoint(page, 0.95, 0.6), { modifiers: ["Shift"] });
  await page.locator("[data-selected]").nth(1).waitFor();
  const before = [await placeOf(page, "a"), await placeOf(page, "b")];

  await drag(page, card(page, "a"), await stagePoint(page, 0.35, 0.6));
  const after = [await placeOf(page, "a"), await placeOf(page, "b")];
  const shifts = after.map((place, index) => ({ x: place.x - before[index].x, y: place.y - before[index].y }));
  assert.deepEqual(shifts[0], shifts[1]);
  assert.ok(shifts[0].y > 0 && shifts[0].y % 8 === 0, `the cards snap to the grid: ${JSON.stringify(shifts)}`);

  await page.getByRole("button", { name: "Undo" }).click();
  assert.deepEqual([await placeOf(page, "a"), await placeOf(page, "b")], before);
  await page.getByRole("button", { name: "Redo" }).click();
  assert.deepEqual([await placeOf(page, "a"), await placeOf(page, "b")], after);
});

pageTest("a click that slips by a few pixels moves no card, and leaves nothing to undo", async ({ page }) => {
  await addByDrag(page, "task", 0.3, 0.3);
  const before = await placeOf(page, "a");
  const at = await pointOf(card(page, "a"));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await drawn(page);
  await page.mouse.move(at.x + 6, at.y + 2, { steps: 3 });
  await page.mouse.up();
  await drawn(page);
  assert.deepEqual(await placeOf(page, "a"), before);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.deepEqual(await labels(page), [], "the last step was the one that added it");
});

pageTest("Escape in the middle of a drag puts the cards back", async ({ page }) => {
  await addByDrag(page, "task", 0.3, 0.3);
  const before = await placeOf(page, "a");
  const from = await pointOf(card(page, "a"));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await drawn(page);
  await page.mouse.move(from.x + 120, from.y + 90, { steps: 6 });
  await page.locator("[data-dragged]").waitFor();
  assert.notDeepEqual(await placeOf(page, "a"), before);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await drawn(page);
  assert.deepEqual(await placeOf(page, "a"), before);
});

pageTest("a shield dropped on a wire wraps what is below, in one step", async ({ page }) => {
  await addByDrag(page, "gather", 0.5, 0.2);
  await addByDrag(page, "task", 0.5, 0.75);
  await connectByDrag(page, "gather", "a");
  const before = await wireNames(page);

  const middle = await stagePoint(page, 0.5, 0.45);
  const chip = await pointOf(page.getByRole("button", { name: "Add shield" }));
  await page.mouse.move(chip.x, chip.y);
  await page.mouse.down();
  await drawn(page);
  await page.mouse.move(middle.x, middle.y, { steps: 10 });
  await page.locator("[data-aimed]").waitFor({ state: "attached" });
  await page.mouse.up();
  await drawn(page);
  await card(page, "shield").waitFor();
  assert.equal(await wireNames(page), "main-1,1-3,3-2");

  await page.getByRole("button", { name: "Undo" }).click();
  await card(page, "shield").waitFor({ state: "detached" });
  assert.equal(await wireNames(page), before);
});

pageTest("a wire dropped on empty canvas makes a task there, and a click on a port connects too", async ({ page }) => {
  await addByDrag(page, "gather", 0.5, 0.2);
  await drag(page, page.getByRole("button", { name: "Connect from gather" }), await stagePoint(page, 0.25, 0.6));
  await card(page, "a").waitFor();
  assert.equal(await wireNames(page), "main-1,1-2");

  await addByDrag(page, "task", 0.75, 0.75);
  await page.getByRole("button", { name: "Connect from gather" }).click();
  await card(page, "b").click();
  await page.locator('[data-wire="1-3"]').waitFor({ state: "attached" });
});

pageTest("a connection that would go round in a circle is refused with the reason", async ({ page }) => {
  await addByDrag(page, "shield", 0.5, 0.2);
  await addByDrag(page, "gather", 0.5, 0.7);
  await connectByDrag(page, "shield", "gather");
  await drag(page, page.getByRole("button", { name: "Connect from gather" }), card(page, "shield"));
  await page.getByRole("alert").getByText("cannot await").waitFor();
  assert.equal(await wireNames(page), "main-1,1-2");
});

pageTest("the keyboard alone adds, connects, moves, renames, copies and removes", async ({ page }) => {
  await page.getByRole("button", { name: "Add gather" }).focus();
  await page.keyboard.press("Enter");
  await card(page, "gather").waitFor();
  await page.locator("#stage").focus();
  await page.keyboard.press("n");
  await card(page, "a").waitFor();

  await page.keyboard.press("m");
  const before = await placeOf(page, "a");
  await drawn(page);
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press("Shift+ArrowDown");
    await drawn(page);
  }
  await page.keyboard.press("Enter");
  await drawn(page);
  assert.equal((await placeOf(page, "a")).y - before.y, 160);

  await page.keyboard.press("ArrowUp");
  await selected(page, "gather");
  await page.keyboard.press("c");
  await page.locator(".hint-bar").getByText("awaits a?").waitFor();
  await drawn(page);
  await page.keyboard.press("Enter");
  await page.locator('[data-wire="1-2"]').waitFor({ state: "attached" });

  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("all of them");
  await page.keyboard.press("Enter");
  await card(page, "all of them").waitFor();

  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  await page.locator("[data-block]").nth(3).waitFor();
  assert.deepEqual(await labels(page), ["a", "a 2", "all of them", "all of them 2"]);
  await page.keyboard.press("Delete");
  await page.locator("[data-block]").nth(2).waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await page.locator("[data-block]").nth(3).waitFor();
});

pageTest("quick clicks on a card that slips under the hand leave nothing to undo", async ({ page }) => {
  // A place that sums of steps do not come back to.
  const block = { id: "b1", label: "left", at: [0.1, 0.7], task: [{ sleep: 1 }] };
  await openFile(page, "scene.json", JSON.stringify({ awaitscope: 1, title: "One", blocks: [block] }));
  await card(page, "left").waitFor();
  const before = await placeOf(page, "left");
  const { x, y } = await pointOf(card(page, "left"));
  await page.mouse.move(x, y);
  for (const slip of [9, 0, 40]) {
    await page.mouse.down();
    await page.mouse.move(x + slip, y + slip);
    await page.mouse.move(x, y);
    await page.mouse.up();
  }
  await page.mouse.dblclick(x, y);
  await page.keyboard.press("Escape");
  assert.deepEqual(await placeOf(page, "left"), before);
  assert.ok(await page.getByRole("button", { name: "Undo" }).isDisabled());
});

pageTest("wheel, zoom keys and fit change what is seen, and nothing in the document", async ({ page }) => {
  await addByDrag(page, "task", 0.5, 0.5);
  const place = await placeOf(page, "a");
  const zoom = () => page.locator("#stage").evaluate((stage) => stage.style.getPropertyValue("--zoom"));
  const middle = await stagePoint(page, 0.5, 0.5);
  await page.mouse.move(middle.x, middle.y);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -50);
  await page.keyboard.up("Control");
  await page.waitForFunction(() => Number(document.querySelector("#stage").style.getPropertyValue("--zoom")) > 1);
  await page.keyboard.press("Shift+Digit0");
  await page.waitForFunction(() => document.querySelector("#stage").style.getPropertyValue("--zoom") === "1");
  await page.mouse.wheel(0, 4000);
  await card(page, "a").waitFor({ state: "detached" });
  await page.keyboard.press("Shift+Digit1");
  await card(page, "a").waitFor();
  assert.equal(await zoom(), "1");
  assert.deepEqual(await placeOf(page, "a"), place);
  assert.equal(await page.getByRole("button", { name: "Undo" }).isEnabled(), true);
});

pageTest("the inspector edits steps, and typing in one field is one step of undo", async ({ page }) => {
  await addByDrag(page, "task", 0.5, 0.4);
  await page.getByLabel("Sleep in seconds").fill("2.5");
  await page.getByLabel("Add a step", { exact: true }).selectOption("Print");
  await page.getByLabel("Text to print").fill("good morning");
  await card(page, "a").getByText("good morning").waitFor();
  await card(page, "a").getByText("sleep 2.5").waitFor();
  await page.getByLabel("Sleep in seconds").fill("-1");
  assert.equal(await page.getByLabel("Sleep in seconds").getAttribute("aria-invalid"), "true");
  await page.getByRole("button", { name: "Undo" }).click();
  await card(page, "a").getByText("hello").waitFor();
});
