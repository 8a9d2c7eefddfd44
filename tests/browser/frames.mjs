// Measures how much of each frame the page's main thread works while a run plays: `cargo xtask frames [TASKS]`
//
// Opens a scene of so many tasks that sleep again and again, presses Run, and records Chromium's own trace for a while.
// A frame is what lies between two starts of the main thread's rendering; its work is all tasks the main thread ran in it.
import { launch, open, serveDist } from "./driver.mjs";

const SECONDS = 5;

/** What the work consists of, by the names in the trace. */
const KINDS = [
  ["scripts", ["FireAnimationFrame", "TimerFire", "EventDispatch", "RunMicrotasks"]],
  ["styles", ["UpdateLayoutTree"]],
  ["layout", ["Layout"]],
  ["painting", ["PrePaint", "Paint", "Layerize", "Commit"]],
];

/** Whether the main thread starts to render a frame here. */
const isFrameStart = (event) => event.name === "AnimationFrame" && event.ph === "b";

const count = Number(process.argv[2] ?? 300);
const browser = await launch();
const server = await serveDist();
try {
  const { page, errors } = await open(browser, server.url);
  const buffer = Buffer.from(JSON.stringify(sceneOf(count)));
  await page.locator("input[type=file]").setInputFiles({ name: "many.json", mimeType: "application/json", buffer });
  await page.locator("[data-task], [data-block]").first().waitFor();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForTimeout(1000);
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
  await page.waitForTimeout(SECONDS * 1000);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const state = await page.locator("[data-run]").getAttribute("data-run");
  const drawn = await page.locator("[data-block]").count();
  console.log(`${count} tasks, ${drawn} of them drawn, ${state} at the end`);
  report(frames(traceEvents, page.url()));
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
  const during = own.filter((event) => event.ph === "X" && event.ts >= starts[0] && event.ts < starts.at(-1));
  const kinds = KINDS.map(([kind, names]) => {
    const total = during.filter((event) => names.includes(event.name)).reduce((sum, event) => sum + event.dur, 0);
    return [kind, total / 1000 / work.length];
  });
  const seconds = (starts.at(-1) - starts[0]) / 1e6;
  return { work, kinds, perSecond: work.length / seconds };
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

function report({ work, kinds, perSecond }) {
  const sorted = work.toSorted((a, b) => a - b);
  const percentile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  console.log(`${sorted.length} frames, ${perSecond.toFixed(1)} a second`);
  console.log("main-thread work per frame:");
  const line = (name, milliseconds) => console.log(`${name.padStart(16)} ${milliseconds.toFixed(2).padStart(7)} ms`);
  for (const [name, share] of [["median", 0.5], ["95th percentile", 0.95], ["worst", 1]]) {
    line(name, percentile(share));
  }
  console.log("of that, on average:");
  for (const [kind, milliseconds] of kinds) line(kind, milliseconds);
}
