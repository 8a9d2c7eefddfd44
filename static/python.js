// Python programs run here: in a worker, or in the page where workers are not allowed. `answer` takes { text, outside } and
// gives what came of it, or { error }.
import init, { run } from "./awaitscope-python.js";

/** What was fetched of the library. */
const texts = new Map();

/** The text of a module that is written in Python: fetched when a program imports it, which waits for it. */
self.libraryText = (module) => {
  if (!texts.has(module)) {
    const request = new XMLHttpRequest();
    request.open("GET", new URL(`./python/${module}.py`, import.meta.url), false);
    try {
      request.send();
    } catch {
      return undefined;
    }
    if (request.status !== 200) return undefined;
    texts.set(module, request.responseText);
  }
  return texts.get(module);
};

const ready = init({ module_or_path: new URL("./awaitscope-python_bg.wasm", import.meta.url) });

export async function answer({ text, outside }) {
  try {
    await ready;
    const outcome = run(text, outside);
    const { faults, trace, places, scene, summaries, omitted, console } = outcome;
    outcome.free();
    return { faults, trace, places, scene, summaries, omitted, console };
  } catch (error) {
    return { error: `${error.message ?? error}` };
  }
}

if (typeof WorkerGlobalScope !== "undefined") {
  self.onmessage = async ({ data }) => self.postMessage(await answer(data));
}
