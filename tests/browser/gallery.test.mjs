import assert from "node:assert/strict";
import fs from "node:fs";
import { pageTest, PHONE } from "./harness.mjs";
import { addByDrag, addressIs, button, card, labels, openBuiltIn } from "./playground.mjs";

const FOLDER = new URL("../../static/gallery/", import.meta.url);
const INDEX = JSON.parse(fs.readFileSync(new URL("index.json", FOLDER), "utf8"));

const search = (page) => page.getByLabel("Search the gallery");
const titles = (page) => page.locator(".gallery__title").allTextContents();

pageTest("the gallery is grouped by topic, and found by words", async ({ page }) => {
  await page.locator(".gallery__topic").first().waitFor();
  const topics = [...new Set(INDEX.map((entry) => entry.topic))];
  const counts = topics.map((topic) => topic + INDEX.filter((entry) => entry.topic === topic).length);
  assert.deepEqual(await page.locator(".gallery__topic").allTextContents(), counts);
  const first = INDEX.filter((entry) => entry.topic === topics[0]).map((entry) => entry.title);
  assert.deepEqual(await titles(page), first, "the first topic is unfolded");

  await page.getByRole("button", { name: topics[2] }).click();
  assert.ok((await titles(page)).length > first.length);
  await search(page).fill("SHIELD cancel");
  const found = await titles(page);
  assert.ok(found.length > 0 && found.length < 20 && found.includes("Shield protects the work, not the one who waits for it"), found.join());
  await search(page).fill("zebra");
  await page.getByText("Nothing in the gallery has").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await search(page).inputValue(), "");
});

pageTest("arrow keys go through the list, Enter opens what is found first", async ({ page }) => {
  await page.locator(".gallery__topic").first().waitFor();
  await search(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.slug), INDEX[0].slug);
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-expanded")), "true");
  await search(page).fill("payment");
  await page.keyboard.press("Enter");
  await card(page, "payment").waitFor();
  await page.locator("[data-slug=shield][aria-current=true]").waitFor();
});

pageTest("a link opens a scene, and what was worked on is kept", async ({ page, url }) => {
  await addByDrag(page, "task", 0.4, 0.4);
  await page.goto(`${url}#gallery=shield`);
  await card(page, "payment").waitFor();
  await page.getByText("is kept under My scenes").waitFor();
  await page.reload();
  await card(page, "payment").waitFor();
  await page.getByRole("button", { name: "My scene" }).click();
  await card(page, "a").waitFor();
  assert.deepEqual(await labels(page), ["a"]);
  await addressIs(page, /^$/);
});

pageTest("a scene that was changed stays changed, and goes back to the original", async ({ page }) => {
  await openBuiltIn(page, "shield");
  await card(page, "payment").click();
  await page.keyboard.press("Delete");
  await card(page, "payment").waitFor({ state: "detached" });
  await page.reload();
  await card(page, "customer").waitFor();
  assert.equal(await card(page, "payment").count(), 0, "the link does not overwrite what was changed");
  await page.getByRole("button", { name: "Back to the original" }).click();
  await card(page, "payment").waitFor();
  await page.getByRole("button", { name: "(changed)" }).click();
  await card(page, "payment").waitFor({ state: "detached" });
});

pageTest("a built-in program opens in the Python pane, stays changed, and goes back", { path: "#gallery=reverse-shield" }, async ({ page }) => {
  const text = fs.readFileSync(new URL("reverse-shield.py", FOLDER), "utf8");
  const editor = page.getByLabel("Python program");
  await page.waitForFunction((text) => document.getElementById("program")?.value === text, text);
  await editor.fill(`${text}# mine\n`);
  await page.reload();
  await editor.waitFor();
  assert.equal(await editor.inputValue(), `${text}# mine\n`);
  await page.getByRole("button", { name: "Back to the original" }).click();
  await page.waitForFunction((text) => document.getElementById("program")?.value === text, text);
  const kept = await page.getByLabel("Program", { exact: true }).locator("optgroup[label='Kept programs'] option").count();
  assert.equal(kept, 1, "what was changed is kept");
});

