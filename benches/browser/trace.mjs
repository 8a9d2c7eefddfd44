// How much the main thread works in each frame, from Chromium's own trace.
//
// A frame is what lies between two starts of the main thread's rendering; its work is the processor time of all tasks
// that the thread ran in it, so that what else the machine does counts as little as possible.

/** What the work consists of, by the names in the trace. */
const KINDS = [
  ["scripts", ["FireAnimationFrame", "TimerFire", "EventDispatch", "RunMicrotasks"]],
  ["styles", ["UpdateLayoutTree"]],
  ["layout", ["Layout"]],
  ["painting", ["PrePaint", "Paint", "Layerize", "Commit"]],
];

/** Whether the main thread starts to render a frame here. */
const isFrameStart = (event) => event.name === "AnimationFrame" && event.ph === "b";

/** Whether styles and places of a frame are found here; it is painted in the same task. */
const isFrameEnd = (event) => event.name === "AnimationFrame" && event.ph === "e";

const isTask = (event) => event.ph === "X" && event.name === "ThreadControllerImpl::RunTask";

const milliseconds = (event) => (event.tdur ?? event.dur) / 1000;

/** Traces the page while `body` runs: `{ work, kinds, perSecond }`, the work of each frame in milliseconds. */
export async function traced(browser, page, body) {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
  await body();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  return framesOf(traceEvents, page.url());
}

/**
 * The work that follows each mark named `seek` which the page sets while `body` runs: what it took until the next frame is
 * there (`drawn`), all up to the next mark (`all`), and the longest single task after that frame (`longest`), for which
 * whatever a person does next may have to wait.
 */
export async function seeks(browser, page, body) {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "blink.user_timing"] });
  await body();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const own = eventsOf(traceEvents, page.url());
  const marks = own.filter((event) => event.name === "seek" && event.cat.includes("user_timing")).map((event) => event.ts);
  marks.sort((a, b) => a - b);
  // A frame begins, for the trace, with the first task that something is drawn for: the mark is within it.
  const ends = own.filter(isFrameEnd).map((event) => event.ts);
  ends.sort((a, b) => a - b);
  const frames = marks.map((mark) => ends.find((end) => end > mark) ?? Infinity);
  const all = marks.slice(1).map(() => 0);
  const drawn = [...all];
  const longest = [...all];
  for (const task of own.filter(isTask)) {
    const mark = marks.findLastIndex((start) => start <= task.ts + task.dur);
    if (mark < 0 || mark >= all.length) continue;
    all[mark] += milliseconds(task);
    if (task.ts <= frames[mark]) drawn[mark] += milliseconds(task);
    else longest[mark] = Math.max(longest[mark], milliseconds(task));
  }
  return { drawn, all, longest };
}

/** What the main thread of the page did. */
function eventsOf(events, url) {
  const thread = mainThread(events, url);
  return events.filter((event) => event.pid === thread.pid && event.tid === thread.tid);
}

function framesOf(events, url) {
  const own = eventsOf(events, url);
  const starts = own.filter(isFrameStart).map((event) => event.ts);
  starts.sort((a, b) => a - b);
  const work = starts.slice(1).map(() => 0);
  for (const task of own.filter(isTask)) {
    // A task that renders begins just before its frame does, so its end counts. What ran before the first frame or in
    // the last, unfinished one is left out.
    const frame = starts.findLastIndex((start) => start <= task.ts + task.dur);
    if (frame >= 0 && frame < work.length) work[frame] += milliseconds(task);
  }
  const during = own.filter((event) => event.ph === "X" && event.ts >= starts[0] && event.ts < starts.at(-1));
  const kinds = KINDS.map(([kind, names]) => {
    const total = during.filter((event) => names.includes(event.name)).reduce((sum, event) => sum + milliseconds(event), 0);
    return [kind, total / work.length];
  });
  return { work, kinds, perSecond: (work.length * 1e6) / (starts.at(-1) - starts[0]) };
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

/** Minimum, median, 95th percentile and maximum. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { best: at(0), median: at(0.5), high: at(0.95), worst: at(1) };
}

/** A line of a table: a name, then numbers. */
export function row(name, cells) {
  const shown = cells.map((cell) => (typeof cell === "number" ? cell.toFixed(2) : cell).padStart(10));
  console.log(`  ${name.padEnd(34)}${shown.join("")}`);
}
