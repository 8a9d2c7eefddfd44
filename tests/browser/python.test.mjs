import assert from "node:assert/strict";
import { pageTest, PHONE } from "./harness.mjs";
import { addByDrag, button, card, drawn, labels, openFile, runToEnd, stateOf, stepOn, write } from "./playground.mjs";

const PROGRAM = `import asyncio

async def save():
    await asyncio.sleep(2)
    print("saved")

async def search():
    async with asyncio.timeout(1):
        await asyncio.sleep(3)

async def main():
    saving = asyncio.create_task(save(), name="save")
    searching = asyncio.create_task(search(), name="search")
    try:
        await asyncio.gather(asyncio.shield(saving), searching)
    except TimeoutError:
        print("too slow")
    await saving

asyncio.run(main())
`;

const editor = (page) => page.getByLabel("Python program");
const currentLine = (page) => page.locator(".script__mark--current");

/** What is printed, without times. */
function printed(page) {
  const lines = page.locator(".panel--console li.line:not(.line--end):not(.line--stderr)");
  const parts = ".line__task, .line__text";
  return lines.evaluateAll((all, parts) => all.map((line) => [...line.querySelectorAll(parts)].map((part) => part.textContent).join(": ")), parts);
}

pageTest("a program is run, and its tasks are shown with what they wait on", async ({ page }) => {
  await write(page, PROGRAM);
  await page.getByLabel("Speed").selectOption("1/2");
  await button(page, "Run").click();
  for (const label of ["main · Task-1", "save", "search", "gather", "shield", "timeout"]) await stateOf(page, label, "waiting");
  assert.equal(await card(page, "save").getAttribute("data-task"), "save");
  assert.equal(await card(page, "main · Task-1").getAttribute("data-task"), "Task-1");
  assert.equal(await page.locator("[data-label=main]").count(), 0, "the main task has one card");

  await page.getByLabel("Speed").selectOption("instant");
  await page.locator("[data-run=finished]").waitFor();
  const ends = { "main · Task-1": "done", save: "done", search: "failed", gather: "failed", shield: "done", timeout: "failed" };
  for (const [label, state] of Object.entries(ends)) await stateOf(page, label, state);
  assert.deepEqual(await printed(page), ["Task-1: too slow", "save: saved"]);
  assert.equal(await page.locator("[data-time]").getAttribute("data-time"), "2");
});

pageTest("stepping marks the line that is carried out", async ({ page }) => {
  await write(page, PROGRAM);
  const step = button(page, "Step");
  const seen = new Set();
  await step.click();
  await page.locator("[data-run=paused]").waitFor();
  await drawn(page);
  for (let count = 0; count < 60 && (await step.isEnabled()); count += 1) {
    if (await currentLine(page).count()) seen.add(Number(await currentLine(page).getAttribute("data-line")));
    await stepOn(page);
  }
  for (const line of [4, 8, 9, 12, 13, 15]) assert.ok(seen.has(line), `line ${line} of ${[...seen]}`);
  await page.getByRole("button", { name: "Step back" }).click();
  await page.locator("[data-run=paused]").waitFor();

  // The line of a task that waits is that of its await.
  await page.getByRole("button", { name: "Reset" }).click();
  await page.locator("[data-run=idle]").waitFor();
  assert.equal(await currentLine(page).count(), 0);
});

pageTest("a task is cancelled while the program runs, and that can be taken back", async ({ page }) => {
  await write(page, PROGRAM);
  await page.getByLabel("Speed").selectOption("1/2");
  await button(page, "Run").click();
  await stateOf(page, "save", "waiting");
  assert.equal(await page.getByRole("button", { name: "Cancel gather" }).count(), 0, "tasks alone have names");
  await page.getByRole("button", { name: "Cancel save" }).click();
  await stateOf(page, "save", "cancelled");
  const outside = page.getByLabel("Interventions");
  await outside.getByText("cancel save").waitFor();
  await page.getByLabel("Speed").selectOption("instant");
  await page.locator("[data-run=finished]").waitFor();
  await page.getByText("asyncio.exceptions.CancelledError").first().waitFor();

  await outside.getByRole("button", { name: "Remove: cancel save" }).click();
  await outside.getByText("cancel save").waitFor({ state: "detached" });
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").waitFor();
  await stateOf(page, "save", "done");
});

pageTest("what is wrong with a text is marked in it, and listed", async ({ page }) => {
  await write(page, "import asyncio\n\ndef f():\n    return (1 +\n\nasync def main(:\n    pass\n");
  await button(page, "Run").click();
  const fault = page.getByLabel("What is wrong").getByRole("button").first();
  await fault.waitFor();
  const [, line] = /(\d+):(\d+)/.exec(await fault.textContent());
  const marked = page.locator(".script__line[data-fault]");
  const lines = await marked.evaluateAll((all) => all.map((one) => Number(one.dataset.line)));
  assert.ok(lines.includes(Number(line)), `line ${line} is among ${lines}`);
  await fault.click();
  const caret = await editor(page).evaluate((area) => area.value.slice(0, area.selectionStart).split("\n").length);
  assert.equal(caret, Number(line));
  assert.equal(await page.locator("[data-run=idle]").count(), 1);

  await editor(page).press("x");
  await marked.first().waitFor({ state: "detached" });
});

