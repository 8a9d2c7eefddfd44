import assert from "node:assert/strict";
import { pageTest, PHONE } from "./harness.mjs";
import { button, drawn, openFile, stepOn } from "./playground.mjs";

/** One scene for every kind of question: b prints at 1, a at 2; late is cancelled at 1. */
const SCENE = {
  awaitscope: 1,
  title: "Two and one",
  lesson: {
    ask: [
      "first line",
      'order of lines "a" "b" "late is off"',
      'printed "late is here"',
      'time of "a"',
      "outcome of left -- What becomes of the left one?",
      "who is cancelled",
      "end",
    ],
    why: ["outcome of late", 'no line "late is here"'],
  },
  blocks: [
    { id: "b1", label: "left", at: [0, 0], task: [{ sleep: 2 }, { print: "a" }] },
    { id: "b2", label: "right", at: [240, 0], task: [{ sleep: 1 }, { print: "b" }] },
    {
      id: "b3",
      label: "late",
      at: [480, 0],
      task: [
        { try: [{ sleep: 3 }, { print: "late is here" }], except: [{ catch: "CancelledError", do: [{ print: "late is off" }, { raise: null }] }] },
      ],
    },
  ],
  interventions: [{ at: 1.5, cancel: "b3" }],
};

const questions = (page) => page.getByRole("region", { name: "What will happen?" });
const answers = (page) => page.getByRole("region", { name: "Your predictions" });
const quiz = (page, text) => page.getByRole("group", { name: text });
const verdicts = (page) => answers(page).locator(".result").evaluateAll((all) => all.map((one) => one.dataset.verdict));

async function opened(page) {
  await openFile(page, "scene.json", JSON.stringify(SCENE));
  await page.locator("[data-label=late]").waitFor();
  await page.getByLabel("Speed").selectOption("instant");
}

pageTest("questions are put before the run, and the run tells what is right", async ({ page }) => {
  await opened(page);
  await button(page, "Run").click();
  await questions(page).waitFor();
  assert.equal(await page.locator("[data-run]").getAttribute("data-run"), "idle");
  assert.equal(await page.locator(".panel--console li.line").count(), 0, "nothing is given away");
  const offered = await quiz(page, "What is printed first?").locator("label").allTextContents();
  assert.deepEqual(offered.sort(), ["a", "b", "late is off"]);

  await quiz(page, "What is printed first?").getByLabel("b", { exact: true }).check();
  await quiz(page, "Is \u201clate is here\u201d ever printed?").getByLabel("Yes").check();
  await quiz(page, "When is \u201ca\u201d printed?").getByLabel("Seconds").fill("2");
  await quiz(page, "What becomes of the left one?").getByLabel("It returns").check();
  await quiz(page, "Which of these tasks end cancelled?").getByLabel("late").check();
  await page.getByRole("button", { name: "Run and see" }).click();
  await page.locator("[data-run=finished]").waitFor();
  await answers(page).getByText("4 of 7 right").waitFor();
  assert.deepEqual(await verdicts(page), ["right", "none", "wrong", "right", "right", "right", "none"]);
  assert.match(await answers(page).locator(".result").nth(1).textContent(), /The run.*b.*late is off.*a/);

  await page.getByRole("button", { name: "Reset" }).click();
  await answers(page).getByText("4 of 7 right").waitFor();
  await answers(page).getByRole("button", { name: "Ask me again" }).click();
  await questions(page).waitFor();
  assert.equal(await questions(page).locator("input:checked").count(), 0);
});

