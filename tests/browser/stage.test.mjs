// What the stage shows of a run: what comes to be, who waits at what, the way of a cancellation, what is folded away.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { button, card, drawn, placeOf, runToEnd, selected, stateOf, steps, write } from "./playground.mjs";

const WORKERS = `import asyncio

async def worker(queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(item)
        queue.task_done()

async def main():
    queue = asyncio.Queue(maxsize=2)
    workers = [asyncio.create_task(worker(queue), name=f"worker-{n}") for n in (1, 2)]
    for item in (1, 2, 3):
        await queue.put(item)
    await queue.join()
    for task in workers:
        task.cancel()

asyncio.run(main())
`;

const ENDLESS = `import asyncio

async def producer(queue):
    while True:
        await queue.put("item")
        await asyncio.sleep(0.3)

async def consumer(queue):
    while True:
        await queue.get()
        await asyncio.sleep(0.5)

async def main():
    queue = asyncio.Queue(3)
    async with asyncio.TaskGroup() as group:
        for work in (producer, consumer, consumer):
            group.create_task(work(queue))

asyncio.run(main())
`;

pageTest("after a step back, what is slept is told with the time that is left", async ({ page }) => {
  await write(page, ENDLESS);
  const isTold = () => [...document.querySelectorAll("#stage .ticking[data-tick=text]")].every((one) => one.textContent !== "");
  let taken = 0;
  await steps(page, async () => (taken += 1) === 30);
  assert.equal(taken, 30);
  for (; taken > 0; taken -= 1) {
    await button(page, "Step back").click();
    await page.waitForFunction(isTold);
  }
});

const FORKS = `import asyncio

async def philosopher(left, right):
    async with left:
        await asyncio.sleep(1)
        async with right:
            pass

async def main():
    left, right = asyncio.Lock(), asyncio.Lock()
    one = asyncio.create_task(philosopher(left, right), name="A")
    two = asyncio.create_task(philosopher(right, left), name="B")
    await asyncio.gather(one, two)

asyncio.run(main())
`;

const FATES = `import asyncio

async def save():
    await asyncio.sleep(2)

async def fetch():
    try:
        await asyncio.sleep(3)
    except asyncio.CancelledError:
        await asyncio.sleep(0.5)
        raise

async def deaf():
    try:
        await asyncio.sleep(3)
    except asyncio.CancelledError:
        pass
    await asyncio.sleep(1)

async def main():
    saving = asyncio.create_task(save(), name="save")
    fetching = asyncio.create_task(fetch(), name="fetch")
    stubborn = asyncio.create_task(deaf(), name="deaf")
    try:
        async with asyncio.timeout(1):
            await asyncio.gather(asyncio.shield(saving), fetching, stubborn)
    except TimeoutError:
        await asyncio.wait([saving, stubborn])

asyncio.run(main())
`;

const HOG = `import asyncio, time

async def ticker():
    for _ in range(4):
        await asyncio.sleep(0.5)

async def hog():
    await asyncio.sleep(0.7)
    time.sleep(2)

async def main():
    await asyncio.gather(asyncio.create_task(ticker(), name="ticker"), asyncio.create_task(hog(), name="hog"))

asyncio.run(main())
`;

async function finish(page) {
  await runToEnd(page);
}

const visible = (page) => page.locator(".card:visible").evaluateAll((cards) => cards.map((one) => one.dataset.label));

pageTest("what a program makes is there from the moment at which it is made, and nothing moves", async ({ page }) => {
  await write(page, WORKERS);
  const seen = [];
  const places = {};
  await steps(page, async () => {
    for (const label of await visible(page)) {
      const place = await placeOf(page, label);
      places[label] ??= place;
      assert.deepEqual(place, places[label], `${label} has moved`);
      if (!seen.includes(label)) seen.push(label);
    }
    return seen.length >= 4;
  });
  assert.equal(seen[0], "main · Task-1");
  assert.deepEqual([...seen].sort(), ["Queue 1", "main · Task-1", "worker-1", "worker-2"].sort());
});

pageTest("who waits at a queue is tied to it for as long as it waits", async ({ page }) => {
  await write(page, WORKERS);
  const ties = () => page.locator("path.tie").count();
  let most = 0;
  let none = false;
  await steps(page, async () => {
    const count = await ties();
    most = Math.max(most, count);
    none ||= most > 0 && count === 0;
    return none;
  });
  assert.ok(most > 0, "somebody waited");
  assert.ok(none, "and was woken");
  await card(page, "Queue 1").click();
  await selected(page, "Queue 1");
});

pageTest("a cancellation shows what became of it at every card, and leaves its way", async ({ page }) => {
  await write(page, FATES);
  const fates = new Set();
  let counted = false;
  await steps(page, async () => {
    for (const fate of await page.locator("[data-fate]").evaluateAll((all) => all.map((one) => one.dataset.fate))) fates.add(fate);
    counted ||= (await page.locator("[data-cancelling='1']").count()) > 0;
    return false;
  });
  for (const fate of ["asked", "delivered", "caught", "reraised", "swallowed", "held"]) assert.ok(fates.has(fate), `${fate} of ${[...fates]}`);
  assert.ok(counted, "cancelling() is shown");
  // It can be read after the end, and goes with the run.
  const numbers = await page.locator(".tale__link").evaluateAll((links) => links.map((link) => Number(link.dataset.number)));
  assert.ok(numbers.length >= 4, `${numbers}`);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
  assert.equal(await page.locator(".tale__start").count(), 1);
  await button(page, "Reset").click();
  await page.locator("[data-run=idle]").waitFor();
  assert.equal(await page.locator(".tale__link").count(), 0);
});

