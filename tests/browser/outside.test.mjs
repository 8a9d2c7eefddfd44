// What somebody outside does while a run plays, and what it changes; and links that hold all of it.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { pageTest } from "./harness.mjs";
import { addressIs, button, drawn, runToEnd, write } from "./playground.mjs";

const PROGRAM = `import asyncio

async def guest(bell):
    await bell.wait()
    print("somebody rang")

async def cook(orders):
    while True:
        print("cooks", await orders.get())

async def main():
    bell, orders = asyncio.Event(), asyncio.Queue()
    letter = asyncio.get_running_loop().create_future()
    asyncio.create_task(cook(orders), name="cook")
    asyncio.create_task(guest(bell), name="guest")
    print("a letter:", await letter)

asyncio.run(main())
`;

/** The lines of the console, without times. */
function printed(page) {
  return page.locator(".panel--console .line:not(.line--end) .line__text").allTextContents();
}

pageTest("an event is set, an item put and a future resolved by hand, and what that changes is told", async ({ page }) => {
  await write(page, PROGRAM);
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").waitFor();
  await page.getByText("deadlock").first().waitFor();
  await button(page, "Step back").click();

  const acts = page.getByLabel("Interventions");
  await acts.getByRole("button", { name: "Set Event 1" }).click();
  await acts.getByText("set Event 1").waitFor();
  await page.getByLabel("What changed").getByText("somebody rang").waitFor();
  await acts.getByLabel("Item for Queue 1").fill("'soup'");
  await acts.getByRole("button", { name: "Put Queue 1" }).click();
  await acts.getByText("put 'soup' into Queue 1").waitFor();
  await acts.getByLabel("Result of Future 1").fill("'hello'");
  await acts.getByRole("button", { name: "Resolve Future 1" }).click();
  await acts.getByText("resolve Future 1 with 'hello'").waitFor();
  await page.getByLabel("What changed").getByText("ends well").waitFor();
  assert.match(await page.getByLabel("Python program").inputValue(), /\n# at 0.*: set Event 1\n# at 0.*: put 'soup' into Queue 1\n/);

  await runToEnd(page);
  const lines = await printed(page);
  for (const line of ["somebody rang", "cooks soup", "a letter: hello"]) assert.ok(lines.includes(line), lines.join("; "));

  await button(page, "Undo").click();
  await acts.getByText("resolve Future 1 with 'hello'").waitFor({ state: "detached" });
  await button(page, "Redo").click();
  await acts.getByText("resolve Future 1 with 'hello'").waitFor();
});

pageTest("what is put by hand has room to be typed, and what is no expression is told", async ({ page }) => {
  await write(page, PROGRAM);
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").waitFor();
  await button(page, "Step back").click();
  const acts = page.getByRole("region", { name: "Interventions" });
  await acts.getByRole("button", { name: "Fail Future 1" }).waitFor();
  const edge = await acts.evaluate((section) => section.getBoundingClientRect().right - parseFloat(getComputedStyle(section).paddingRight));
  for (const part of await acts.locator(".act .button, .act .field").all()) {
    const { x, width } = await part.boundingBox();
    assert.ok(x + width <= edge + 0.5, `${await part.getAttribute("aria-label")}: ${x + width} of ${edge}`);
    if ((await part.getAttribute("class")).includes("field")) assert.ok(width >= 72, `${width} pixels to type in`);
  }
  await acts.getByLabel("Item for Queue 1").fill("1 +");
  await acts.getByRole("button", { name: "Put Queue 1" }).click();
  await acts.getByText("not done: “1 +” is no expression").waitFor();
});

pageTest("what was done by hand is listed in full, with its time", async ({ page }) => {
  await write(page, `${PROGRAM}\n# at 12.5: fail Future 1 with RuntimeError("nobody will ever write this letter")\n`);
  const listed = page.getByRole("region", { name: "Interventions" }).locator(".child__name");
  assert.match(await listed.textContent(), /at 12\.5\ss$/);
  const [needed, room] = await listed.evaluate((name) => [name.scrollWidth, name.clientWidth]);
  assert.ok(needed <= room, `${needed} of ${room} pixels`);
});

pageTest("Ctrl-C ends a scene's run, and can be taken back", { path: "#gallery=gather-order" }, async ({ page }) => {
  await page.locator("[data-block]").first().waitFor();
  await button(page, "Run").click();
  await page.getByRole("button", { name: "Just run" }).click();
  await page.locator("[data-run=running]").waitFor();
  await page.getByRole("button", { name: "Press Ctrl-C now" }).click();
  const acts = page.getByLabel("Interventions");
  await acts.getByText("Ctrl-C at").waitFor();
  await page.getByLabel("What changed").getByText("KeyboardInterrupt").first().waitFor();
  await page.getByLabel("Speed").selectOption("instant");
  await page.locator("[data-run=finished]").waitFor();
  await page.locator(".line--end").getByText("KeyboardInterrupt").waitFor();
  await page.getByRole("button", { name: "Show Python" }).click();
  await page.getByRole("dialog", { name: "Python that does this by itself" }).getByText('"interrupt", None').waitFor();
  await page.keyboard.press("Escape");
  await button(page, "Undo").click();
  await acts.getByText("Ctrl-C at").waitFor({ state: "detached" });
  await page.getByRole("region", { name: "What changed" }).waitFor({ state: "detached" });
  await button(page, "Redo").click();
  await page.getByLabel("What changed").getByText("KeyboardInterrupt").first().waitFor();
});

pageTest("a program exported after acting on it by hand does by itself what was done", async ({ page }) => {
  await write(
    page,
    `import asyncio

async def walk(name):
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print(name, "is called back")
        raise

async def main():
    walks = [asyncio.create_task(walk(name), name=name) for name in ("ann", "bob")]
    print(await asyncio.gather(*walks, return_exceptions=True))

asyncio.run(main())
`,
  );
  const dialog = page.getByRole("dialog", { name: "Python that does this by itself" });
  const acts = page.getByRole("region", { name: "Interventions" });
  const exports = button(page, "Export as Python");
  await button(page, "Run").click();
  await page.locator("[data-label=bob][data-state=waiting]").waitFor();
  await button(page, "Pause").click();
  await button(page, "Cancel ann").click();
  await acts.getByText("cancel ann").waitFor();
  // The run is computed anew.
  await page.getByRole("region", { name: "What changed" }).waitFor();
  await runToEnd(page);
  const byHand = await printed(page);
  assert.ok(byHand[0] === "ann is called back" && byHand[1].includes("CancelledError"), byHand.join("; "));

  // Where it is listed, by the keyboard; and from the bar.
  await acts.getByRole("button", { name: "Export as Python that does this by itself" }).press("Enter");
  const text = await dialog.locator("code").textContent();
  assert.match(text, /\(\d[\d.]*, \d+, "cancel", "ann", None\)/);
  assert.ok(!text.includes("# at "), "the comment would have it done once more");
  const [saved] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save as file" }).click()]);
  assert.equal(saved.suggestedFilename(), "main-by-itself.py");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await exports.click();
  assert.equal(await dialog.locator("code").textContent(), text);
  await page.keyboard.press("Escape");

  await page.getByLabel("Python program").fill(text);
  await acts.getByText("cancel ann").waitFor({ state: "detached" });
  await button(page, "Run").click();
  await page.locator("[data-run=finished]").waitFor();
  assert.deepEqual(await printed(page), byHand);
});

pageTest("what is exported of a program that nobody acted on is the program, and of what is none, what is wrong", async ({ page }) => {
  const text = 'import asyncio\n\nprint("plain")\n';
  await write(page, text);
  const exports = button(page, "Export as Python");
  await exports.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Nothing was done by hand").waitFor();
  assert.equal(await dialog.locator("code").textContent(), text);
  await page.keyboard.press("Escape");

  await page.getByLabel("Python program").fill("import asyncio\n\nasync def main(:\n    pass\n# at 1: SIGINT\n");
  await exports.click();
  await dialog.getByText("line 3, column").waitFor();
  assert.equal(await dialog.locator("code").count(), 0);
  await page.keyboard.press("Escape");
  await page.getByLabel("What is wrong").getByText("3:").waitFor();
});

pageTest("a cancellation that comes too late says so", async ({ page }) => {
  await write(
    page,
    `import asyncio

async def quick():
    await asyncio.sleep(1)

async def main():
    task = asyncio.create_task(quick(), name="quick")
    await asyncio.sleep(2)

asyncio.run(main())
`,
  );
  // To its last step: what is asked for now comes behind it.
  const step = button(page, "Step");
  const running = page.locator('[data-task=quick][data-state=running]');
  await step.click();
  await page.locator("[data-run=paused]").waitFor();
  while ((await page.locator("[data-run]").getAttribute("data-time")) !== "1" || (await running.count()) === 0) {
    await step.click();
    await drawn(page);
  }
  await button(page, "Cancel quick").click();
  const changed = page.getByLabel("What changed");
  await changed.getByText("the cancellation came too late").waitFor();
  await page.getByRole("status").getByText("quick was done before it had its turn").waitFor();
});

pageTest("a task whose name has spaces in it is cancelled by hand", async ({ page }) => {
  await write(
    page,
    `import asyncio

async def main():
    async with asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(asyncio.sleep(2), name=f"car {number}")

asyncio.run(main())
`,
  );
  await button(page, "Run").click();
  await button(page, "Cancel car 1").click();
  await page.getByLabel("Interventions").getByText("cancel \"car 1\"").waitFor();
  await page.getByLabel("Speed").selectOption("instant");
  await page.locator("[data-run=finished]").waitFor();
  await page.locator('[data-label="car 1"][data-state=cancelled]').waitFor();
});

pageTest("what is asked for while a run is computed anew is done with the new run", { path: "#gallery=gather-order" }, async ({ page }) => {
  await page.locator("[data-block]").first().waitFor();
  await button(page, "Run").click();
  await page.getByRole("button", { name: "Just run" }).click();
  await button(page, "Pause").click();
  const paused = Number(await page.locator("#awaitscope").getAttribute("data-time"));
  // Both in one go: no answer can have come in between.
  await page.getByRole("button", { name: "Press Ctrl-C now" }).evaluate((interrupt) => {
    interrupt.click();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "End", code: "End", bubbles: true }));
  });
  await page.locator(".line--end").getByText("KeyboardInterrupt").waitFor();
  await page.locator("#awaitscope[data-run=finished]").waitFor();
  assert.equal(Number(await page.locator("#awaitscope").getAttribute("data-time")), paused, "Ctrl-C ends the run at once");
});

