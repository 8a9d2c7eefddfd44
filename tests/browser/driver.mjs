// Driving Chromium: starting it, opening the built page, pointing, and taking pictures.
//
// The environment says where the browser, the built page and the npm packages are; `cargo xtask` sets it.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./server.mjs";

export const DESKTOP = { width: 1440, height: 900 };
export const TABLET = { width: 1024, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** For so long something on the page is waited for, and for so long a test lasts: limits against hanging on the slowest machine. */
export const PATIENCE_MS = 60_000;
export const TEST_MS = 240_000;

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

/** Serves the built page; options are those of `serve`. */
export function serveDist(options) {
  return serve(fromEnvironment("AWAITSCOPE_DIST"), options);
}

/**
 * Opens the page at `url` in a context of its own and waits until it runs.
 *
 * Options: `viewport`, `theme` ("light", "dark"), `touch`, `reducedMotion` ("reduce"), `started` (false: do not wait),
 * `script`: a function that the page runs before its own scripts.
 * What went wrong on the page is collected in `errors`.
 */
export async function open(browser, url, options = {}) {
  const { viewport = DESKTOP, theme = "light", touch = false, reducedMotion = null, started = true, script = null } = options;
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    hasTouch: touch,
    reducedMotion,
    acceptDownloads: true,
  });
  if (script) await context.addInitScript(script);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const errors = [];
  page.on("pageerror", (error) => errors.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  page.on("requestfailed", (request) => {
    // A page that is left or loaded again gives up what it was fetching.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") errors.push(`request: ${request.url()} ${why}`);
  });
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

/** Waits until what was done is drawn. */
export function drawn(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });
}

/** Drags with the mouse from one locator or point to another, moving on the way as a hand does, which is slower than frames. */
export async function drag(page, from, to, { steps = 12, modifiers = [] } = {}) {
  const start = await pointOf(from);
  const end = await pointOf(to);
  for (const key of modifiers) await page.keyboard.down(key);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await drawn(page);
  await page.mouse.move(end.x, end.y, { steps });
  await drawn(page);
  await page.mouse.up();
  await drawn(page);
  for (const key of modifiers) await page.keyboard.up(key);
}

/** Saves a picture as tests/browser/screenshots/NAME.png and returns its path. */
export async function screenshot(page, name) {
  fs.mkdirSync(SCREENSHOTS, { recursive: true });
  const file = path.join(SCREENSHOTS, `${name.replace(/[^\w.-]+/g, "-")}.png`);
  await page.screenshot({ path: file });
  return file;
}
