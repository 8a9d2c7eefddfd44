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

/**
 * What comes late, and how slow the machine is: what is there first decides what has to be done anew when the rest comes. `late`
 * are addresses.
 */
const PACES = [
  {},
  { slower: 20 },
  { slower: 20, late: /gallery\// },
  { late: /gallery\// },
  { late: /runs\.js|scenes/ },
];
const LATE_MS = 600;
const TIMEOUT_MS = 60_000;

/** Visits wait more than they work. */
const AT_ONCE = 2;

/** Long enough for what a visit has still to do when all is fetched, such as keeping its work. */
const SETTLED_MS = 1500;

/** For so long a run is looked at as it plays, and then, faster, until it ends: or for so long, if it has no end. */
const PLAYED_MS = 700;
const ENDED_MS = 20_000;

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
  const visit = async (seen, hash, { slower = 1, late, ...options }, doing) => {
    const { context, page, errors } = await open(browser, "about:blank", { ...options, started: false });
    page.setDefaultTimeout(TIMEOUT_MS);
    if (late) await page.route(late, (route) => setTimeout(() => route.continue().catch(() => {}), LATE_MS));
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await page.goto(server.url + hash);
    await page.locator("html[data-page=started]").waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    await doing(page);
    for (const number of await page.evaluate(() => [...globalThis.functionsSeen])) seen.add(number);
    if (errors.length > 0) throw new Error(`the page does not work: ${errors[0]}`);
    await context.close();
  };
  const visits = [];
  const plan = (...its) => visits.push(() => visit(...its));
  const planBoth = (slug, options, doing) => {
    plan(link, `#gallery=${slug}`, options, doing);
    plan(frame, `#gallery=${slug}&embed`, { ...options, viewport: { width: 720, height: 420 } }, doing);
  };
  for (const options of [...MANNERS, ...PACES]) plan(first, "", options, resized);
  for (const pace of PACES) planBoth("shield", pace, (page) => resized(page).then(() => played(page)));
  for (const [index, slug] of linkedTo(folder).entries()) planBoth(slug, MANNERS[index % MANNERS.length], played);
  const visitAll = async () => {
    for (let next = visits.shift(); next; next = visits.shift()) await next();
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, visitAll));
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
