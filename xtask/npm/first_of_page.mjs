// What of the page runs on a first visit, until somebody does something.
import { launch, open, PHONE, TABLET } from "../../tests/browser/driver.mjs";
import { serve } from "../../tests/browser/server.mjs";

const VISITS = [
  {},
  { theme: "dark", viewport: PHONE, touch: true },
  { viewport: TABLET, reducedMotion: "reduce" },
  { viewport: { width: 720, height: 420 }, link: "#gallery=shield&embed" },
];

/** The functions that run of a built page, whose functions tell `seen` that they do: by their numbers. */
export async function firstOfPage(folder) {
  const browser = await launch();
  const server = await serve(folder);
  const seen = new Set();
  try {
    for (const { link = "", ...options } of VISITS) {
      const { context, page, errors } = await open(browser, server.url + link, options);
      await page.locator("[data-run=idle]").waitFor();
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
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
