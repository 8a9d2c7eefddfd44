// Measures how long the page takes from navigation, with nothing cached, until Run can be pressed, and until the first
// animation runs once it is: `cargo xtask bench load [NAME=FOLDER]...`
//
// Other built pages are measured the same way in the same run; theirs has no Run button of our kind, so what counts there is
// the first button that starts an animation.
import { launch, serveDist } from "../../tests/browser/driver.mjs";
import { serve } from "../../tests/browser/server.mjs";
import { row, spread } from "./trace.mjs";

/** What the network is like. */
const NETWORKS = [
  ["this machine", null],
  ["10 Mbit/s, 40 ms", { offline: false, latency: 40, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 }],
];

/** How a page is told to begin, and how one sees that it did: names of what `watch` knows. */
const OURS = { button: '[data-run] button.transport__run:not([disabled])', moves: '[data-run="running"] .card[data-state]' };

const rounds = Number(process.argv[2] ?? 7);
const browser = await launch();
const others = process.argv.slice(3).map((named) => named.split("="));
const sides = [["Awaitscope", (await serveDist({ compress: true })), OURS]];
for (const [name, folder, button, moves] of others) {
  sides.push([name, await serve(folder, { compress: true, prefix: "/", strict: false }), { button, moves }]);
}
try {
  row("from navigation, nothing cached, ms", ["Run usable", "worst", "animation", "worst"]);
  for (const [network, conditions] of NETWORKS) {
    const times = sides.map(() => ({ usable: [], moving: [] }));
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, [, server, names]] of sides.entries()) {
        const { usable, moving } = await opened(server.url, names, conditions);
        times[at].usable.push(usable);
        times[at].moving.push(moving);
      }
    }
    for (const [at, [name]] of sides.entries()) {
      const [usable, moving] = [spread(times[at].usable), spread(times[at].moving)];
      row(`${name}, ${network}`, [usable.median, usable.worst, moving.median, moving.worst]);
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
  await page.addInitScript(watch, names);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.seen?.moving);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return seen;
}

/** In the page: presses the button as soon as it can be, and takes down when that was and when something moved. */
function watch({ button, moves }) {
  window.seen = {};
  const look = () => {
    if (!window.seen.usable) {
      const found = document.querySelector(button);
      if (!found) return;
      window.seen.usable = performance.now();
      found.click();
    } else if (!window.seen.moving && document.querySelector(moves)) {
      window.seen.moving = performance.now();
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}
