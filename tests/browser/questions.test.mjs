import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { button, openFile, runToEnd } from "./playground.mjs";

const SCENE = {
  awaitscope: 1,
  title: "Plain",
  blocks: [
    { id: "b1", label: "left", at: [0, 0], task: [{ sleep: 2 }, { print: "a" }] },
    { id: "b2", label: "right", at: [240, 0], task: [{ sleep: 1 }, { print: "b" }] },
  ],
};

const PROGRAM = `import asyncio

async def tea():
    await asyncio.sleep(1)
    print("tea")

asyncio.run(tea())
`;

/** The forms are folded away until somebody wants to make something. */
const unfold = (page, title) => page.locator("summary", { hasText: title }).click();
const section = (page) => page.getByRole("region", { name: "Questions", exact: true });
const questions = (page) => page.getByRole("region", { name: "What will happen?" });

pageTest("questions are made of what the last run printed, and undone", async ({ page }) => {
  await openFile(page, "scene.json", JSON.stringify(SCENE));
  await page.locator("[data-label=left]").waitFor();
  await runToEnd(page);
  await unfold(page, "Questions");
  await page.getByLabel("Add a question").selectOption("Is it printed?");
  const line = section(page).getByLabel("The line");
  assert.equal(await line.inputValue(), "b", "the first line of the run is proposed");
  assert.deepEqual(await page.locator("#asked-lines option").evaluateAll((all) => all.map((one) => one.value)), ["b", "a"]);
  await line.fill("c");
  await line.press("Enter");
  await page.getByLabel("Add a question").selectOption("End of a task");
  await section(page).getByLabel("In your own words").nth(1).fill("And the left one?");
  await section(page).getByLabel("In your own words").nth(1).press("Enter");
  await section(page).getByRole("button", { name: "Move question 2 up" }).click();

  await page.getByRole("button", { name: "Reset" }).click();
  await button(page, "Run").click();
  await questions(page).waitFor();
  assert.deepEqual(await questions(page).locator("legend").allTextContents(), ["And the left one?", "Is \u201cc\u201d ever printed?"]);
  await page.getByRole("button", { name: "Back, without a run" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await section(page).locator("li").count(), 1);
  await page.locator("[data-label=left]").click();
  await section(page).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  // The form is open still.
  await section(page).getByLabel("The line").waitFor();
  await section(page).getByRole("button", { name: "Remove question 1" }).click();
  assert.equal(await section(page).locator("li").count(), 0);
});

pageTest("explanations are made, changed, put in order and offered after the run", async ({ page }) => {
  await openFile(page, "scene.json", JSON.stringify({ ...SCENE, lesson: { why: ["end", "what is this"] } }));
  await page.locator("[data-label=left]").waitFor();
  await runToEnd(page);
  const made = page.getByRole("region", { name: "Explanations", exact: true });
  const offered = page.getByRole("region", { name: "Worth asking" }).getByRole("listitem");
  const kinds = () => made.getByLabel("What is explained").evaluateAll((all) => all.map((one) => one.selectedOptions[0].textContent));
  await unfold(page, "Explanations");
  await made.getByText("an explanation is one of").waitFor();
  await made.getByRole("button", { name: "Remove explanation 2" }).click();
  await page.getByLabel("Add an explanation").selectOption("Why a task waits");
  await made.getByLabel("The task").fill("right");
  await made.getByLabel("The task").press("Enter");
  await made.getByLabel("At which second").fill("0.5");
  await made.getByLabel("At which second").press("Enter");
  await page.getByLabel("Add an explanation").selectOption("Why a line is missing");
  await made.getByLabel("The line").fill("c");
  await made.getByLabel("The line").press("Enter");
  await made.getByRole("button", { name: "Move explanation 3 up" }).click();
  await made.getByLabel("What is explained").nth(2).waitFor();
  const all = ["Why does the run end as it does?", "Why is \u201cc\u201d never printed?", "Why does right wait at 0.5 s?"];
  await offered.nth(2).getByText(all[2]).waitFor();
  assert.deepEqual(await offered.allTextContents(), all);
  assert.deepEqual(await kinds(), ["Why the run ended so", "Why a line is missing", "Why a task waits"]);

  await made.getByLabel("What is explained").nth(0).selectOption("Why a line is printed");
  assert.equal(await made.getByLabel("The line").nth(0).inputValue(), "b", "the first line of the run is proposed");
  await page.getByRole("button", { name: "Undo" }).click();
  await offered.nth(0).getByText(all[0]).waitFor();
  assert.deepEqual(await kinds(), ["Why the run ended so", "Why a line is missing", "Why a task waits"], "menus show what was undone");
  await offered.nth(2).getByRole("button").click();
  await page.getByRole("region", { name: "Why?" }).or(page.getByText("right sleeps for 1 s")).first().waitFor();
});

pageTest("a program's questions are written into its comments, and nothing else of it changes", async ({ page }) => {
  await button(page, "Python").click();
  const editor = page.getByLabel("Python program");
  await editor.fill(PROGRAM);
  await unfold(page, "Questions");
  await unfold(page, "Explanations");
  await page.getByLabel("Title of the program").fill("Tea takes time");
  await page.getByLabel("Title of the program").press("Enter");
  await page.getByLabel("Add an explanation").selectOption("Why the run ended so");
  await page.getByLabel("Add a question").selectOption("Time of the end");
  assert.equal(await editor.inputValue(), `# title: Tea takes time\n# ask: time of end\n# why: end\n${PROGRAM}`);
  await section(page).getByLabel("What is asked").selectOption("First line");
  assert.equal(await editor.inputValue(), `# title: Tea takes time\n# ask: first line\n# why: end\n${PROGRAM}`);

  await editor.fill(`# ask: which colour\n${PROGRAM}`);
  await page.getByRole("list", { name: "Hints" }).getByText("a question is one of").waitFor();
  await runToEnd(page);
});