pageTest("of what lies below a long program a key makes nothing anew, and a line more only the last numbers", async ({ page }) => {
  const row = (at) => (at % 7 === 3 ? `\tvalue = "名前は何ですか" * ${"ä".repeat(at % 90)}` : `value_${at} = ${"1".repeat(at % 130)}`);
  await write(page, "");
  // Typed in at once, as by pasting: to type it in as keys do takes the browser long.
  await editor(page).evaluate((area, text) => {
    area.value = text;
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, Array.from({ length: 2_000 }, (_, at) => row(at)).join("\n"));
  await drawn(page);
  const sheet = page.locator(".script__lines");
  /** How many elements and texts of the sheet are made anew or changed by a key. */
  const changed = async (key) => {
    await sheet.evaluate((lines) => {
      window.changes = 0;
      const count = new MutationObserver((changes) => (window.changes += changes.length));
      count.observe(lines, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    await editor(page).press(key);
    await drawn(page);
    return page.evaluate(() => window.changes);
  };
  await editor(page).evaluate((area) => area.setSelectionRange(0, 0));
  assert.equal(await changed("x"), 0);
  await editor(page).press("End");
  const forALine = await changed("Enter");
  assert.ok(forALine > 0 && forALine < 10, `${forALine} changes for a line more`);

  // The last line has its number, at its side, and nothing is wider or higher than the sheet.
  const area = await editor(page).evaluate(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) => [scrollHeight - clientHeight, scrollWidth - clientWidth]);
  assert.deepEqual(area, [0, 0]);
  const last = page.locator(".script__numbers").last();
  assert.equal((await last.textContent()).trim().split("\n").at(-1), "2001");
  const end = await last.evaluate((numbers) => numbers.offsetTop + numbers.offsetHeight);
  assert.equal(end, 2_001 * 20);
});

pageTest("where a program has no tasks to be seen, the stage says what became of it", async ({ page }) => {
  const said = page.locator(".empty__text");
  await write(page, "");
  await said.getByText("runs here as CPython").waitFor();
  assert.equal(await page.locator(".empty").getByRole("button").count(), 0, "there is nothing to run");
  await page.getByLabel("Speed").selectOption("instant");
  const outcomes = [
    ["import asyncio\n\nasync def main():\n    print(1)\n", /Nothing runs its coroutines\. Write asyncio\.run\(main\(\)\)/],
    ["x = 1\n", /^It printed nothing\.$/],
    ["print(1)\n", /is in the console/],
    ["import asyncio\n\nasync def main(:\n    pass\n", /^Line 3: /],
    ["1 / 0\n", /ZeroDivisionError: division by zero/],
    ["while True:\n    pass\n", /more than [\d,]+ instructions/],
  ];
  for (const [text, outcome] of outcomes) {
    await editor(page).fill(text);
    await button(page, "Run").click();
    await said.getByText(outcome).waitFor();
  }
});

pageTest("on a phone the empty stage leads to where Python is written", { viewport: PHONE, touch: true }, async ({ page }) => {
  await page.getByRole("button", { name: "Write Python" }).tap();
  await editor(page).waitFor();
  await editor(page).fill("print('from a phone')\n");
  await button(page, "Run").tap();
  await page.locator("[data-run=finished]").waitFor();
});

pageTest("an uncaught exception leaves its traceback in the console", async ({ page }) => {
  await write(page, 'import asyncio\n\nasync def main():\n    print("before")\n    raise ValueError("oh")\n\nasyncio.run(main())\n');
  await page.getByLabel("Speed").selectOption("instant");
  await editor(page).press("Control+Enter");
  await page.locator("[data-run=finished]").waitFor();
  assert.deepEqual(await printed(page), ["Task-1: before"]);
  const traceback = await page.locator(".line--stderr").textContent();
  assert.match(traceback, /Traceback \(most recent call last\)[^]*line 5, in main[^]*ValueError: oh/);
});

pageTest("a program without an end is stopped, and the page goes on meanwhile", async ({ page }) => {
  await write(page, "while True:\n    pass\n");
  // The page answers while the worker works.
  const presses = [button(page, "Run"), page.getByRole("button", { name: /Theme/ })].map((one) => one.elementHandle());
  const [before, after] = await page.evaluate(async ([run, theme]) => {
    run.click();
    const before = theme.getAttribute("aria-label");
    await new Promise(requestAnimationFrame);
    theme.click();
    await new Promise(requestAnimationFrame);
    return [before, theme.getAttribute("aria-label")];
  }, await Promise.all(presses));
  assert.notEqual(after, before);
  assert.equal(await page.getByText(/stopped: /).count(), 0, "the page answers before the worker does");
  await page.getByText(/stopped: /).first().waitFor();

  await editor(page).fill("def f():\n    return f()\n\nf()\n");
  await button(page, "Run").click();
  await page.getByText(/RecursionError|could not be run|stopped/).first().waitFor();

  await editor(page).fill("print('still here')\n");
  await runToEnd(page);
  assert.deepEqual(await printed(page), ["-: still here"]);
});

pageTest("the blocks stay as they are, and both come back after a reload", async ({ page }) => {
  await addByDrag(page, "task", 0.5, 0.5);
  await addByDrag(page, "gather", 0.5, 0.2);
  const drawn = await labels(page);
  await write(page, PROGRAM);
  assert.deepEqual(await labels(page), []);
  await runToEnd(page);

  // Nothing that would change the drawing does.
  const count = (await labels(page)).length;
  await card(page, "save").click();
  for (const key of ["Delete", "n", "Control+d", "Control+z", "Enter"]) await page.keyboard.press(key);
  await card(page, "save").click({ button: "right" });
  assert.equal((await labels(page)).length, count);
  assert.equal(await page.locator(".card__rename, .menu").count(), 0);
  await page.getByLabel("In this run").getByText("save, created at").waitFor();

  await page.waitForFunction((text) => localStorage.getItem("awaitscope.python") === text, PROGRAM);
  await page.reload();
  await page.locator("html[data-page=started]").waitFor({ state: "attached" });
  assert.equal(await editor(page).inputValue(), PROGRAM);
  await button(page, "Blocks").click();
  assert.deepEqual(await labels(page), drawn);
});

pageTest("writing: Tab indents, Enter keeps the depth, and the browser takes it back", async ({ page }) => {
  await write(page, "");
  await editor(page).pressSequentially("def f():\n");
  await editor(page).pressSequentially("pass\n");
  await editor(page).press("Tab");
  await editor(page).pressSequentially("x");
  assert.equal(await editor(page).inputValue(), "def f():\n    pass\n        x");
  await editor(page).press("Control+z");
  assert.notEqual(await editor(page).inputValue(), "def f():\n    pass\n        x");
  await editor(page).press("Control+Shift+z");
  assert.equal(await editor(page).inputValue(), "def f():\n    pass\n        x");
  await editor(page).press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
});

pageTest("examples never take the place of one's own program, and files can be opened", async ({ page }) => {
  await write(page, "print('mine')\n");
  const choice = page.getByLabel("Program", { exact: true });
  await choice.selectOption("A queue and its workers");
  assert.match(await editor(page).inputValue(), /Queue/);
  await choice.selectOption("print('mine')");
  assert.equal(await editor(page).inputValue(), "print('mine')\n");
  await button(page, "Blocks").click();
  await openFile(page, "program.py", PROGRAM);
  assert.equal(await editor(page).inputValue(), PROGRAM);
});

pageTest("where a frame allows no workers, scenes and programs run in the page", async ({ page, url }) => {
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException("not here", "SecurityError");
      }
    };
  });
  await page.goto(url);
  await page.locator("html[data-page=started]").waitFor({ state: "attached" });
  await addByDrag(page, "task", 0.5, 0.5);
  await button(page, "Run").click();
  await stateOf(page, "a", "waiting");
  await write(page, PROGRAM);
  await runToEnd(page);
  assert.deepEqual(await printed(page), ["Task-1: too slow", "save: saved"]);
});

