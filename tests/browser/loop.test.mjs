// The loop's panel, the run in words, and tones.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { button, drawn, runToEnd, selected, stepOn, write } from "./playground.mjs";

const WORKERS = `import asyncio

async def work(name, jobs):
    while True:
        job = await jobs.get()
        await asyncio.sleep(1)
        jobs.task_done()

async def main():
    jobs = asyncio.Queue(maxsize=2)
    lock = asyncio.Lock()
    ann = asyncio.create_task(work("ann", jobs), name="ann")
    bob = asyncio.create_task(work("bob", jobs), name="bob")
    async with lock:
        await asyncio.sleep(1)
        for job in ["bread", "salt", "tea", "milk", "soap"]:
            await jobs.put(job)
    await jobs.join()
    print("sold out")

asyncio.run(main())
`;

/** The text of the loop's row of a name, without line breaks. */
const row = (page, name) => page.locator(".loop__row").filter({ has: page.getByRole("heading", { name, exact: true }) });
const tab = (page, name) => page.getByRole("tab", { name, exact: true });

/** Takes steps until something is seen. */
async function stepUntil(page, locator) {
  await button(page, "Step").click();
  await page.locator("[data-run=paused]").waitFor();
  await drawn(page);
  for (let steps = 0; steps < 400; steps++) {
    if (await locator.count()) return;
    await stepOn(page);
  }
  assert.fail("it was never seen");
}

