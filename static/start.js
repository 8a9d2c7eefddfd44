// Starts the page: says how scenes and programs are run, and loads the compiled module that its own <script> element names.
// It is a file of its own because a strict Content-Security-Policy allows no inline script.

import { ask, prepare } from "./runs-host.js";
import { compiled } from "./wasm.js";

globalThis.askRunner = ask;

// Tones, for those who want to hear a run. Where there is no sound there is nothing to complain of.
globalThis.playTones = (names) => import("./sound.js").then((sound) => sound.play(names)).catch(() => {});

// The whole screen, where the browser gives it.
globalThis.fillScreen = () => {
  document.documentElement.requestFullscreen?.().catch(() => {});
};

const links = () => import("./links.js");
globalThis.packText = async (text) => (await links()).pack(text);
globalThis.unpackText = async (payload) => (await links()).unpack(payload);

/** What was fetched, or is coming. */
const texts = new Map();

// What lies beside the page, as a text.
globalThis.fetchText = (path) => {
  if (!texts.has(path)) texts.set(path, fetchText(path));
  return texts.get(path);
};

async function fetchText(path) {
  try {
    const response = await fetch(atPage(path));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return await response.text();
  } catch (error) {
    // Another time it may be there.
    texts.delete(path);
    throw error;
  }
}

function atPage(path) {
  return new URL(path, document.baseURI);
}

const { module, wasm } = document.querySelector("script[data-module]").dataset;

/** Says what keeps the page from working. */
function tell(text) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.className = "failure";
  message.textContent = text;
  document.body.append(message);
}

/** What keeps the page from starting. */
function obstacle(error) {
  if (typeof WebAssembly === "undefined") return "this browser has no WebAssembly, or is told to do without it";
  // Browsers say so in words of their own, none of which names what to do.
  if (error instanceof WebAssembly.CompileError && /polic|eval/i.test(error.message)) {
    return "this site's Content-Security-Policy forbids WebAssembly; its script-src needs 'wasm-unsafe-eval'";
  }
  return `${error.message ?? error}`;
}

// What traps once is in no state to go on. Work is kept a little after it changes.
function stop(error) {
  if (document.documentElement.dataset.page !== "started" || !(error instanceof WebAssembly.RuntimeError)) return;
  document.documentElement.dataset.page = "stopped";
  const why = error.message.includes("fetched") ? error.message : "a fault of its own";
  tell(`Awaitscope has stopped: ${why}. Reload the page to go on from what was kept a moment ago.`);
}
addEventListener("error", ({ error }) => stop(error));
addEventListener("unhandledrejection", ({ reason }) => stop(reason));

/** What the address asks for: names and values behind the #. */
const asked = new Map(
  location.hash
    .slice(1)
    .split("&")
    .map((part) => part.split(/=(.*)/s, 2)),
);

/** What a link is about is fetched while the page begins; resolves to what runs it. */
async function linked() {
  const slug = asked.get("gallery");
  if (slug === undefined) return asked.has("s") ? "scenes" : asked.has("p") ? "python" : undefined;
  const entry = JSON.parse(await globalThis.fetchText("gallery/index.json")).find((entry) => entry.slug === slug);
  if (!entry) return undefined;
  const isPython = entry.kind === "python";
  globalThis.fetchText(`gallery/${slug}.${isPython ? "py" : "json"}`).catch(() => {});
  return isPython ? "python" : "scenes";
}

/** The page is a part of another one, and shows no more than stage and controls. */
const isFrame = asked.has("embed");

/** The parts of the page (xtask/npm/shrink.mjs) that are needed at once: none on a first visit, which shows less. */
function partsAtOnce() {
  // What plays a run, and what tells of it beside the stage.
  if (isFrame) return [1];
  try {
    const isKept = ["scene", "python"].some((kind) => localStorage.getItem(`awaitscope.${kind}`) !== null);
    return isKept || location.hash.length > 1 ? [1, 2] : [];
  } catch {
    return location.hash.length > 1 ? [1, 2] : [];
  }
}

/** Signs that somebody is about to do something. */
const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"];

/** Whether all of the page may be needed soon. In a frame most only read on, or play what is there. */
function isSign({ type, target }) {
  if (!isFrame) return true;
  return ["pointerdown", "keydown"].includes(type) && !target.closest?.(".transport, .predict");
}

try {
  const coming = compiled(atPage(wasm));
  const runner = linked().catch(() => undefined);
  // A scene's run is asked for soon. Python is large, and waits until the page is there.
  runner.then((kind) => kind === "scenes" && prepare(kind));
  const [page, first] = await Promise.all([
    import(atPage(module)).then(async (page) => {
      // What fails is tried again when it is needed.
      await page.fetchLater?.(compiled, partsAtOnce()).catch(() => {});
      return page;
    }),
    coming,
  ]);
  await page.default({ module_or_path: first });
  document.documentElement.dataset.page = "started";
  const run = () => runner.then((kind) => kind && prepare(kind));
  // Of frames a page may have many: there, Python waits until somebody comes near.
  if (!isFrame || asked.has("do")) run();
  // What nobody needs who only looks at the page is there before anybody presses Run.
  const soon = (event) => {
    run();
    if (!isSign(event)) return;
    for (const sign of SIGNS) removeEventListener(sign, soon, true);
    page.fetchLater?.(compiled).catch(() => {});
    prepare("scenes");
  };
  for (const sign of SIGNS) addEventListener(sign, soon, { capture: true, passive: true });
} catch (error) {
  document.documentElement.dataset.page = "failed";
  tell(`Awaitscope could not start: ${obstacle(error)}.`);
  throw error;
}
