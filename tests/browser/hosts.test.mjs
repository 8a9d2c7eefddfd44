// Hosts and browsers that give less than one hopes for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch, PATIENCE_MS, serveDist, TEST_MS } from "./driver.mjs";
import { button } from "./playground.mjs";

const STRICT = "script-src 'self' 'wasm-unsafe-eval'";

/** A test of the page as somebody serves it; `before` runs in the page before its own scripts. */
function hostTest(name, { served, before }, body) {
  test(name, { timeout: TEST_MS }, async () => {
    const browser = await launch();
    const server = await serveDist(served);
    try {
      const context = await browser.newContext();
      if (before) await context.addInitScript(before);
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(`${server.url}#gallery=shield&embed`);
      await body(page);
    } finally {
      await browser.close();
      await server.close();
    }
  });
}

/** Has the scene that is open run. */
async function runs(page) {
  await button(page, "Run").click();
  await page.getByRole("button", { name: /^Just run/ }).click();
  await page.locator("[data-run=running], [data-run=finished]").waitFor();
}

/** What the page says why it cannot start. */
function told(page) {
  return page.getByRole("alert").textContent();
}

hostTest("a host that does not know what wasm is will do", { served: { types: { ".wasm": "text/plain" } } }, runs);

hostTest("where a policy forbids workers, scenes run in the page", { served: { policy: `${STRICT}; worker-src 'none'` } }, runs);

hostTest(
  "where workers are no modules, scenes run in the page",
  {
    before: () => {
      const Real = window.Worker;
      window.Worker = class extends Real {
        constructor(url, options) {
          super(url, { ...options, type: "classic" });
        }
      };
    },
  },
  runs,
);

hostTest("a policy that forbids wasm is told of", { served: { policy: "script-src 'self'" } }, async (page) => {
  assert.match(await told(page), /could not start: .*'wasm-unsafe-eval'/);
});

hostTest(
  "a browser without wasm is told of",
  {
    before: () => {
      delete window.WebAssembly;
    },
  },
  async (page) => {
    assert.match(await told(page), /could not start: this browser has no WebAssembly/);
  },
);
