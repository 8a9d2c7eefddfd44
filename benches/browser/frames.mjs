// Measures how much the page's main thread works in each frame while a run plays, beside React Flow, which draws the same
// graph and gets the same updates at the same times: `cargo xtask bench frames`
//
// A first run in the page is only watched: which card changed when, and what it said then. React Flow plays that back.
import fs from "node:fs";
import path from "node:path";
import { launch, open, serveDist } from "../../tests/browser/driver.mjs";
import { serve } from "../../tests/browser/server.mjs";
import { bundle } from "./react-flow/bundle.mjs";
import { cancelled, openScene, run, sleepers } from "./scenes.mjs";
import { row, spread, traced } from "./trace.mjs";

/** What is measured, after how many seconds of playing, and for how many. */
const SCENES = [
  ["asleep and awake", sleepers, 1, 6],
  ["all cancelled", cancelled, 3, 5],
];

const count = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 2);
const browser = await launch();
const ours = await serveDist();
const theirs = await serve(await bundle());
try {
  console.log(`main-thread work per frame, ${count} tasks playing, all of them seen, ms`);
  row("", ["median", "95 %", "worst", "a second", "scripts", "styles", "layout", "painting"]);
  for (const [name, sceneOf, from, seconds] of SCENES) await compare(name, sceneOf(count), from, seconds);
} finally {
  await browser.close();
  await ours.close();
  await theirs.close();
}

async function compare(name, scene, from, seconds) {
  const graph = await watched(scene, from + seconds);
  const sides = { Awaitscope: [], "React Flow": [] };
  for (let round = 0; round < rounds; round += 1) {
    sides.Awaitscope.push(await playOurs(scene, from, seconds));
    sides["React Flow"].push(await playTheirs(graph, from, seconds));
  }
  const results = Object.entries(sides).map(([side, measured]) => report(`${name}: ${side}`, measured));
  const [own, other] = results;
  row("of React Flow's", [own.median, own.high, own.worst].map((value, at) =>
    `${((value / [other.median, other.high, other.worst][at]) * 100).toFixed(0)} %`));
}

/** The graph as our page lays it out, and what changes in it while it plays: `{ nodes, edges, view, updates }`. */
async function watched(scene, seconds) {
  const { context, page } = await open(browser, ours.url);
  await openScene(page, scene);
  const graph = await page.evaluate(() => {
    const nodes = [...document.querySelectorAll(".card[data-block]")].map((card) => {
      const [x, y, width, height] = ["left", "top", "width", "height"].map((side) => parseFloat(card.style[side]));
      return { id: card.dataset.block, label: card.dataset.label, x, y, width, height };
    });
    const stage = document.getElementById("stage");
    const { width, height } = stage.getBoundingClientRect();
    const [x, y, zoom] = ["--pan-x", "--pan-y", "--zoom"].map((name) => parseFloat(stage.style.getPropertyValue(name)));
    return { nodes, view: { x, y, zoom, width, height } };
  });
  const below = ({ id, gather = [], timeout }) =>
    [...gather, ...(timeout ? [timeout] : [])].map((child) => ({ from: id.slice(1), to: child.slice(1) }));
  await page.evaluate(() => {
    let begun;
    window.updates = [];
    const watch = new MutationObserver((records) => {
      const cards = new Set(records.map((record) => record.target).filter((target) => target.dataset?.block));
      const changes = [...cards].map((card) => ({
        id: card.dataset.block,
        state: card.dataset.state,
        text: card.getAttribute("aria-label"),
      }));
      begun ??= performance.now();
      if (changes.length > 0) window.updates.push({ at: performance.now() - begun, changes });
    });
    watch.observe(document.querySelector(".world"), {
      subtree: true,
      attributeFilter: ["data-state", "aria-label"],
    });
  });
  await run(page);
  await page.waitForTimeout(seconds * 1000);
  const updates = await page.evaluate(() => window.updates);
  await context.close();
  return { ...graph, edges: scene.blocks.flatMap(below), updates };
}

async function playOurs(scene, from, seconds) {
  const { context, page } = await open(browser, ours.url);
  await openScene(page, scene);
  await run(page);
  return await measured(context, page, from, seconds);
}

async function playTheirs(graph, from, seconds) {
  const { context, page } = await open(browser, theirs.url, { started: false });
  await page.evaluate((shown) => window.show(shown), graph);
  await page.locator(".react-flow__edge").nth(graph.edges.length - 1).waitFor({ state: "attached" });
  await page.evaluate(() => window.play());
  return await measured(context, page, from, seconds);
}

async function measured(context, page, from, seconds) {
  await page.waitForTimeout(from * 1000);
  const result = await traced(browser, page, () => page.waitForTimeout(seconds * 1000));
  if (process.env.AWAITSCOPE_PICTURES) {
    fs.mkdirSync(process.env.AWAITSCOPE_PICTURES, { recursive: true });
    const name = new URL(page.url()).port === new URL(ours.url).port ? "ours" : "theirs";
    await page.screenshot({ path: path.join(process.env.AWAITSCOPE_PICTURES, `${name}.png`) });
  }
  await context.close();
  return result;
}

function report(name, measured) {
  const all = spread(measured.flatMap(({ work }) => work));
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const kinds = measured[0].kinds.map((_, kind) => mean(measured.map(({ kinds }) => kinds[kind][1])));
  const perSecond = mean(measured.map((one) => one.perSecond)).toFixed(0);
  row(name, [all.median, all.high, all.worst, perSecond, ...kinds]);
  return all;
}
