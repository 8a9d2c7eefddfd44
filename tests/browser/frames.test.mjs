// In small frames of other pages nothing is cut off, and Run is within reach.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { pageTest, PHONE } from "./harness.mjs";
import { button, card, drawn, runToEnd, stateOf, write } from "./playground.mjs";

const JUST_RUN = "Just run: ask nothing before a run";

/** Runs what is open to its end at once, and answers nothing if it asks something before. */
async function justRun(page) {
  await page.getByLabel("Speed").selectOption("instant");
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").or(button(page, JUST_RUN)).first().waitFor();
  if (await button(page, JUST_RUN).isVisible()) await button(page, JUST_RUN).click();
  await page.locator("[data-run=finished]").waitFor();
}

const box = (page, selector) => page.locator(selector).first().boundingBox();
const isInside = (inner, outer) =>
  inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;

for (const viewport of [{ width: 720, height: 420 }, { width: 390, height: 420 }]) {
  pageTest(`in a frame of ${viewport.width} by ${viewport.height} all controls and the questions are seen`, { viewport, path: "#gallery=shield&embed" }, async ({ page }) => {
    await page.getByLabel("Speed").selectOption("instant");
    const all = { x: 0, y: 0, ...viewport };
    await button(page, "Run").click();
    const asked = page.getByRole("region", { name: "What will happen?" });
    await asked.waitFor();
    await asked.getByText("A customer and a bookkeeper both wait for a payment").waitFor();
    for (const name of ["Reset", "Step back", "Run", "Step", "Run and see", JUST_RUN]) {
      assert.ok(isInside(await button(page, name).boundingBox(), all), name);
    }
    for (const part of [".transport__time", ".scrubber", ".transport__speed"]) assert.ok(isInside(await box(page, part), all), part);
    const [side, controls] = [await box(page, ".side--right"), await box(page, ".transport")];
    assert.ok(Math.abs(side.y + side.height - controls.y) <= 1 && side.y <= 1, "it has all of the height above the controls");
    assert.ok((await box(page, ".scrubber")).width >= 200, "a moment can be found on it");
    await button(page, JUST_RUN).click();
    await page.locator("[data-run=finished]").waitFor();
    assert.ok(isInside(await box(page, ".transport__time"), all), "the clock");
  });
}

pageTest("what is said of a deadlock hides no card where there is room beside them", { path: "#gallery=philosophers-deadlock" }, async ({ page }) => {
  await justRun(page);
  const told = page.getByRole("status", { name: "Deadlock" });
  await told.waitFor();
  await told.getByText("One more task waits.").waitFor();
  const place = await told.boundingBox();
  // There is room for all of it.
  await told.locator("details[open]").waitFor();
  for (const card of await page.locator("[data-block]").all()) {
    const at = await card.boundingBox();
    const isApart = at.x >= place.x + place.width || at.x + at.width <= place.x || at.y >= place.y + place.height || at.y + at.height <= place.y;
    assert.ok(isApart, await card.getAttribute("data-label"));
  }
});

pageTest(
  "what is said of a deadlock is folded to its title where it would hide cards, and unfolds",
  { path: "#gallery=philosophers-deadlock&embed", viewport: { width: 720, height: 420 } },
  async ({ page }) => {
    await justRun(page);
    const told = page.getByRole("status", { name: "Deadlock" });
    await told.waitFor();
    const holder = told.getByRole("button", { name: "Hume" }).first();
    assert.equal(await holder.isVisible(), false);
    await told.getByText("Deadlock: each waits for the next").click();
    await holder.waitFor();
  },
);

pageTest("in a presentation, what is said of a deadlock hides no card either", { path: "#gallery=producer-died&present", viewport: { width: 1024, height: 768 } }, async ({ page }) => {
  await page.getByText("The baker makes rolls").waitFor();
  for (const name of ["What will happen?", "Your predictions"]) {
    await page.keyboard.press("PageDown");
    await page.getByRole("region", { name }).waitFor();
  }
  await page.keyboard.press("End");
  const place = await page.getByRole("status", { name: "Deadlock" }).boundingBox();
  for (const card of await page.locator("[data-block]").all()) {
    const at = await card.boundingBox();
    const isApart = at.x >= place.x + place.width || at.x + at.width <= place.x || at.y >= place.y + place.height || at.y + at.height <= place.y;
    assert.ok(isApart, await card.getAttribute("data-label"));
  }
});

