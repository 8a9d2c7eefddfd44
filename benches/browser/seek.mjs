// Measures what a jump to a random moment of a long run costs in the page, drawing it included: `cargo xtask bench seek`
import { launch, open, serveDist } from "../../tests/browser/driver.mjs";
import { openScene, run, sleepers } from "./scenes.mjs";
import { row, seeks, spread } from "./trace.mjs";

const SEEKS = 60;
const PAUSE_MS = 120;

const browser = await launch();
const server = await serveDist();
try {
  const { context, page } = await open(browser, server.url);
  await openScene(page, sleepers(1000));
  await run(page);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  const seek = async () => {
    for (let count = 0; count < SEEKS; count += 1) {
      await page.evaluate((share) => {
        const scrubber = document.getElementById("scrubber");
        performance.mark("seek");
        scrubber.value = String(share * 1000);
        scrubber.dispatchEvent(new Event("input", { bubbles: true }));
      }, Math.random());
      await page.waitForTimeout(PAUSE_MS);
    }
  };
  const { median, high, worst } = spread(await seeks(browser, page, seek));
  row("in the page, drawing included", [median, high, worst]);
  await context.close();
} finally {
  await browser.close();
  await server.close();
}
