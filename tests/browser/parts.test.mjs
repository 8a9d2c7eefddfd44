// What is fetched when: at first, at the first move, and when something needs it.
import assert from "node:assert/strict";
import { DESKTOP } from "./driver.mjs";
import { pageTest } from "./harness.mjs";
import { button } from "./playground.mjs";

const LATER = /awaitscope-later-\w+\.wasm$/;

/** Presses a button as no person does: without a move of the pointer, and without the focus. */
function addTask(page) {
  return page.getByRole("button", { name: "Add task" }).evaluate((button) => button.click());
}

pageTest("a first visit fetches what it shows, the first move what a run takes, and neither what runs Python", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1)));
  // With a clock that is wound by hand, all that a visit does of itself is done.
  await page.clock.install();
  await page.reload();
  await page.locator("html[data-page=started]").waitFor();
  await page.waitForLoadState("networkidle");
  await page.clock.runFor(60_000);
  await page.setViewportSize({ width: 1300, height: 800 });
  await page.clock.runFor(60_000);
  assert.ok(asked.includes("start.js"));
  assert.deepEqual(asked.filter((name) => /later|scenes|python|runs/.test(name)), []);

  const parts = [LATER, /runs\.js$/, /awaitscope-scenes_bg\.wasm$/].map((part) => page.waitForRequest(part));
  await page.mouse.move(300, 300);
  await page.mouse.move(310, 310);
  await Promise.all(parts);
  assert.deepEqual(asked.filter((name) => name.includes("python")), []);
});

/**
 * The wasm files that are fetched ahead from now on, but for those of Python. What is fetched because it is needed at once, and
 * waited for, is asked for in another way: that follows from how busy the machine is, as well as from where the page was cut.
 */
function fetchedAhead(page) {
  const asked = [];
  page.on("request", (request) => {
    if (request.resourceType() !== "xhr") asked.push(...(/awaitscope[\w-]*\.wasm$/.exec(request.url()) ?? []));
  });
  return asked;
}

for (const [who, path, viewport, most] of [
  ["a frame", "#gallery=shield&embed", { width: 720, height: 420 }, 3],
  ["a link", "#gallery=shield", DESKTOP, 4],
]) {
  pageTest(`${who} fetches ahead what plays its scene, and the rest of the page not even when it is played`, async ({ browser, url }) => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const asked = fetchedAhead(page);
    // What runs scenes is there before Run is pressed.
    const scenes = page.waitForRequest(/awaitscope-scenes_bg\.wasm$/);
    await page.goto(url + path);
    await page.locator("[data-block]").first().waitFor();
    await scenes;
    // As with a key of the browser's own, without a move of the pointer over the page.
    await page.waitForLoadState("networkidle");
    const atOnce = [...asked];
    assert.ok(atOnce.length <= most, atOnce.join());
    const press = (name) => page.getByRole("button", { name }).evaluate((button) => button.click());
    await press(/^Run$/);
    await press(/^Just run/);
    await page.locator("[data-run=running]").waitFor();
    await page.locator("[data-run=finished]").waitFor();
    assert.deepEqual(asked.filter((name) => LATER.test(name)), []);
    await context.close();
  });
}

pageTest("in a frame the controls fetch nothing, and what lies beside them the rest", { path: "#gallery=shield&embed" }, async ({ page }) => {
  await page.locator("[data-block]").first().waitFor();
  await page.waitForLoadState("networkidle");
  const asked = fetchedAhead(page);
  await page.mouse.move(300, 200);
  await page.mouse.move(310, 210);
  await button(page, "Run").click();
  await page.getByRole("button", { name: /^Just run/ }).click();
  await page.locator("[data-run=running]").waitFor();
  assert.deepEqual(asked, []);
  const rest = page.waitForRequest(LATER);
  await page.locator("[data-block]").first().click();
  await rest;
});

pageTest("what runs the program of a frame is fetched when somebody comes near", { path: "#gallery=bare-except&embed" }, async ({ page }) => {
  const python = /awaitscope-python_bg\.wasm$/;
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: "Run", exact: true, disabled: false }).waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(asked.filter((url) => python.test(url)), []);
  const near = page.waitForRequest(python);
  await page.mouse.move(300, 200);
  await page.mouse.move(310, 210);
  await near;
});

pageTest("what is needed before it was fetched is waited for", async ({ page }) => {
  const asked = page.waitForRequest(LATER);
  await addTask(page);
  await page.locator("[data-block]").waitFor();
  await asked;
});

pageTest("a part that cannot be fetched is told of", async ({ page, errors }) => {
  await page.route(LATER, (route) => route.abort());
  await page.reload();
  await page.locator("html[data-page=started]").waitFor();
  await addTask(page);
  await page.getByRole("alert").getByText("a part of it could not be fetched").waitFor();
  assert.ok(errors.some((error) => error.includes("could not be fetched")));
  errors.length = 0;
});

pageTest("a program fetches what it needs of Python, another one what it needs besides", async ({ page }) => {
  const parts = [];
  page.on("request", (request) => parts.push(...(/awaitscope-python\S*\.wasm$/.exec(request.url()) ?? [])));
  const run = async (program, printed) => {
    await page.getByLabel("Python program").fill(program);
    await button(page, "Run").click();
    await page.locator(".panel--console").getByText(printed, { exact: true }).waitFor();
    return parts.splice(0);
  };
  await button(page, "Python").click();
  const first = await run('print("first")', "first");
  assert.ok(first.length >= 1 && first.length <= 4, `of 14 files ${first.length} were fetched`);
  const second = await run('import json\nprint(json.loads("[1.5e300]"), "second".title())', "[1.5e+300] Second");
  assert.ok(second.length >= 1, "nothing was missing of Python");
  assert.equal(new Set([...first, ...second]).size, first.length + second.length, "something was fetched twice");
});

pageTest("what a program needs may take as long to be fetched as it takes", { path: "#gallery=bare-except" }, async ({ page }) => {
  let letGo;
  const held = new Promise((settle) => (letGo = settle));
  await page.route(/awaitscope-python.*\.(js|wasm)$/, (route) => held.then(() => route.continue()));
  // Some of it may be there already: it is fetched when somebody comes near. And what was asked of a clock cannot be taken back
  // from another one.
  await page.clock.install();
  await page.reload();
  await page.getByRole("button", { name: "Run", exact: true, disabled: false }).waitFor();
  await button(page, "Run").click();
  await page.clock.runFor(60_000);
  await button(page, "Computing\u2026").waitFor();
  letGo();
  await page.getByRole("button", { name: /^Just run/ }).click();
  await page.locator("[data-run=running], [data-run=finished]").first().waitFor();
});
