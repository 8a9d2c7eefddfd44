// Looking for a moment of a run: the stage shows each at once, and everything else follows.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { BOSS, button, card, drawn, openFile, runToEnd, stateOf } from "./playground.mjs";

async function finished(page) {
  await openFile(page, "boss.json", BOSS);
  await card(page, "boss").waitFor();
  await runToEnd(page);
  await page.locator(".timeline__plot[data-seen]").waitFor();
}

/** Passes some moments on the scrubber in one task, and tells what the very next frame shows. */
function pass(page, shares, then = null) {
  return page.evaluate(
    async ([shares, then]) => {
      const scrubber = document.getElementById("scrubber");
      for (const share of shares) {
        scrubber.value = String(share * 1000);
        scrubber.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (then) document.querySelector(`button[aria-label="${then}"]`).click();
      await new Promise(requestAnimationFrame);
      const cards = [...document.querySelectorAll(".card[data-block]")];
      const states = cards.map((card) => [card.dataset.label, card.dataset.state ?? "pending"]);
      return { time: document.getElementById("awaitscope").dataset.time, states: Object.fromEntries(states) };
    },
    [shares, then],
  );
}

/** Waits until panels and controls show the moment that the stage shows. */
async function agrees(page, { time, states }) {
  await page.waitForFunction(
    ([time, states]) => {
      const lanes = [...document.querySelectorAll(".timeline__name")].map((name) => name.getAttribute("aria-label"));
      const clock = Number.parseFloat(document.getElementById("clock").textContent);
      const isOver = Object.values(states).every((state) => ["done", "failed", "cancelled"].includes(state));
      return (
        Object.entries(states).every(([label, state]) => lanes.includes(`${label}, ${state}`)) &&
        (time === null || Math.abs(clock - Number(time)) < 0.01) &&
        (isOver || document.getElementById("awaitscope").dataset.run !== "finished")
      );
    },
    [time, states],
  );
  // Who plays from this moment on has begun.
  await drawn(page);
}

const SHARES = [0.5, 0.1, 0.95, 0.3, 0.7, 0.02];

pageTest("a moment that somebody looks for is on the stage in the next frame, and everything else agrees after it", async ({ page }) => {
  await finished(page);
  const seen = new Set();
  for (const share of SHARES) {
    const shown = await pass(page, [share]);
    await agrees(page, shown);
    seen.add(JSON.stringify(shown.states));
    // Cards tell the same as soon as the rest does.
    for (const [label, state] of Object.entries(shown.states).filter(([, state]) => state !== "pending")) {
      await stateOf(page, label, state);
    }
  }
  assert.ok(seen.size > 2, "they are different moments");
});

pageTest("of many moments that are passed quickly, the last one stays", async ({ page }) => {
  await finished(page);
  const there = await pass(page, [0.45]);
  await agrees(page, there);
  assert.deepEqual(await pass(page, [...SHARES, 0.45]), there);
  await agrees(page, there);
});

pageTest("what is done next begins at the moment that is shown, however soon it is done", async ({ page }) => {
  await finished(page);
  const lanes = () => page.locator(".timeline__name").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")).join());
  const become = (differ, told) =>
    page.waitForFunction(
      ([differ, told]) => {
        const lanes = [...document.querySelectorAll(".timeline__name")].map((one) => one.getAttribute("aria-label")).join();
        return (lanes !== told) === differ;
      },
      [differ, told],
    );
  const at = page.locator(".transport__iteration");
  for (const name of ["Step", "Step back"]) {
    await agrees(page, await pass(page, [0.4]));
    const before = await lanes();
    await button(page, name).click();
    await become(true, before);
    const [told, iteration] = [await lanes(), await at.innerText()];
    await drawn(page);
    await agrees(page, await pass(page, [0.95]));
    await pass(page, [0.4], name);
    await become(false, told);
    await at.getByText(iteration, { exact: true }).waitFor();
  }
});

pageTest("a run that plays goes on from the moment that somebody looks for", async ({ page }) => {
  await finished(page);
  await pass(page, [0]);
  await page.locator(".transport__speed").selectOption("1/8");
  await button(page, "Run").click();
  await page.locator("[data-run=running]").waitFor();
  const { time } = await pass(page, [0.6]);
  await page.waitForFunction(() => document.getElementById("scrubber").valueAsNumber > 605);
  assert.equal(await page.locator("#awaitscope").getAttribute("data-run"), "running");
  assert.ok(Number(await page.locator("#awaitscope").getAttribute("data-time")) >= Number(time));
  await button(page, "Pause").click();
  await page.locator("[data-run=paused]").waitFor();
  await agrees(page, await pass(page, [0.2]));
});

pageTest("somebody who acts right after looking for a moment acts at that one", async ({ page }) => {
  await finished(page);
  await agrees(page, await pass(page, [1]));
  await agrees(page, await pass(page, [0.1]));
  await button(page, "Press Ctrl-C now").waitFor();
  // Between the second at which the boss is cancelled and the end only time passes.
  const { time } = await pass(page, [0.78], "Press Ctrl-C now");
  assert.ok(Number(time) > 1 && Number(time) < 2, `${time} is in between`);
  await page.getByLabel("Interventions").getByText("Ctrl-C at ").waitFor();
  const said = await page.getByLabel("Interventions").innerText();
  const at = Number(said.match(/Ctrl-C at ([\d.]+)\ss/)[1]);
  assert.ok(Math.abs(at - Number(time)) < 0.01, `${at} is ${time}`);
  await page.locator("#stage").focus();
  await page.keyboard.press("End");
  await page.locator(".line--end").getByText("KeyboardInterrupt").waitFor();
});

pageTest("Home and End are shown at once, and everything else agrees after them", async ({ page }) => {
  await finished(page);
  await page.locator("#stage").focus();
  for (const [key, states] of [
    ["Home", { boss: "pending", worker: "pending", other: "pending" }],
    ["End", { boss: "cancelled", worker: "cancelled", other: "done" }],
  ]) {
    await page.keyboard.press(key);
    await agrees(page, { time: null, states });
    await page.locator(`[data-run=${key === "Home" ? "idle" : "finished"}]`).waitFor();
  }
});