pageTest("lines are put in order by dragging, by buttons and by arrow keys", async ({ page, drag }) => {
  await opened(page);
  await button(page, "Run").click();
  const list = questions(page).locator(".order");
  const order = () => list.locator(".order__text").allTextContents();
  await list.waitFor();
  const [first, ...others] = await order();
  assert.deepEqual([first, ...others].sort(), ["a", "b", "late is off"]);
  const items = list.locator(".order__handle");
  const box = await list.locator("li").nth(2).boundingBox();
  const place = (text, at) => page.waitForFunction(([text, at]) => document.querySelectorAll(".order__text")[at].textContent === text, [text, at]);
  await drag(items.nth(0), { x: box.x + 60, y: box.y + box.height - 4 });
  await place(first, 2);
  assert.deepEqual(await order(), [...others, first]);
  await list.getByRole("button", { name: `Move up: ${first}` }).click();
  await place(first, 1);
  await items.nth(1).focus();
  await page.keyboard.press("ArrowDown");
  await place(first, 2);
  const focused = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.equal(focused, `Move: ${first}, place 3 of 3`);

  // The run prints b, then "late is off", then a.
  for (const [at, text] of ["b", "late is off"].entries()) {
    for (let from = (await order()).indexOf(text); from > at; from -= 1) {
      await list.getByRole("button", { name: `Move up: ${text}` }).click();
      await place(text, from - 1);
    }
  }
  await page.getByRole("button", { name: "Run and see" }).click();
  await page.locator("[data-run=finished]").waitFor();
  assert.equal((await verdicts(page))[1], "right");
});

pageTest("answers are told when the run has decided them, not before", async ({ page }) => {
  await opened(page);
  await button(page, "Run").click();
  await quiz(page, "What is printed first?").getByLabel("a", { exact: true }).check();
  await page.getByLabel("Speed").selectOption("1");
  await button(page, "Step").click();
  await answers(page).waitFor();
  assert.deepEqual((await verdicts(page))[0], "open");
  await drawn(page);
  while ((await verdicts(page))[0] === "open") await stepOn(page);
  // The run stands still: had the answer been told before the line is printed, there would be none.
  await page.locator(".panel--console li.line").first().waitFor();
  await answers(page).locator(".result").first().and(page.locator("[data-verdict=wrong]")).waitFor();
  assert.equal((await verdicts(page))[6], "open", "how it ends is not known yet");
});

pageTest("whoever does not want to be asked is not asked again", async ({ page }) => {
  await opened(page);
  await button(page, "Run").click();
  await page.getByRole("button", { name: "Just run" }).click();
  await page.locator("[data-run=finished]").waitFor();
  await page.getByRole("button", { name: "Reset" }).click();
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").waitFor();
  assert.equal(await questions(page).count() + (await answers(page).count()), 0);
});

pageTest("a program's comments ask, and what is worth asking is offered afterwards", { path: "#gallery=as-completed" }, async ({ page }) => {
  await page.getByLabel("Speed").selectOption("instant");
  await button(page, "Run").click();
  await questions(page).waitFor();
  const offered = await questions(page).locator(".order__text").allTextContents();
  const isRight = offered.join() === "got the letter,got the books,got the piano";
  await questions(page).getByRole("button", { name: "This is the order" }).click();
  await quiz(page, "When does the run end?").getByLabel("Seconds").fill("3");
  await page.getByRole("button", { name: "Run and see" }).click();
  await page.locator("[data-run=finished]").waitFor();
  assert.deepEqual(await verdicts(page), [isRight ? "right" : "wrong", "right"]);
  await page.getByRole("button", { name: "Why is \u201cgot the letter\u201d printed?" }).waitFor();
});

pageTest("on a phone the questions come as a sheet and go with the run", { viewport: PHONE }, async ({ page }) => {
  await opened(page);
  await button(page, "Run").click();
  await questions(page).waitFor();
  await page.getByRole("button", { name: "Run and see" }).click();
  await page.locator("[data-run=finished]").waitFor();
  assert.equal(await page.locator("[data-sheet]").count(), 0);
  await page.getByRole("button", { name: "What happens" }).click();
  await answers(page).waitFor();
});

pageTest("on a phone all cards are seen while it is asked what will happen", { viewport: PHONE, touch: true, path: "#gallery=gather-failure" }, async ({ page }) => {
  await button(page, "Run").click();
  await questions(page).waitFor();
  await page.waitForFunction(() => {
    const stage = document.querySelector("#stage").getBoundingClientRect();
    const isSeen = (box) => box.left >= stage.left && box.right <= stage.right && box.top >= stage.top && box.bottom <= stage.bottom;
    return [...document.querySelectorAll("#stage [data-label]")].every((one) => isSeen(one.getBoundingClientRect()));
  });
  assert.ok((await page.locator("#stage").boundingBox()).height >= 280);
  await button(page, "Run and see").waitFor();
});
