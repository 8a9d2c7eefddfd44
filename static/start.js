// Starts the page: says how scenes and programs are run, and loads the compiled module that its own <script> element names.
// It is a file of its own because a strict Content-Security-Policy allows no inline script.
const host = () => import("./runs-host.js");
globalThis.askRunner = async (...asked) => (await host()).ask(...asked);

// Tones, for those who want to hear a run. Where there is no sound there is nothing to complain of.
globalThis.playTones = (names) => import("./sound.js").then((sound) => sound.play(names)).catch(() => {});

// The whole screen, where the browser gives it.
globalThis.fillScreen = () => {
  document.documentElement.requestFullscreen?.().catch(() => {});
};

const links = () => import("./links.js");
globalThis.packText = async (text) => (await links()).pack(text);
globalThis.unpackText = async (payload) => (await links()).unpack(payload);

// What lies beside the page, as a text.
globalThis.fetchText = async (path) => {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
};

const { module, wasm } = document.querySelector("script[data-module]").dataset;

/** Says what keeps the page from working. */
function tell(text) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.className = "failure";
  message.textContent = text;
  document.body.append(message);
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

/** Whether more is to be seen at once than a first visit shows: what a link is about, or what was worked on. */
function showsMore() {
  try {
    return location.hash.length > 1 || ["scene", "python"].some((kind) => localStorage.getItem(`awaitscope.${kind}`) !== null);
  } catch {
    return location.hash.length > 1;
  }
}

/** Signs that somebody is about to do something. */
const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"];

try {
  const page = await import(new URL(module, document.baseURI));
  // What fails is tried again when it is needed.
  if (showsMore()) await page.fetchLater?.().catch(() => {});
  await page.default({ module_or_path: new URL(wasm, document.baseURI) });
  document.documentElement.dataset.page = "started";
  // What nobody needs who only looks at the page is there before anybody presses Run.
  const prepare = async () => {
    for (const sign of SIGNS) removeEventListener(sign, prepare, true);
    page.fetchLater?.().catch(() => {});
    (await host().catch(() => undefined))?.prepare("scenes");
  };
  for (const sign of SIGNS) addEventListener(sign, prepare, { capture: true, passive: true });
} catch (error) {
  document.documentElement.dataset.page = "failed";
  tell(`Awaitscope could not start: ${error.message ?? error}`);
  throw error;
}
