// What moves on the stage, and what is to be read of it: the shapes, the line that lights up, the texts of cards; and what the
// timeline keeps to itself while a question is open.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { button, card, openBuiltIn, openFile, runToEnd, steps, write } from "./playground.mjs";

const ALL = `import asyncio

async def work(lock):
    async with lock:
        await asyncio.sleep(1)
    return 7

async def fail():
    await asyncio.sleep(2)
    raise ValueError("no")

async def careful():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        raise

async def deaf():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        pass

async def main():
    lock = asyncio.Lock()
    works = [asyncio.create_task(work(lock), name=f"work-{n}") for n in (1, 2)]
    await asyncio.gather(*works)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(), name="fail")
            group.create_task(careful(), name="careful")
            group.create_task(deaf(), name="deaf")
    except* ValueError:
        pass
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(9)
    except TimeoutError:
        pass

asyncio.run(main())
`;

const LONG = `import asyncio

async def visitor(door, name):
    async with door:
        await asyncio.sleep(1)

async def main():
    door = asyncio.Lock()
    await asyncio.gather(*[asyncio.create_task(visitor(door, n), name=f"visitor number {n}") for n in range(3)])

asyncio.run(main())
`;

/** Notes every kind of thing that moves, with its shape; the result tells them. */
async function watchPulses(page) {
  await page.evaluate(() => {
    window.shapes = {};
    const note = () => {
      for (const pulse of document.querySelectorAll(".pulse[data-broken=false]")) {
        window.shapes[pulse.dataset.kind] = pulse.querySelector(".pulse__sign").getAttribute("d");
      }
    };
    const what = { subtree: true, childList: true, attributeFilter: ["data-kind", "data-broken", "d"] };
    new MutationObserver(note).observe(document.querySelector(".world"), what);
  });
  return () => page.evaluate(() => window.shapes);
}

pageTest("everything that happens moves, and each thing has a shape of its own", async ({ page }) => {
  await write(page, ALL);
  const shapes = await watchPulses(page);
  await steps(page, async () => false);
  const seen = await shapes();
  const kinds = ["cancel", "cancelled", "caught", "converted", "delivered", "exception", "expired", "reraised", "result", "swallowed", "turn", "wake"];
  assert.deepEqual(Object.keys(seen).sort(), kinds);
  const distinct = new Set(["cancel", "result", "exception", "turn", "wake"].map((kind) => seen[kind]));
  assert.equal(distinct.size, 5);
});

