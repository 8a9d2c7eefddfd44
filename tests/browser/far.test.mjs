// A canvas that is seen from so far off that cards are nothing but their state: there may be a thousand of them.
import assert from "node:assert/strict";
import { open, pageTest } from "./harness.mjs";
import { button, drawn, openFile } from "./playground.mjs";

const COUNT = 200;
const COLUMNS = 15;
/** On a stage that large the same canvas is seen from near. */
const LARGE = { width: 5000, height: 3600 };

/** A gather over many tasks that sleep, print and fail, below a timeout that cancels those that are left. */
function crowd() {
  const steps = (index) =>
    index % 50 === 49
      ? [{ sleep: 0.4 }, { await: `b${COUNT + 3}` }]
      : Array.from({ length: 4 }, (_, turn) => ({ sleep: 0.3 + ((index * 7 + turn * 3) % 11) / 10 }));
  const tasks = Array.from({ length: COUNT }, (_, index) => ({
    id: `b${index + 2}`,
    label: `task ${index + 1}`,
    at: [(index % COLUMNS) * 240, 170 + Math.floor(index / COLUMNS) * 150],
    task: steps(index),
  }));
  return {
    awaitscope: 1,
    title: "A crowd",
    blocks: [
      { id: "b1", label: "all", at: [0, 0], gather: tasks.map(({ id }) => id) },
      ...tasks,
      { id: `b${COUNT + 2}`, label: "limit", at: [0, -150], timeout: "b1", delay: 2 },
      { id: `b${COUNT + 3}`, label: "shared", at: [-300, 0], task: [{ sleep: 1 }] },
    ],
  };
}

/** Opens the crowd, with its run paused behind its first event. */
async function paused(page) {
  await openFile(page, "crowd.json", JSON.stringify(crowd()));
  await page.locator(`[data-block="${COUNT + 3}"]`).waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Fit view" }).click();
  await button(page, "Step").click();
  await page.locator("[data-run=paused]").waitFor();
}

/** Looks at another moment of the run, and waits until it is drawn. */
async function seek(page, share) {
  await page.locator("#scrubber").evaluate((scrubber, share) => {
    scrubber.value = String(share * 1000);
    scrubber.dispatchEvent(new Event("input", { bubbles: true }));
  }, share);
  await drawn(page);
  // Cards that a canvas shows tell of it a few at a time.
  await page.locator("#stage canvas[data-late]").waitFor({ state: "detached" });
}

/** What every card tells of the moment. */
function told(page) {
  return page.locator(".card[data-block]").evaluateAll((cards) =>
    Object.fromEntries(
      cards.map((card) => {
        const names = ["data-state", "data-task", "data-fate", "data-held", "data-blocks", "hidden"];
        return [card.dataset.label, names.map((name) => card.getAttribute(name))];
      }),
    ),
  );
}

pageTest("the outline tells of every moment that is stood still at, and lists what is there", async ({ page }) => {
  await paused(page);
  const listed = page.getByRole("navigation", { name: "Outline of the scene" }).getByRole("button");
  assert.equal(await listed.count(), COUNT + 3);
  const says = (task, what) => listed.filter({ hasText: new RegExp(`^Task ${task}, .*: ${what}$`) }).waitFor({ state: "attached" });
  await seek(page, 1);
  await says("shared", "done");
  await says(`task ${COUNT}`, "(done|cancelled)");
  await seek(page, 0);
  await says("shared", "not started");
  await says(`task ${COUNT}`, "not started");
});

pageTest("from far off, cards tell the same of every moment as from near", async ({ page, browser, url }) => {
  const near = await open(browser, url, { viewport: LARGE });
  await paused(page);
  await paused(near.page);
  await page.locator("#stage[data-zoom=farthest]").waitFor();
  await near.page.locator("#stage:not([data-zoom=farthest])").waitFor();
  const seen = new Set();
  for (const share of [0.4, 0.1, 0.75, 1, 0.55, 0]) {
    await seek(page, share);
    await seek(near.page, share);
    const cards = await told(page);
    assert.deepEqual(cards, await told(near.page), `at ${share}`);
    for (const [state] of Object.values(cards)) seen.add(state);
  }
  for (const state of ["waiting", "cancelled", "done"]) assert.ok(seen.has(state), `some card is ${state}`);
  await near.context.close();
});

