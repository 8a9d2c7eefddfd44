// The end of a script whose wasm is cut in parts (`cut.mjs`): LATER stands for the names of the later parts' files.

const LATER_PARTS = LATER.map((name) => new URL(name, import.meta.url));
/** What is being fetched, or was: for each part a promise. */
const coming = new Map();
/** What was fetched before the first part was there. */
const fetched = new Map();
const joined = new Set();

/** Puts a part to the first one, which is there. */
function join(module, part) {
  if (joined.has(part)) return;
  joined.add(part);
  // Functions go by their numbers in a table.
  const exported = new Proxy(wasm, { get: (its, name) => its[name] ?? its.shared.get(name) });
  new WebAssembly.Instance(module, { a: exported });
  // Shifts go by the last five bits.
  wasm[`isThere${part >> 5}`].value |= 1 << part;
}

/**
 * Fetches later parts before they are needed, also before the first one is there: those with these numbers, or all. `compiled`
 * gives the module at an address.
 */
export function fetchLater(compiled, parts = LATER_PARTS.map((_, index) => index + 1)) {
  return Promise.all(
    parts.map((part) => {
      if (!coming.has(part)) coming.set(part, take(compiled, part));
      return coming.get(part);
    }),
  );
}

async function take(compiled, part) {
  try {
    const module = await compiled(LATER_PARTS[part - 1]);
    if (wasm === undefined) fetched.set(part, module);
    else join(module, part);
  } catch (error) {
    // Another time, or when it is needed.
    coming.delete(part);
    throw error;
  }
}

/** A later part is needed, and is not there yet. */
function later(part) {
  const request = new XMLHttpRequest();
  request.open("GET", LATER_PARTS[part - 1], false);
  // A page that waits gets texts only: one of a character for each byte.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  // Whoever waits for a worker (static/runs-host.js) is told why.
  globalThis.tellFetching?.(true);
  try {
    request.send();
  } catch {
    // As if nothing was found.
  }
  globalThis.tellFetching?.(false);
  // As where the module traps: what called is in no state to go on.
  if (request.status !== 200) throw new WebAssembly.RuntimeError("a part of it could not be fetched");
  join(new WebAssembly.Module(Uint8Array.from(request.responseText, (character) => character.charCodeAt(0))), part);
}
