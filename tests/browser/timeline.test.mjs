import assert from "node:assert/strict";
import { pageTest, PHONE } from "./harness.mjs";
import { BOSS, button, card, openFile, runToEnd, stateOf } from "./playground.mjs";

async function finished(page, scene = BOSS) {
  await openFile(page, "boss.json", scene);
  await card(page, "boss").or(page.locator("[data-block]").first()).first().waitFor();
  await runToEnd(page);
  // On a small screen it is in a sheet.
  const tab = page.locator(".tabs").getByRole("button", { name: "Timeline", exact: true });
  if (await tab.isVisible()) await tab.click();
  await page.locator(".timeline__plot[data-seen]").waitFor();
}

const plot = (page) => page.locator(".timeline__plot");

/** What is seen of the axis: from, to. */
const seen = async (page) => (await plot(page).getAttribute("data-seen")).split(" ").map(Number);

/** The middle of a lane, at a place of the axis. */
async function pointAt(page, name, at) {
  const box = await plot(page).boundingBox();
  const [from, to] = await seen(page);
  const row = await lane(page, name).boundingBox();
  return { x: box.x + ((at - from) / (to - from)) * box.width, y: row.y + row.height / 2 };
}

const lane = (page, name) => page.getByRole("list", { name: "Tasks" }).getByRole("button", { name: new RegExp(`^${name}\\b`) });

const time = async (page) => Number(await page.locator("#awaitscope").getAttribute("data-time"));

const timeIs = (page, near) =>
  page.waitForFunction((near) => Math.abs(Number(document.querySelector("#awaitscope").dataset.time) - near) < 0.05, near);

const seenChanges = (page, before) =>
  page.waitForFunction((before) => document.querySelector(".timeline__plot").dataset.seen !== before, before);

pageTest("each task has a lane below that of who created it, with its state at the moment", async ({ page }) => {
  await finished(page);
  const rows = await page.locator(".timeline__row").allInnerTexts();
  assert.deepEqual(rows.map((row) => row.split(/[\s,]/)[0]), ["boss", "worker", "other"]);
  await lane(page, "boss, cancelled").waitFor();
  await lane(page, "other, done").waitFor();
  await page.getByRole("button", { name: "Fold boss" }).click();
  await lane(page, "worker").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Unfold boss" }).click();
  await lane(page, "worker").waitFor();
  assert.match(await plot(page).getAttribute("aria-label"), /^Timeline of 3 tasks, \d+ iterations, 2 seconds$/);
});

pageTest("a press on a lane selects its card and goes to that moment; a card selects its lane", async ({ page }) => {
  await finished(page);
  await page.getByRole("button", { name: "Seconds" }).click();
  const at = await pointAt(page, "worker", 0.5);
  await page.mouse.click(at.x, at.y);
  await timeIs(page, 0.5);
  await stateOf(page, "worker", "waiting");
  await lane(page, "worker").and(page.locator("[aria-pressed=true]")).waitFor();
  await card(page, "other").click();
  await page.waitForFunction(() => document.querySelector('.timeline__name[title="other"]').getAttribute("aria-pressed") === "true");
  await lane(page, "worker").and(page.locator("[aria-pressed=false]")).waitFor();
});

pageTest("a drag on the ruler scrubs, and the stage follows", async ({ page }) => {
  await finished(page);
  await page.getByRole("button", { name: "Seconds" }).click();
  const box = await plot(page).boundingBox();
  const from = await pointAt(page, "boss", 0.2);
  const to = await pointAt(page, "boss", 1.5);
  await page.mouse.move(from.x, box.y + 10);
  await page.mouse.down();
  await timeIs(page, 0.2);
  await stateOf(page, "other", "waiting");
  await page.mouse.move(to.x, box.y + 10, { steps: 5 });
  await timeIs(page, 1.5);
  await page.mouse.up();
  await stateOf(page, "boss", "cancelled");
});

pageTest("the timeline zooms by wheel, button and key, pans, and shows the whole run again", async ({ page }) => {
  await finished(page);
  await page.getByRole("button", { name: "Fit the timeline" }).click();
  const whole = await seen(page);
  const length = ([from, to]) => to - from;
  const at = await pointAt(page, "worker", (whole[0] + whole[1]) / 2);
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down("Control");
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, -60);
  await page.keyboard.up("Control");
  await page.waitForFunction((most) => {
    const [from, to] = document.querySelector(".timeline__plot").dataset.seen.split(" ").map(Number);
    return to - from < most;
  }, length(whole) / 4);
  const middle = (whole[0] + whole[1]) / 2;
  const close = await seen(page);
  assert.ok(close[0] < middle && middle < close[1], `${close} is around ${middle}`);

  await page.keyboard.down("Shift");
  await page.mouse.wheel(0, 60);
  await page.keyboard.up("Shift");
  await seenChanges(page, close.join(" "));
  const panned = await seen(page);
  assert.ok(panned[0] > close[0] && Math.abs(length(panned) - length(close)) < 0.01);

  await page.getByRole("button", { name: "Zoom the timeline out" }).click();
  assert.ok(length(await seen(page)) > length(panned) * 1.4);
  await plot(page).focus();
  const before = await plot(page).getAttribute("data-seen");
  await page.keyboard.press("+");
  await seenChanges(page, before);
  await page.keyboard.press("0");
  assert.deepEqual(await seen(page), whole);
});

