// What end-to-end tests are written with:
//
//   import assert from "node:assert/strict";
//   import { pageTest } from "./harness.mjs";
//
//   pageTest("a dropped card can be undone", { path: "#s=…", viewport: PHONE, theme: "dark" }, async ({ page, drag }) => {
//     await drag(page.getByText("Task"), { x: 400, y: 300 });
//     await page.getByRole("button", { name: "Undo" }).click();
//   });
//
// Each test gets a fresh browser context (no storage, no history) with the page already started. An error on the
// console, an exception or a violated policy fails it, whatever it asserts. A test that fails leaves a picture in
// tests/browser/screenshots.
//
// `cargo xtask test` says in the environment where the browser, the built page and the npm packages are.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "./server.mjs";

export const DESKTOP = { width: 1440, height: 900 };
export const TABLET = { width: 1024, height: 768 };
export const PHONE = { width: 390, height: 844 };

const SCREENSHOTS = path.join(path.dirname(fileURLToPath(import.meta.url)), "screenshots");

const CHROMIUM_FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium's sandbox does not start as root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

function fromEnvironment(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test\``);
  return value;
}

/** Starts Chromium. */
export async function launch() {
  const require = createRequire(path.join(fromEnvironment("AWAITSCOPE_NODE_MODULES"), "here.js"));
  const { chromium } = require("playwright-core");
  return chromium.launch({ executablePath: fromEnvironment("CHROMIUM"), args: CHROMIUM_FLAGS });
}

/** Serves the built page. */
export function serveDist() {
  return serve(fromEnvironment("AWAITSCOPE_DIST"));
}

/**
 * Opens the page at `url` in a context of its own and waits until it runs.
 *
 * Options: `viewport`, `theme` ("light", "dark"), `touch`, `reducedMotion` ("reduce"), `started` (false: do not wait).
 * What went wrong on the page is collected in `errors`.
 */
export async function open(browser, url, options = {}) {
  const { viewport = DESKTOP, theme = "light", touch = false, reducedMotion = null, started = true } = options;
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    hasTouch: touch,
    reducedMotion,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  page.on("requestfailed", (request) => errors.push(`request: ${request.url()} ${request.failure()?.errorText}`));
  await page.goto(url);
  if (started) await page.locator("html[data-page]").waitFor({ state: "attached" });
  return { context, page, errors };
}

/** The middle of a locator's box, or the point itself: `{ x, y }` in the viewport. */
export async function pointOf(target) {
  if (typeof target.boundingBox !== "function") return target;
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error("there is nothing to point at: the element has no box");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the mouse from one locator or point to another, moving on the way as a hand does. */
export async function drag(page, from, to, { steps = 12, modifiers = [] } = {}) {
  const start = await pointOf(from);
  const end = await pointOf(to);
  for (const key of modifiers) await page.keyboard.down(key);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps });
  await page.mouse.up();
  for (const key of modifiers) await page.keyboard.up(key);
}

/** Saves a picture as tests/browser/screenshots/NAME.png and returns its path. */
export async function screenshot(page, name) {
  fs.mkdirSync(SCREENSHOTS, { recursive: true });
  const file = path.join(SCREENSHOTS, `${name.replace(/[^\w.-]+/g, "-")}.png`);
  await page.screenshot({ path: file });
  return file;
}

let shared;

before(async () => {
  shared = { browser: await launch(), server: await serveDist() };
});

after(async () => {
  await shared?.browser.close();
  await shared?.server.close();
});

/**
 * A test that starts on the opened page. Options are those of `open`, and `path`: what follows the page's address,
 * such as `#s=…` or `embed/`. The body gets `{ page, context, errors, url, browser, drag, screenshot }`; a test that
 * provokes errors empties `errors`.
 */
export function pageTest(name, options, body) {
  if (typeof options === "function") return pageTest(name, {}, options);
  return test(name, { timeout: 60_000 }, async () => {
    const { browser, server } = shared;
    const opened = await open(browser, server.url + (options.path ?? ""), options);
    const { page, context, errors } = opened;
    try {
      await body({
        ...opened,
        browser,
        url: server.url,
        drag: (from, to, how) => drag(page, from, to, how),
        screenshot: (as) => screenshot(page, as),
      });
      assert.deepEqual(errors, [], "the page reported errors");
    } catch (error) {
      const file = await screenshot(page, `failed ${name}`).catch(() => "none");
      console.error(`${name}: picture in ${path.relative(process.cwd(), file)}`);
      if (errors.length > 0) console.error(errors.join("\n"));
      throw error;
    } finally {
      await context.close();
    }
  });
}