pageTest("the loop's panel shows what runs, what is ready, what a queue holds and who waits", async ({ page }) => {
  await tab(page, "Loop").click();
  await page.getByRole("tabpanel", { name: "Loop" }).getByText("Run something to watch it").waitFor();
  await write(page, WORKERS);
  await stepUntil(page, row(page, "Lock 1").getByText("held by"));
  await row(page, "Lock 1").getByRole("button", { name: "Task-1" }).waitFor();

  await stepUntil(page, row(page, "Queue 1").getByText("waiting for an item"));
  await row(page, "Queue 1").getByRole("button", { name: "ann" }).waitFor();

  await stepUntil(page, row(page, "Queue 1").getByText("waiting for room"));
  const items = await row(page, "Queue 1").locator(".loop__item").allTextContents();
  assert.equal(items.length, 2);
  assert.ok(items.every((item) => item.startsWith("'")), `${items}`);
  await row(page, "Queue 1").getByText("2 of 2 places taken").waitFor();

  await stepUntil(page, page.locator(".handle[data-now]", { hasText: "ann's step" }));
  const sentence = await page.locator(".loop__sentence").textContent();
  assert.match(sentence, /^Iteration \d+ at [\d.]+ s: .* ready, .*ann's step/);
  await page.locator(".handle[data-now]").click();
  await selected(page, "ann");
  await page.locator(".handle[data-now][data-selected]").waitFor();
});

const MANY = `import asyncio

async def one():
    await asyncio.sleep(0)

async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(500):
            group.create_task(one(), name=f"n{n}")

asyncio.run(main())
`;

pageTest("a thousand ready handles are counted, not listed", async ({ page }) => {
  await tab(page, "Loop").click();
  await write(page, MANY);
  await stepUntil(page, row(page, "Ready").getByText(/^and \d\d+ more$/));
  assert.ok((await row(page, "Ready").locator(".handle").count()) <= 48);
});

pageTest("a run is told in words from its beginning, and each step is said", async ({ page }) => {
  await tab(page, "In words").click();
  await write(page, WORKERS);
  const log = page.getByRole("log", { name: "The run in words" });
  const steps = log.getByRole("listitem");
  await button(page, "Step").click();
  await log.getByText("Task Task-1 is created.").waitFor();
  await runToEnd(page);
  await steps.last().getByText("The run ends: the main coroutine has returned.").waitFor();
  await steps.first().getByText("Task Task-1 is created.").waitFor();
  assert.ok((await steps.count()) > 10);
  // A press on one goes back to its end.
  await log.getByRole("button", { name: /ann starts and waits for an item of Queue 1/ }).click();
  await page.locator("[data-run=paused]").waitFor();
  await log.locator("[aria-current=step]").getByText("ann starts").waitFor();

  await tab(page, "Console").click();
  await page.locator("[aria-live=polite][aria-atomic=true]").getByText(/^Iteration 2, 0.00 s: ann starts/).waitFor();
});

pageTest("tones are off until somebody turns them on, and then remembered", async ({ page }) => {
  const listen = () =>
    page.evaluate(() => {
      window.heard = [];
      window.playTones = (names) => window.heard.push(...names.split(" "));
    });
  await listen();
  await write(page, WORKERS.replace("await jobs.join()", "raise ValueError"));
  await page.getByLabel("Speed").selectOption("16");
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").waitFor();
  assert.deepEqual(await page.evaluate(() => window.heard), []);

  const tone = page.getByLabel("A quiet tone when a task begins, ends, is cancelled or fails");
  await page.keyboard.press("Escape");
  await button(page, "Keys and gestures").click();
  await tone.check();
  await page.reload();
  await page.locator("html[data-page]").waitFor({ state: "attached" });
  await listen();
  await page.getByLabel("Speed").selectOption("16");
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").waitFor();
  const heard = await page.evaluate(() => window.heard);
  for (const tone of ["begin", "fail"]) assert.ok(heard.includes(tone), `${tone} in ${heard}`);
  await button(page, "Keys and gestures").click();
  assert.equal(await tone.isChecked(), true);
});

pageTest("tones are quiet, about as loud as each other, and begin and end without a click", async ({ page }) => {
  const all = await page.evaluate(async () => {
    const { tone } = await import(new URL("sound.js", location.href));
    const rendered = async (names) => {
      const context = new OfflineAudioContext(1, 22_050, 44_100);
      names.forEach((name, position) => tone(context, name, 0.1 + position * 0.1));
      return [...(await context.startRendering()).getChannelData(0)];
    };
    const tones = ["begin", "end", "cancel", "fail"];
    return { each: await Promise.all(tones.map((name) => rendered([name]))), together: await rendered(["fail", "fail", "cancel"]) };
  });
  const peak = (samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  // How well a tone is heard: its power, frequency by frequency, as ears weigh it (the A curve of IEC 61672).
  const weight = (hertz) => {
    const f = hertz * hertz;
    return (1.2589 * 12_194 ** 2 * f * f) / ((f + 20.6 ** 2) * Math.sqrt((f + 107.7 ** 2) * (f + 737.9 ** 2)) * (f + 12_194 ** 2));
  };
  const heard = (samples) => {
    const part = samples.slice(4_410, 4_410 + 4_410);
    let power = 0;
    for (let hertz = 100; hertz <= 4_000; hertz += 10) {
      let [real, imaginary] = [0, 0];
      part.forEach((sample, at) => {
        real += sample * Math.cos((2 * Math.PI * hertz * at) / 44_100);
        imaginary += sample * Math.sin((2 * Math.PI * hertz * at) / 44_100);
      });
      power += (real * real + imaginary * imaginary) * weight(hertz) ** 2;
    }
    return 10 * Math.log10(power);
  };
  const levels = all.each.map(heard);
  assert.ok(Math.max(...levels) - Math.min(...levels) < 4, `decibels: ${levels}`);
  for (const samples of [...all.each, all.together]) {
    assert.ok(peak(samples) > 0.03 && peak(samples) < 0.3, `it is as loud as ${peak(samples)}`);
    // Nothing before it and nothing after it; and no sample is far from the one before, as in a click.
    assert.equal(peak(samples.slice(0, 4_410)), 0);
    assert.equal(peak(samples.slice(-2_000)), 0);
    const steps = samples.map((sample, at) => sample - (samples[at - 1] ?? 0));
    assert.ok(peak(steps) < 0.012, `a step of ${peak(steps)}`);
    assert.ok(peak(samples.slice(4_410, 4_420)) < 0.001, "it rises from silence");
  }
});

pageTest("the loop is a sheet on a small phone, and fits", { viewport: { width: 360, height: 740 } }, async ({ page }) => {
  await button(page, "Loop").click();
  await page.getByText("Run something to watch it").waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(overflow, false, "nothing is wider than the screen");
  await button(page, "Events").click();
  await tab(page, "In words").click();
  await page.getByText("The run is told here in words").waitFor();
});

const TWO_LOOPS = `import asyncio
import threading

other = asyncio.new_event_loop()
thread = threading.Thread(target=other.run_forever)
thread.start()

async def spin(times):
    for _ in range(times):
        await asyncio.sleep(0)
    await asyncio.sleep(2)

async def main():
    there = [asyncio.run_coroutine_threadsafe(spin(3), other) for _ in range(2)]
    await spin(5)
    await asyncio.gather(*map(asyncio.wrap_future, there))
    other.call_soon_threadsafe(other.stop)

asyncio.run(main())
`;

pageTest("each of two loops has its own ready queue, timers and iterations in the panel", async ({ page }) => {
  await write(page, TWO_LOOPS);
  await tab(page, "Loop").click();
  const loops = page.locator(".loop__one");
  await stepUntil(page, loops.nth(1).locator(".loop__timer").nth(1));
  assert.match(await loops.nth(0).locator("summary").textContent(), /^Loop 1$/);
  assert.match(await loops.nth(1).locator("summary").textContent(), /^Loop 2, in a thread that runs .*run_forever/);
  for (const [at, name] of ["loop 1", "loop 2"].entries()) {
    assert.match(await loops.nth(at).locator(".loop__sentence").textContent(), new RegExp(`^Iteration \\d+ of ${name} at `));
  }
  const steps = await loops.nth(1).locator(".handle").allTextContents();
  assert.ok(!steps.some((step) => step.startsWith("Task-1's")), `what main's loop runs is none of the other's: ${steps}`);
  await loops.nth(0).locator("summary").click();
  await loops.nth(0).locator(".loop__sentence").waitFor({ state: "hidden" });
  await stepOn(page);
  await loops.nth(0).locator(".loop__sentence").waitFor({ state: "hidden" });
});
