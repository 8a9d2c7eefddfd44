// Python programs run here: in a worker, or in the page where workers are not allowed. `answer` takes { text, outside } and
// gives what came of it, or { error }.
import init, { run } from "./awaitscope-python.js";

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
