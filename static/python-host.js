// The page's side of python.js: a worker, made when it is needed first and again when it is of no more use.
const PATIENCE_MS = 20_000;

let worker;
let forget;

/** Runs a program and gives what came of it. What was asked before and is not answered yet will never be. */
export async function run(text, outside) {
  forget?.();
  try {
    worker ??= new Worker(new URL("./python.js", import.meta.url), { type: "module" });
  } catch {
    // A frame without an origin of its own may have no workers.
    const { answer } = await import("./python.js");
    return answer({ text, outside });
  }
  let timer;
  forget = () => {
    clearTimeout(timer);
    end();
  };
  const told = await new Promise((settle) => {
    timer = setTimeout(() => settle({ error: "it did not answer for 20 seconds" }), PATIENCE_MS);
    worker.onmessage = ({ data }) => settle(data);
    worker.onerror = (event) => {
      event.preventDefault();
      settle({ error: event.message || "its module could not be loaded" });
    };
    worker.postMessage({ text, outside });
  });
  clearTimeout(timer);
  forget = undefined;
  // What went wrong may have left anything behind.
  if (told.error !== undefined) end();
  return told;
}

function end() {
  worker?.terminate();
  worker = undefined;
}