pageTest("of a group that aborts, what is written beside its wires hides none of their numbers", { viewport: { width: 720, height: 420 } }, async ({ page, url }) => {
  const tasks = [1, 2, 3, 4].map((n) => `        group.create_task(fetch(${n}), name="page ${n}")\n`).join("");
  const text = `import asyncio\n\nasync def fetch(n):\n    await asyncio.sleep(n)\n    if n == 2:\n        raise ValueError\n\nasync def main():\n    async with asyncio.TaskGroup() as group:\n${tasks}\nasyncio.run(main())\n`;
  await page.goto("about:blank");
  await page.goto(`${url}#p=1.${deflateRawSync(text).toString("base64url")}&embed&do=end`);
  await stateOf(page, "page 4", "cancelled");
  await page.locator(".tale__by").getByText("group aborts").waitFor();
  const hidden = await page.evaluate(() => {
    const told = document.querySelector(".tale__by").getBoundingClientRect();
    const touches = (box) => box.left < told.right && box.right > told.left && box.top < told.bottom && box.bottom > told.top;
    return [...document.querySelectorAll(".tale__dot")].filter((dot) => touches(dot.getBoundingClientRect())).length;
  });
  assert.equal(hidden, 0);
});

pageTest("wires to what philosophers wait for do not cross", { path: "#gallery=philosophers-deadlock" }, async ({ page }) => {
  await justRun(page);
  const left = async (name) => (await page.locator(`[data-label="${name}"]`).boundingBox()).x;
  const rows = [["Kant", "Hume", "Mill", "Marx", "Weil"], ["Lock 2", "Lock 3", "Lock 4", "Lock 5", "Lock 1"]];
  for (const row of rows) {
    const places = [];
    for (const name of row) places.push(await left(name));
    assert.deepEqual(places, places.toSorted((a, b) => a - b), row.join());
  }
});

/** The cards that are not on the stage as a whole. */
const cutOff = (page) =>
  page.evaluate(() => {
    const stage = document.querySelector("#stage").getBoundingClientRect();
    const isCut = (box) => box.left < stage.left || box.right > stage.right || box.top < stage.top || box.bottom > stage.bottom;
    const cards = [...document.querySelectorAll("#stage [data-label]")];
    return cards.filter((one) => isCut(one.getBoundingClientRect())).map((one) => one.dataset.label);
  });
const zoomOf = async (page) => parseInt(await page.getByRole("button", { name: /^Zoom \d+ %/ }).textContent(), 10);

for (const slug of ["philosophers-deadlock", "semaphore", "queue-workers"]) {
  pageTest(`on a phone all cards are seen, and can be read: ${slug}`, { path: `#gallery=${slug}`, viewport: PHONE, touch: true }, async ({ page }) => {
    await justRun(page);
    assert.deepEqual(await cutOff(page), []);
    assert.ok((await zoomOf(page)) >= 58, `${await zoomOf(page)} %`);
  });
}

pageTest("five tasks beside the editor are drawn so large that they can be read", async ({ page }) => {
  await write(
    page,
    "import asyncio\n\nasync def work(n):\n    await asyncio.sleep(n)\n\nasync def main():\n    await asyncio.gather(*(work(n) for n in range(1, 6)))\n\nasyncio.run(main())\n",
  );
  await runToEnd(page);
  assert.ok((await zoomOf(page)) >= 88, `${await zoomOf(page)} %`);
  assert.deepEqual(await cutOff(page), []);
});