pageTest("the line at which a run fails or is stopped is marked, and told below the text", { viewport: PHONE, touch: true }, async ({ page }) => {
  await button(page, "Write Python").click();
  const marked = page.locator(".script__mark--failed");
  const told = page.getByRole("list", { name: "How the run ended" });
  const runs = async (text) => {
    await editor(page).fill(text);
    await marked.waitFor({ state: "detached" });
    assert.equal(await told.count(), 0);
    await runToEnd(page);
  };
  await runs(PROGRAM.replace('print("saved")', '"saved".uper()'));
  await told.getByRole("button", { name: "line 5 AttributeError: 'str' object has no attribute 'uper'" }).click();
  assert.equal(await marked.getAttribute("data-line"), "5");
  assert.equal(await editor(page).evaluate((area) => area.value.slice(0, area.selectionStart).split("\n").length), 5);

  await runs(PROGRAM.replace('print("saved")', "while True: pass"));
  await told.getByText("stopped: more than 60,000,000 instructions ran without an await that gives way").waitFor();
  assert.equal(await marked.getAttribute("data-line"), "5");
  await stateOf(page, "save", "running");
  await card(page, "save").getByText("stopped at a limit").waitFor();
  assert.equal(await card(page, "save").getByText("await asyncio.sleep(2)").count(), 0, "it had gone on from there");
  await stateOf(page, "main · Task-1", "waiting");

  await runs(PROGRAM);
  assert.equal(await marked.count(), 0);
  assert.equal(await told.count(), 0);
});