pageTest("the line lights up at which CancelledError is thrown in, and what is left of it can be read", async ({ page }) => {
  await write(page, ALL);
  // A line is lit for as long as something moves, which may be over before somebody looks.
  await page.evaluate(() => {
    window.struck = new Set();
    const note = () => {
      if (!document.querySelector('.pulse[data-kind="delivered"]')) return;
      for (const mark of document.querySelectorAll(".script__mark--struck")) window.struck.add(Number(mark.dataset.line));
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await steps(page, () => page.evaluate(() => window.struck.size === 4));
  const struck = await page.evaluate(() => [...window.struck]);
  // In the tasks that the group cancels, in the one that waits for the group, and where the timeout expires.
  assert.deepEqual(struck, [14, 20, 29, 37]);
  await page.locator('.script__mark--delivered[data-line="37"]').waitFor();
});

pageTest("what a card says of a wait is not cut off", async ({ page }) => {
  await write(page, LONG);
  await steps(page, async () => (await card(page, "visitor number 2").getAttribute("data-state")) === "waiting");
  const text = card(page, "visitor number 2").locator(".card__text");
  assert.equal((await text.innerText()).replace(/\s/g, " "), "waiting for Lock 1, held by visitor number 0");
  const cut = await page
    .locator(".card:visible :is(.card__text, .card__label)")
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2).map((one) => one.innerText));
  assert.deepEqual(cut, []);
});

pageTest("one and the same future has one number on its card and in words", async ({ page }) => {
  await openBuiltIn(page, "promise");
  await button(page, "Run").click();
  await button(page, "Just run: ask nothing before a run").click();
  await page.getByLabel("Speed").selectOption("instant");
  await page.locator("[data-run=finished]").waitFor();
  await card(page, "Future 1").waitFor();
  await page.getByRole("tab", { name: "In words" }).click();
  await page.getByRole("tabpanel", { name: "In words" }).getByText("waits for Future 1").first().waitFor();
});

pageTest("while a question is open, the timeline tells nothing of what is to come", async ({ page }) => {
  const scene = {
    awaitscope: 1,
    title: "Open",
    lesson: { ask: ["end"] },
    blocks: [{ id: "b1", label: "one", at: [0, 0], task: [{ sleep: 2 }, { print: "a" }] }],
  };
  await openFile(page, "open.json", JSON.stringify(scene));
  await card(page, "one").waitFor();
  await button(page, "Run").click();
  await page.getByRole("button", { name: "Run and see" }).waitFor();
  await steps(page, async () => (await card(page, "one").getAttribute("data-state")) === "waiting");
  const plot = page.locator('.timeline__plot[data-hides="true"]');
  await plot.waitFor();
  // Before the playhead nothing is veiled, behind it all, and nothing shines through.
  const veiled = await plot.evaluate((plot) => {
    const now = plot.querySelector(".timeline__now");
    const [frame, box, x] = [plot.getBoundingClientRect(), now.getBoundingClientRect(), Number(plot.dataset.playhead)];
    const alpha = (dx, y) => now.getContext("2d").getImageData(x + dx + frame.left - box.left, y, 1, 1).data[3];
    const heights = [0, frame.height / 2, frame.height - 2];
    return { before: heights.map((y) => alpha(-12, y)), behind: heights.map((y) => alpha(12, y)), end: alpha(frame.width - x - 3, 1) };
  });
  assert.deepEqual(veiled, { before: [0, 0, 0], behind: [255, 255, 255], end: 255 });
  assert.equal(await plot.getAttribute("aria-label"), "Timeline of 1 task");
  await runToEnd(page);
  await plot.waitFor({ state: "detached" });
});

pageTest("what happens is kept in sight, until somebody looks elsewhere", { viewport: { width: 1024, height: 560 } }, async ({ page }) => {
  await openBuiltIn(page, "nested-timeouts");
  const placed = () => page.locator("#stage").evaluate((stage) => stage.style.getPropertyValue("--pan-y"));
  const before = await placed();
  await steps(page, async () => (await card(page, "train").getAttribute("data-state")) === "running");
  // It comes to rest within the stage.
  await page.waitForFunction(() => {
    const [train, stage] = ['[data-label="train"]', "#stage"].map((one) => document.querySelector(one).getBoundingClientRect());
    return train.top >= stage.top && train.bottom <= stage.bottom;
  });
  assert.notEqual(await placed(), before);
  await button(page, "Reset").click();
  await page.waitForFunction((before) => document.querySelector("#stage").style.getPropertyValue("--pan-y") === before, before);
});

const NARROW = `import asyncio

async def work():
    await asyncio.wait_for(asyncio.shield(asyncio.get_running_loop().create_future()), timeout=1_000_000)

async def main():
    task = asyncio.create_task(work(), name="work")
    await asyncio.sleep(1)
    task.cancel()

asyncio.run(main())
`;

pageTest("what is thrown in at a line that is longer than the editor is wide is told at the editor's edge", async ({ page }) => {
  await write(page, NARROW);
  await runToEnd(page);
  const told = page.locator(".script__thrown b");
  await told.waitFor();
  const [label, editor] = [await told.boundingBox(), await page.locator(".script").boundingBox()];
  assert.ok(Math.abs(label.x + label.width - editor.x - editor.width) <= 1, "nothing of the line is to be seen behind it");
});