/** The colour of the canvas in the middle of a card, above what is drawn through it. */
function painted(page, label) {
  return page.locator(`[data-label="${label}"]`).evaluate((card) => {
    const canvas = document.querySelector("#stage canvas");
    const [seen, all] = [card.getBoundingClientRect(), canvas.getBoundingClientRect()];
    const x = (seen.x + seen.width / 2 - all.x) * (canvas.width / all.width);
    const y = (seen.y + seen.height / 4 - all.y) * (canvas.height / all.height);
    return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data].join();
  });
}

pageTest("from far off, each state is painted in a colour of its own, of every moment that is looked at", async ({ page }) => {
  await paused(page);
  const colours = {};
  for (const share of [0.3, 0.8, 1, 0.3]) {
    await seek(page, share);
    const cards = Object.entries(await told(page));
    for (const state of ["waiting", "done", "cancelled"]) {
      const card = cards.find(([label, [is]]) => is === state && label.startsWith("task"));
      if (!card) continue;
      const colour = await painted(page, card[0]);
      colours[state] ??= colour;
      assert.equal(colour, colours[state], `${state} at ${share}`);
    }
  }
  assert.deepEqual(Object.keys(colours).sort(), ["cancelled", "done", "waiting"]);
  assert.equal(new Set(Object.values(colours)).size, 3, JSON.stringify(colours));
});

pageTest("another moment is written to those cards alone of which it tells something else", async ({ page }) => {
  await paused(page);
  await seek(page, 0.2);
  const before = await told(page);
  await page.evaluate(() => {
    window.written = [];
    new MutationObserver((records) => window.written.push(...records)).observe(document.querySelector(".world"), {
      subtree: true,
      attributes: true,
      attributeOldValue: true,
      childList: true,
    });
  });
  await seek(page, 0.8);
  const after = await told(page);
  const written = await page.evaluate(() =>
    window.written
      .filter(({ target }) => target.matches(".card, .tile"))
      .map(({ type, target, attributeName, oldValue }) => ({
        what: `${type} ${attributeName} of ${target.dataset.label}`,
        label: target.dataset.label,
        isNew: type === "attributes" && target.getAttribute(attributeName) !== oldValue,
      })),
  );
  assert.deepEqual(written.filter(({ isNew }) => !isNew), []);
  const changed = Object.keys(after).filter((label) => after[label].join() !== before[label].join());
  assert.ok(changed.length > 0 && changed.length < COUNT, `${changed.length} cards changed`);
  assert.deepEqual([...new Set(written.map(({ label }) => label))].sort(), changed.sort());
});

pageTest("from far off cards are called by their names, and the one that is selected tells all", async ({ page }) => {
  await paused(page);
  await seek(page, 0.4);
  const seventh = page.locator('[data-label="task 7"]');
  assert.equal(await seventh.getAttribute("aria-label"), "Task task 7");
  await seventh.click();
  await page.getByRole("group", { name: /^Task task 7: .*, at sleep/ }).waitFor({ state: "attached" });
});

pageTest("zooming in and out again, cards go on telling of the moment", async ({ page }) => {
  await paused(page);
  for (const share of [0.3, 0.9]) {
    await seek(page, share);
    const far = await told(page);
    await page.setViewportSize(LARGE);
    await page.getByRole("button", { name: "Fit view" }).click();
    await page.locator("#stage:not([data-zoom=farthest])").waitFor();
    assert.deepEqual(await told(page), far);
    await seek(page, share / 2);
    const near = await told(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Fit view" }).click();
    await page.locator("#stage[data-zoom=farthest]").waitFor();
    assert.deepEqual(await told(page), near);
  }
});
