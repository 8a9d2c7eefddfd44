// Measures how much of each frame the page's main thread works while a run plays: `cargo xtask frames [PATH[#HASH]]`
//
// Opens the page at the given path, presses Run if that is there, and records Chromium's own trace for a while. A frame
// is what lies between two starts of the main thread's rendering; its work is all tasks the main thread ran in it.
import { launch, open, serveDist } from "./driver.mjs";

const SECONDS = 5;

/** Whether the main thread starts to render a frame here. */
const isFrameStart = (event) => event.name === "AnimationFrame" && event.ph === "b";

const [path = ""] = process.argv.slice(2);
const browser = await launch();
const server = await serveDist();
try {
  const { page, errors } = await open(browser, server.url + path);
  const run = page.getByRole("button", { name: "Run", exact: true });
  const tasks = await page.locator("[data-task]").count();
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
  if (await run.isVisible()) await run.click();
  await page.waitForTimeout(SECONDS * 1000);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  report(frames(traceEvents, page.url()), tasks);
  for (const error of errors) console.error(error);
} finally {
  await browser.close();
  await server.close();
}

/** The main thread's work in each frame, in milliseconds. */
function frames(events, url) {
  const thread = mainThread(events, url);
  const own = events.filter((event) => event.pid === thread.pid && event.tid === thread.tid);
  const starts = own.filter(isFrameStart).map((event) => event.ts);
  starts.sort((a, b) => a - b);
  const work = starts.slice(1).map(() => 0);
  for (const task of own) {
    if (task.ph !== "X" || task.name !== "ThreadControllerImpl::RunTask") continue;
    // A task that renders begins just before its frame does, so its end counts. What ran before the first frame or in
    // the last, unfinished one is left out.
    const frame = starts.findLastIndex((start) => start <= task.ts + task.dur);
    if (frame >= 0 && frame < work.length) work[frame] += task.dur / 1000;
  }
  const seconds = (starts.at(-1) - starts[0]) / 1e6;
  return { work, perSecond: work.length / seconds };
}

/** The main thread of the process that shows the page: the one that did most there. */
function mainThread(events, url) {
  const threads = events.filter((event) => event.name === "thread_name" && event.args.name === "CrRendererMain");
  const frameCount = ({ pid, tid }) =>
    events.filter((event) => event.pid === pid && event.tid === tid && isFrameStart(event)).length;
  const busiest = threads.sort((a, b) => frameCount(b) - frameCount(a))[0];
  if (!busiest || frameCount(busiest) < 2) throw new Error(`nothing moves on ${url}: there are no frames to measure`);
  return busiest;
}

function report({ work, perSecond }, tasks) {
  const sorted = work.toSorted((a, b) => a - b);
  const percentile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  console.log(`${tasks} tasks on the stage, ${sorted.length} frames, ${perSecond.toFixed(1)} a second`);
  console.log("main-thread work per frame:");
  for (const [name, share] of [["median", 0.5], ["95th percentile", 0.95], ["worst", 1]]) {
    console.log(`${name.padStart(16)} ${percentile(share).toFixed(2).padStart(7)} ms`);
  }
}
