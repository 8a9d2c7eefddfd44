import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { openFile } from "./playground.mjs";

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

const run = (page) => page.getByRole("button", { name: "Run", exact: true });
const section = (page) => page.getByRole("region", { name: "Questions", exact: true });
const questions = (page) => page.getByRole("region", { name: "What will happen?" });

pageTest("questions are made of what the last run printed, and undone", async ({ page }) => {
  await openFile(page, "scene.json", JSON.stringify(SCENE));
  await page.locator("[data-label=left]").waitFor();
  await page.getByLabel("Speed").selectOption("instant");
  await run(page).click();
  await page.locator("[data-run=finished]").waitFor();
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
  await run(page).click();
  await questions(page).waitFor();
  assert.deepEqual(await questions(page).locator("legend").allTextContents(), ["And the left one?", "Is \u201cc\u201d ever printed?"]);
  await page.getByRole("button", { name: "Back, without a run" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await section(page).locator("li").count(), 1);
  await section(page).getByRole("button", { name: "Remove question 1" }).click();
  assert.equal(await section(page).locator("li").count(), 0);
});

pageTest("a program's questions are written into its comments, and nothing else of it changes", async ({ page }) => {
  await page.getByRole("button", { name: "Python", exact: true }).click();
  const editor = page.getByLabel("Python program");
  await editor.fill(PROGRAM);
  await page.getByLabel("Title of the program").fill("Tea takes time");
  await page.getByLabel("Title of the program").press("Enter");
  await page.getByLabel("Add a question").selectOption("Time of the end");
  assert.equal(await editor.inputValue(), `# title: Tea takes time\n# ask: time of end\n${PROGRAM}`);
  await section(page).getByLabel("What is asked").selectOption("First line");
  assert.equal(await editor.inputValue(), `# title: Tea takes time\n# ask: first line\n${PROGRAM}`);

  await editor.fill(`# ask: which colour\n${PROGRAM}`);
  await page.getByRole("list", { name: "Hints" }).getByText("a question is one of").waitFor();
  await page.getByLabel("Speed").selectOption("instant");
  await run(page).click();
  await page.locator("[data-run=finished]").waitFor();
});
