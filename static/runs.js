// Scenes and Python programs run here: in a worker of their own, whose name says which, or in the page where workers are not
// allowed. `answer` takes { kind, what, texts } and gives what came of it, or { error }: see src/workers.

const isWorker = typeof WorkerGlobalScope !== "undefined";

/** Tells the page that what takes long from now on is fetching, or no longer is. */
self.tellFetching = (isFetching) => isWorker && self.postMessage({ isFetching });

/** What was fetched of Python's library. */
const library = new Map();

/** The text of a module that is written in Python: fetched when a program imports it, which waits for it. */
self.libraryText = (module) => {
  if (!library.has(module)) {
    const request = new XMLHttpRequest();
    request.open("GET", new URL(`./python/${module}.py`, import.meta.url), false);
    self.tellFetching(true);
    try {
      request.send();
    } catch {
      return undefined;
    } finally {
      self.tellFetching(false);
    }
    if (request.status !== 200) return undefined;
    library.set(module, request.responseText);
  }
  return library.get(module);
};

/** What is told of a run: src/workers/outcome.rs. */
const FIELDS = ["faults", "trace", "places", "scene", "summaries", "omitted", "left_out", "console", "ended_at", "is_open", "text"];

/** The compiled module that the page hands to its worker. */
let give;
const given = isWorker ? new Promise((settle) => (give = settle)) : undefined;

const modules = new Map();

/** The module that runs scenes, or Python. */
function load(kind) {
  if (!modules.has(kind)) modules.set(kind, start(kind));
  return modules.get(kind);
}

async function start(kind) {
  const module = await import(`./awaitscope-${kind}.js`);
  const wasm = (await given) ?? new URL(`./awaitscope-${kind}_bg.wasm`, import.meta.url);
  await module.default({ module_or_path: wasm });
  return module;
}

export async function answer({ kind, what, texts }) {
  try {
    const module = await load(kind);
    const outcome = module[what](...texts);
    const told = Object.fromEntries(FIELDS.map((field) => [field, outcome[field]]));
    outcome.free();
    return told;
  } catch (error) {
    // What comes next begins anew.
    modules.delete(kind);
    return { error: `${error.message ?? error}` };
  }
}

if (isWorker) {
  load(self.name)
    .catch(() => {})
    .then(() => self.tellFetching(false));
  self.onmessage = async ({ data }) => {
    if ("module" in data) return give(data.module);
    const told = await answer(data);
    self.postMessage(told, told.trace ? [told.trace.buffer] : []);
  };
}