pageTest("what has ended folds away into a line, and unfolds when one steps back", async ({ page }) => {
  await write(page, WORKERS);
  await finish(page);
  await button(page, "Fold finished").click();
  await page.locator("[data-folded]").waitFor();
  assert.equal(await page.locator("[data-folded]").getAttribute("data-folded"), "2 cancelled");
  assert.ok(!(await visible(page)).includes("worker-1"));
  const back = button(page, "Step back");
  for (let count = 0; count < 20 && (await page.locator("[data-folded]").count()); count += 1) await back.click();
  await card(page, "worker-1").and(page.locator(":visible")).waitFor();
  await button(page, "Fold finished").click();
  await runToEnd(page);
  assert.ok((await visible(page)).includes("worker-1"));
});

pageTest("a blocked loop freezes and says by whom and for how long", async ({ page }) => {
  await write(page, HOG);
  const frozen = page.locator("#stage[data-frozen=true]");
  await steps(page, async () => (await frozen.count()) > 0);
  const banner = page.locator(".blocked__label");
  assert.equal(await banner.textContent(), "time.sleep in hog blocks the loop: 0.00 s of 2.00 s");
  await page.locator("[data-label=hog][data-blocks=true]").waitFor();
  const [said, cards] = await page.evaluate(() => {
    const place = (element) => element.getBoundingClientRect().toJSON();
    return [place(document.querySelector(".blocked__label")), [...document.querySelectorAll(".card, .zoom")].map(place)];
  });
  const meets = (rect) => rect.left < said.right && said.left < rect.right && rect.top < said.bottom && said.top < rect.bottom;
  assert.ok(!cards.some(meets), "it hides no card and no control");
  // Every text that is to be read until the loop goes on.
  await page.evaluate(() => {
    window.texts = [];
    const note = () => {
      const all = document.querySelectorAll("#stage[data-frozen] :is(.blocked__label, [data-label=ticker] .card__text)");
      window.texts.push(...[...all].map((one) => one.textContent));
    };
    new MutationObserver(note).observe(document.getElementById("stage"), { subtree: true, childList: true, characterData: true });
  });
  await button(page, "Run").click();
  await page.locator("#stage:not([data-frozen])").waitFor();
  const texts = await page.evaluate(() => window.texts);
  assert.ok(texts.some((text) => /: (0\.[1-9]|1\.)\d+ s of 2\.00 s$/.test(text)), texts.join("; "));
  assert.ok(texts.some((text) => /\d s overdue$/.test(text)), texts.join("; "));
});

pageTest("a ring around the stage shows that keys work there, and not that it was pressed on", async ({ page }) => {
  const ring = () => page.locator("#stage").evaluate((stage) => getComputedStyle(stage).outlineStyle);
  await page.keyboard.press("Control+z");
  await page.locator("#stage").click({ position: { x: 20, y: 120 } });
  await page.locator("#stage:focus").waitFor();
  assert.equal(await ring(), "none");
  await page.keyboard.press("ArrowRight");
  await page.locator("#stage:not([data-pointed])").waitFor({ state: "attached" });
  assert.equal(await ring(), "solid");
});

pageTest("a deadlock says who waits for what, and its names lead to the cards", async ({ page }) => {
  await write(page, FORKS);
  await finish(page);
  const banner = page.getByRole("status", { name: "Deadlock" });
  // Folded, so as to hide no card.
  await banner.getByText("Deadlock: each waits for the next").click();
  const lines = await banner.locator("li").evaluateAll((all) => all.map((one) => one.textContent));
  assert.deepEqual(lines, ["A waits for Lock 2, held by B", "B waits for Lock 1, held by A"]);
  await banner.getByRole("button", { name: "Lock 2" }).first().click();
  await selected(page, "Lock 2");
  await stateOf(page, "A", "waiting");

  await banner.getByRole("button", { name: "Put this away" }).click();
  await banner.waitFor({ state: "detached" });
  await button(page, "Step back").click();
  await button(page, "Step").click();
  await page.locator("[data-run=finished]").waitFor();
  assert.equal(await banner.count(), 0, "it stays away in this run");
  await page.getByRole("button", { name: "Reset" }).click();
  await finish(page);
  await banner.waitFor();
});

pageTest("a scene that comes before the stage has a size is not drawn from far off first", async ({ page, url }) => {
  await page.addInitScript(() => {
    const Real = ResizeObserver;
    window.ResizeObserver = class extends Real {
      constructor(told) {
        super((...sizes) => window.isMeasured && told(...sizes));
      }
    };
  });
  await page.goto("about:blank");
  await page.goto(`${url}#gallery=shield`);
  const outline = page.getByRole("navigation", { name: "Outline of the scene" });
  await outline.getByRole("button").first().waitFor({ state: "attached" });
  await drawn(page);
  assert.equal(await page.locator("#stage").getAttribute("data-zoom"), null);
  await page.evaluate(() => (window.isMeasured = true));
  await page.setViewportSize({ width: 1300, height: 800 });
  await card(page, "payment").waitFor();
});
