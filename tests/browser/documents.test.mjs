import assert from "node:assert/strict";
import fs from "node:fs";
import { pageTest, PHONE } from "./harness.mjs";
import { addByDrag, button, card, labels, openBuiltIn, openFile, write } from "./playground.mjs";

const SCENE = { awaitscope: 1, title: "Two", blocks: [{ id: "b1", label: "left", at: [0, 0], task: [{ sleep: 1 }] }] };

pageTest("what is drawn is there again after a reload", async ({ page }) => {
  await addByDrag(page, "task", 0.4, 0.4);
  await page.getByLabel("Title of the scene").fill("Mine");
  // Leaving the page saves, however soon after the last change.
  await page.reload();
  await card(page, "a").waitFor();
  assert.equal(await page.getByLabel("Title of the scene").inputValue(), "Mine");
});

pageTest("two tabs do not lose each other's programs", async ({ page, context, url }) => {
  const text = (tab) => tab.getByLabel("Python program");
  const kept = (tab) => tab.getByLabel("Program", { exact: true }).locator("optgroup[label='Kept programs'] option").allTextContents();
  const saved = (tab, program) => tab.waitForFunction((program) => localStorage.getItem("awaitscope.python") === program, program);
  await write(page, "print('first')\n");
  await saved(page, "print('first')\n");

  const other = await context.newPage();
  await other.goto(url);
  await other.locator("html[data-page=started]").waitFor({ state: "attached" });
  assert.equal(await text(other).inputValue(), "print('first')\n");
  await text(other).fill("print('second')\n");
  await saved(other, "print('second')\n");

  // What was saved here long ago is not saved again when this tab is left.
  await page.reload();
  await page.locator("html[data-page=started]").waitFor({ state: "attached" });
  assert.equal(await text(page).inputValue(), "print('second')\n");

  // What is written here takes the place of what is written there, which is kept.
  await text(other).fill("print('third')\n");
  await saved(other, "print('third')\n");
  await text(page).fill("print('fourth')\n");
  await page.getByText("The program of another tab is kept in the list of programs.").waitFor();
  await saved(page, "print('fourth')\n");
  assert.deepEqual(await kept(page), ["print('third')"]);
  await page.reload();
  await page.locator("html[data-page=started]").waitFor({ state: "attached" });
  assert.equal(await text(page).inputValue(), "print('fourth')\n");
  assert.deepEqual(await kept(page), ["print('third')"]);

  // Who only draws there leaves the program alone.
  await button(other, "Blocks").click();
  await addByDrag(other, "task", 0.4, 0.4);
  await other.waitForFunction(() => localStorage.getItem("awaitscope.scene")?.includes("task"));
  await saved(other, "print('fourth')\n");
});

pageTest("two tabs do not lose each other's scenes", async ({ page, context, url }) => {
  const title = (tab) => tab.getByLabel("Title of the scene");
  const saved = (tab, title) => tab.waitForFunction((title) => localStorage.getItem("awaitscope.scene")?.includes(`"${title}"`), title);
  const kept = (tab, name) => tab.getByLabel("Scenes").getByRole("button", { name, exact: true });
  await addByDrag(page, "task", 0.4, 0.4);
  await title(page).fill("first");
  await saved(page, "first");

  const other = await context.newPage();
  await other.goto(url);
  await other.locator("html[data-page=started]").waitFor({ state: "attached" });
  await card(other, "a").waitFor();
  await title(other).fill("second");
  await saved(other, "second");

  // Who only writes Python here leaves the scene alone, and what was put aside there stays.
  await other.getByRole("button", { name: "New scene" }).click();
  await kept(other, "second").waitFor();
  await addByDrag(other, "gather", 0.4, 0.4);
  await title(other).fill("third");
  await saved(other, "third");
  await write(page, "print('mine')\n");
  await page.waitForFunction(() => localStorage.getItem("awaitscope.python")?.includes("mine"));
  await saved(page, "third");

  // What is drawn here takes the place of what is drawn there, which is kept.
  await button(page, "Blocks").click();
  await title(page).fill("fourth");
  await page.getByText("The scene of another tab is kept under My scenes.").waitFor();
  await saved(page, "fourth");
  await kept(page, "third").waitFor();
  await page.reload();
  await card(page, "a").waitFor();
  assert.equal(await title(page).inputValue(), "fourth");
  for (const name of ["second", "third"]) await kept(page, name).waitFor();
});