pageTest("the timeline follows what plays, unless the person looks elsewhere", async ({ page }) => {
  await finished(page);
  await plot(page).focus();
  await page.keyboard.press("Home");
  await timeIs(page, 0);
  for (let turn = 0; turn < 5; turn += 1) await page.keyboard.press("+");
  const before = await plot(page).getAttribute("data-seen");
  await page.locator(".transport__speed").selectOption("4");
  await button(page, "Run").click();
  await seenChanges(page, before);
  await page.locator("[data-run=finished]").waitFor();
  const [from, to] = await seen(page);
  const end = await page.locator("#scrubber").evaluate((scrubber) => scrubber.valueAsNumber / 1000);
  assert.equal(end, 1);
  assert.ok(to > from && from > 0);

  await plot(page).focus();
  await page.keyboard.press("Home");
  await timeIs(page, 0);
  await page.locator(".transport__speed").selectOption("1/8");
  await button(page, "Run").click();
  await page.locator("[data-run=running]").waitFor();
  await plot(page).focus();
  for (let turn = 0; turn < 8; turn += 1) await page.keyboard.press("Shift+ArrowRight");
  const elsewhere = await plot(page).getAttribute("data-seen");
  await page.waitForFunction(() => document.querySelector("#scrubber").valueAsNumber > 20);
  assert.equal(await plot(page).getAttribute("data-seen"), elsewhere);
});

pageTest("the timeline goes from change to change and from lane to lane by keys", async ({ page }) => {
  await finished(page);
  await plot(page).focus();
  await page.keyboard.press("Home");
  await timeIs(page, 0);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector('.timeline__name[title="boss"]').getAttribute("aria-pressed") === "true");
  const states = [];
  for (const state of ["scheduled", "running", "waiting", "cancelling"]) {
    await page.keyboard.press("ArrowRight");
    await stateOf(page, "boss", state);
    states.push(state);
  }
  assert.equal(await time(page), 1);
  await page.keyboard.press("ArrowLeft");
  await stateOf(page, "boss", "waiting");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector('.timeline__name[title="worker"]').getAttribute("aria-pressed") === "true");
  await page.keyboard.press("End");
  await page.locator("[data-run=finished]").waitFor();
});

pageTest("what is under the pointer is told", async ({ page }) => {
  await finished(page);
  await page.getByRole("button", { name: "Seconds" }).click();
  const at = await pointAt(page, "worker", 0.5);
  await page.mouse.move(at.x, at.y);
  const tip = page.locator(".timeline__tip");
  await tip.waitFor();
  const text = await tip.innerText();
  assert.match(text, /^worker: waiting: sleep 3 s/);
  assert.match(text, /0 s to 1 s, iteration \d/);
  assert.match(text, /worker sleeps until 3 s/);
});

