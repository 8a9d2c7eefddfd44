// Scenes to measure, and what the bench has to know of a page that shows one.

/** A gather over so many tasks, each of which sleeps over and over, no two in step. */
export function sleepers(count) {
  const columns = Math.ceil(Math.sqrt(count));
  const tasks = Array.from({ length: count }, (_, index) => ({
    id: `b${index + 2}`,
    label: `task ${index + 1}`,
    at: [(index % columns) * 240, 170 + Math.floor(index / columns) * 150],
    task: Array.from({ length: 12 }, (_, turn) => ({ sleep: 0.5 + ((index * 7 + turn * 3) % 11) / 10 })),
  }));
  const gather = { id: "b1", label: "all", at: [0, 0], gather: tasks.map(({ id }) => id) };
  return { awaitscope: 1, title: `${count} tasks`, blocks: [gather, ...tasks] };
}

/** The same, and all of them are cancelled at once: a timeout over the gather expires. */
export function cancelled(count) {
  const scene = sleepers(count);
  const limit = { id: `b${count + 2}`, label: "limit", at: [0, -150], timeout: "b1", delay: 0.3 };
  return { ...scene, title: `${count} tasks, cancelled`, blocks: [...scene.blocks, limit] };
}

/** Opens a scene in the page as a file. */
export async function openScene(page, scene) {
  const buffer = Buffer.from(JSON.stringify(scene));
  await page.locator("input[type=file]").setInputFiles({ name: "scene.json", mimeType: "application/json", buffer });
  await page.locator(`[data-block="${scene.blocks.length}"]`).waitFor({ state: "attached" });
}

/**
 * Presses a button of the page. It is found by an attribute: what Playwright leaves in a page in which it has looked for a
 * role (live lists of labels) makes each attribute that the page sets later twenty times as slow.
 */
export async function press(page, name) {
  await page.locator(`button[aria-label="${name}"]`).click();
}

/** Presses Run and waits until the run plays. */
export async function run(page) {
  await press(page, "Run");
  await page.locator('[data-run="running"]').waitFor({ state: "attached" });
}
