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

// Fetched beside the page's module, and not set to work before that one is there. What fails is tried again with the first run.
const hosting = host().catch(() => undefined);

try {
  const { default: init } = await import(new URL(module, document.baseURI));
  await init({ module_or_path: new URL(wasm, document.baseURI) });
  document.documentElement.dataset.page = "started";
  // What runs scenes is there before anybody presses Run.
  (await hosting)?.prepare("scenes");
} catch (error) {
  document.documentElement.dataset.page = "failed";
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = `Awaitscope could not start: ${error.message ?? error}`;
  document.body.append(message);
  throw error;
}
