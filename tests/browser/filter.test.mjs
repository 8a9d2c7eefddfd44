// The console's lines and the events, narrowed down to a task or to some words.
import assert from "node:assert/strict";
import { pageTest, PHONE } from "./harness.mjs";
import { button, card, drawn, runToEnd, write } from "./playground.mjs";

const JOBS = `import asyncio

async def job(n):
    await asyncio.sleep(n)
    print("job", n, "is done")

async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(1, 13):
            group.create_task(job(n))

asyncio.run(main())
`;

const field = (page) => page.getByLabel("Filter lines and events by words");
const count = (page) => page.locator(".filter__count");
const lines = (page) => page.locator(".panel--console li.line:not(.line--end)");
const countIs = (page, text) => count(page).getByText(text, { exact: true }).waitFor();

async function finished(page) {
  await write(page, JOBS);
  await runToEnd(page);
  await lines(page).nth(11).waitFor();
}

pageTest("lines with some words are listed, in whatever case, and how many of how many is told", async ({ page }) => {
  await finished(page);
  await button(page, "Filter lines and events").click();
  assert.equal(await count(page).textContent(), "");
  await page.locator("#filter:focus").waitFor();
  await page.keyboard.type("JOB 1");
  await countIs(page, "4 of 12");
  assert.deepEqual(await lines(page).locator(".line__text").allTextContents(), ["job 1 is done", "job 10 is done", "job 11 is done", "job 12 is done"]);
  await field(page).fill("job nobody");
  await page.getByText("No line is like that so far.").waitFor();
  await countIs(page, "0 of 12");
});

pageTest("the filter is there at a key, stays while somebody seeks and goes with Escape", async ({ page }) => {
  await finished(page);
  await page.locator("#stage").focus();
  await page.keyboard.press("/");
  await page.locator("#filter:focus").waitFor();
  await page.keyboard.type("job 1");
  await countIs(page, "4 of 12");
  await page.locator("#stage").focus();
  await page.keyboard.press("Home");
  await countIs(page, "0 of 0");
  await page.keyboard.press("End");
  await countIs(page, "4 of 12");
  await page.keyboard.press("/");
  await page.locator("#filter:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".filter").waitFor({ state: "detached" });
  assert.equal(await lines(page).count(), 12);
  await page.locator("[aria-label='Filter lines and events']:focus").waitFor();
});

pageTest("a task that is selected offers its lines and events, and those of tasks with longer names are not among them", async ({ page }) => {
  await finished(page);
  await card(page, "job \u00b7 Task-2").click();
  await button(page, "Only its lines and events").click();
  await countIs(page, "1 of 12");
  assert.deepEqual(await lines(page).locator(".line__text").allTextContents(), ["job 1 is done"]);
  await page.getByRole("tab", { name: "Events" }).click();
  const told = page.locator(".panel--events .event__what");
  await told.first().waitFor();
  for (const text of await told.allTextContents()) assert.match(text, /Task-2(?!\d)/);

  // Another one takes its place.
  await card(page, "job \u00b7 Task-12").click();
  await button(page, "Only Task-12").click();
  await button(page, "Only Task-12: show all tasks").waitFor();
  for (const text of await told.allTextContents()) assert.match(text, /Task-12/);
  await button(page, "Show everything").click();
  await page.locator(".filter").waitFor({ state: "detached" });
});

pageTest("another program has no filter by a task that it does not have", async ({ page }) => {
  await finished(page);
  await card(page, "job \u00b7 Task-9").click();
  await button(page, "Only its lines and events").click();
  await countIs(page, "1 of 12");
  await write(page, 'import asyncio\n\nasync def main():\n    print("alone")\n\nasyncio.run(main())\n');
  await runToEnd(page);
  await lines(page).getByText("alone").waitFor();
  assert.equal(await count(page).textContent(), "");
});

pageTest("on a phone the lines of a task come in a sheet", { viewport: PHONE, touch: true, path: "#gallery=gather-failure" }, async ({ page }) => {
  await page.getByLabel("Speed").selectOption("instant");
  await button(page, "Run").click();
  await page.getByRole("button", { name: "Just run" }).click();
  await page.locator("[data-run=finished]").waitFor();
  await card(page, "users").tap();
  await drawn(page);
  await page.locator(".tabs").getByRole("button", { name: "Inspect" }).click();
  await button(page, "Only its lines and events").click();
  await button(page, "Only users: show all tasks").waitFor();
});