pageTest("a run that plays at once goes on when somebody acts on it", { path: "#gallery=gather-order" }, async ({ page }) => {
  await page.locator("[data-block]").first().waitFor();
  await page.getByLabel("Speed").selectOption("1/8");
  await button(page, "Run").click();
  await page.getByRole("button", { name: "Just run" }).click();
  await page.locator("[data-run=running]").waitFor();
  // Both in one go: no answer can have come in between.
  await page.getByRole("button", { name: "Press Ctrl-C now" }).evaluate((interrupt) => {
    interrupt.click();
    const speed = document.querySelector("[aria-label=Speed]");
    speed.value = "instant";
    speed.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.locator(".line--end").getByText("KeyboardInterrupt").waitFor();
  await page.locator("[data-run=finished]").waitFor();
});

pageTest("a link holds a program, and plays it in a frame", async ({ page }) => {
  await write(page, 'import asyncio\n\nasync def main():\n    print("hello from a link")\n\nasyncio.run(main())\n');
  await button(page, "Share").click();
  const link = page.getByLabel("Link", { exact: true });
  await link.waitFor();
  const address = await link.inputValue();
  assert.match(address, /#p=1\.[\w-]+$/);

  const frame = await page.context().newPage();
  await frame.goto(`${address}&do=speed+instant,play&embed`);
  await frame.locator("[data-run=finished]").waitFor();
  assert.equal(await frame.locator(".topbar").isVisible(), false);
  await frame.getByRole("link", { name: "Open in Awaitscope" }).waitFor();
  await frame.close();

  const other = await page.context().newPage();
  await other.goto(`${address}`);
  await other.getByLabel("Python program").waitFor();
  assert.match(await other.getByLabel("Python program").inputValue(), /hello from a link/);
  await other.close();
});

pageTest("a link shares the moment that is looked at, of what asks nothing and of what asks", { path: "#gallery=shield" }, async ({ page }) => {
  for (const text of ["import asyncio\n\nasync def main():\n    for n in range(3):\n        await asyncio.sleep(1)\n        print(n)\n\nasyncio.run(main())\n", null]) {
    if (text) await write(page, text);
    else await page.goto(`${page.url().split("#")[0]}#gallery=shield`);
    await button(page, "Step").click();
    await page.locator("[data-run=paused]").waitFor();
    await button(page, "Step").click();
    await page.locator(".transport__iteration").filter({ hasText: "1" }).waitFor();
    const shared = async (from) => {
      await button(from, "Share").click();
      const link = from.getByLabel("Link to this moment", { exact: true });
      await link.waitFor();
      return link.inputValue();
    };
    const address = await shared(page);
    const [moment] = /&do=seek\+[1-9]\d*$/.exec(address);
    const other = await page.context().newPage();
    await other.goto(address);
    await other.locator("[data-run=paused]").waitFor();
    assert.ok((await shared(other)).endsWith(moment), moment);
    await other.close();
    await page.keyboard.press("Escape");
  }
});

pageTest("what a link says is done with what it names, whatever was worked on before", async ({ page, url }) => {
  await write(page, "import asyncio\n\nprint('mine')\n");
  await page.waitForFunction(() => Object.values(localStorage).join().includes("mine"));
  const block = { id: "b1", label: "left", at: [0, 0], task: [{ sleep: 1 }] };
  const scene = JSON.stringify({ awaitscope: 1, title: "One", blocks: [block] });
  const payload = deflateRawSync(scene).toString("base64url");
  for (const address of [`${url}#s=1.${payload}&do=end`, `${url}#gallery=manager-awaits-tasks&do=play`]) {
    await page.goto("about:blank");
    await page.goto(address);
    if (address.includes("gallery")) await page.getByRole("region", { name: "What will happen?" }).waitFor();
    else await page.locator('[data-run=finished] [data-label=left][data-state=done]').waitFor();
    await addressIs(page, /^(?!.*do=)/);
  }
});

pageTest("what is acted on by hand can be where it is told what it is", async ({ page }) => {
  await write(page, PROGRAM);
  const step = button(page, "Step");
  await step.click();
  await page.locator("[data-run=paused]").waitFor();
  const event = page.locator('[data-label="Event 1"]');
  while (!(await event.getAttribute("aria-label").catch(() => "")).includes("1 waits")) {
    await step.click();
    await drawn(page);
  }
  await event.click();
  const told = page.getByLabel("In this run");
  assert.match(await told.textContent(), /not set · 1 waits/);
  assert.doesNotMatch(await told.textContent(), /not started/);
  await page.getByRole("button", { name: "Set Event 1" }).click();
  await page.waitForFunction(() => document.querySelector('[aria-label="Python program"]').value.includes(": set Event 1"));
  // The run is computed anew.
  await page.getByRole("region", { name: "What changed" }).waitFor();
  while ((await event.getAttribute("aria-label")).includes("not set")) {
    await step.click();
    await drawn(page);
  }
  // What is set already is not offered.
  await page.getByRole("button", { name: "Set Event 1" }).waitFor({ state: "detached" });
});
