// The worker in which Python programs run. It takes { id, text } and answers with { id, ... } what came of it, or { id, error }.
import init, { run } from "./awaitscope-python.js";

const ready = init({ module_or_path: new URL("./awaitscope-python_bg.wasm", import.meta.url) });

self.onmessage = async ({ data: { id, text } }) => {
  try {
    await ready;
    const outcome = run(text);
    const { faults, trace, places, scene, summaries, omitted, console } = outcome;
    outcome.free();
    self.postMessage({ id, faults, trace, places, scene, summaries, omitted, console });
  } catch (error) {
    self.postMessage({ id, error: `${error.message ?? error}` });
  }
};
