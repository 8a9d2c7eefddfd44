// Measures what it takes to redraw the timeline: node tests/browser/redraws.mjs [TASKS]
//
// Opens a scene of so many tasks that sleep again and again, runs it to its end, and zooms and pans with the wheel. The
// canvas is painted within the wheel's event, so the time of that is the time of a redraw.
import { launch, open, serveDist } from "./driver.mjs";

const count = Number(process.argv[2] ?? 1000);
const browser = await launch();
const server = await serveDist();
try {
  const { page, errors } = await open(browser, server.url);
  page.setDefaultTimeout(60_000);
  const buffer = Buffer.from(JSON.stringify(sceneOf(count)));
  await page.locator("input[type=file]").setInputFiles({ name: "many.json", mimeType: "application/json", buffer });
  await page.locator("[data-task], [data-block]").first().waitFor();
  await page.locator(".transport__speed").selectOption("instant");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator("[data-run=finished]").waitFor();
  await page.locator(".timeline__plot[data-seen]").waitFor();
  for (const axis of ["Steps", "Seconds"]) {
    await page.getByRole("button", { name: axis, exact: true }).click();
    await page.getByRole("button", { name: "Fit the timeline" }).click();
    for (const [what, init] of [
      ["the whole run", { deltaX: 1 }],
      ["zooming in", { deltaY: -4, ctrlKey: true }],
      ["close up", { deltaX: 9 }],
    ]) {
      const times = await page.evaluate((init) => {
        const plot = document.querySelector(".timeline__plot");
        const box = plot.getBoundingClientRect();
        const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, cancelable: true };
        return Array.from({ length: 100 }, () => {
          const start = performance.now();
          plot.dispatchEvent(new WheelEvent("wheel", { ...at, ...init }));
          return performance.now() - start;
        });
      }, init);
      times.sort((a, b) => a - b);
      console.log(`${axis}, ${what}: median ${times[50].toFixed(2)} ms, 95th percentile ${times[95].toFixed(2)} ms`);
    }
  }
  for (const error of errors) console.error(error);
} finally {
  await browser.close();
  await server.close();
}

/** A gather over so many tasks, each of which sleeps over and over, no two in step. */
function sceneOf(count) {
  const columns = Math.ceil(Math.sqrt(count));
  const tasks = Array.from({ length: count }, (_, index) => ({
    id: `b${index + 2}`,
    label: `task ${index + 1}`,
    at: [(index % columns) * 240, 170 + Math.floor(index / columns) * 150],
    task: Array.from({ length: 12 }, (_, turn) => ({ sleep: 0.5 + ((index * 7 + turn * 3) % 11) / 10 })),
  }));
  const gather = { id: "b1", label: "all", at: [0, 0], gather: tasks.map(({ id }) => id) };
  return { awaitscope: 1, title: `${count} tasks`, blocks: [gather, ...tasks] };
}
