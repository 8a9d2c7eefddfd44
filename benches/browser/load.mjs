// Measures how long the page takes from navigation, with nothing cached, until Run can be pressed, and until the first
// animation runs once it is: `cargo xtask bench load`
//
// With AWAITSCOPE_VISUAL_EFFECT naming the folder of a built github.com/kitlangton/visual-effect, that page is measured in the
// same run, file by file as it comes from its build.
import { launch, serveDist } from "../../tests/browser/driver.mjs";
import { serve } from "../../tests/browser/server.mjs";
import { row, spread } from "./trace.mjs";

/** What the network is like. */
const NETWORKS = [
  ["this machine", null],
  ["10 Mbit/s, 40 ms", { offline: false, latency: 40, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 }],
];

/** What a link opens: a scene of the gallery. */
const OPENED = "#gallery=cancel-gather-in-time";

/** What to press, once it is there and can be pressed, and how one sees that something moves. Both run in the page. */
const OURS = {
  button: () => document.querySelector("button.transport__run:not([disabled])"),
  // The scene asks what one expects first.
  skips: () => [...document.querySelectorAll(".predict button")].find((button) => button.textContent.includes("Just run")),
  moves: () => document.querySelector('[data-run="running"] .card[data-state]'),
};
const VISUAL_EFFECT = {
  // Its first example is in the page's HTML, and does nothing before its scripts run.
  button: () => [...document.querySelectorAll("h2, h3")].find((head) => head.textContent.includes("Effect.succeed")),
  skips: () => undefined,
  moves: () => document.body.innerText.split("42").length > 2,
};

const rounds = Number(process.argv[2] ?? 7);
const browser = await launch();
const sides = [["Awaitscope", await serveDist({ compress: true }), OURS]];
if (process.env.AWAITSCOPE_VISUAL_EFFECT) {
  const server = await serve(process.env.AWAITSCOPE_VISUAL_EFFECT, { compress: true, prefix: "/", strict: false });
  sides.push(["visual-effect", server, VISUAL_EFFECT]);
}
try {
  row("from navigation, nothing cached, ms", ["Run usable", "best", "animation", "best"]);
  for (const [network, conditions] of NETWORKS) {
    const times = sides.map(() => ({ usable: [], moving: [] }));
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, [, server, names]] of sides.entries()) {
        const { usable, moving } = await opened(server.url + (names === OURS ? OPENED : ""), names, conditions);
        times[at].usable.push(usable);
        times[at].moving.push(moving);
      }
    }
    for (const [at, [name]] of sides.entries()) {
      const [usable, moving] = [spread(times[at].usable), spread(times[at].moving)];
      row(`${name}, ${network}`, [usable.median, usable.best, moving.median, moving.best]);
    }
  }
} finally {
  await browser.close();
  for (const [, server] of sides) await server.close();
}

async function opened(url, names, conditions) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  if (conditions) {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", conditions);
  }
  await page.addInitScript(`(${watch})({ button: ${names.button}, skips: ${names.skips}, moves: ${names.moves} })`);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.seen?.moving);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return seen;
}

/**
 * In the page: presses the button in every frame from when it can be until something moves, skips what is asked in between, and
 * takes down when that was. The last press that came to something tells when the button was of use.
 */
function watch({ button, skips, moves }) {
  window.seen = {};
  let pressed;
  const frame = () => {
    if (pressed && moves()) {
      window.seen.usable = pressed;
      window.seen.moving = performance.now();
      return;
    }
    if (pressed) skips()?.click();
    const found = document.body && button();
    if (found && (!pressed || !document.querySelector("[data-run]"))) {
      pressed = performance.now();
      found.click();
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
