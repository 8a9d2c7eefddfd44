import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { addByDrag, addressIs, card, drawn, labels, openBuiltIn, openFile } from "./playground.mjs";

const PATH = "#compare=shield,shield-left-out";
const dialog = (page) => page.getByRole("dialog", { name: "Side by side" });
const side = (page, at) => page.locator(".duo__side").nth(at);
const task = (page, at, name) => side(page, at).locator(`.duo__task[data-name="${name}"]`);
const button = (page, name) => dialog(page).getByRole("button", { name, exact: true });
const seek = (page, thousandths) => page.getByLabel("Moment of both runs").fill(String(thousandths));

pageTest("with and without the shield play on one clock, with what differs marked", { path: PATH }, async ({ page }) => {
  await task(page, 1, "payment").waitFor();
  assert.deepEqual(await page.locator(".duo__title").allTextContents(), [
    "Shield protects the work, not the one who waits for it",
    "Without a shield, cancelling one who waits cancels the work",
  ]);
  await page.getByText("No task differs at this moment.").waitFor();
  assert.equal(await page.locator("[data-differs]").count(), 0);

  // On to where the payment is cancelled on one side.
  const cancelled = task(page, 1, "payment").and(page.locator("[data-state=cancelled]"));
  for (let steps = 0; steps < 60 && (await cancelled.count()) === 0; steps += 1) {
    await button(page, "Step").click();
    await drawn(page);
  }
  assert.equal(await task(page, 0, "payment").getAttribute("data-state"), "waiting");
  for (const at of [0, 1]) {
    await task(page, at, "payment").getByText("differs: waiting / cancelled").waitFor();
  }
  await page.locator(".duo__now").getByText("payment waiting / cancelled").waitFor();
  assert.equal(await page.locator(".duo__clock").textContent(), "1.00 s");

  const before = await page.getByLabel("Moment of both runs").inputValue();
  await button(page, "Step back").click();
  await drawn(page);
  assert.notEqual(await page.getByLabel("Moment of both runs").inputValue(), before);
  // A step back is one for both.
  await cancelled.waitFor({ state: "detached" });

  await dialog(page).getByLabel("Speed").selectOption("16");
  await button(page, "Run").click();
  const table = page.getByRole("region", { name: "What differs" });
  await table.getByRole("row", { name: "payment done at 3.00 s cancelled at 1.00 s" }).waitFor();
  await table.getByText("the bookkeeper is cancelled too").waitFor();
  const only = side(page, 0).locator(".line[data-only]");
  assert.ok((await only.allTextContents()).some((line) => line.includes("the payment is through")));
  assert.ok(!(await only.allTextContents()).some((line) => line.includes("the payment begins")));
});

pageTest("what was open is as it was when the comparison is closed", async ({ page, url }) => {
  await addByDrag(page, "task", 0.4, 0.4);
  await page.goto(url + PATH);
  await task(page, 0, "payment").waitFor();
  await page.keyboard.press(".");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  assert.deepEqual(await labels(page), ["a"]);
  await addressIs(page, /^$/);
});

pageTest("a scene of the gallery names what it is worth comparing with; one of both is opened", async ({ page }) => {
  await openBuiltIn(page, "group-failure");
  await page.getByLabel("More controls").click();
  await page.getByRole("button", { name: "Compare with\u2026" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^One child fails: gather/ }).first().click();
  await task(page, 0, "stock").waitFor();
  await addressIs(page, /compare=group-failure,gather-failure/);
  await button(page, "To the start").waitFor();
  await seek(page, 1000);
  await page.getByRole("region", { name: "What differs" }).getByRole("row", { name: /^stock cancelled at/ }).waitFor();
  await side(page, 1).getByRole("button", { name: "Open this one" }).click();
  await dialog(page).waitFor({ state: "detached" });
  await card(page, "stock").waitFor();
  await addressIs(page, /gallery=gather-failure/);
  await page.getByRole("button", { name: /^Compare with .One child fails: a task group/ }).click();
  await task(page, 1, "stock").waitFor();
});

pageTest("a scene is compared with itself without its shield", async ({ page }) => {
  const blocks = [
    { id: "b1", label: "customer", task: [{ await: "b2" }] },
    { id: "b2", label: "protection", at: [0, 160], shield: "b3" },
    { id: "b3", label: "payment", at: [0, 320], task: [{ sleep: 3 }] },
    { id: "b4", label: "bookkeeper", at: [256, 0], task: [{ await: "b3" }] },
  ];
  const interventions = [{ at: 1, cancel: "b1" }];
  await openFile(page, "own.json", JSON.stringify({ awaitscope: 1, title: "own", blocks, interventions }));
  await card(page, "payment").waitFor();
  await page.getByLabel("More controls").click();
  await page.getByRole("button", { name: "Compare with\u2026" }).click();
  await page.getByRole("button", { name: "Without the shield \u201cprotection\u201d" }).click();
  await task(page, 1, "payment").waitFor();
  await seek(page, 1000);
  const table = page.getByRole("region", { name: "What differs" });
  await table.getByRole("row", { name: "payment done at 3.00 s cancelled at 1.00 s" }).waitFor();
  await button(page, "Close").click();
  assert.deepEqual((await labels(page)).sort(), ["bookkeeper", "customer", "payment", "protection"]);
});

const TICKER = `import asyncio


async def tick():
    while True:
        await asyncio.sleep(0.005)


asyncio.run(tick())
`;

pageTest("a run without an end is compared as far as the other one goes, and says so", async ({ page }) => {
  await page.getByRole("button", { name: "Python", exact: true }).click();
  await page.getByLabel("Python program").fill(TICKER);
  await page.getByLabel("More controls").click();
  await page.getByRole("button", { name: "Compare with\u2026" }).click();
  // The first part of the run without an end does not reach the end of this one.
  await page.getByRole("dialog").getByLabel("Search the gallery").fill("queue-workers");
  await page.getByRole("dialog").locator("[data-slug=queue-workers]").click();
  await side(page, 1).getByText("Nothing printed yet.").waitFor();
  await seek(page, 1000);
  await side(page, 0).getByText("this run goes on: it is compared up to here").waitFor();
  const seconds = (at) => side(page, at).locator(".line--end .line__time").textContent().then(parseFloat);
  assert.ok((await seconds(0)) >= (await seconds(1)), `${await seconds(0)} ${await seconds(1)}`);
  await page.getByRole("region", { name: "What differs" }).getByRole("row", { name: /^The run goes on ends well at/ }).waitFor();
});

pageTest("blocks and a program are compared by the tasks that both have", { path: "#compare=gather-failure,group-failure" }, async ({ page }) => {
  await task(page, 1, "stock").waitFor();
  await dialog(page).getByLabel("Speed").selectOption("instant");
  await button(page, "Run").click();
  await page.locator(".duo__now").getByText("stock done / cancelled").waitFor();
  assert.equal(await dialog(page).getByText("Task-1").count(), 0, "nobody drew main on the other side");
});
