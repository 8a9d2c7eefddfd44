// Drawings of programs are arranged for the room that the stage has.
import assert from "node:assert/strict";
import { pageTest, PHONE } from "./harness.mjs";
import { button, card, drawn, runToEnd, write } from "./playground.mjs";

/** Half of a screen. */
const NARROW = { width: 600, height: 1100 };

/** A program whose tasks are gathered. */
const program = (tasks) => `import asyncio


async def fetch(n):
    await asyncio.sleep(n)


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(${tasks}):
            group.create_task(fetch(n), name=f"fetch {n}")


asyncio.run(main())
`;

/** Runs it to its end. */
async function finished(page, tasks) {
  await write(page, program(tasks));
  await runToEnd(page);
}

const zoom = (page) => page.locator("#stage").evaluate((stage) => Number(getComputedStyle(stage).getPropertyValue("--zoom")));

/** In how many columns tasks stand. */
async function columns(page, tasks) {
  const places = [];
  // Where they go to: they may be on their way.
  for (let n = 0; n < tasks; n += 1) places.push(await card(page, `fetch ${n}`).evaluate((element) => element.style.left));
  return new Set(places).size;
}

pageTest("a drawing is arranged anew when the stage has other room, and not while it plays", async ({ page }) => {
  await finished(page, 24);
  const before = { zoom: await zoom(page), columns: await columns(page, 24) };
  await button(page, "Reset").click();
  await page.locator(".transport__speed").selectOption("1/8");
  await button(page, "Run").click();
  await page.locator("[data-run=running]").waitFor();
  await page.setViewportSize(NARROW);
  await page.waitForFunction((zoom) => Number(getComputedStyle(document.getElementById("stage")).getPropertyValue("--zoom")) !== zoom, before.zoom);
  assert.equal(await columns(page, 24), before.columns, "what plays stays where it is");
  const stretched = await zoom(page);
  await button(page, "Pause").click();
  await page.waitForFunction((zoom) => Number(getComputedStyle(document.getElementById("stage")).getPropertyValue("--zoom")) > zoom * 1.1, stretched);
  assert.ok((await columns(page, 24)) < before.columns, "cards stand below each other where there is room");
});

pageTest("what somebody looks at as they chose to stays where it is", async ({ page }) => {
  await finished(page, 24);
  const before = await columns(page, 24);
  await button(page, "Zoom in").click();
  await page.setViewportSize(NARROW);
  await drawn(page);
  assert.equal(await page.locator("#stage").getAttribute("data-glides"), null);
  assert.equal(await columns(page, 24), before);
  // As soon as all is to be seen again, there is room for it.
  await button(page, "Fit view").click();
  await page.locator("#stage[data-glides=true]").waitFor();
  assert.ok((await columns(page, 24)) < before);
});

pageTest("with many tasks, names and states can still be read", async ({ page }) => {
  await finished(page, 60);
  const letters = async (selector) =>
    card(page, "fetch 42")
      .locator(selector)
      .evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  const shown = await zoom(page);
  assert.ok((await letters(".card__label")) * shown >= 8.5, `${await letters(".card__label")} at ${shown}`);
  assert.ok((await letters(".card__state")) * shown >= 7.5, `${await letters(".card__state")} at ${shown}`);
  const cut = await page.locator(".card--task .card__label").evaluateAll((labels) => labels.filter((label) => label.scrollWidth > label.clientWidth + 1).map((label) => label.textContent));
  assert.deepEqual(cut, [], "no name is cut off");
});

pageTest("a drawing made on a desk is arranged for a phone's stage", async ({ page }) => {
  await finished(page, 8);
  const wide = await columns(page, 8);
  await page.setViewportSize(PHONE);
  await page.locator("#stage[data-glides=true]").waitFor();
  assert.ok((await columns(page, 8)) < wide, `${await columns(page, 8)} of ${wide}`);
});

const ENDLESS = `import asyncio


async def tick(n):
    while True:
        await asyncio.sleep(n)


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(1, 25):
            group.create_task(tick(n), name=f"fetch {n - 1}")


asyncio.run(main())
`;

pageTest("a program without an end is arranged anew while it plays, since it never stops", async ({ page }) => {
  await write(page, ENDLESS);
  await button(page, "Run").click();
  await page.locator("[data-run=running]").waitFor();
  await card(page, "fetch 23").waitFor();
  const before = await columns(page, 24);
  await page.setViewportSize(NARROW);
  await page.waitForFunction(
    ([labels, before]) => new Set(labels.map((label) => document.querySelector(`[data-label="${label}"]`)?.style.left)).size < before,
    [[...Array(24).keys()].map((n) => `fetch ${n}`), before],
  );
  await page.locator("[data-run=running]").waitFor();
});

const TIMED = `import asyncio


async def timed(n):
    async with asyncio.timeout(9):
        await asyncio.sleep(5 + n)


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(30):
            group.create_task(timed(n), name=f"timed {n}")


asyncio.run(main())
`;

pageTest("timeouts count down where cards are small, and names and states of these lie within them", async ({ page }) => {
  await write(page, TIMED);
  await button(page, "Run").click();
  await page.locator('#stage[data-zoom="far"]').waitFor();
  const left = card(page, "timeout").locator(".card__text");
  await left.getByText(/^[\d.]+ s left$/).waitFor();
  const before = await left.textContent();
  await page.waitForFunction(
    (before) => document.querySelector('[data-label="timeout"] .card__text').textContent !== before,
    before,
  );
  const beyond = await page.evaluate(() =>
    [...document.querySelectorAll(".card--task, .card--main")].flatMap((card) => {
      const all = card.getBoundingClientRect();
      const lines = [...card.querySelectorAll(".card__label, .card__text")];
      const isBeyond = (line) => {
        const box = line.getBoundingClientRect();
        return box.height > 0 && (box.top < all.top || box.bottom > all.bottom);
      };
      return lines.some(isBeyond) ? [card.dataset.label] : [];
    }),
  );
  assert.deepEqual(beyond, []);
});
