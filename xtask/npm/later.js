// The end of a script whose wasm is cut in parts (`cut.mjs`): LATER stands for the names of the later parts' files.

const LATER_PARTS = LATER.map((name) => new URL(name, import.meta.url));
/** What was fetched before the first part was there. */
const fetched = new Map();
const joined = new Set();

/** Puts a part to the first one, which is there. */
function join(module, part) {
  if (joined.has(part)) return;
  joined.add(part);
  new WebAssembly.Instance(module, { a: wasm });
  wasm.isThere.value |= 1 << part;
}

/** Fetches the later parts before they are needed: also before the first one is there. */
export async function fetchLater() {
  await Promise.all(
    LATER_PARTS.map(async (url, index) => {
      const part = index + 1;
      if (joined.has(part)) return;
      const response = await fetch(url);
      if (!response.ok) return;
      const module = await WebAssembly.compile(await response.arrayBuffer());
      if (wasm === undefined) fetched.set(part, module);
      else join(module, part);
    }),
  );
}

/** A later part is needed, and is not there yet. */
function later(part) {
  const request = new XMLHttpRequest();
  request.open("GET", LATER_PARTS[part - 1], false);
  // A page that waits gets texts only: one of a character for each byte.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    request.send();
  } catch {
    // As if nothing was found.
  }
  // As where the module traps: what called is in no state to go on.
  if (request.status !== 200) throw new WebAssembly.RuntimeError("a part of it could not be fetched");
  join(new WebAssembly.Module(Uint8Array.from(request.responseText, (character) => character.charCodeAt(0))), part);
}
