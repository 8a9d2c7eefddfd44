// Measures what a jump to a random moment of a long run costs in the page, drawing it included: `cargo xtask bench seek`
import { launch, open, serveDist } from "../../tests/browser/driver.mjs";
import { openScene, press, run, sleepers } from "./scenes.mjs";
import { row, seeks, spread, traced } from "./trace.mjs";

const SEEKS = 150;
/** Longer than panels may be behind: what follows a jump is counted with it. */
const PAUSE_MS = 400;
/** So long somebody drags, from the beginning of the run to its end. */
const FRAMES = 240;

const browser = await launch();
const server = await serveDist();
try {
  const { context, page } = await open(browser, server.url);
  await openScene(page, sleepers(1000));
  await run(page);
  await press(page, "Pause");
  // All from within the page, which has nothing else to do meanwhile.
  const seek = () =>
    page.evaluate(
      async ([count, pause]) => {
        const scrubber = document.getElementById("scrubber");
        for (let seek = 0; seek < count; seek += 1) {
          performance.mark("seek");
          scrubber.value = String(Math.random() * 1000);
          scrubber.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((passed) => setTimeout(passed, pause));
        }
      },
      [SEEKS, PAUSE_MS],
    );
  const drag = () =>
    page.evaluate(async (frames) => {
      const scrubber = document.getElementById("scrubber");
      for (let frame = 0; frame <= frames; frame += 1) {
        scrubber.value = String((frame / frames) * 1000);
        scrubber.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise(requestAnimationFrame);
      }
    }, FRAMES);
  const { drawn, all, longest } = await seeks(browser, page, seek);
  for (const [name, values] of [
    ["in the page, until it is drawn", drawn],
    ["and with what follows it", all],
    ["the longest task of what follows", longest],
    ["a frame while somebody drags", (await traced(browser, page, drag)).work],
  ]) {
    const { median, high, worst } = spread(values);
    row(name, [median, high, worst]);
  }
  await context.close();
} finally {
  await browser.close();
  await server.close();
}
