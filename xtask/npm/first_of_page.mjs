// What of the page runs on a first visit, until somebody does something in it. A window may get another size, at any moment
// of the start.
import { launch, open, PHONE, TABLET } from "../../tests/browser/driver.mjs";
import { serve } from "../../tests/browser/server.mjs";

const VISITS = [
  {},
  { theme: "dark", viewport: PHONE, touch: true },
  { viewport: TABLET, reducedMotion: "reduce" },
];

/** Long enough for what a visit has still to do when all is fetched, such as keeping its work. */
const SETTLED_MS = 1500;

/** The functions that run of a built page, whose functions tell `seen` that they do: by their numbers. */
export async function firstOfPage(folder) {
  const browser = await launch();
  const server = await serve(folder);
  const seen = new Set();
  try {
    for (const options of VISITS) {
      const { context, page, errors } = await open(browser, server.url, options);
      await page.waitForLoadState("networkidle");
      await page.waitForTimeout(SETTLED_MS);
      const { width, height } = page.viewportSize();
      for (const size of [{ width: width - 40, height: height - 40 }, { width, height }]) {
        await page.setViewportSize(size);
        await page.waitForTimeout(SETTLED_MS);
      }
      for (const number of await page.evaluate(() => [...globalThis.functionsSeen])) seen.add(number);
      if (errors.length > 0) throw new Error(`the page does not start: ${errors[0]}`);
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return seen;
}
