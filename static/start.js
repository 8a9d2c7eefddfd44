// Starts the page: says how Python is run once it is needed, and loads the compiled module that its own <script> element names.
// It is a file of its own because a strict Content-Security-Policy allows no inline script.
globalThis.runPython = async (...program) => (await import("./python-host.js")).run(...program);

const { module, wasm } = document.querySelector("script[data-module]").dataset;

try {
  const { default: init } = await import(new URL(module, document.baseURI));
  await init({ module_or_path: new URL(wasm, document.baseURI) });
  document.documentElement.dataset.page = "started";
} catch (error) {
  document.documentElement.dataset.page = "failed";
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = `Awaitscope could not start: ${error.message ?? error}`;
  document.body.append(message);
  throw error;
}