pageTest("a program with names longer than a card's may be runs all the same", async ({ page }) => {
  await write(
    page,
    "import asyncio\n\nasync def work():\n    await asyncio.sleep(1)\n\nasync def main():\n    await asyncio.create_task(work(), name='a name that goes on and on ' * 9)\n\nasyncio.run(main())\n",
  );
  await button(page, "Run").click();
  await page.locator('[data-label^="a name that goes on"][data-state=done]').waitFor();
});

pageTest("the way out of a narrow frame lies on no card", { path: "#gallery=group-failure&embed", viewport: { width: 360, height: 400 } }, async ({ page }) => {
  await justRun(page);
  const below = await page.evaluate(() => {
    const way = document.querySelector(".embed__open").getBoundingClientRect();
    const touches = (box) => box.left < way.right && box.right > way.left && box.top < way.bottom && box.bottom > way.top;
    return [...document.querySelectorAll("#stage [data-label], .zoom")].filter((one) => touches(one.getBoundingClientRect())).length;
  });
  assert.equal(below, 0);
});

pageTest("in a frame, the way to the cards above can be pressed beside the way out", { path: "#gallery=nested-timeouts&embed", viewport: { width: 720, height: 420 } }, async ({ page }) => {
  await card(page, "train").scrollIntoViewIfNeeded();
  await page.mouse.move(100, 150);
  await page.mouse.wheel(0, 200);
  await button(page, "More cards above").click();
  await button(page, "More cards below").waitFor();
});

pageTest("on a phone, what an intervention changed is told on the stage", { path: "#gallery=shield", viewport: PHONE, touch: true }, async ({ page }) => {
  await button(page, "Step").click();
  await page.locator("[data-run=paused]").waitFor();
  await button(page, "Cancel payment").click();
  await page.getByRole("button", { name: "What changed" }).click();
  await page.getByRole("region", { name: "What changed" }).waitFor();
});

pageTest("what a link opens is in sight in the list of the gallery", { path: "#gallery=manager-awaits-tasks" }, async ({ page }) => {
  await page.locator("[data-slug=manager-awaits-tasks][aria-current]").waitFor();
  await page.waitForFunction(() => {
    const [entry, side] = ["[aria-current]", ".side--left"].map((one) => document.querySelector(one).getBoundingClientRect());
    return entry.top >= side.top && entry.bottom <= side.bottom;
  });
  const modes = await page.locator(".modes").boundingBox();
  assert.ok(modes.y < 100, "the way to Python stays where it is");
});

pageTest("a short program shows where it begins, and not what it says of itself", { path: "#gallery=philosophers-deadlock" }, async ({ page }) => {
  await page.getByLabel("Python program").waitFor();
  await page.waitForFunction(() => document.querySelector(".script").scrollTop === 9 * 20);
});

pageTest("on a phone, a drawing that is wider than the stage says so, and shows the way", { path: "#gallery=shared-task", viewport: PHONE, touch: true }, async ({ page }) => {
  await page.locator('[data-label="ann"]').waitFor();
  const left = button(page, "More cards to the left");
  await left.waitFor();
  // The nearest card first.
  while (await left.isVisible()) {
    await left.click();
    await drawn(page);
  }
  assert.ok((await card(page, "ann").boundingBox()).x >= 0);
  await button(page, "More cards to the right").waitFor();
});

pageTest("in the narrowest frames nothing lies on the controls", { viewport: { width: 343, height: 420 }, path: "#gallery=philosophers-deadlock&embed" }, async ({ page }) => {
  await justRun(page);
  const parts = [".transport__buttons > *:visible", ".transport__clock", ".scrubber"];
  const boxes = [];
  for (const part of parts) for (const one of await page.locator(part).all()) boxes.push(await one.boundingBox());
  const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  for (const [at, one] of boxes.entries()) {
    assert.ok(isInside(one, { x: 0, y: 0, width: 343, height: 420 }), JSON.stringify(one));
    for (const other of boxes.slice(0, at)) assert.ok(apart(one, other), JSON.stringify([one, other]));
  }
  const [note, wayOut] = [await box(page, ".stuck"), await box(page, ".embed__open")];
  assert.ok(apart(note, wayOut), "the way out is seen beside what is said of the deadlock");
});
