// What is done before the page has caught up with what was done just before: on a busy machine Yew puts off effects, and what is
// drawn after them, to a later task. Here they wait for as long as a test wants.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { BOSS, button, card, openFile, placeOf, runToEnd, write } from "./playground.mjs";

/** Gives the page `holdEffects()` and `releaseEffects()`. */
function late() {
  const now = Date.now.bind(Date);
  const [later, never] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
  let [ahead, isHeld, waiting] = [0, false, new Map()];
  // Whoever asks has worked for long enough already, and has to make way for others.
  Date.now = () => now() + (isHeld ? (ahead += 20) : ahead);
  window.setTimeout = (act, ms = 0, ...rest) => {
    if (!isHeld || ms > 0) return later(act, ms, ...rest);
    const id = -1 - waiting.size;
    waiting.set(id, () => act(...rest));
    return id;
  };
  window.clearTimeout = (id) => (id < 0 ? waiting.set(id, () => {}) : never(id));
  window.holdEffects = () => (isHeld = true);
  window.releaseEffects = () => {
    isHeld = false;
    const held = [...waiting.values()];
    waiting = new Map();
    for (const act of held) later(act, 0);
    return held.length;
  };
}

/** Does something while effects wait, and then lets them have their way. */
async function whileHeld(page, body) {
  await page.evaluate(() => window.holdEffects());
  await body();
  assert.ok((await page.evaluate(() => window.releaseEffects())) > 0, "something was put off");
}

const lateTest = (name, body) => pageTest(name, { script: late }, body);
const seek = (page, share) =>
  page.locator("#scrubber").evaluate((scrubber, share) => {
    scrubber.value = String(share * 1000);
    scrubber.dispatchEvent(new Event("input", { bubbles: true }));
  }, share);

/** Waits until the clock, its text and the cards say that a run stands here. */
function stands(page, secs, states) {
  return page.waitForFunction(
    ([secs, states]) => {
      const cards = [...document.querySelectorAll(".card[data-block]")].map((card) => card.dataset.state);
      const told = Number(document.getElementById("clock").textContent.match(/[0-9.]+/)[0]);
      return Number(document.getElementById("awaitscope").dataset.time) === secs && told === secs && cards.join() === states;
    },
    [secs, states],
  );
}

lateTest("what was typed last is there again, however soon the page is left", async ({ page }) => {
  await write(page, "print('first')\n");
  await page.waitForFunction(() => localStorage.getItem("awaitscope.python") === "print('first')\n");
  await page.evaluate(() => window.holdEffects());
  await page.getByLabel("Python program").fill("print('second')\n");
  await page.getByLabel("Python program").fill("print('third')\n");
  await page.reload();
  await page.locator("html[data-page]").waitFor({ state: "attached" });
  assert.equal(await page.getByLabel("Python program").inputValue(), "print('third')\n");
});

lateTest("a moment that is looked for right after a step is where the next step begins", async ({ page }) => {
  await openFile(page, "boss.json", BOSS);
  await card(page, "boss").waitFor();
  await runToEnd(page);
  await button(page, "Step back").click();
  await page.locator("[data-run=paused]").waitFor();
  const press = (name) => page.evaluate((name) => document.querySelector(`button[aria-label="${name}"]`).click(), name);
  await whileHeld(page, async () => {
    await press("Step back");
    await seek(page, 0.3);
    await press("Step back");
  });
  // Before the moment that was looked for, all three had begun to wait.
  await stands(page, 0, "waiting,waiting,waiting");
});

lateTest("a hand that drags a card before the page is drawn anew takes it along", async ({ page }) => {
  await openFile(page, "boss.json", BOSS);
  await card(page, "other").waitFor();
  const before = await placeOf(page, "other");
  const box = await card(page, "other").boundingBox();
  const at = { x: box.x + 20, y: box.y + 12 };
  await whileHeld(page, async () => {
    await page.keyboard.press("Escape");
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 60, at.y + 30, { steps: 3 });
    await page.mouse.move(at.x + 60, at.y + 30);
    await page.mouse.up();
  });
  await page.waitForFunction(
    (before) => Number.parseFloat(getComputedStyle(document.querySelector("[data-label=other]")).left) > before.x + 20,
    before,
  );
});
