// What is pasted beside the fields: cards, programs, scenes and links.
import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { addByDrag, button, card, drawn, labels } from "./playground.mjs";

const SNIPPET = `import asyncio

async def main():
    await asyncio.sleep(1)
    print("pasted")

asyncio.run(main())
`;

/** Pastes a text where the focus is, as the browser does it. */
function paste(page, text) {
  return page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

pageTest("a snippet that is pasted onto the stage opens as a program, and nothing gets lost", async ({ page }) => {
  await addByDrag(page, "Task", 0.5, 0.4);
  await paste(page, `    ${SNIPPET.trim().replaceAll("\n", "\n    ")}\n`);
  await page.getByRole("status").getByText("What was pasted is open as a Python program. The drawing waits under Blocks.").waitFor();
  assert.equal(await page.getByLabel("Python program").inputValue(), SNIPPET);
  await button(page, "Run").click();
  await page.locator(".panel--console").getByText("pasted").waitFor();

  await page.locator("#stage").focus();
  await paste(page, "```py\nimport asyncio\nprint(2)\n```");
  await page.getByText("The program before is kept in the list of programs.").waitFor();
  assert.equal(await page.getByLabel("Python program").inputValue(), "import asyncio\nprint(2)\n");
  await button(page, "Blocks").click();
  assert.deepEqual(await labels(page), ["a"]);
});

pageTest("what takes the place of a whole program is pasted without the fence around it, and can be taken back", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const text = page.getByLabel("Python program");
  const pasted = async (copied) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), copied);
    await page.keyboard.press("Control+v");
    return text.inputValue();
  };
  await button(page, "Python").click();
  await text.focus();
  const before = await text.inputValue();
  await page.keyboard.press("Control+a");
  assert.equal(await pasted("```python\nimport asyncio\nprint(2)\n```\n"), "import asyncio\nprint(2)\n");
  await page.keyboard.press("Control+z");
  assert.equal(await text.inputValue(), before);

  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  assert.equal(await pasted(">>> def f():\n...     print(3)\n...\n>>> f()\n3\n"), "def f():\n    print(3)\n\nf()\n");
  // What comes into a program stays as it is.
  await page.keyboard.press("Control+Home");
  assert.equal(await pasted("    print(4)\n"), "    print(4)\ndef f():\n    print(3)\n\nf()\n");
});

pageTest("a scene's file and links to scenes and programs are opened when they are pasted", async ({ page, url }) => {
  const block = { id: "b1", label: "left", at: [0, 0], task: [{ sleep: 1 }] };
  await paste(page, JSON.stringify({ awaitscope: 1, title: "One", blocks: [block] }));
  await card(page, "left").waitFor();
  await page.getByText("What was pasted is open as a scene.").waitFor();
  await button(page, "Share").click();
  const link = page.getByLabel("Link", { exact: true });
  await link.waitFor();
  await page.waitForFunction(() => document.querySelector("dialog input")?.value.includes("#s=1."));
  const address = await link.inputValue();
  await page.keyboard.press("Escape");
  await paste(page, `${url}#gallery=shield`);
  await card(page, "payment").waitFor();
  await paste(page, address);
  await card(page, "left").waitFor();
  await paste(page, "no program at all");
  await page.getByRole("alert").getByText("no Python program, no scene and no link").waitFor();
  await card(page, "left").waitFor();
});

pageTest("cards of another page join those that are open, and can be taken back", async ({ page }) => {
  await addByDrag(page, "Task", 0.5, 0.4);
  const blocks = [
    { id: "b1", label: "left", at: [0, 0], task: [{ sleep: 1 }] },
    { id: "b2", label: "both", at: [0, 200], gather: ["b1"] },
  ];
  await paste(page, JSON.stringify({ awaitscope: 1, blocks }));
  await card(page, "both").waitFor();
  assert.deepEqual((await labels(page)).sort(), ["a", "both", "left"]);
  await paste(page, JSON.stringify({ awaitscope: 1, blocks }));
  await page.locator("[data-block]").nth(4).waitFor();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await card(page, "both").waitFor({ state: "detached" });
  assert.deepEqual(await labels(page), ["a"]);
});

pageTest("cards go through the clipboard, and texts of the page can be copied beside them", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await addByDrag(page, "Task", 0.5, 0.4);
  await page.keyboard.press("Control+c");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /"label": ?"a"/);
  await page.keyboard.press("Control+v");
  await page.locator("[data-block]").nth(1).waitFor();
  await page.keyboard.press("Control+x");
  await page.locator("[data-block]").nth(1).waitFor({ state: "detached" });
  await page.keyboard.press("Control+v");
  await page.locator("[data-block]").nth(1).waitFor();

  const heading = page.getByRole("heading", { name: "Steps", exact: true });
  await heading.evaluate((element) => getSelection().selectAllChildren(element));
  await page.keyboard.press("Control+c");
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), "Steps");
  await drawn(page);
});