pageTest("a part is looped by a drag on the ruler, and by keys", async ({ page }) => {
  await finished(page);
  await page.getByRole("button", { name: "Fit the timeline" }).click();
  const box = await plot(page).boundingBox();
  await page.keyboard.down("Shift");
  await page.mouse.move(box.x + box.width * 0.2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 10, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await page.locator('.scrubber[data-loop="true"]').waitFor();
  await page.locator(".transport__speed").selectOption("16");
  await button(page, "Run").click();
  // It comes around: the scrubber goes back while it plays.
  const turns = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let last = -1;
        let turns = 0;
        const look = () => {
          const now = document.querySelector("#scrubber").valueAsNumber;
          if (now < last) turns += 1;
          last = now;
          if (turns === 2 || document.querySelector("[data-run=finished]")) resolve(turns);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  assert.equal(turns, 2);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Stop looping" }).first().click();
  await page.locator('.scrubber[data-loop="true"]').waitFor({ state: "detached" });
  await page.locator("#stage").focus();
  await page.keyboard.press("]");
  await page.locator('.scrubber[data-loop="true"]').waitFor();
  // Its end is marked where the thumb stands.
  const [bracket, thumb] = await page.locator(".scrubber").evaluate((scrubber) => {
    const style = getComputedStyle(scrubber, "::after");
    const { clientWidth } = scrubber;
    const share = scrubber.querySelector("input").valueAsNumber / 1000;
    return [parseFloat(style.left) + parseFloat(style.width) - 1, 8 + share * (clientWidth - 16)];
  });
  assert.ok(Math.abs(bracket - thumb) < 1.5, `${bracket} and ${thumb}`);
  await page.keyboard.press("\\");
  await page.locator('.scrubber[data-loop="true"]').waitFor({ state: "detached" });
});

pageTest("every command of playback has a button and a key", async ({ page }) => {
  await finished(page);
  await card(page, "boss").click();
  const more = page.getByLabel("More controls");
  const press = async (name) => {
    const command = button(page, name);
    if (!(await command.isVisible())) await more.click();
    await command.click();
  };
  await press("To the start");
  await timeIs(page, 0);
  await press("Next change");
  await stateOf(page, "boss", "scheduled");
  await page.locator("#stage").focus();
  await page.keyboard.press("j");
  await stateOf(page, "boss", "running");
  await page.keyboard.press("k");
  await stateOf(page, "boss", "scheduled");
  const iteration = () => page.locator(".transport__iteration").innerText();
  await page.keyboard.press("Shift+Period");
  assert.equal(await iteration(), "iteration 1");
  await page.keyboard.press("Shift+Period");
  assert.equal(await iteration(), "iteration 2");
  await page.keyboard.press("Shift+Comma");
  assert.equal(await iteration(), "iteration 1");
  await page.keyboard.press("End");
  await page.locator("[data-run=finished]").waitFor();
  const scrubber = () => page.locator("#scrubber").inputValue();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press(",");
  const stood = await scrubber();
  await page.keyboard.press("b");
  await page.waitForFunction((stood) => document.querySelector("#scrubber").value !== stood, stood);
  await page.keyboard.press("Shift+B");
  await page.waitForFunction((stood) => document.querySelector("#scrubber").value === stood, stood);
  await page.keyboard.press("s");
  const speedIs = (speed) => page.waitForFunction((speed) => document.querySelector(".transport__speed").value === speed, speed);
  await speedIs("16");
  await press("Slower");
  await speedIs("8");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Slower" }).waitFor({ state: "hidden" });
});

pageTest("keys that are single characters can be switched off, and stay off", async ({ page }) => {
  await finished(page);
  await page.locator("#stage").focus();
  await page.keyboard.press("?");
  await page.getByLabel("Keys that are single characters").uncheck();
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator("#stage").focus();
  await page.keyboard.press(",");
  await page.keyboard.press("Home");
  await page.locator("[data-run=idle]").waitFor();
  await page.keyboard.press(".");
  assert.equal(await page.locator("[data-run]").getAttribute("data-run"), "idle");
  await page.reload();
  await page.locator("html[data-page]").waitFor({ state: "attached" });
  await page.locator("#stage").focus();
  await page.keyboard.press("?");
  assert.equal(await page.getByRole("dialog").count(), 0);
});

pageTest("the canvas takes on the colours of the theme", async ({ page }) => {
  await finished(page);
  const corner = () =>
    page.evaluate(() => {
      const canvas = document.querySelector(".timeline__canvas");
      return canvas.getContext("2d").getImageData(canvas.width - 3, canvas.height - 3, 1, 1).data.join();
    });
  const light = await corner();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction((light) => {
    const canvas = document.querySelector(".timeline__canvas");
    return canvas.getContext("2d").getImageData(canvas.width - 3, canvas.height - 3, 1, 1).data.join() !== light;
  }, light);
});

pageTest("a finger on the timeline pans, and presses", { viewport: PHONE, touch: true }, async ({ page }) => {
  await finished(page);
  const at = await pointAt(page, "worker", (await seen(page))[1] * 0.4);
  await page.touchscreen.tap(at.x, at.y);
  await page.waitForFunction(() => document.querySelector('.timeline__name[title="worker"]').getAttribute("aria-pressed") === "true");
});

pageTest("a timeline that is opened after the run shows where the run stands", { viewport: PHONE, path: "#gallery=shield" }, async ({ page }) => {
  await page.getByLabel("Speed").selectOption("instant");
  await button(page, "Run").click();
  await page.getByRole("button", { name: "Just run" }).click();
  await page.locator("[data-run=finished]").waitFor();
  await button(page, "Timeline").click();
  await page.locator(".timeline__plot[data-seen]").waitFor();
  const plot = page.locator(".timeline__plot[data-playhead]");
  const [x, { width }] = [Number(await plot.getAttribute("data-playhead")), await plot.boundingBox()];
  assert.ok(x > 0 && x < width - 2, `${x} of ${width}`);
  const [from] = await seen(page);
  assert.ok(from > 0, "it is not at its beginning");
});

pageTest("the timeline brings into sight what a question is about", async ({ page }) => {
  const tasks = { print: "begins" };
  const steps = Array.from({ length: 60 }, () => ({ sleep: 1 }));
  const blocks = [{ id: "b1", label: "long", at: [0, 0], task: [tasks, ...steps, { print: "ends" }] }];
  await finished(page, JSON.stringify({ awaitscope: 1, title: "Long", blocks }));
  const [before] = await seen(page);
  assert.ok(before > 1000, "the end of the run is seen");
  const line = page.locator(".line", { hasText: "begins" });
  await line.hover();
  await line.getByRole("button").click();
  await page.waitForFunction((before) => Number(document.querySelector(".timeline__plot").dataset.seen.split(" ")[0]) < before, before);
  const asked = await plot(page).getAttribute("data-seen");
  // Whoever goes to that moment sees it where it is.
  await page.locator(".why__steps > li").first().getByRole("button").click();
  await page.locator(".why__steps > li[aria-current=step]").first().waitFor();
  assert.equal(await plot(page).getAttribute("data-seen"), asked);
});