pageTest("what cannot be fetched is said, and tried again", async ({ page, context, url, errors }) => {
  await page.close();
  const other = await context.newPage();
  await context.route("**/gallery/**", (route) => route.abort());
  await other.goto(`${url}#gallery=shield`);
  await other.getByText("The gallery could not be fetched.").first().waitFor();
  await context.unroute("**/gallery/**");
  await context.route("**/gallery/*.json", (route) => (route.request().url().includes("shield") ? route.abort() : route.continue()));
  await other.getByRole("button", { name: "Try again" }).first().click();
  await other.getByText("could not be fetched").first().waitFor();
  await context.unroute("**/gallery/*.json");
  await other.getByRole("button", { name: "Try again" }).first().click();
  await card(other, "payment").waitFor();
  assert.equal(await other.getByText("could not be fetched").count(), 0);
  errors.length = 0;
});

pageTest("a frame says what could not be fetched, and tries again", async ({ page, context, url, errors }) => {
  await page.close();
  const other = await context.newPage();
  await context.route("**/gallery/shield.json", (route) => route.fulfill({ status: 404 }));
  await other.goto(`${url}#gallery=shield&embed`);
  const said = other.getByRole("alert");
  await said.getByText("could not be fetched. Check the connection, and try again.").waitFor();
  assert.equal(await other.getByText("Drag a task here").count(), 0);
  await context.unroute("**/gallery/shield.json");
  await said.getByRole("button", { name: "Try again" }).click();
  await card(other, "payment").waitFor();
  await said.waitFor({ state: "detached" });
  errors.length = 0;
});

pageTest("an unknown name in a link is said", { path: "#gallery=nothing-like-it" }, async ({ page }) => {
  await page.getByText("There is nothing called \u201cnothing-like-it\u201d in the gallery.").waitFor();
});

pageTest("the empty start offers the gallery with room for its texts", async ({ page }) => {
  await page.locator(".empty").getByRole("button", { name: "Browse the gallery" }).click();
  const dialog = page.getByRole("dialog", { name: "The gallery" });
  assert.equal(await dialog.locator(".gallery__about").count(), INDEX.length);
  await dialog.locator("[data-slug=shield]").click();
  await dialog.waitFor({ state: "detached" });
  await card(page, "payment").waitFor();
});

pageTest("on a phone the gallery is in the sheet of blocks", { viewport: PHONE }, async ({ page }) => {
  await button(page, "Add").click();
  await search(page).fill("reverse");
  await page.locator("[data-slug=reverse-shield]").click();
  await page.waitForFunction(() => location.hash === "#gallery=reverse-shield");
});

for (const [kind, what] of [["blocks", "scene"], ["python", "program"]]) {
  pageTest(`every built-in ${what} opens and runs to its end`, async ({ page, url }) => {
    const index = await (await fetch(new URL("gallery/index.json", url))).json();
    const entries = index.filter((entry) => entry.kind === kind);
    assert.ok(entries.length > 20, `there are ${entries.length}`);
    await page.getByLabel("Speed").selectOption("instant");
    for (const [position, { slug, title }] of entries.entries()) {
      await page.evaluate((slug) => (location.hash = `gallery=${slug}`), slug);
      await page.waitForFunction((title) => {
        const shown = document.querySelector(".topbar__title")?.value ?? document.querySelector("#program").value;
        const { run } = document.querySelector("[data-run]").dataset;
        return shown.includes(title) && run === "idle";
      }, title);
      await button(page, "Run").click();
      // Whoever does not want to be asked says so once.
      if (position === 0) await page.getByRole("button", { name: "Just run" }).click();
      await page.locator("[data-run=finished]").waitFor();
      assert.equal(await page.getByText("could not be", { exact: false }).count(), 0, slug);
    }
  });
}
