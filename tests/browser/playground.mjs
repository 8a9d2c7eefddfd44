// The playground as its tests see it: cards by name, and what a mouse does with them.
import { drag, drawn, pointOf } from "./driver.mjs";

export { drawn } from "./driver.mjs";

/** A boss that awaits a worker, and somebody who cancels the boss after a second. */
export const BOSS = JSON.stringify({
  awaitscope: 1,
  title: "Boss",
  blocks: [
    { id: "b1", label: "boss", at: [0, 0], task: [{ await: "b2" }] },
    { id: "b2", label: "worker", at: [0, 200], task: [{ print: "begins" }, { sleep: 3 }] },
    { id: "b3", label: "other", at: [300, 0], task: [{ sleep: 2 }, { print: "ends" }] },
  ],
  interventions: [{ at: 1, cancel: "b1" }],
});

/** The card of a name. */
export function card(page, label) {
  return page.locator(`[data-label="${label}"]`);
}

/** Waits until a card is in a state. */
export function stateOf(page, label, state) {
  return page.locator(`[data-label="${label}"][data-state="${state}"]`).waitFor();
}

/** Waits until what the address names, behind its #, is like this. */
export function addressIs(page, pattern) {
  return page.waitForFunction((source) => new RegExp(source).test(location.hash), pattern.source);
}

/** Waits until a card is selected. */
export function selected(page, label) {
  return page.locator(`[data-label="${label}"][data-selected]`).waitFor();
}

/** A point of the stage, as fractions of its width and height. */
export async function stagePoint(page, x, y) {
  const box = await page.locator("#stage").boundingBox();
  return { x: box.x + box.width * x, y: box.y + box.height * y };
}

/** Drags a block from the palette to a point of the stage. */
export async function addByDrag(page, kind, x, y) {
  const count = await page.locator("[data-block]").count();
  await drag(page, page.getByRole("button", { name: `Add ${kind}` }), await stagePoint(page, x, y));
  await page.locator("[data-block]").nth(count).waitFor();
}

/** Drags a wire from one card's port to another card. */
export async function connectByDrag(page, from, to) {
  const wires = page.locator(".wire-group");
  const before = await wireNames(page);
  await drag(page, page.getByRole("button", { name: `Connect from ${from}`, exact: true }), await pointOf(card(page, to)));
  await page.waitForFunction((names) => [...document.querySelectorAll("[data-wire]")].map((wire) => wire.dataset.wire).join() !== names, before);
  return wires.count();
}

/** The names of all wires. */
export function wireNames(page) {
  return page.evaluate(() => [...document.querySelectorAll("[data-wire]")].map((wire) => wire.dataset.wire).join());
}

/** Records every state that any card comes to from now on; call the result for them, by name. */
export async function recordStates(page) {
  await page.evaluate(() => {
    const ways = (window.recordedStates = {});
    const note = (card) => {
      const { label, state } = card.dataset;
      if (!label || !state) return;
      const way = (ways[label] ??= []);
      if (way.at(-1) !== state) way.push(state);
    };
    new MutationObserver((changes) => changes.forEach((change) => note(change.target))).observe(document.body, {
      subtree: true,
      attributeFilter: ["data-state"],
    });
  });
  return () => page.evaluate(() => window.recordedStates);
}

/** Where a card is on the canvas, in world units. */
export function placeOf(page, label) {
  return card(page, label).evaluate((element) => {
    const { left, top } = getComputedStyle(element);
    return { x: parseFloat(left), y: parseFloat(top) };
  });
}

/** The names of all blocks, sorted. */
export async function labels(page) {
  const names = await page.locator("[data-block]").evaluateAll((cards) => cards.map((one) => one.dataset.label));
  return names.sort();
}

/** Opens a file from disk, without the system's dialog. */
export function openFile(page, name, text) {
  const buffer = Buffer.from(text);
  return page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer });
}

/** Opens a built-in scene or program, and waits until it is the one that is shown. */
export async function openBuiltIn(page, slug) {
  await page.locator(".gallery__topic").first().waitFor();
  await page.getByLabel("Search the gallery").first().fill(slug);
  await page.locator(`[data-slug="${slug}"]`).first().click();
  await page.waitForFunction((name) => location.hash === `#gallery=${name}`, slug);
}

/** A button by its name. */
export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Writes a Python program. */
export async function write(page, text) {
  await button(page, "Python").click();
  await page.getByLabel("Python program").fill(text);
}

/** Runs what is open to its end at once. */
export async function runToEnd(page) {
  await page.getByLabel("Speed").selectOption("instant");
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").waitFor();
}

/** Takes a step, and waits until it is drawn. */
export async function stepOn(page) {
  await button(page, "Step").click();
  await drawn(page);
}

/** Steps on from the beginning, and looks at the page after each step. The last look's answer ends it. */
export async function steps(page, look, most = 200) {
  const step = button(page, "Step");
  await step.click();
  await page.locator("[data-run=paused]").waitFor();
  await drawn(page);
  for (let count = 0; count < most; count += 1) {
    if (await look()) return;
    if (!(await step.isEnabled())) return;
    await stepOn(page);
  }
}
