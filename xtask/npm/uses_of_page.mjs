// What of the page runs in ordinary visits.
import fs from "node:fs";
import path from "node:path";
import { launch, open, PHONE, TABLET } from "../../tests/browser/driver.mjs";
import { serve } from "../../tests/browser/server.mjs";

/** How people see it. A window may get another size, at any moment. */
const MANNERS = [
  {},
  { theme: "dark", viewport: PHONE, touch: true },
  { viewport: TABLET, reducedMotion: "reduce" },
];

/** Long enough for what a visit has still to do when all is fetched, such as keeping its work. */
const SETTLED_MS = 1500;

/** For so long a run is looked at as it plays, and then, faster, until it ends: or for so long, if it has no end. */
const PLAYED_MS = 700;
const ENDED_MS = 8000;

/** Of the gallery every so many-th is opened. */
const EVERY = { blocks: 3, python: 14 };

/**
 * The functions that run of a built page whose functions tell `seen` that they do, by their numbers: on a first visit until
 * somebody does something (`first`), of whoever follows a link to something and has it played (`link`), and in a frame (`frame`).
 */
export async function usesOfPage(folder) {
  const browser = await launch();
  const server = await serve(folder);
  const first = new Set();
  const link = new Set();
  const frame = new Set();
  const visit = async (seen, hash, options, doing) => {
    const { context, page, errors } = await open(browser, server.url + hash, options);
    await page.waitForLoadState("networkidle");
    await doing(page);
    for (const number of await page.evaluate(() => [...globalThis.functionsSeen])) seen.add(number);
    if (errors.length > 0) throw new Error(`the page does not work: ${errors[0]}`);
    await context.close();
  };
  const frameOf = (options) => ({ ...options, viewport: { width: 720, height: 420 } });
  try {
    for (const options of MANNERS) await visit(first, "", options, resized);
    await visit(link, "#gallery=shield", {}, resized);
    await visit(frame, "#gallery=shield&embed", frameOf({}), resized);
    for (const [index, slug] of linkedTo(folder).entries()) {
      const options = MANNERS[index % MANNERS.length];
      await visit(link, `#gallery=${slug}`, options, played);
      await visit(frame, `#gallery=${slug}&embed`, frameOf(options), played);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return { first, link, frame };
}

/** What is opened by links. */
function linkedTo(folder) {
  const index = JSON.parse(fs.readFileSync(path.join(folder, "gallery/index.json"), "utf8"));
  return Object.entries(EVERY).flatMap(([wanted, every]) => {
    const its = index.filter(({ kind }) => kind === wanted);
    return its.filter((_, position) => position % every === 0).map(({ slug }) => slug);
  });
}

async function resized(page) {
  await page.waitForTimeout(SETTLED_MS);
  const { width, height } = page.viewportSize();
  for (const size of [{ width: width - 40, height: height - 40 }, { width, height }]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(SETTLED_MS);
  }
}

/** Presses Run, and what is asked before, and looks on; then goes a step back and forward. */
async function played(page) {
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  await press("Run");
  const isAsked = page.locator(".predict").waitFor().then(() => true);
  const isRunning = page.locator("[data-run=running], [data-run=finished]").waitFor().then(() => false);
  if (await Promise.race([isAsked, isRunning].map((either) => either.catch(() => false)))) {
    await page.getByRole("button", { name: /^Just run/ }).click();
  }
  await page.locator("[data-run=running], [data-run=finished]").waitFor();
  await page.waitForTimeout(PLAYED_MS);
  await page.getByLabel("Speed").selectOption("4");
  await page.locator("[data-run=finished]").waitFor({ timeout: ENDED_MS }).catch(() => {});
  for (const name of ["Step back", "Step"]) {
    const button = page.getByRole("button", { name, exact: true });
    if (await button.isEnabled()) await button.click();
  }
  await page.waitForTimeout(PLAYED_MS);
}