pageTest("opening a built-in scene keeps the own one, and one click brings it back", async ({ page }) => {
  await addByDrag(page, "task", 0.4, 0.4);
  await openBuiltIn(page, "shield");
  await card(page, "payment").waitFor();
  await page.getByText("is kept under My scenes").waitFor();
  await page.reload();
  await card(page, "payment").waitFor();
  await page.getByLabel("Scenes").getByRole("button", { name: "My scene" }).click();
  await card(page, "a").waitFor();
  assert.deepEqual(await labels(page), ["a"]);
});

/** Drops a file on the stage. */
const dropFile = (page, name, text) =>
  page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      const at = document.getElementById("stage");
      const isLeft = (kind) => at.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      return [isLeft("dragover"), isLeft("drop")];
    },
    [name, text],
  );

pageTest("a file that is dropped on the page is opened, and what was there is kept", async ({ page }) => {
  await addByDrag(page, "task", 0.4, 0.4);
  assert.deepEqual(await dropFile(page, "two.json", JSON.stringify(SCENE)), [false, false], "the page is not left for it");
  await card(page, "left").waitFor();
  await page.getByLabel("Scenes").getByRole("button", { name: "My scene" }).waitFor();
  await dropFile(page, "hello.py", "import asyncio\n\nasync def main():\n    print('hello')\n\nasyncio.run(main())\n");
  await page.getByLabel("Python program").waitFor();
  await dropFile(page, "picture.png", "\u0089PNG");
  await page.getByRole("dialog", { name: "picture.png was not opened" }).waitFor();
});

pageTest("a file that cannot be read says where it is wrong, and the work stays", async ({ page }) => {
  await addByDrag(page, "task", 0.4, 0.4);
  const bad = { ...SCENE, blocks: [{ ...SCENE.blocks[0], task: [{ sleep: -1 }, { await: "b9" }] }] };
  await openFile(page, "bad.json", JSON.stringify(bad, null, 1));
  const dialog = page.getByRole("dialog", { name: "bad.json was not opened" });
  await dialog.waitFor();
  assert.match(await dialog.textContent(), /line \d+, column \d+/);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual(await labels(page), ["a"]);

  for (const text of ["{", '{"awaitscope": 99, "blocks": []}', "\u0000", "[".repeat(100_000)]) {
    await openFile(page, "worse.json", text);
    await page.getByRole("dialog", { name: "worse.json was not opened" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  assert.deepEqual(await labels(page), ["a"]);
});

pageTest("a saved file opens again as it was", async ({ page }) => {
  await openFile(page, "two.json", JSON.stringify(SCENE));
  await card(page, "left").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save file" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "two.json");
  const text = fs.readFileSync(await download.path(), "utf8");
  await page.getByRole("button", { name: "New scene" }).click();
  await card(page, "left").waitFor({ state: "detached" });
  await openFile(page, "again.json", text);
  await card(page, "left").waitFor();
});

pageTest("storage that is not readable is kept and said, not overwritten", async ({ page, context, url }) => {
  await page.evaluate(() => localStorage.setItem("awaitscope.scene", "{broken"));
  const other = await context.newPage();
  await other.goto(url);
  await other.getByRole("alert").getByText("could not be read").waitFor();
  assert.equal(await other.evaluate(() => localStorage.getItem("awaitscope.unreadable")), "{broken");
});

pageTest("on a phone a scene is opened from a sheet and runs", { viewport: PHONE, touch: true }, async ({ page }) => {
  await button(page, "Add").tap();
  await openBuiltIn(page, "shield");
  await card(page, "payment").waitFor();
  await page.getByLabel("Speed").selectOption("instant");
  await button(page, "Run").tap();
  await page.getByRole("button", { name: "Just run" }).tap();
  await page.locator("[data-run=finished]").waitFor();
  await button(page, "Console").tap();
  await page.locator(".line").getByText("the payment begins").waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(overflow, false, "nothing is wider than the screen");
});

pageTest("a frame for a page is called by what is in it", async ({ page }) => {
  await openFile(page, "scene.json", JSON.stringify({ ...SCENE, title: 'Left & "right"' }));
  await page.locator("[data-label=left]").waitFor();
  await button(page, "Share").click();
  const frame = await page.getByRole("textbox", { name: "Frame for a page" }).inputValue();
  const title = await page.evaluate((html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content.firstChild.title;
  }, frame);
  assert.equal(title, 'Left & "right"');
});
